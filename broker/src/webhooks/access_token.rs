//! The access tokens that the broker issues to Oneflow: an end, stamped with the secret of the client.
//!
//! Nothing is stored. Every broker that has the client's secret knows the token, and without the client there is none.

use time::{Duration, OffsetDateTime};

use crate::seal::Stamp;

/// How long a token can be used. Oneflow may fetch one for each attempt.
pub const LIFETIME: Duration = Duration::minutes(15);
/// Lets scanners of source code and logs recognise a token.
const PREFIX: &str = "owt_";

/// A token until then.
pub fn issue(stamp: &Stamp, now: OffsetDateTime) -> String {
    let end = (now + LIFETIME).unix_timestamp().to_string();
    format!("{PREFIX}{end}.{}", stamp.on(&stamped(&end)))
}

/// Whether this is a token of the client's that has not ended.
pub fn is_valid(stamp: &Stamp, token: &str, now: OffsetDateTime) -> bool {
    let parts = token.strip_prefix(PREFIX).and_then(|rest| rest.split_once('.'));
    parts.is_some_and(|(end, left)| {
        stamp.is_on(&stamped(end), left) && end.parse::<i64>().is_ok_and(|end| now.unix_timestamp() < end)
    })
}

fn stamped(end: &str) -> String {
    format!("webhooks until {end}")
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOON: OffsetDateTime = datetime!(2026-11-30 12:00 UTC);

    #[test]
    fn a_token_is_valid_for_its_client_until_it_ends() {
        let stamp = Stamp::of_secret("secret");
        let token = issue(&stamp, NOON);
        assert!(is_valid(&stamp, &token, NOON + LIFETIME - Duration::seconds(1)));
        assert!(!is_valid(&stamp, &token, NOON + LIFETIME));
        assert!(!is_valid(&Stamp::of_secret("other"), &token, NOON));
    }

    #[test]
    fn a_token_with_another_end_is_none() {
        let stamp = Stamp::of_secret("secret");
        let token = issue(&stamp, NOON);
        let (_, left) = token.split_once('.').unwrap_or_default();
        for wrong in ["", "owt_", "owt_.", &format!("owt_99999999999.{left}"), &token.replace("owt_", "")] {
            assert!(!is_valid(&stamp, wrong, NOON), "{wrong}");
        }
    }
}
