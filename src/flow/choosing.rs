//! The user picks a template: searching, the highlight, and loading the picked template's data fields.

use std::rc::Rc;

use super::catalogue::Catalogue;
use super::closed::Notice;
use super::errand::Errand;
use super::find::Query;
use super::message::Move;
use crate::api::Text;
use crate::api::ids::WorkspaceId;
use crate::api::template::Template;

/// Rows that a page key moves the highlight by.
const PAGE: usize = 8;

/// A template in a workspace: one template may sit in several.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Its name.
    pub workspace_name: Text,
    /// The template.
    pub template: Rc<Template>,
}

impl Choice {
    /// Whether it is the same pair.
    pub fn is(&self, other: &Self) -> bool {
        self.workspace == other.workspace && self.template.id == other.template.id
    }
}

/// The state of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Choosing {
    /// What there is.
    pub catalogue: Rc<Catalogue>,
    /// What was typed into the search box.
    pub text: Text,
    /// The workspace looked in, or all.
    pub workspace: Option<WorkspaceId>,
    /// The rows that match.
    pub hits: Rc<[usize]>,
    /// The highlighted one, as an index into the hits.
    pub highlight: Option<usize>,
    /// The picked template, while its data fields are loading.
    pub loading: Option<Loading>,
    /// Why the user is here again.
    pub notice: Option<Notice>,
}

/// A picked template whose data fields are loading.
#[derive(Clone, Debug, PartialEq)]
pub struct Loading {
    /// The template.
    pub choice: Choice,
    /// The request.
    pub errand: Errand,
}

impl Choosing {
    /// The whole list.
    pub fn new(catalogue: Rc<Catalogue>) -> Self {
        let hits = catalogue.hits(&Query::default(), None);
        Self { catalogue, text: Text::default(), workspace: None, hits, highlight: None, loading: None, notice: None }
    }

    /// The whole list with one row highlighted: the one that was picked before.
    #[must_use]
    pub fn at(mut self, choice: &Choice) -> Self {
        let row = self.catalogue.row_of(choice);
        self.highlight = row.and_then(|row| self.hits.iter().position(|hit| *hit == row));
        self
    }

    /// The words of the search box.
    pub fn query(&self) -> Query {
        Query::new(&self.text)
    }

    /// How many hits a workspace has, by its index. Hits are in the order of the rows, workspace by workspace.
    pub fn hits_in(&self, place: usize) -> usize {
        let up_to =
            |limit| self.hits.partition_point(|row| self.catalogue.rows.get(*row).is_some_and(|row| row.place < limit));
        up_to(place + 1) - up_to(place)
    }

    /// Looks for what is typed.
    pub(super) fn search(&mut self) {
        let query = self.query();
        self.hits = self.catalogue.hits(&query, self.workspace);
        self.highlight = (!self.hits.is_empty() && !self.text.trim().is_empty()).then_some(0);
    }

    pub(super) fn step(&mut self, to: Move) {
        let Some(last) = self.hits.len().checked_sub(1) else {
            return;
        };
        self.highlight = Some(match (to, self.highlight) {
            (Move::First, _) | (Move::Next | Move::PageDown, None) => 0,
            (Move::Last, _) | (Move::Previous | Move::PageUp, None) | (Move::Previous, Some(0)) => last,
            (Move::Next, Some(at)) => (at + 1) % (last + 1),
            (Move::Previous, Some(at)) => at - 1,
            (Move::PageDown, Some(at)) => (at + PAGE).min(last),
            (Move::PageUp, Some(at)) => at.saturating_sub(PAGE),
        });
    }

    pub(super) fn highlighted(&self) -> Option<Choice> {
        self.hits.get(self.highlight?).and_then(|row| self.catalogue.choice(*row))
    }
}
