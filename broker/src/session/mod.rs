//! What a session may do and for how long, without I/O.

mod backend;
mod origin;
mod request;
mod sender;
mod token;

use serde::{Deserialize, Serialize};

pub use backend::BackendKeys;
pub use origin::is_origin;
pub use request::{NewSession, Renewal};
pub use sender::Sender;
pub use token::{Token, hash_of};

/// The longest life of a session after its begin or its last renewal, in seconds.
pub const LONGEST: u32 = 15 * 60;
/// How long a session can be renewed after its begin, in seconds: a working day.
pub const LONGEST_RENEWED: i64 = 12 * 60 * 60;
/// The name of the cookie. Browsers take a cookie of this prefix from its own host and by https only.
pub const COOKIE: &str = "__Host-oneflow-session";

/// A right.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// Lists, contracts and their PDF.
    Read,
    /// Creates contracts, and says which one an attempt made.
    Create,
    /// Sends contracts.
    Publish,
    /// Makes access links.
    Link,
    /// Adds files to contracts, which whoever creates them may do as well.
    Upload,
    /// Deletes drafts.
    Delete,
}

/// How the browser proves the session.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Proof {
    /// By the header `authorization`.
    #[default]
    Bearer,
    /// By a cookie that no script can read.
    Cookie,
}

/// What a session is limited to.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Rights {
    /// What it may do.
    pub verbs: Vec<Verb>,
    /// The custom id of the data field that holds the record.
    pub record_field: Option<String>,
    /// The origins of the pages that may use it.
    pub origins: Vec<String>,
    /// How the browser proves it.
    pub proof: Proof,
    /// The seconds for which it lives, and is renewed.
    pub lifetime: u32,
}

impl Rights {
    /// Whether the session may do this.
    pub fn allow(&self, verb: Verb) -> bool {
        self.verbs.contains(&verb) || verb == Verb::Upload && self.verbs.contains(&Verb::Create)
    }

    /// As the database holds them.
    pub fn to_text(&self) -> String {
        // Text and numbers always become JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From the database.
    pub fn of_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rights() -> Rights {
        Rights {
            verbs: vec![Verb::Read, Verb::Create],
            record_field: None,
            origins: vec!["https://crm.example".to_owned()],
            proof: Proof::Bearer,
            lifetime: 900,
        }
    }

    #[test]
    fn a_session_may_do_what_it_was_made_for_and_nothing_else() {
        let rights = rights();
        assert!(rights.allow(Verb::Read) && rights.allow(Verb::Create));
        for verb in [Verb::Publish, Verb::Link, Verb::Delete] {
            assert!(!rights.allow(verb), "{verb:?}");
        }
    }

    #[test]
    fn whoever_creates_contracts_adds_files_and_whoever_adds_files_does_only_that() {
        let with = |verbs: &[Verb]| Rights { verbs: verbs.to_vec(), ..rights() };
        assert!(with(&[Verb::Create]).allow(Verb::Upload) && with(&[Verb::Upload]).allow(Verb::Upload));
        assert!(!with(&[Verb::Upload]).allow(Verb::Create) && !with(&[Verb::Read, Verb::Publish]).allow(Verb::Upload));
    }

    #[test]
    fn rights_come_back_from_the_database_as_they_went_and_damaged_ones_do_not() {
        assert_eq!(Rights::of_text(&rights().to_text()), Some(rights()));
        assert_eq!(Rights::of_text("{}"), None);
    }
}
