//! The data fields of a template type, as `GET /helpers/template_types/{id}/data_fields` answers them
//! (`docs/data-field`).

use std::rc::Rc;

use super::permissions::within;
use super::{Text, cut};
use crate::json::{DecodeError, FromJson, Json};

/// The most text that the values of a template may have, in bytes.
const LONGEST: usize = 1 << 20;

/// A data field. Whether its source is `user` or `system` makes no difference here: the values of both are given at
/// creation.
#[derive(Clone, Debug, PartialEq)]
pub struct DataField {
    /// What names it in requests; free text, unique within the template type.
    pub custom_id: Text,
    /// Its label.
    pub name: Text,
    /// What it is for.
    pub description: Option<Text>,
    /// An example.
    pub placeholder: Option<Text>,
    /// The value that a new contract starts with.
    pub default: Text,
    /// An inactive field counts as removed.
    pub active: bool,
}

/// The answer's envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct DataFields(pub Vec<Rc<DataField>>);

impl FromJson for DataField {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let said = |key| json.get::<Option<Text>>(key).map(|text| text.filter(|text| !text.is_empty()));
        Ok(Self {
            custom_id: json.get("custom_id")?,
            name: json.get("name").map(cut)?,
            description: said("description")?.map(cut),
            placeholder: said("placeholder")?.map(cut),
            default: said("value")?.unwrap_or_default(),
            active: json.get("active")?,
        })
    }
}

impl FromJson for DataFields {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let fields: Vec<Rc<DataField>> = json.get("data_fields")?;
        if fields.iter().map(|field| field.default.len()).sum::<usize>() > LONGEST {
            return Err(DecodeError::new("at most 1 MB of values").under("data_fields"));
        }
        Ok(Self(fields))
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a step that fails is a test that fails")]
mod tests {
    use super::*;

    #[test]
    fn more_text_than_a_page_can_draw_at_once_is_refused() {
        let read = |length: usize| {
            let value = "x".repeat(length / 2);
            let field = format!(r#"{{"custom_id": "a", "name": "A", "active": true, "value": "{value}"}}"#);
            let text = format!(r#"{{"data_fields": [{field}, {field}]}}"#);
            DataFields::from_json(&Json::parse(&text).expect("is JSON")).map(|_| ()).map_err(|it| it.to_string())
        };
        assert_eq!(read(LONGEST), Ok(()));
        assert_eq!(read(LONGEST + 2), Err("data_fields: expected at most 1 MB of values".into()));
    }
}

/// A data field of a contract.
#[derive(Clone, Debug, PartialEq)]
pub struct ContractField {
    /// Its custom id, which only the owner side is told.
    pub custom_id: Text,
    /// Its name.
    pub name: Text,
    /// Its value.
    pub value: Text,
}

impl FromJson for ContractField {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let text = |key| json.get::<Option<Text>>(key).map(Option::unwrap_or_default);
        let custom_id = within(json, "_private_ownerside", "custom_id")?.unwrap_or_default();
        Ok(Self { custom_id, name: text("name")?, value: text("value")? })
    }
}
