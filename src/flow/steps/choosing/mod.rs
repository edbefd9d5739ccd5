//! The user picks a template: searching, the highlight, and loading the picked template's data fields.

pub mod catalogue;
pub mod loading;
pub mod search;

use std::ops::Range;
use std::rc::Rc;

use self::catalogue::{Catalogue, Choice};
use self::loading::Loading;
use self::search::Query;
use crate::api::Text;
use crate::api::ids::WorkspaceId;
use crate::flow::notice::Notice;
use crate::flow::settings::Settings;

/// Rows that a page key moves the highlight by.
const PAGE: usize = 8;
/// Rows that are drawn at first, and drawn more when an end of them comes into sight: more than the tallest list shows.
const DRAWN: usize = 30;
/// Rows that are drawn at most.
const MOST: usize = 90;

/// An end of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The upper one.
    Top,
    /// The lower one.
    Bottom,
}

/// How the highlight moves through the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the next row, from the last to the first.
    Next,
    /// To the row before, from the first to the last.
    Previous,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
}

/// Hits that are shown under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The index of their workspace; nothing for what was used earlier on this page.
    pub workspace: Option<usize>,
    /// Their indexes in the hits.
    pub hits: Range<usize>,
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
    /// A template that was picked without a network. It opens once there is one, unless the user turns elsewhere.
    pub waiting: Option<Choice>,
    /// Why the user is here again.
    pub notice: Option<Notice>,
}

impl Choosing {
    /// The whole list.
    pub fn new(catalogue: Rc<Catalogue>, settings: &Settings) -> Self {
        let used = settings
            .used
            .iter()
            .filter_map(|(workspace, template)| catalogue.row_with(*workspace, *template))
            .collect();
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
            waiting: None,
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
        self.follow_highlight();
        self
    }

    /// The words of the search box.
    pub fn query(&self) -> Query {
        Query::new(&self.text)
    }

    /// The hits group by group: what was used earlier, from whatever workspace, and then each workspace.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups = Vec::new();
        let mut start = 0;
        while let Some(row) = self.hits.get(start).and_then(|hit| self.catalogue.rows.get(*hit)) {
            let workspace = (start >= self.recent).then_some(row.workspace);
            let others = self.hits.get(start..).unwrap_or_default();
            // The rows of a workspace lie together.
            let same =
                |hit: &usize| self.catalogue.rows.get(*hit).is_some_and(|other| other.workspace <= row.workspace);
            let end = if workspace.is_none() { self.recent } else { start + others.partition_point(same) };
            groups.push(Group { workspace, hits: start..end });
            start = end;
        }
        groups
    }

    /// Looks for what is typed.
    pub(in crate::flow) fn search(&mut self) {
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
    pub(in crate::flow) fn scroll(&mut self, edge: Edge) {
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
    fn follow_highlight(&mut self) {
        if let Some(at) = self.highlight.filter(|at| !self.window.contains(at)) {
            let start = at.saturating_sub(DRAWN / 2);
            self.window = start..(start + DRAWN).min(self.hits.len());
        }
    }

    pub(in crate::flow) fn move_highlight(&mut self, to: Move) {
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
        self.follow_highlight();
    }

    pub(in crate::flow) fn highlighted(&self) -> Option<Choice> {
        self.hits.get(self.highlight?).and_then(|row| self.catalogue.choice(*row))
    }
}
