//! The user fills in name, data fields and parties of the picked template.

use std::rc::Rc;

use super::catalogue::Catalogue;
use super::choosing::Choice;
use super::closed::Notice;
use super::draft::Draft;
use super::errand::Errand;
use super::host::Host;
use super::party::{OWNER, PartyKey, Person};
use super::problem::{Place, Problem};
use crate::api::Text;
use crate::api::data_field::DataField;

/// The form. What is typed into it is in the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Filling {
    /// Where the choice was made, to go back to.
    pub catalogue: Rc<Catalogue>,
    /// The template.
    pub choice: Choice,
    /// Its active data fields, in the template type's order.
    pub fields: Rc<[Rc<DataField>]>,
    /// Those that are switched off.
    inactive: Vec<Rc<DataField>>,
    /// The parties whose inputs are shown; the others show a summary.
    pub unfolded: Vec<PartyKey>,
    /// What is wrong, in the order of the form.
    pub problems: Vec<Problem>,
    /// Why the user is here again.
    pub notice: Option<Notice>,
    /// The colleagues who can stand on the owner side, once they were asked for.
    pub colleagues: Option<Rc<[Person]>>,
    /// What is read meanwhile: the colleagues, or the data fields again because Oneflow did not accept one.
    pub reading: Option<Errand>,
}

impl Filling {
    /// An untouched form.
    pub fn new(catalogue: Rc<Catalogue>, choice: Choice, fields: Vec<Rc<DataField>>) -> Self {
        let (fields, inactive): (Vec<_>, Vec<_>) = fields.into_iter().partition(|field| field.active);
        Self {
            catalogue,
            choice,
            fields: fields.into(),
            inactive,
            unfolded: Vec::new(),
            problems: Vec::new(),
            notice: None,
            colleagues: None,
            reading: None,
        }
    }

    /// Who is suggested for a party.
    pub fn suggested<'a>(&'a self, party: PartyKey, host: &'a Host) -> &'a [Person] {
        if party == OWNER { self.colleagues.as_deref().unwrap_or_default() } else { &host.prefill.people }
    }

    /// What is wrong with one input.
    pub fn problem_at(&self, place: Place) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.place == place)
    }

    /// The values that this template has no field for: those of the host's, and what was typed as long as there was a field. Each has the
    /// name of a field that is switched off, or else its custom id.
    pub fn unused<'a>(&'a self, host: &'a Host, draft: &'a Draft) -> impl Iterator<Item = (&'a Text, &'a str)> {
        let given = host.prefill.fields.ids().filter(|id| draft.fields.get(id).is_none()).map(|id| (id, ""));
        let typed = draft.fields.ids().filter_map(|id| Some((id, &*draft.fields.get(id)?.text)));
        let unused = given.chain(typed).filter(|(id, _)| !self.fields.iter().any(|field| field.custom_id == **id));
        unused.map(|(id, value)| {
            (self.inactive.iter().find(|field| field.custom_id == *id).map_or(id, |field| &field.name), value)
        })
    }

    /// Takes in the data fields as they are now. What was wrong with those that are left is kept.
    pub(super) fn renew(&mut self, fields: Vec<Rc<DataField>>) {
        let (fields, inactive): (Vec<_>, Vec<_>) = fields.into_iter().partition(|field| field.active);
        self.inactive = inactive;
        let before = std::mem::replace(&mut self.fields, fields.into());
        if before == self.fields {
            return;
        }
        let now = &self.fields;
        self.problems.retain_mut(|problem| match &mut problem.place {
            Place::Field(index) => {
                let same = |id: &Text| now.iter().position(|field| field.custom_id == *id);
                let found = before.get(*index).and_then(|field| same(&field.custom_id));
                *index = found.unwrap_or(*index);
                found.is_some()
            }
            Place::Form => false,
            _ => true,
        });
        self.notice = Some(Notice::FieldsChanged);
    }

    /// Shows what is wrong, and the inputs that it is about.
    pub(super) fn point_out(&mut self, problems: Vec<Problem>) {
        for problem in &problems {
            if let Place::Party(party, _) | Place::Person(party, ..) = problem.place {
                self.unfold(party);
            }
        }
        self.problems = problems;
    }

    pub(super) fn unfold(&mut self, party: PartyKey) {
        if !self.unfolded.contains(&party) {
            self.unfolded.push(party);
        }
    }

    /// An input was edited: what was said about it no longer holds.
    pub(super) fn touch(&mut self, place: Place) {
        self.problems.retain(|problem| problem.place != place);
    }
}
