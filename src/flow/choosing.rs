//! The user picks a template: searching, the highlight, and loading the picked template's data fields.

use std::ops::Range;
use std::rc::Rc;

use super::catalogue::Catalogue;
use super::closed::Notice;
use super::errand::Errand;
use super::find::Query;
use super::host::Host;
use super::message::{Edge, Move};
use crate::api::Text;
use crate::api::ids::WorkspaceId;
use crate::api::template::Template;

/// Rows that a page key moves the highlight by.
const PAGE: usize = 8;
/// Rows that are drawn at first, and drawn more when the end of them comes into sight.
const DRAWN: usize = 100;
/// Rows that are drawn at most.
const MOST: usize = 400;

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
    /// How many of them come first because they were used earlier on this page.
    pub recent: usize,
    /// The hits that are drawn.
    pub window: Range<usize>,
    /// The rows used earlier on this page, the latest first.
    used: Rc<[usize]>,
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
    pub fn new(catalogue: Rc<Catalogue>, host: &Host) -> Self {
        let used =
            host.used.iter().filter_map(|(workspace, template)| catalogue.row_with(*workspace, *template)).collect();
        let mut choosing = Self {
            catalogue,
            text: Text::default(),
            workspace: None,
            hits: Rc::default(),
            recent: 0,
            window: 0..0,
            used,
            highlight: None,
            loading: None,
            notice: None,
        };
        choosing.search();
        choosing
    }

    /// The whole list with one row highlighted: the one that was picked before.
    #[must_use]
    pub fn at(mut self, choice: &Choice) -> Self {
        let row = self.catalogue.row_of(choice);
        self.highlight = row.and_then(|row| self.hits.iter().position(|hit| *hit == row));
        self.follow();
        self
    }

    /// The words of the search box.
    pub fn query(&self) -> Query {
        Query::new(&self.text)
    }

    /// How many hits a workspace has, by its index, those used earlier left out. The others are in the order of the rows,
    /// workspace by workspace.
    pub fn hits_in(&self, place: usize) -> usize {
        let others = self.hits.get(self.recent..).unwrap_or_default();
        let up_to =
            |limit| others.partition_point(|row| self.catalogue.rows.get(*row).is_some_and(|row| row.place < limit));
        up_to(place + 1) - up_to(place)
    }

    /// Looks for what is typed.
    pub(super) fn search(&mut self) {
        let query = self.query();
        let found = self.catalogue.hits(&query, self.workspace);
        let recent: Vec<usize> = self.used.iter().copied().filter(|row| found.binary_search(row).is_ok()).collect();
        self.recent = recent.len();
        let others = found.iter().copied().filter(|row| !recent.contains(row));
        self.hits = if recent.is_empty() { found } else { recent.iter().copied().chain(others).collect() };
        self.highlight = (!self.hits.is_empty() && !self.text.trim().is_empty()).then_some(0);
        self.window = 0..DRAWN.min(self.hits.len());
    }

    /// Draws on where the user has scrolled to.
    pub(super) fn scrolled(&mut self, edge: Edge) {
        let Range { start, end } = self.window;
        self.window = match edge {
            Edge::Top => {
                let start = start.saturating_sub(DRAWN);
                start..end.min(start + MOST)
            }
            Edge::Bottom => {
                let end = (end + DRAWN).min(self.hits.len());
                start.max(end.saturating_sub(MOST))..end
            }
        };
    }

    /// Draws what lies around the highlight, if it is not drawn.
    fn follow(&mut self) {
        if let Some(at) = self.highlight.filter(|at| !self.window.contains(at)) {
            let start = at.saturating_sub(DRAWN / 2);
            self.window = start..(start + DRAWN).min(self.hits.len());
        }
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
        self.follow();
    }

    pub(super) fn highlighted(&self) -> Option<Choice> {
        self.hits.get(self.highlight?).and_then(|row| self.catalogue.choice(*row))
    }
}
