//! How token and extension are found in Oneflow's answers.

use serde_json::Value;

use crate::store::{Condition, Extension, Token};

/// The condition that an answer to `GET /accounts/extensions` shows, or the one before, where it shows nothing: a 401
/// without an acting user is about the token.
pub fn condition_of(status: u16, answer: &Value, extension_type: &str, before: Condition) -> Condition {
    match status {
        401 => Condition { token: Token::Refused, ..before },
        200 => {
            Condition { token: Token::Good, extension: extension(answer, extension_type).unwrap_or(before.extension) }
        }
        _ => before,
    }
}

/// An extension that is not listed is not enabled. Whatever is no list tells nothing.
fn extension(answer: &Value, extension_type: &str) -> Option<Extension> {
    let listed = answer.get("data").unwrap_or(answer).as_array()?;
    let own = |listed: &&Value| listed.get("type").and_then(Value::as_str) == Some(extension_type);
    let active = listed.iter().find(own).is_some_and(|own| own.get("active") != Some(&Value::Bool(false)));
    Some(if active { Extension::Enabled } else { Extension::Disabled })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const BEFORE: Condition = Condition { token: Token::Good, extension: Extension::Enabled };

    #[test]
    fn a_revoked_token_and_a_disabled_extension_are_noticed() {
        let of = |status, answer| condition_of(status, &answer, "demo_crm", BEFORE);
        let list = |active| json!({"data": [{"type": "other"}, {"type": "demo_crm", "active": active}]});
        assert_eq!(of(200, list(true)), BEFORE);
        assert_eq!(of(200, list(false)).extension, Extension::Disabled);
        assert_eq!(of(200, json!({"data": [{"type": "other"}]})).extension, Extension::Disabled);
        assert_eq!(of(401, json!({})), Condition { token: Token::Refused, ..BEFORE });
    }

    #[test]
    fn an_answer_that_tells_nothing_changes_nothing() {
        for (status, answer) in
            [(500, json!(null)), (429, json!({})), (200, json!("<html>")), (200, json!({"data": 1}))]
        {
            assert_eq!(condition_of(status, &answer, "demo_crm", BEFORE), BEFORE);
        }
    }
}
