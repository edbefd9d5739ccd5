//! What the partner's backend asks for.

use serde::Deserialize;

use super::{LONGEST, Proof, Rights, Verb, is_origin};
use crate::problem::Problem;

/// The shortest life of a session, in seconds.
const SHORTEST: u32 = 30;
/// As long as the elements' attribute `external-id` may be.
const RECORD_LIMIT: usize = 255;
/// Custom id, colon and record together, in characters: so Oneflow is asked for the record's contracts.
const PAIR_LIMIT: usize = 600;
const ORIGINS_LIMIT: usize = 20;

/// The body of `POST /sessions`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSession {
    /// The customer.
    pub tenant: String,
    /// The email of the acting user at Oneflow.
    pub user: String,
    /// What the session may do.
    pub verbs: Vec<Verb>,
    /// The record of the partner's app.
    pub external_id: Option<String>,
    /// The custom id of the data field that holds the record.
    pub record_field: Option<String>,
    /// The origins of the pages; without them, all of the customer's.
    #[serde(default)]
    pub origins: Vec<String>,
    /// Seconds until it ends by itself.
    #[serde(default = "longest")]
    pub lifetime: u32,
    /// How the browser proves the session.
    #[serde(default)]
    pub proof: Proof,
}

/// The body of `POST /sessions/renew`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renewal {
    /// The customer.
    pub tenant: String,
    /// The session.
    pub id: String,
}

fn longest() -> u32 {
    LONGEST
}

impl NewSession {
    /// The rights that the customer's origins leave of what is asked for.
    pub fn rights(&self, tenant_origins: &[String]) -> Result<Rights, Problem> {
        self.check()?;
        let foreign = |origin: &&String| !is_origin(origin) || !tenant_origins.contains(origin);
        if let Some(place) = self.origins.iter().position(|origin| foreign(&origin)) {
            return Err(Problem::at(format!("origins[{place}]"), "This is no origin of the customer's."));
        }
        let mut verbs = self.verbs.clone();
        verbs.sort_unstable();
        verbs.dedup();
        Ok(Rights {
            verbs,
            record_field: self.record_field.clone(),
            origins: if self.origins.is_empty() { tenant_origins.to_vec() } else { self.origins.clone() },
            proof: self.proof,
            lifetime: self.lifetime,
        })
    }

    fn check(&self) -> Result<(), Problem> {
        let (field, record) = (self.record_field.as_deref(), self.external_id.as_deref());
        let is_long_pair =
            |field: &str| field.chars().count() + 1 + record.unwrap_or_default().chars().count() > PAIR_LIMIT;
        let wrong = [
            (!is_email(&self.user), "user", "This is no email address."),
            (self.verbs.is_empty(), "verbs", "The session needs at least one right."),
            (!(SHORTEST..=LONGEST).contains(&self.lifetime), "lifetime", "A session lasts 30 to 900 seconds."),
            (
                record.is_some_and(|it| it.is_empty() || it.len() > RECORD_LIMIT),
                "external_id",
                "This has 1 to 255 bytes.",
            ),
            (field == Some(""), "record_field", "This is no custom id."),
            // Oneflow would take what comes before the colon for the custom id.
            (
                field.is_some_and(|field| field.contains(':')),
                "record_field",
                "Oneflow finds no custom id with a colon.",
            ),
            (field.is_some_and(is_long_pair), "record_field", "At most 600 characters with colon and record."),
            (field.is_some() && record.is_none(), "external_id", "The field needs a record."),
            (self.origins.len() > ORIGINS_LIMIT, "origins", "A session has at most 20 origins."),
        ];
        match wrong.into_iter().find(|(is_wrong, ..)| *is_wrong) {
            Some((_, path, sentence)) => Err(Problem::at(path, sentence)),
            None => Ok(()),
        }
    }
}

/// Whether this can go into a header as an email address. Oneflow alone knows whether it is a user's.
fn is_email(text: &str) -> bool {
    let plain = text.len() <= 254 && text.bytes().all(|byte| byte.is_ascii_graphic());
    plain
        && text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'))
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a value that is missing is a failed test")]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn body() -> Value {
        json!({"tenant": "acme", "user": "ada@example.com", "verbs": ["create", "read", "read"]})
    }

    fn rights(more: &Value) -> Result<Rights, String> {
        let mut body = body();
        for (name, value) in more.as_object().into_iter().flatten() {
            body[name] = value.clone();
        }
        let asked: NewSession = serde_json::from_value(body).map_err(|error| error.to_string())?;
        let origins = ["https://crm.example".to_owned(), "https://app.example".to_owned()];
        asked.rights(&origins).map_err(|problem| problem.parameter.map(|(path, _)| path).unwrap_or_default())
    }

    #[test]
    fn a_session_has_the_longest_life_and_the_customers_origins_unless_less_is_asked_for() -> Result<(), String> {
        let all = rights(&json!({}))?;
        assert_eq!((all.lifetime, all.origins.len(), all.proof), (900, 2, Proof::Bearer));
        assert_eq!(all.verbs, [Verb::Read, Verb::Create]);
        let less = rights(&json!({"lifetime": 60, "origins": ["https://app.example"], "proof": "cookie"}))?;
        assert_eq!((less.lifetime, less.origins, less.proof), (60, vec!["https://app.example".into()], Proof::Cookie));
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (more, path) in [
            (json!({"user": "ada"}), "user"),
            (json!({"user": "ada@example.com\r\nx: y"}), "user"),
            (json!({"user": "@"}), "user"),
            (json!({"verbs": []}), "verbs"),
            (json!({"lifetime": 901}), "lifetime"),
            (json!({"lifetime": 0}), "lifetime"),
            (json!({"external_id": ""}), "external_id"),
            (json!({"external_id": "x".repeat(256)}), "external_id"),
            (json!({"record_field": "deal"}), "external_id"),
            (json!({"external_id": "17", "record_field": ""}), "record_field"),
            (json!({"external_id": "17", "record_field": "deal:id"}), "record_field"),
            (json!({"external_id": "17", "record_field": ":"}), "record_field"),
            (json!({"external_id": "å".repeat(99), "record_field": "å".repeat(501)}), "record_field"),
            (json!({"origins": ["https://app.example", "https://evil.example"]}), "origins[1]"),
            (json!({"origins": ["*"]}), "origins[0]"),
        ] {
            assert_eq!(rights(&more).map(|_| ()), Err(path.to_owned()), "{more}");
        }
    }

    #[test]
    fn field_colon_and_record_have_600_characters_and_a_colon_in_the_record_is_its_own() {
        for (record, field) in [("å".repeat(99), "å".repeat(500)), ("a:b".to_owned(), "deal id".to_owned())] {
            let found = rights(&json!({"external_id": record, "record_field": field}));
            assert_eq!(found.map(|rights| rights.record_field), Ok(Some(field)));
        }
    }

    #[test]
    fn unknown_rights_and_unknown_keys_are_refused() {
        for more in [json!({"verbs": ["admin"]}), json!({"token": "x"}), json!({"proof": "none"})] {
            assert!(rights(&more).is_err(), "{more}");
        }
    }
}
