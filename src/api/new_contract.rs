//! What `POST /contracts/create` takes (`reference/create-a-contract`): exactly these attributes, nothing else.

use super::Text;
use super::channel::notifies;
use super::ids::{TemplateId, WorkspaceId};
use super::product_group::NewProductGroup;
use crate::full::{IS_FULL, OfFull};
use crate::json::{ToJson, Writer, optional};

/// A contract to create.
#[derive(Clone, Debug, PartialEq)]
pub struct NewContract {
    /// Where.
    pub workspace_id: WorkspaceId,
    /// From what.
    pub template_id: TemplateId,
    /// At most 130 characters.
    pub name: Text,
    /// Values of active data fields.
    pub data_fields: Vec<FieldValue>,
    /// Who takes part on the owner side beside the acting user, whom Oneflow adds itself.
    pub my_party: Option<NewOwner>,
    /// The counterparties.
    pub parties: Vec<NewParty>,
    /// The product tables whose rows take the place of the template's.
    pub product_groups: OfFull<Vec<NewProductGroup>>,
}

/// The owner side (`docs/create-a-contract-with-an-owner-side-party`). The template decides what the acting user does,
/// unless they are among the participants: then what is said there counts.
#[derive(Clone, Debug, PartialEq)]
pub struct NewOwner {
    /// 1 to 29 active users of the account.
    pub participants: Vec<NewParticipant>,
}

/// A data field's value.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldValue {
    /// The field.
    pub custom_id: Text,
    /// At most 1,024 characters.
    pub value: Text,
}

/// A counterparty.
#[derive(Clone, Debug, PartialEq)]
pub enum NewParty {
    /// A company with its people.
    Company {
        /// 1 to 100 characters.
        name: Text,
        /// ISO 3166-1 alpha-2.
        country_code: Option<Text>,
        /// At most 25 characters.
        identification_number: Option<Text>,
        /// At least one.
        participants: Vec<NewParticipant>,
    },
    /// A single person: `participant` in the singular, and no name of its own.
    Individual {
        /// ISO 3166-1 alpha-2.
        country_code: Option<Text>,
        /// The person.
        participant: NewParticipant,
    },
}

/// A participant (`docs/participant`).
#[derive(Clone, Debug, PartialEq)]
pub struct NewParticipant {
    /// 1 to 100 characters.
    pub name: Text,
    /// Needed when the channel or the second factor is email.
    pub email: Option<Text>,
    /// E.164; needed when the channel, the sign method or the second factor is sms.
    pub phone_number: Option<Text>,
    /// At most 100 characters.
    pub title: Option<Text>,
    /// At most 25 characters.
    pub identification_number: Option<Text>,
    /// How the invitation reaches the person; on the owner side Oneflow knows.
    pub delivery_channel: Option<Text>,
    /// Whether the person runs the contract; on the owner side only.
    pub organizer: bool,
    /// Whether the person signs.
    pub signatory: bool,
    /// How.
    pub sign_method: Option<Text>,
    /// The second factor.
    pub two_step_authentication_method: Option<Text>,
    /// Whether the person may edit and fill in the contract.
    pub permissions: Permissions,
}

/// A participant's permissions.
#[derive(Clone, Debug, PartialEq)]
pub struct Permissions {
    /// Edit and fill in.
    pub update: bool,
}

impl NewContract {
    /// Whether an invitation goes out to anybody of a counterparty.
    pub fn notifies_somebody(&self) -> bool {
        let mut people = self.parties.iter().flat_map(NewParty::people);
        people.any(|person| person.delivery_channel.as_deref().is_none_or(notifies))
    }
}

impl NewParty {
    /// Its people.
    pub fn people(&self) -> &[NewParticipant] {
        match self {
            NewParty::Company { participants, .. } => participants,
            NewParty::Individual { participant, .. } => std::slice::from_ref(participant),
        }
    }
}

impl ToJson for NewContract {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[
            ("workspace_id", Some(&self.workspace_id.0)),
            ("template_id", Some(&self.template_id.0)),
            ("name", Some(&self.name)),
            ("data_fields", some(&self.data_fields)),
            ("my_party", self.my_party.as_ref().map(|it| it as &dyn ToJson)),
            ("parties", some(&self.parties)),
            ("product_groups", if IS_FULL { some(&self.product_groups) } else { None }),
        ]);
    }
}

impl ToJson for NewOwner {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[
            ("creator_inherit_settings_from_template", Some(&false)),
            ("participants", Some(&self.participants)),
        ]);
    }
}

/// A list that is left out when it is empty.
fn some<T: ToJson>(items: &Vec<T>) -> Option<&dyn ToJson> {
    (!items.is_empty()).then_some(items as &dyn ToJson)
}

impl ToJson for FieldValue {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[("custom_id", Some(&self.custom_id)), ("value", Some(&self.value))]);
    }
}

impl ToJson for NewParty {
    fn to_json(&self, to: &mut Writer) {
        match self {
            NewParty::Company { name, country_code, identification_number, participants } => to.object(&[
                ("type", Some(&Text::from("company"))),
                ("name", Some(name)),
                ("country_code", optional(country_code)),
                ("identification_number", optional(identification_number)),
                ("participants", Some(participants)),
            ]),
            NewParty::Individual { country_code, participant } => to.object(&[
                ("type", Some(&Text::from("individual"))),
                ("country_code", optional(country_code)),
                ("participant", Some(participant)),
            ]),
        }
    }
}

impl ToJson for NewParticipant {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[
            ("name", Some(&self.name)),
            ("email", optional(&self.email)),
            ("phone_number", optional(&self.phone_number)),
            ("title", optional(&self.title)),
            ("identification_number", optional(&self.identification_number)),
            ("delivery_channel", optional(&self.delivery_channel)),
            ("organizer", self.organizer.then_some(&true as &dyn ToJson)),
            ("signatory", Some(&self.signatory)),
            ("sign_method", optional(&self.sign_method)),
            ("two_step_authentication_method", optional(&self.two_step_authentication_method)),
            ("_permissions", Some(&self.permissions)),
        ]);
    }
}

impl ToJson for Permissions {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[("contract:update", Some(&self.update))]);
    }
}
