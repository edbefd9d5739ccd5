//! The user picks a template: searching, the highlight, and loading the picked template's data fields.

pub mod catalogue;
pub mod differing;
mod fold;
pub mod hits;
mod indexed;
pub mod loading;
mod namesakes;
pub mod search;

use std::rc::Rc;

use self::catalogue::{Catalogue, Choice};
use self::hits::{Ends, Found, Group};
use self::loading::Loading;
use self::search::Query;

use crate::api::Text;
use crate::api::ids::WorkspaceId;
use crate::flow::notice::Notice;
use crate::flow::settings::Settings;
use crate::flow::steps::window::{Viewport, Window};

/// Rows that a page key moves the highlight by.
const PAGE: usize = 8;
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
    /// How many match in other workspaces.
    pub elsewhere: usize,
    /// The hits that are drawn.
    pub window: Window,
    /// Where the parts of the hits end.
    ends: Ends,
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
            elsewhere: 0,
            window: Window::new(0),
            ends: Ends::default(),
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

    /// The hits group by group.
    pub fn groups(&self) -> Vec<Group> {
        hits::groups(&self.catalogue, &self.hits, self.ends)
    }

    /// Looks for what is typed.
    pub(in crate::flow) fn search(&mut self) {
        let found = Found::find(&self.catalogue, &self.query(), self.workspace, &self.used);
        self.hits = found.hits.into();
        self.ends = found.ends;
        self.elsewhere = found.elsewhere;
        self.highlight = (!self.hits.is_empty() && !self.text.trim().is_empty()).then_some(0);
        self.window = Window::new(self.hits.len());
    }

    /// Draws what the user has scrolled to.
    pub(in crate::flow) fn scroll(&mut self, view: Viewport) {
        self.window.scroll(view);
    }

    fn follow_highlight(&mut self) {
        if let Some(at) = self.highlight {
            self.window.show(at);
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
