//! What a look at Oneflow means for an unknown attempt.

use time::{Duration, OffsetDateTime};

use super::{Action, Attempt};

/// How long the decision is left to the user: after that, nobody waits for it any more.
const QUIET: Duration = Duration::minutes(10);

/// What a look at Oneflow means for an unknown attempt.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Finding {
    /// Nobody can tell yet; these may be the attempt's contracts.
    Candidates(Vec<i64>),
    /// This contract is the attempt's.
    Contract(i64),
}

/// Decides about the contracts that fit and belong to no other attempt. A contract that was to be published and is no
/// draft any more has been published. The only draft that fits a creation is the attempt's, once the user has had time
/// to say otherwise, and if no other unknown attempt could have made it.
pub fn finding(attempt: &Attempt, fitting: Vec<i64>, wanted_by_others: &[i64], now: OffsetDateTime) -> Finding {
    match (attempt.sent.action, fitting.as_slice()) {
        (Action::Publish, &[contract]) => Finding::Contract(contract),
        (Action::Create, &[only]) if now >= attempt.sent.deadline + QUIET && !wanted_by_others.contains(&only) => {
            Finding::Contract(only)
        }
        _ => Finding::Candidates(fitting),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::ledger::{AttemptId, NewAttempt, State};
    use crate::seal::{DataKey, Purpose, SealError};

    const NOON: OffsetDateTime = datetime!(2026-11-30 12:00 UTC);
    const SOON: OffsetDateTime = datetime!(2026-11-30 12:01 UTC);
    const LATER: OffsetDateTime = datetime!(2026-11-30 12:11 UTC);

    fn attempt(action: Action) -> Result<Attempt, SealError> {
        let key = DataKey::generate("north")?;
        let id = AttemptId { tenant: "north".into(), user: key.user_id("siri@example.com"), key: "k".into() };
        let sent = NewAttempt {
            id,
            action,
            fingerprint: String::new(),
            record: None,
            contract: None,
            expected: key.seal(Purpose::Expected, "{}")?,
            sent_at: NOON,
            deadline: SOON,
        };
        let (state, candidates) = (State::Unknown, Vec::new());
        Ok(Attempt { sent, state, answer: None, contract: None, candidates, looks: 0, look_at: NOON })
    }

    #[test]
    fn a_user_decides_about_a_draft_until_nobody_waits_any_more() -> Result<(), SealError> {
        let attempt = attempt(Action::Create)?;
        assert_eq!(finding(&attempt, vec![1], &[], SOON), Finding::Candidates(vec![1]));
        assert_eq!(finding(&attempt, vec![1], &[], LATER), Finding::Contract(1));
        Ok(())
    }

    #[test]
    fn of_two_drafts_or_two_attempts_nobody_but_the_user_can_choose() -> Result<(), SealError> {
        let attempt = attempt(Action::Create)?;
        assert_eq!(finding(&attempt, vec![1, 2], &[], LATER), Finding::Candidates(vec![1, 2]));
        assert_eq!(finding(&attempt, vec![1], &[1], LATER), Finding::Candidates(vec![1]));
        assert_eq!(finding(&attempt, Vec::new(), &[], LATER), Finding::Candidates(Vec::new()));
        Ok(())
    }

    #[test]
    fn whether_a_file_was_added_nobody_but_the_user_can_tell() -> Result<(), SealError> {
        assert!(!Action::Upload.can_be_looked_after());
        assert!(Action::Create.can_be_looked_after() && Action::Publish.can_be_looked_after());
        assert_eq!(finding(&attempt(Action::Upload)?, vec![1], &[], LATER), Finding::Candidates(vec![1]));
        Ok(())
    }

    #[test]
    fn a_contract_that_is_no_draft_any_more_was_published() -> Result<(), SealError> {
        assert_eq!(finding(&attempt(Action::Publish)?, vec![1], &[], NOON), Finding::Contract(1));
        assert_eq!(finding(&attempt(Action::Publish)?, Vec::new(), &[], LATER), Finding::Candidates(Vec::new()));
        Ok(())
    }
}
