//! What a browser may send to Oneflow: parsed, checked and written anew.
//!
//! Each type takes exactly what Oneflow documents. What is unknown, too long or of another form is refused with its
//! path, so nothing reaches Oneflow that the broker does not understand.

mod contract;
mod list;
mod number;
mod participant;
mod product;
mod small;
mod text;
mod upload;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use contract::{NewContract, Party};
pub use participant::Participant;
pub use small::{Invitation, Nothing, Resolution};
pub use upload::{LARGEST_FILE, UploadAs};

use crate::problem::Problem;

/// The largest body: 500 fields of 1,024 characters, three bytes each, fit twice.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// A body that is known to be right, and its text for Oneflow.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Body<T> {
    /// What it says.
    pub content: T,
    /// The same, written anew.
    pub text: String,
}

/// Reads a body. The error names the path, and never the value.
pub fn read<T: DeserializeOwned + Serialize + Check>(bytes: &[u8]) -> Result<Body<T>, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let content: T = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        Problem::at(if path == "." { String::new() } else { path }, "This is not accepted here.")
    })?;
    reader.end().map_err(|_| Problem::at("", "The body is not one JSON value."))?;
    content.check().map_err(|(path, sentence)| Problem::at(path, sentence))?;
    let text = serde_json::to_string(&content).map_err(|_| Problem::at("", "The body cannot be written."))?;
    Ok(Body { content, text })
}

/// Rules that concern more than one value.
pub trait Check {
    /// The path and the sentence of the first that is broken.
    fn check(&self) -> Result<(), (String, &'static str)> {
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a value that is missing is a failed test")]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn contract() -> Value {
        json!({
            "workspace_id": 7001, "template_id": 8101, "name": "Supply agreement",
            "data_fields": [{"custom_id": "deal", "value": "A-17"}],
            "my_party": {"creator_inherit_settings_from_template": false, "participants": [
                {"name": "Siri", "email": "siri.lund@example.com", "signatory": true,
                 "_permissions": {"contract:update": true}}
            ]},
            "parties": [
                {"type": "company", "name": "Acme", "country_code": "SE", "identification_number": "556000-0001",
                 "participants": [{"name": "Ada", "email": "ada@example.com", "delivery_channel": "email",
                    "signatory": true, "sign_method": "standard_esign", "two_step_authentication_method": "none",
                    "_permissions": {"contract:update": true}}]},
                {"type": "individual", "participant": {"name": "Bo", "phone_number": "+46701234567",
                    "delivery_channel": "sms", "signatory": false}}
            ]
        })
    }

    /// The path that is refused.
    fn refused(body: &Value) -> Option<String> {
        let refusal = read::<NewContract>(body.to_string().as_bytes()).err();
        refusal.map(|problem| problem.parameter.map(|(path, _)| path).unwrap_or_default())
    }

    fn with(pointer: &str, value: Value) -> Value {
        let mut body = contract();
        let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
        match body.pointer_mut(parent) {
            Some(Value::Object(object)) => {
                object.insert(key.to_owned(), value);
            }
            Some(Value::Array(items)) => items.push(value),
            _ => {}
        }
        body
    }

    #[test]
    fn a_contract_is_written_anew_with_the_same_content() -> Result<(), serde_json::Error> {
        let body = read::<NewContract>(contract().to_string().as_bytes());
        let text = body.map(|body| body.text).unwrap_or_default();
        assert_eq!(serde_json::from_str::<Value>(&text)?, contract());
        Ok(())
    }

