//! The data fields of a template type, as `GET /helpers/template_types/{id}/data_fields` answers them
//! (`docs/data-field`).

use std::rc::Rc;

use super::Text;
use crate::json::{DecodeError, FromJson, Json};

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
            name: json.get("name")?,
            description: said("description")?,
            placeholder: said("placeholder")?,
            default: said("value")?.unwrap_or_default(),
            active: json.get("active")?,
        })
    }
}

impl FromJson for DataFields {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        json.get("data_fields").map(Self)
    }
}

/// A data field of a contract.
#[derive(Clone, Debug, PartialEq)]
pub struct ContractField {
    /// Its name.
    pub name: Text,
    /// Its value.
    pub value: Text,
}

impl FromJson for ContractField {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let text = |key| json.get::<Option<Text>>(key).map(Option::unwrap_or_default);
        Ok(Self { name: text("name")?, value: text("value")? })
    }
}
