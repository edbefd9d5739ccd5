//! A webhook: where to tell what happens to contracts, and to which of them it listens.

use reqwest::Url;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A webhook of the account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Webhook {
    pub id: u64,
    /// The extension that made it, to whose contracts alone it listens; one made by hand listens to all.
    pub extension: Option<String>,
    /// What was written: the address, the filters, the sign key and so on.
    pub written: Map<String, Value>,
}

/// The addresses in what is written, by path and by pointer.
pub const ADDRESSES: [(&str, &str); 2] = [
    ("callback_url", "/callback_url"),
    ("configuration.authentication.token_url", "/configuration/authentication/token_url"),
];

/// Whether an address may stand in a webhook: at Oneflow https alone, here also plain http to this machine and to the
/// hosts that were named.
pub fn may_be_called(address: &str, hosts: &[String]) -> bool {
    Url::parse(address).is_ok_and(|url| url.scheme() == "https" || is_near(&url, hosts))
}

/// Whether the sandbox delivers there.
pub fn is_near(url: &Url, hosts: &[String]) -> bool {
    let host = url.host_str().unwrap_or_default();
    let here = matches!(host, "127.0.0.1" | "localhost" | "[::1]");
    url.scheme() == "http" && (here || hosts.iter().any(|named| named == host))
}

/// What a webhook needs to know of an event's contract.
pub struct Origin<'a> {
    pub template_type: Option<u64>,
    pub workspace: u64,
    /// The extension with whose token it was made.
    pub extension: Option<&'a str>,
}

impl Webhook {
    pub fn text(&self, name: &str) -> Option<&str> {
        self.written.get(name).and_then(Value::as_str)
    }

    pub fn template_type(&self) -> Option<u64> {
        self.written.get("template_group_id").and_then(Value::as_u64)
    }

    pub fn configuration(&self, name: &str) -> Option<&Value> {
        self.written.get("configuration")?.get(name)
    }

    /// Whether it listens to an event of such a contract: all rules of any one filter fit, or it has no filters.
    pub fn hears(&self, event: &str, origin: &Origin<'_>) -> bool {
        let filters = self.written.get("filters").and_then(Value::as_array).filter(|filters| !filters.is_empty());
        self.template_type().is_none_or(|kind| Some(kind) == origin.template_type)
            && self.extension.as_deref().is_none_or(|extension| Some(extension) == origin.extension)
            && filters.is_none_or(|filters| filters.iter().any(|filter| fits(filter, event, origin.workspace)))
    }
}

fn fits(filter: &Value, event: &str, workspace: u64) -> bool {
    let rules = filter.get("filter_rules").and_then(Value::as_array);
    rules.into_iter().flatten().all(|rule| {
        let wanted = match rule.get("type").and_then(Value::as_str) {
            Some("WORKSPACE") => json!(workspace),
            _ => json!(event),
        };
        rule.get("values").and_then(Value::as_array).is_some_and(|values| values.contains(&wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn webhook(written: Value) -> Webhook {
        let Value::Object(written) = written else { return webhook(json!({})) };
        Webhook { id: 1, extension: None, written }
    }

    const ORIGIN: Origin<'static> = Origin { template_type: Some(9001), workspace: 7001, extension: Some("demo_crm") };

    #[test]
    fn without_filters_every_event_is_heard() {
        for filters in [json!({}), json!({"filters": null}), json!({"filters": []})] {
            assert!(webhook(filters).hears("contract:sign", &ORIGIN));
        }
    }

    #[test]
    fn all_rules_of_one_filter_have_to_fit() {
        let rule = |kind: &str, values: Value| json!({"type": kind, "values": values});
        let both =
            json!({"filter_rules": [rule("EVENT_TYPE", json!(["contract:sign"])), rule("WORKSPACE", json!([7001]))]});
        let other = json!({"filter_rules": [rule("WORKSPACE", json!([7002]))]});
        let webhook = webhook(json!({"filters": [other, both]}));
        assert!(webhook.hears("contract:sign", &ORIGIN));
        assert!(!webhook.hears("contract:publish", &ORIGIN));
        assert!(!webhook.hears("contract:sign", &Origin { workspace: 7003, ..ORIGIN }));
    }

    #[test]
    fn template_type_and_extension_narrow_it_down() {
        let bound = webhook(json!({"template_group_id": 9002}));
        assert!(!bound.hears("contract:sign", &ORIGIN));
        let extensions = Webhook { extension: Some("demo_crm".into()), ..webhook(json!({})) };
        assert!(extensions.hears("contract:sign", &ORIGIN));
        assert!(!extensions.hears("contract:sign", &Origin { extension: None, ..ORIGIN }));
    }
}
