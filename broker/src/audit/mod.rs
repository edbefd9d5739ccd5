//! The audit trail: who did what with which contract, without personal data.

use serde_json::json;
use time::format_description::well_known::Rfc3339;

pub use crate::store::Entry;

/// An entry as a line of JSON. Its number says where the next export begins.
pub fn line_of(number: i64, entry: &Entry) -> String {
    json!({
        "number": number,
        "at": entry.at.format(&Rfc3339).unwrap_or_default(),
        "tenant": entry.tenant,
        "user": entry.user.as_ref().map(crate::seal::UserId::as_str),
        "action": entry.action,
        "contract": entry.contract,
        "key": entry.key,
        "request_id": entry.request_id,
        "result": entry.result,
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::seal::{DataKey, SealError};

    #[test]
    fn a_line_has_the_pseudonym_of_the_user_and_no_line_break() -> Result<(), SealError> {
        let user = DataKey::generate("north")?.user_id("siri@example.com");
        let entry = Entry {
            at: datetime!(2026-11-30 12:00 UTC),
            tenant: "north\n".into(),
            user: Some(user.clone()),
            action: "create".into(),
            contract: Some(10001),
            key: Some("k".into()),
            request_id: None,
            result: "200".into(),
        };
        let line = line_of(7, &entry);
        assert!(line.contains(user.as_str()) && !line.contains("siri") && !line.contains('\n'));
        assert!(line.contains(r#""at":"2026-11-30T12:00:00Z""#) && line.contains(r#""number":7"#), "{line}");
        Ok(())
    }
}
