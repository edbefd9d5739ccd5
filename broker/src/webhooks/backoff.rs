//! When something is tried again.

use time::{Duration, OffsetDateTime};

/// Waits between looks at the contract of a delivery, in seconds; the last one is repeated for as long as the delivery
/// is kept.
pub const DELIVERIES: [u32; 8] = [2, 5, 15, 60, 300, 900, 1_800, 3_600];
/// Waits between tries to forward, in seconds: those that Standard Webhooks recommends, three days in all.
pub const FORWARDS: [u32; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 72_000];

/// When a contract is read again that was looked at so many times.
pub fn next_look(looks: u32, now: OffsetDateTime) -> OffsetDateTime {
    let [.., longest] = DELIVERIES;
    let seconds = place(looks).and_then(|place| DELIVERIES.get(place).copied()).unwrap_or(longest);
    now + Duration::seconds(seconds.into())
}

/// When a message is sent again that was sent so many times; none, if that was the last time. Its number spreads those
/// that failed together over a tenth of the wait.
pub fn next_forward(tries: u32, number: i64, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let seconds = place(tries).and_then(|place| FORWARDS.get(place).copied())?;
    let spread = number.rem_euclid(i64::from(seconds / 10 + 1));
    Some(now + Duration::seconds(i64::from(seconds) + spread))
}

fn place(tries: u32) -> Option<usize> {
    usize::try_from(tries).ok()?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOON: OffsetDateTime = datetime!(2026-11-30 12:00 UTC);

    #[test]
    fn looks_come_again_after_longer_waits_and_never_end() {
        assert_eq!(next_look(1, NOON), NOON + Duration::seconds(2));
        assert_eq!(next_look(8, NOON), NOON + Duration::hours(1));
        assert_eq!(next_look(800, NOON), NOON + Duration::hours(1));
    }

    #[test]
    fn a_message_is_sent_ten_times_within_four_days_and_then_no_more() {
        let mut at = NOON;
        for tries in 1..=9 {
            let next = next_forward(tries, 9_999, at);
            assert!(next.is_some_and(|next| next > at), "{tries}");
            at = next.unwrap_or(at);
        }
        assert_eq!(next_forward(10, 0, at), None);
        assert!((Duration::days(2)..Duration::days(4)).contains(&(at - NOON)), "{}", at - NOON);
    }

    #[test]
    fn messages_that_failed_together_do_not_all_come_again_at_once() {
        assert_ne!(next_forward(2, 1, NOON), next_forward(2, 2, NOON));
    }
}
