//! The user fills in name, data fields and parties of the picked template.

use std::rc::Rc;

use super::catalogue::Catalogue;
use super::choosing::Choice;
use super::closed::Notice;
use super::host::Host;
use super::party::PartyKey;
use super::problem::{Place, Problem};
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
    /// The parties whose inputs are shown; the others show a summary.
    pub unfolded: Vec<PartyKey>,
    /// What is wrong, in the order of the form.
    pub problems: Vec<Problem>,
    /// Why the user is here again.
    pub notice: Option<Notice>,
}

impl Filling {
    /// An untouched form.
    pub fn new(catalogue: Rc<Catalogue>, choice: Choice, fields: Vec<Rc<DataField>>) -> Self {
        let fields = fields.into_iter().filter(|field| field.active).collect();
        Self { catalogue, choice, fields, unfolded: Vec::new(), problems: Vec::new(), notice: None }
    }

    /// What is wrong with one input.
    pub fn problem_at(&self, place: Place) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.place == place)
    }

    /// The ids of the host's values that this template has no field for, in one line.
    pub fn unused(&self, host: &Host) -> String {
        let mut unused = String::new();
        for id in host.prefill.fields.ids() {
            if !self.fields.iter().any(|field| field.custom_id == *id) {
                unused.push_str(if unused.is_empty() { "" } else { ", " });
                unused.push_str(id);
            }
        }
        unused
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
