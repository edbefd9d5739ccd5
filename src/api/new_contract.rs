//! What `POST /contracts/create` hears (`reference/create-a-contract`): exactly these attributes, nothing else.

use serde::Serialize;

use super::Text;
use super::ids::{TemplateId, WorkspaceId};

/// A contract to create.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewContract {
    /// Where.
    pub workspace_id: WorkspaceId,
    /// From what.
    pub template_id: TemplateId,
    /// At most 130 characters.
    pub name: Text,
    /// Values of active data fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_fields: Vec<Value>,
    /// The counterparties; the acting user becomes the owner side by himself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<NewParty>,
}

/// A data field's value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Value {
    /// The field.
    pub custom_id: Text,
    /// At most 1,024 characters.
    pub value: Text,
}

/// A counterparty.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum NewParty {
    /// A company with its people.
    Company {
        /// 1 to 100 characters.
        name: Text,
        /// ISO 3166-1 alpha-2.
        #[serde(skip_serializing_if = "Option::is_none")]
        country_code: Option<Text>,
        /// At most 25 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        identification_number: Option<Text>,
        /// At least one.
        participants: Vec<NewParticipant>,
    },
    /// A single person: `participant` in the singular, and no name of its own.
    Individual {
        /// ISO 3166-1 alpha-2.
        #[serde(skip_serializing_if = "Option::is_none")]
        country_code: Option<Text>,
        /// The person.
        participant: NewParticipant,
    },
}

/// A participant of a counterparty (`docs/participant`).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewParticipant {
    /// 1 to 100 characters.
    pub name: Text,
    /// Needed when the channel or the second factor is email.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Text>,
    /// E.164; needed when the channel, the sign method or the second factor is sms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<Text>,
    /// At most 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// How the invitation reaches the person.
    pub delivery_channel: Text,
    /// Whether the person signs.
    pub signatory: bool,
    /// How.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_method: Option<Text>,
    /// The second factor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two_step_authentication_method: Option<Text>,
    /// Whether the person may edit and fill in the contract.
    #[serde(rename = "_permissions")]
    pub permissions: Permissions,
}

/// A participant's permissions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Permissions {
    /// Edit and fill in.
    #[serde(rename = "contract:update")]
    pub update: bool,
}
