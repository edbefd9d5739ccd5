//! The contracts of a record, as far as the acting user may see them: read again while they are in view.

mod detail;
mod details;
mod made;
mod picked;
mod row;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use self::detail::Detail;
use self::made::Made;
pub(in crate::flow) use self::picked::Picked;
pub use self::row::Row;
use crate::api::contract::Contract;
use crate::api::failure::Failure;
use crate::api::ids::ContractId;
use crate::api::page::Page;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, RequestId};
use crate::flow::request::PendingRequest;
use crate::flow::steps::watch::Watch;
use crate::flow::steps::window::{Viewport, Window};

/// The list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// The contracts, the newest first.
    pub rows: Vec<Row>,
    /// The rows that are drawn.
    pub window: Window,
    /// The rows that are in view, as far as is known.
    pub in_view: Range<usize>,
    /// The page that is being read.
    pub request: Option<PendingRequest>,
    /// What the pages before it have brought.
    found: Vec<Contract>,
    /// Whether the whole list was read once.
    pub is_read: bool,
    /// Why the latest reading of the list brought nothing, or not all.
    pub trouble: Option<Failure>,
    /// The contracts that are being read for what the list does not tell.
    details: Vec<Detail>,
    /// The contracts that something has happened with, to be read wherever they stand.
    told: Vec<ContractId>,
    /// What was made, as long as a list may lack it.
    made: Option<Made>,
    /// When the list is read again.
    pub(in crate::flow) watch: Watch,
    /// What the host has been asked about.
    pub(in crate::flow) picked: Option<Picked>,
    /// The contract that was opened in the list's place.
    pub(in crate::flow) opened: Option<ContractId>,
}

impl Listing {
    /// A list that is yet to be read.
    pub(in crate::flow) fn new() -> Self {
        Self {
            rows: Vec::new(),
            window: Window::new(0),
            in_view: 0..0,
            request: None,
            found: Vec::new(),
            is_read: false,
            trouble: None,
            details: Vec::new(),
            told: Vec::new(),
            made: None,
            watch: Watch::default(),
            picked: None,
            opened: None,
        }
    }

    /// The request with this id, of those that are under way.
    pub(in crate::flow) fn pending_mut(&mut self, id: RequestId) -> Option<&mut PendingRequest> {
        let details = self.details.iter_mut().map(|detail| &mut detail.request);
        self.request.iter_mut().chain(details).find(|request| request.id == id)
    }

    /// Reads the list, unless it is being read.
    pub(in crate::flow) fn read(&mut self, commands: &mut Commands) {
        self.watch.quiet = false;
        if self.request.is_none() {
            self.watch.changed = false;
            self.watch.cancel_timer(commands);
            self.found.clear();
            self.request = Some(PendingRequest::ask_api(ApiCall::Listed(0), commands));
        }
    }

    /// Reads the list because its time has come.
    pub(in crate::flow) fn read_by_itself(&mut self, commands: &mut Commands) {
        self.read(commands);
        self.watch.quiet = true;
    }

    /// Reads the list, and whatever could not be read before.
    pub(in crate::flow) fn read_all(&mut self, commands: &mut Commands) {
        self.rows.iter_mut().for_each(Row::is_tried_again);
        self.read(commands);
    }

    /// A page has come, or has not. What is on show stays until all pages are there.
    pub(in crate::flow) fn answered(
        &mut self,
        offset: usize,
        result: Result<Page<Contract>, Failure>,
        commands: &mut Commands,
    ) {
        self.request = None;
        match result {
            Ok(page) => self.page_came(offset, page, commands),
            Err(failure) => {
                commands.report(&failure);
                self.trouble = Some(failure);
            }
        }
    }

    fn page_came(&mut self, offset: usize, page: Page<Contract>, commands: &mut Commands) {
        let next = page.next(offset);
        self.found.extend(page.0);
        let whole = next.is_none();
        if whole || !self.is_read {
            let found = if whole { std::mem::take(&mut self.found) } else { self.found.clone() };
            self.take(found);
        }
        if whole {
            (self.is_read, self.trouble) = (true, None);
        }
        self.request = next.map(|offset| PendingRequest::ask_api(ApiCall::Listed(offset), commands));
    }

    /// Lists these contracts. Oneflow sorts by what changes, so a contract may stand on two pages.
    fn take(&mut self, mut found: Vec<Contract>) {
        self.made = self.made.take().and_then(|made| made.added_to(&mut found));
        let mut before: BTreeMap<_, _> = self.rows.drain(..).map(|row| (row.item.id, row)).collect();
        let mut rows = BTreeMap::new();
        for item in found {
            let id = item.id;
            let row = match rows.remove(&id).or_else(|| before.remove(&id)) {
                Some(row) => Row::renewed(row, item),
                None => Row::new(item),
            };
            rows.insert(id, row);
        }
        self.rows = rows.into_values().collect();
        self.rows.sort_by_key(|row| Reverse((row.item.created, row.item.id)));
        self.window.resize(self.rows.len());
    }

    /// A contract of the record was made in the place of the list.
    pub(in crate::flow) fn expect(&mut self, contract: Contract) {
        self.made = Some(Made::new(contract));
        self.take(self.rows.iter().map(|row| row.item.clone()).collect());
    }

    /// A contract of the list, as far as it is known.
    pub(in crate::flow) fn contract(&self, id: ContractId) -> Option<Contract> {
        self.rows.iter().find(|row| row.item.id == id).map(|row| row.contract.clone())
    }

    /// Draws what the user has scrolled to.
    pub(in crate::flow) fn scroll(&mut self, view: Viewport) {
        self.window.scroll(view);
        self.in_view = self.window.in_view(view);
    }

    /// Makes room for something else: nothing goes on meanwhile.
    pub(in crate::flow) fn rest(&mut self, commands: &mut Commands) {
        self.watch.cancel_timer(commands);
        self.request = None;
        self.rest_details();
    }

    /// The list is in its place again, and what was opened is in view.
    pub(in crate::flow) fn come_back(&mut self, live: bool, commands: &mut Commands) -> Option<ContractId> {
        self.watch = Watch { live, ..Watch::default() };
        let opened = self.opened.take();
        if let Some(at) = self.rows.iter().position(|row| Some(row.item.id) == opened) {
            self.window.show(at);
        }
        self.read(commands);
        opened
    }
}
