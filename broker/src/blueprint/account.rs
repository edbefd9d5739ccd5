//! What an account has, as Oneflow shows it.

use serde_json::Value;

use super::secret::Hidden;
use super::webhook::{Filter, Rule};

/// What an account has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// All template types; those that were asked for have their data fields.
    pub types: Vec<FoundType>,
    /// All webhooks.
    pub webhooks: Vec<FoundWebhook>,
}

/// A template type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundType {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The extension that made it; without one, it was made by hand.
    pub extension_type: Option<String>,
    /// Whether it is on.
    pub active: bool,
    /// Its data fields.
    pub fields: Vec<FoundField>,
}

/// A data field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundField {
    /// Its custom id.
    pub custom_id: String,
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// An example.
    pub placeholder: String,
    /// What new templates begin with.
    pub value: String,
    /// Whether an extension made it: then nobody else can change it.
    pub is_system: bool,
    /// Whether it is on: switched off is as good as removed.
    pub active: bool,
}

/// A webhook.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundWebhook {
    /// Its id.
    pub id: i64,
    /// Where it is delivered.
    pub callback_url: String,
    /// The template type that it follows; without one, it follows all contracts.
    pub template_type: Option<i64>,
    /// Whether an extension made it.
    pub is_of_extension: bool,
    /// Which events it receives; nothing if its rules have a form that is not known here.
    pub filters: Option<Vec<Filter>>,
    /// What its deliveries are signed with.
    pub sign_key: FoundKey,
    /// A number that Oneflow reserves.
    pub integration_process_id: Option<i64>,
}

/// What Oneflow shows of a sign key.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundKey {
    /// Nothing: there may be one or not.
    Unseen,
    /// That there is none.
    Missing,
    /// The key.
    Seen(Hidden),
}

impl FoundType {
    /// Reads one of a list, perhaps without its data fields.
    pub fn read(value: &Value) -> Option<Self> {
        let fields = value.get("data_fields").and_then(Value::as_array);
        Some(Self {
            id: value.get("id")?.as_i64()?,
            name: value.get("name")?.as_str()?.to_owned(),
            description: text(value, "description"),
            extension_type: value.get("extension_type").and_then(Value::as_str).map(str::to_owned),
            active: is_on(value),
            fields: fields.into_iter().flatten().map(FoundField::read).collect::<Option<_>>()?,
        })
    }
}

impl FoundField {
    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            custom_id: value.get("custom_id")?.as_str()?.to_owned(),
            name: text(value, "name"),
            description: text(value, "description"),
            placeholder: text(value, "placeholder"),
            value: text(value, "value"),
            // Whatever is not a user's is left alone.
            is_system: value.get("source").and_then(Value::as_str) != Some("user"),
            active: is_on(value),
        })
    }
}

impl FoundWebhook {
    /// Reads one of a list. Client code reads `id` where the documentation names `webhook_id`.
    pub fn read(value: &Value) -> Option<Self> {
        let number = |name: &str| value.get(name).and_then(Value::as_i64);
        Some(Self {
            id: number("id").or_else(|| number("webhook_id"))?,
            callback_url: value.get("callback_url")?.as_str()?.to_owned(),
            template_type: number("template_group_id"),
            is_of_extension: value.get("integration_instance").is_some_and(|instance| !instance.is_null()),
            filters: filters(value.get("filters").unwrap_or(&Value::Null)),
            sign_key: match value.get("sign_key") {
                None => FoundKey::Unseen,
                Some(key) => match key.as_str().filter(|key| !key.is_empty()) {
                    Some(key) => FoundKey::Seen(Hidden::new(key)),
                    None => FoundKey::Missing,
                },
            },
            integration_process_id: number("integration_process_id"),
        })
    }
}

/// Whether it is on. What does not say so is.
fn is_on(value: &Value) -> bool {
    value.get("active").and_then(Value::as_bool).unwrap_or(true)
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn filters(value: &Value) -> Option<Vec<Filter>> {
    if value.is_null() {
        return Some(Vec::new());
    }
    let rules = |filter: &Value| filter.get("filter_rules")?.as_array()?.iter().map(rule).collect::<Option<_>>();
    value.as_array()?.iter().map(|filter| Some(Filter { filter_rules: rules(filter)? })).collect()
}

fn rule(value: &Value) -> Option<Rule> {
    let values = value.get("values")?.as_array()?;
    match value.get("type")?.as_str()? {
        "EVENT_TYPE" => {
            let texts = values.iter().map(|value| value.as_str().map(str::to_owned));
            texts.collect::<Option<_>>().map(Rule::EventType)
        }
        "WORKSPACE" => values.iter().map(Value::as_i64).collect::<Option<_>>().map(Rule::Workspace),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_oneflow_leaves_out_or_sends_as_null_is_read() {
        let found = FoundType::read(&json!({"id": 1, "name": "T", "description": null, "data_fields": [
            {"custom_id": "a", "name": "A", "source": "user", "placeholder": null},
            {"custom_id": "b", "name": "B", "source": "system", "active": false},
            {"custom_id": "c", "name": "C", "source": "something new"},
        ]}));
        let found = found.unwrap_or_default();
        assert!(found.active && found.extension_type.is_none() && found.description.is_empty());
        let fields: Vec<(bool, bool)> = found.fields.iter().map(|field| (field.is_system, field.active)).collect();
        assert_eq!(fields, [(false, true), (true, false), (true, true)]);
        assert_eq!(FoundType::read(&json!({"name": "T"})), None);
    }

    #[test]
    fn a_webhook_is_read_under_both_names_of_its_id_and_with_what_is_seen_of_its_key() {
        let read = |more: Value| {
            let mut value = json!({"callback_url": "https://a.example"});
            if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
                value.extend(more);
            }
            FoundWebhook::read(&value)
        };
        let key = |more| read(more).map(|webhook| (webhook.id, webhook.sign_key));
        assert_eq!(key(json!({"webhook_id": 4})), Some((4, FoundKey::Unseen)));
        assert_eq!(key(json!({"id": 4, "sign_key": null})), Some((4, FoundKey::Missing)));
        assert_eq!(key(json!({"id": 4, "sign_key": "k"})), Some((4, FoundKey::Seen(Hidden::new("k")))));
        assert_eq!(key(json!({})), None);
        let filters = |filters| read(json!({"id": 4, "filters": filters})).map(|webhook| webhook.filters);
        assert_eq!(filters(Value::Null), Some(Some(Vec::new())));
        let known = json!([{"id": 9, "filter_rules": [{"id": 8, "type": "WORKSPACE", "values": [7001]}]}]);
        assert_eq!(filters(known), Some(Some(vec![Filter { filter_rules: vec![Rule::Workspace(vec![7_001])] }])));
        let unknown = json!([{"filter_rules": [{"type": "MOON", "values": [1]}]}]);
        assert_eq!(filters(unknown), Some(None), "what cannot be read is no list without filters");
    }
}