    #[test]
    fn everything_that_oneflow_documents_is_accepted() {
        let mut body = contract();
        body["folder_id"] = json!(3);
        body["tags"] = json!([{"id": 1, "name": "x"}]);
        body["value"] = json!({"amount": "12.50", "currency": "SEK"});
        body["product_groups"] = json!([{"id": 1, "configuration": {"hide_price_summation": true,
            "columns": [{"key": "price_1", "enabled": true, "label": "Price"}], "counterpart_edit": false,
            "name": {"enabled": true, "label": "Services"}, "price_affixes": {"prefix": "", "postfix": "SEK"},
            "price_precision": 2, "quantity_precision": 4, "tax_1": {"label": "VAT"}}, "products": [{
            "name": "Support", "description": "Yearly", "counterparty_lock": true,
            "_private_ownerside": {"custom_id": "li-1"},
            "price_1": {"base_amount": {"amount": "1200.00"}, "discount_percent": "10.000"}, "price_2": null,
            "quantity": {"type": "quantity", "amount": 2.5}}]}]);
        assert_eq!(refused(&body), None);
        let text = read::<NewContract>(body.to_string().as_bytes()).map(|body| body.text).unwrap_or_default();
        assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(body));
    }

    #[test]
    fn unknown_keys_are_refused_at_every_depth_with_their_path() {
        for (pointer, path) in [
            ("/x", "x"),
            ("/data_fields/0/active", "data_fields[0].active"),
            ("/my_party/type", "my_party.type"),
            ("/parties/0/my_party", "parties[0].my_party"),
            ("/parties/0/participants/0/id", "parties[0].participants[0].id"),
            (
                "/parties/0/participants/0/_permissions/contract:delete",
                "parties[0].participants[0]._permissions.contract:delete",
            ),
            ("/parties/1/participant/__proto__", "parties[1].participant.__proto__"),
        ] {
            assert_eq!(refused(&with(pointer, json!(true))).as_deref(), Some(path), "{pointer}");
        }
    }

    #[test]
    fn values_of_another_form_are_refused_with_their_path() {
        for (pointer, value, path) in [
            ("/workspace_id", json!("7001"), "workspace_id"),
            ("/template_id", json!(-1), "template_id"),
            ("/template_id", json!(8101.5), "template_id"),
            ("/name", json!("x".repeat(131)), "name"),
            ("/name", json!(["x"]), "name"),
            ("/data_fields/0/value", json!("字".repeat(1_025)), "data_fields[0].value"),
            ("/data_fields/0/custom_id", json!(""), "data_fields[0].custom_id"),
            ("/parties/0/country_code", json!("Se"), "parties[0].country_code"),
            ("/parties/0/type", json!("person"), "parties[0].type"),
            ("/parties/0/participants", json!([]), "parties[0].participants"),
            ("/parties/0/participants/0/email", json!("ada"), "parties[0].participants[0].email"),
            ("/parties/0/participants/0/email", json!("a@b\r\nx: y"), "parties[0].participants[0].email"),
            ("/parties/1/participant/phone_number", json!("0701"), "parties[1].participant.phone_number"),
            ("/parties/0/participants/0/sign_method", json!("A b"), "parties[0].participants[0].sign_method"),
            ("/value", json!({"amount": "-1", "currency": "SEK"}), "value.amount"),
        ] {
            assert_eq!(refused(&with(pointer, value.clone())).as_deref(), Some(path), "{pointer} {value}");
        }
    }

    #[test]
    fn numbers_of_line_items_have_limits() {
        for (configuration, amount, refusal) in [
            (json!({"quantity_precision": 5}), json!(1), "configuration.quantity_precision"),
            (json!({}), json!(-1), "products[0].quantity.amount"),
            (json!({}), json!(1.23456), "products[0].quantity.amount"),
            (json!({}), json!(1e300), "products[0].quantity.amount"),
            (json!({}), json!("1"), "products[0].quantity.amount"),
        ] {
            let group = json!([{"configuration": configuration,
                "products": [{"name": "Support", "quantity": {"amount": amount}}]}]);
            let path = format!("product_groups[0].{refusal}");
            assert_eq!(refused(&with("/product_groups", group)), Some(path), "{amount}");
        }
    }

    #[test]
    fn rules_between_values_are_checked() {
        let many: Vec<Value> =
            (0..40).map(|index| json!({"name": format!("P{index}"), "delivery_channel": "none"})).collect();
        for (pointer, value, path) in [
            ("/data_fields/1", json!({"custom_id": "deal", "value": "A-17"}), "data_fields[1].custom_id"),
            ("/data_fields/1", json!({"custom_id": "deal", "value": "A-18"}), "data_fields[1].custom_id"),
            ("/parties/0/name", Value::Null, "parties[0].name"),
            ("/parties/1/name", json!("Bo"), "parties[1].name"),
            ("/parties/1/participants", json!([{"name": "x", "delivery_channel": "none"}]), "parties[1].participants"),
            ("/parties/0/participants", json!(many), "parties"),
            ("/parties/0/participants/0/delivery_channel", json!("sms"), "parties[0].participants[0].phone_number"),
            ("/parties/1/participant/delivery_channel", json!("email"), "parties[1].participant.email"),
            ("/my_party/participants/0/email", Value::Null, "my_party.participants[0].email"),
        ] {
            assert_eq!(refused(&with(pointer, value.clone())).as_deref(), Some(path), "{pointer} {value}");
        }
    }

    #[test]
    fn what_is_no_single_json_object_is_refused() {
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        for text in ["", "{", "null", "[]", "1", "{} {}", "{\"workspace_id\":1,\"workspace_id\":1}", &deep] {
            assert!(read::<NewContract>(text.as_bytes()).is_err(), "{}", text.get(..20).unwrap_or(text));
        }
        assert!(read::<NewContract>(b"{\"workspace_id\":1,\"template_id\":2,\"name\":\"\xff\"}").is_err());
        let hidden = format!("{{\"workspace_id\":1,\"template_id\":2,\"name\":{deep}}}");
        assert!(read::<NewContract>(hidden.as_bytes()).is_err());
    }

    #[test]
    fn a_refusal_never_repeats_the_value() {
        let body = with("/parties/0/participants/0/email", json!("secret person"));
        let problem = read::<NewContract>(body.to_string().as_bytes()).err();
        assert!(!format!("{problem:?}").contains("secret"));
    }

    #[test]
    fn an_invitation_has_subject_and_message_and_a_link_has_an_empty_body() {
        let good = json!({"subject": "S", "message": "M"}).to_string();
        assert!(read::<Invitation>(good.as_bytes()).is_ok());
        for bad in [
            json!({"subject": "S"}),
            json!({"subject": "S", "message": 1}),
            json!({"subject": "S",
            "message": "M", "to": "x"}),
            json!({"subject": "S".repeat(1_025), "message": "M"}),
        ] {
            assert!(read::<Invitation>(bad.to_string().as_bytes()).is_err(), "{bad}");
        }
        assert!(read::<Nothing>(b"{}").is_ok());
        assert!(read::<Nothing>(b"{\"for\":1}").is_err());
        assert!(read::<Resolution>(b"{\"contract\":10001}").is_ok());
        assert!(read::<Resolution>(b"{\"contract\":\"10001\"}").is_err());
    }
}
