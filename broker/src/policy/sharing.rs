//! Whose a contract is.

use serde::{Deserialize, Serialize};

/// Who may read, send and link a contract that the broker has made.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sharing {
    /// Only who has created it, in a session for the same record.
    #[default]
    Own,
    /// Everybody whose session is for the same record.
    Record,
}

/// The user and the record of a session, or of a contract.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Asker<'a> {
    /// The user.
    pub user: &'a str,
    /// The record.
    pub record: Option<&'a str>,
}

impl Sharing {
    /// Whether the session may touch a contract of this user and record.
    pub fn allows(self, session: Asker, contract: Asker) -> bool {
        match self {
            Self::Own => session == contract,
            // A session without a record shares nothing.
            Self::Record => session == contract || session.record.is_some() && session.record == contract.record,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asker<'a>(user: &'a str, record: impl Into<Option<&'a str>>) -> Asker<'a> {
        Asker { user, record: record.into() }
    }

    #[test]
    fn a_contract_is_its_users_in_a_session_for_its_record() {
        let made = asker("ada", "deal-1");
        assert!(Sharing::Own.allows(asker("ada", "deal-1"), made));
        for other in [asker("bob", "deal-1"), asker("ada", "deal-2"), asker("ada", None)] {
            assert!(!Sharing::Own.allows(other, made), "{other:?}");
        }
    }

    #[test]
    fn where_the_partner_says_so_a_record_is_shared() {
        let made = asker("ada", "deal-1");
        assert!(Sharing::Record.allows(asker("bob", "deal-1"), made));
        assert!(!Sharing::Record.allows(asker("bob", "deal-2"), made));
        assert!(!Sharing::Record.allows(asker("bob", None), asker("ada", None)));
        assert!(Sharing::Record.allows(asker("ada", None), asker("ada", None)));
    }
}
