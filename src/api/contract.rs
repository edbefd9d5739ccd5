//! A contract, as Oneflow answers it: name and workspace stand in `_private`, the template in `_private_ownerside`
//! (`docs/contract`).

use std::rc::Rc;

pub use super::contract_party::ContractParty;
use super::data_field::ContractField;
use super::ids::{ContractId, ParticipantId, TemplateId, WorkspaceId};
use super::moment::Moment;
use super::overview::Overview;
use super::participant::Participant;
use super::permissions::{may_publish, within};
use super::product_group::ProductGroups;
use super::{Text, cut};
use crate::full::IS_FULL;
use crate::json::{DecodeError, FromJson, Json};

/// A contract, as far as this widget has to know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    /// Its id.
    pub id: ContractId,
    /// Its name; may be empty.
    pub name: Text,
    /// Its state.
    pub state: State,
    /// Its workspace, where the answer tells it.
    pub workspace: Option<WorkspaceId>,
    /// The template it was made from, where the answer tells it.
    pub template: Option<TemplateId>,
    /// When it was made, where the answer tells it.
    pub created: Option<Moment>,
    /// When it came into its state, where the answer tells it.
    pub state_since: Option<Moment>,
    /// When it was sent, once it is.
    pub published: Option<Moment>,
    /// Until when it can be signed, once it is sent.
    pub expires: Option<Moment>,
    /// Whether the acting user may send it; an answer that says nothing about it forbids nothing.
    pub may_publish: bool,
    /// Whether the acting user may delete it; an answer that says nothing about it forbids nothing.
    pub may_delete: bool,
    /// When it changed and what it is worth.
    pub overview: Rc<Overview>,
    /// Its parties, where the answer tells them.
    pub parties: Vec<ContractParty>,
    /// The names and values of its data fields, where the answer tells them.
    pub fields: Vec<ContractField>,
    /// Its product tables, where the answer tells them.
    pub products: Option<ProductGroups>,
}

impl Contract {
    /// Everybody in it.
    pub fn people(&self) -> impl Iterator<Item = &Participant> {
        self.parties.iter().flat_map(|party| &party.people)
    }

    /// How many of those who sign have signed, and how many sign.
    pub fn signed_count(&self) -> (usize, usize) {
        let signers = || self.people().filter(|person| person.signs);
        (signers().filter(|person| &*person.sign_state == "signed").count(), signers().count())
    }

    /// The people of the counterparties.
    pub fn counterparts(&self) -> impl Iterator<Item = &Participant> {
        self.parties.iter().filter(|party| !party.mine).flat_map(|party| &party.people)
    }

    /// Whether an invitation goes out to anybody of a counterparty. An answer without parties denies nothing.
    pub fn notifies_somebody(&self) -> bool {
        self.parties.is_empty() || self.counterparts().any(Participant::is_notified)
    }

    /// Whether the acting user is among those who sign.
    pub fn is_signed_by_me(&self) -> bool {
        self.people().any(|person| person.me && person.signs)
    }

    /// Whether it is out for signing, and the acting user has still to sign.
    pub fn waits_for_me(&self) -> bool {
        self.state == State::Pending && self.people().any(|person| person.me && person.is_undecided())
    }

    /// Whether a link is of use to this participant: to somebody of a counterparty who has not signed a contract that
    /// is out for signing.
    pub fn has_link_for(&self, participant: ParticipantId) -> bool {
        let is_theirs = |person: &Participant| person.id == Some(participant) && &*person.sign_state != "signed";
        self.state == State::Pending && self.counterparts().any(is_theirs)
    }

    /// Whether nothing more will happen to it by signing.
    pub fn is_final(&self) -> bool {
        matches!(self.state, State::Signed | State::Declined)
    }

    /// The names of the counterparties.
    pub fn counterparties(&self) -> impl Iterator<Item = &Text> {
        self.parties.iter().filter(|party| !party.mine).filter_map(|party| party.name.as_ref())
    }
}

/// A contract's state. The list is open.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Made, not sent.
    Draft,
    /// Sent, not everybody has signed.
    Pending,
    /// The signing period has passed.
    Overdue,
    /// Everybody has signed.
    Signed,
    /// Somebody has declined.
    Declined,
    /// A state that this version does not know.
    Other(Text),
}

impl State {
    /// Oneflow's word for it.
    pub fn word(&self) -> &str {
        match self {
            State::Draft => "draft",
            State::Pending => "pending",
            State::Overdue => "overdue",
            State::Signed => "signed",
            State::Declined => "declined",
            State::Other(word) => word,
        }
    }
}

impl FromJson for State {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(match json.text()? {
            "draft" => State::Draft,
            "pending" => State::Pending,
            "overdue" => State::Overdue,
            "signed" => State::Signed,
            "declined" => State::Declined,
            other => State::Other(other.into()),
        })
    }
}

impl FromJson for Contract {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self {
            id: json.get("id")?,
            name: within(json, "_private", "name")?.map(cut).unwrap_or_default(),
            state: json.get("state")?,
            workspace: within(json, "_private", "workspace_id")?,
            template: within(json, "_private_ownerside", "template_id")?,
            created: within(json, "_private_ownerside", "created_time")?,
            state_since: json.get("state_updated_time")?,
            published: json.get("published_time")?,
            expires: json.get("signing_period_expiry_time")?,
            may_publish: may_publish(json)?,
            may_delete: within(json, "_permissions", "contract:delete")? != Some(false),
            overview: Rc::new(Overview::of(json)),
            parties: json.get::<Option<_>>("parties")?.unwrap_or_default(),
            // A field that is not understood tells nothing, and must not cost the contract.
            fields: json.get::<Option<_>>("data_fields").ok().flatten().unwrap_or_default(),
            products: if IS_FULL { products(json) } else { None },
        })
    }
}

/// A table that is not understood tells nothing, and must not cost the contract.
fn products(json: &Json) -> Option<ProductGroups> {
    json.find("product_groups").filter(|groups| **groups != Json::Null)?;
    ProductGroups::from_json(json).ok()
}
