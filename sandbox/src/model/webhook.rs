//! A webhook: where it is delivered, and which events it receives.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use url::Url;

/// A webhook of the account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Webhook {
    pub id: u64,
    /// The type of the extension that created it, whose contracts alone it follows; `None` follows all contracts.
    pub extension: Option<String>,
    /// The attributes as sent: the address, the filters, the sign key and so on.
    pub attributes: Map<String, Value>,
}

/// The attributes that hold an address, by path and by JSON pointer.
pub const ADDRESSES: [(&str, &str); 2] = [
    ("callback_url", "/callback_url"),
    ("configuration.authentication.token_url", "/configuration/authentication/token_url"),
];

/// Whether a webhook may have this address: https as at Oneflow, or plain http to this machine and to allowed hosts.
pub fn is_allowed_address(address: &str, allowed_hosts: &[String]) -> bool {
    Url::parse(address).is_ok_and(|url| url.scheme() == "https" || is_deliverable(&url, allowed_hosts))
}

/// Whether a blueprint may have this address: which hosts are allowed is known only when it is used.
pub fn is_web_address(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "https" | "http"))
}

/// Whether the sandbox delivers to this address: over http to this machine and to allowed hosts.
pub fn is_deliverable(url: &Url, allowed_hosts: &[String]) -> bool {
    let host = url.host_str().unwrap_or_default();
    let local = matches!(host, "127.0.0.1" | "localhost" | "[::1]");
    url.scheme() == "http" && (local || allowed_hosts.iter().any(|allowed| allowed == host))
}

/// What the filters of a webhook examine of an event's contract.
pub struct EventSource<'a> {
    pub template_type: Option<u64>,
    pub workspace: u64,
    /// The type of the extension with whose token the contract was created.
    pub extension: Option<&'a str>,
}

impl Webhook {
    pub fn text(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).and_then(Value::as_str)
    }

    pub fn template_type(&self) -> Option<u64> {
        self.attributes.get("template_group_id").and_then(Value::as_u64)
    }

    pub fn configuration(&self, name: &str) -> Option<&Value> {
        self.attributes.get("configuration")?.get(name)
    }

    /// Whether it receives an event: all rules of any one filter match, or it has no filters.
    pub fn receives(&self, event_type: &str, source: &EventSource<'_>) -> bool {
        let filters = self.attributes.get("filters").and_then(Value::as_array).filter(|filters| !filters.is_empty());
        self.template_type().is_none_or(|template_type| Some(template_type) == source.template_type)
            && self.extension.as_deref().is_none_or(|extension| Some(extension) == source.extension)
            && filters.is_none_or(|filters| filters.iter().any(|filter| matches(filter, event_type, source.workspace)))
    }
}

fn matches(filter: &Value, event_type: &str, workspace: u64) -> bool {
    let rules = filter.get("filter_rules").and_then(Value::as_array);
    rules.into_iter().flatten().all(|rule| {
        let actual = match rule.get("type").and_then(Value::as_str) {
            Some("WORKSPACE") => json!(workspace),
            _ => json!(event_type),
        };
        rule.get("values").and_then(Value::as_array).is_some_and(|values| values.contains(&actual))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn webhook(attributes: Value) -> Webhook {
        let Value::Object(attributes) = attributes else { return webhook(json!({})) };
        Webhook { id: 1, extension: None, attributes }
    }

    const SOURCE: EventSource<'static> =
        EventSource { template_type: Some(9001), workspace: 7001, extension: Some("demo_crm") };

    #[test]
    fn a_webhook_without_filters_receives_every_event() {
        for filters in [json!({}), json!({"filters": null}), json!({"filters": []})] {
            assert!(webhook(filters).receives("contract:sign", &SOURCE));
        }
    }

    #[test]
    fn all_rules_of_one_filter_must_match() {
        let rule = |kind: &str, values: Value| json!({"type": kind, "values": values});
        let both =
            json!({"filter_rules": [rule("EVENT_TYPE", json!(["contract:sign"])), rule("WORKSPACE", json!([7001]))]});
        let other = json!({"filter_rules": [rule("WORKSPACE", json!([7002]))]});
        let webhook = webhook(json!({"filters": [other, both]}));
        assert!(webhook.receives("contract:sign", &SOURCE));
        assert!(!webhook.receives("contract:publish", &SOURCE));
        assert!(!webhook.receives("contract:sign", &EventSource { workspace: 7003, ..SOURCE }));
    }

    #[test]
    fn template_type_and_extension_restrict_the_events() {
        let bound = webhook(json!({"template_group_id": 9002}));
        assert!(!bound.receives("contract:sign", &SOURCE));
        let extensions = Webhook { extension: Some("demo_crm".into()), ..webhook(json!({})) };
        assert!(extensions.receives("contract:sign", &SOURCE));
        assert!(!extensions.receives("contract:sign", &EventSource { extension: None, ..SOURCE }));
    }
}
