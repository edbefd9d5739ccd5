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
        let private: Option<Private> = json.get("_private")?;
        let (name, workspace) = private.map_or((None, None), |it| (it.name, it.workspace));
        let origin: Option<Origin> = json.get("_private_ownerside")?;
        let (template, created) = origin.map_or((None, None), |it| (it.template, it.created));
        let parties: Vec<Party> = json.get::<Option<_>>("parties")?.unwrap_or_default();
        let counterparties = parties.into_iter().filter_map(|party| party.0).collect();
        Ok(Self {
            id: json.get("id")?,
            name: name.unwrap_or_default(),
            state: json.get("state")?,
            workspace,
            template,
            created,
            counterparties,
        })
    }
}

struct Private {
    name: Option<Text>,
    workspace: Option<WorkspaceId>,
}

impl Read for Private {
    fn read(json: &Json) -> Result<Self, Misfit> {
        Ok(Self { name: json.get("name")?, workspace: json.get("workspace_id")? })
    }
}

struct Origin {
    template: Option<TemplateId>,
    created: Option<Moment>,
}

impl Read for Origin {
    fn read(json: &Json) -> Result<Self, Misfit> {
        Ok(Self { template: json.get("template_id")?, created: json.get("created_time")? })
    }
}

/// A counterparty's name; nothing for the owner side.
struct Party(Option<Text>);

impl Read for Party {
    fn read(json: &Json) -> Result<Self, Misfit> {
        if json.get::<Option<bool>>("my_party")? == Some(true) {
            return Ok(Self(None));
        }
        // An individual may come back with `participant` or `participants`: both have been seen.
        let one: Option<Named> = json.get("participant")?;
        let many: Option<Vec<Named>> = json.get("participants")?;
        let person = one.or_else(|| many.and_then(|people| people.into_iter().next())).and_then(|it| it.0);
        let company: Option<Text> = json.get::<Option<Text>>("name")?.filter(|name| !name.is_empty());
        let individual = matches!(json.find("type"), Some(Json::Text(kind)) if kind == "individual");
        Ok(Self(if individual { person } else { company }))
    }
}

struct Named(Option<Text>);

impl Read for Named {
    fn read(json: &Json) -> Result<Self, Misfit> {
        json.get("name").map(Self)
    }
}
