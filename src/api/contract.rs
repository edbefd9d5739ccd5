//! A contract, as Oneflow answers it: name and workspace stand in `_private`, the template in `_private_ownerside` (`docs/contract`).

use super::Text;
use super::ids::{ContractId, TemplateId, WorkspaceId};
use super::json::{Json, Misfit, Read};
use super::moment::Moment;

/// A contract, as far as this widget has to know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    /// Its id.
    pub id: ContractId,
    /// Its name; may be empty.
    pub name: Text,
    /// Where it is in its life.
    pub state: State,
    /// Its workspace, where the answer tells it.
    pub workspace: Option<WorkspaceId>,
    /// The template it was made from, where the answer tells it.
    pub template: Option<TemplateId>,
    /// When it was made, where the answer tells it.
    pub created: Option<Moment>,
    /// The names of its counterparties: a company's own, an individual's person's.
    pub counterparties: Vec<Text>,
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

impl Read for State {
    fn read(json: &Json) -> Result<Self, Misfit> {
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

impl Read for Contract {
    fn read(json: &Json) -> Result<Self, Misfit> {
        let parties: Vec<Party> = json.get::<Option<_>>("parties")?.unwrap_or_default();
        Ok(Self {
            id: json.get("id")?,
            name: within(json, "_private", "name")?.unwrap_or_default(),
            state: json.get("state")?,
            workspace: within(json, "_private", "workspace_id")?,
            template: within(json, "_private_ownerside", "template_id")?,
            created: within(json, "_private_ownerside", "created_time")?,
            counterparties: parties.into_iter().filter_map(|party| party.0).collect(),
        })
    }
}

/// What an attribute's own attribute holds; an answer may leave out either.
fn within<T: Read>(json: &Json, outer: &str, inner: &str) -> Result<Option<T>, Misfit> {
    match json.find(outer) {
        Some(holder @ Json::Map(_)) => holder.get(inner).map_err(|misfit| misfit.under(outer)),
        _ => Ok(None),
    }
}

/// A counterparty's name; nothing for the owner side.
struct Party(Option<Text>);

impl Read for Party {
    fn read(json: &Json) -> Result<Self, Misfit> {
        if json.get::<Option<bool>>("my_party")? == Some(true) {
            return Ok(Self(None));
        }
        let individual = matches!(json.find("type"), Some(Json::Text(kind)) if kind == "individual");
        // An individual may come back with `participant` or `participants`: both have been seen.
        let person = json.find("participant").or_else(|| match json.find("participants") {
            Some(Json::List(people)) => people.first(),
            _ => None,
        });
        let named = if individual { person.unwrap_or(json) } else { json };
        Ok(Self(named.get::<Option<Text>>("name")?.filter(|name| !name.is_empty())))
    }
}
