//! What outlives a core that stopped: what was typed, for which template, and whether a creation was under way.

use std::rc::Rc;

use super::creating::Attempt;
use super::draft::{Draft, Typed};
use super::party::{OWNER, Party, PartyKind, Person};
use super::prefill::keyed;
use super::values::Values;
use super::{Flow, Step};
use crate::api::Text;
use crate::api::ids::{TemplateId, WorkspaceId};
use crate::api::json::{Json, Misfit, Read};
use crate::api::write::{Writer, Written, given};

/// The memory of an element. It stays in the page's memory and is stored nowhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    /// The template that was picked, and its workspace.
    pub choice: Option<(WorkspaceId, TemplateId)>,
    /// A create request was out, or had no answer: the contract may exist.
    pub creating: bool,
    /// What was typed.
    pub draft: Draft,
}

impl Memory {
    /// What there is to remember of a flow, as JSON: nothing once the contract exists, and no change while it starts.
    pub fn of(flow: &Flow) -> Option<String> {
        let of = |choice: &super::choosing::Choice| Some((choice.workspace, choice.template.id));
        let (choice, creating) = match &flow.step {
            Step::Choosing(_) => (None, false),
            Step::Filling(filling) => (of(&filling.choice), false),
            Step::Reviewing(reviewing) => (of(&reviewing.filling.choice), false),
            Step::Creating(creating) => (of(&creating.attempt.filling.choice), creating.errand.is_writing()),
            Step::Unconfirmed(unconfirmed) => (of(&unconfirmed.attempt.filling.choice), true),
            Step::Resting | Step::Opening(_) | Step::Closed(_) => return None,
            _ => return Some(String::new()),
        };
        Some(Writer::json(&Memory { choice, creating, draft: flow.draft.clone() }))
    }
}

impl Flow {
    /// The attempt that a remembered creation was, once its form is there again.
    pub(super) fn recalled_attempt(&mut self) -> Option<Attempt> {
        let Step::Filling(filling) = &self.step else {
            return None;
        };
        let memory = self.memory.take()?;
        let sent = super::check::check(&self.draft, &self.host, filling).ok().filter(|_| memory.creating)?;
        Some(Attempt { filling: Rc::new(filling.clone()), sent: Rc::new(sent), invitation: None })
    }
}

/// A typed text with the custom id of its field, if it has one.
struct Entry<'a>(Option<&'a Text>, &'a Typed);

impl Written for Memory {
    fn write(&self, to: &mut Writer) {
        let draft = &self.draft;
        let fields: Vec<Entry> =
            draft.fields.ids().filter_map(|id| Some(Entry(Some(id), draft.fields.get(id)?))).collect();
        let name = draft.name.as_ref().map(|typed| Entry(None, typed));
        to.object(&[
            ("workspace", self.choice.as_ref().map(|it| &it.0.0 as &dyn Written)),
            ("template", self.choice.as_ref().map(|it| &it.1.0 as &dyn Written)),
            ("creating", Some(&self.creating)),
            ("name", name.as_ref().map(|it| it as &dyn Written)),
            ("fields", Some(&fields)),
            ("parties", draft.parties.as_ref().map(|it| it as &dyn Written)),
            ("owner", draft.owner.as_ref().map(|it| it as &dyn Written)),
            ("creatorDecides", Some(&draft.creator_decides)),
            ("subject", given(&draft.subject)),
            ("message", given(&draft.message)),
        ]);
    }
}

impl Written for Entry<'_> {
    fn write(&self, to: &mut Writer) {
        let Typed { text, over } = self.1;
        to.object(&[("id", self.0.map(|id| id as &dyn Written)), ("text", Some(text)), ("over", Some(over))]);
    }
}

impl Written for Party {
    fn write(&self, to: &mut Writer) {
        let kind: Text = if self.kind == PartyKind::Individual { "individual" } else { "company" }.into();
        to.object(&[
            ("type", Some(&kind)),
            ("name", Some(&self.name)),
            ("identificationNumber", Some(&self.number)),
            ("countryCode", Some(&self.country)),
            ("participants", Some(&self.people)),
        ]);
    }
}

impl Written for Person {
    fn write(&self, to: &mut Writer) {
        to.object(&[
            ("name", Some(&self.name)),
            ("email", Some(&self.email)),
            ("phoneNumber", Some(&self.phone)),
            ("title", Some(&self.title)),
            ("identificationNumber", Some(&self.number)),
            ("role", Some(&Text::from(self.role.word()))),
            ("deliveryChannel", given(&self.channel)),
            ("signMethod", given(&self.sign_method)),
            ("twoStepAuthenticationMethod", given(&self.second_factor)),
        ]);
    }
}

struct Recalled(Text, Typed);

impl Read for Recalled {
    fn read(json: &Json) -> Result<Self, Misfit> {
        let id = json.get::<Option<Text>>("id")?.unwrap_or_default();
        Ok(Self(id, Typed { text: json.get("text")?, over: json.get("over")? }))
    }
}

impl Read for Memory {
    fn read(json: &Json) -> Result<Self, Misfit> {
        let mut fields = Values::default();
        for Recalled(id, typed) in json.get::<Vec<Recalled>>("fields")? {
            fields.set(id, typed);
        }
        let ids = json.get::<Option<u64>>("workspace")?.zip(json.get("template")?);
        let owner: Option<Party> = json.get("owner")?;
        Ok(Self {
            choice: ids.map(|(workspace, template)| (WorkspaceId(workspace), TemplateId(template))),
            creating: json.get("creating")?,
            draft: Draft {
                name: json.get::<Option<Recalled>>("name")?.map(|it| it.1),
                fields,
                parties: json.get::<Option<Vec<Party>>>("parties")?.map(keyed),
                parties_over: Vec::new(),
                owner: owner.map(|party| Party { key: OWNER, kind: PartyKind::Owner, ..party }),
                creator_decides: json.get("creatorDecides")?,
                subject: json.get("subject")?,
                message: json.get("message")?,
            },
        })
    }
}
