//! What a list of contracts says of itself, where a picker would say something else.

use super::Phrases;
use crate::api::failure::Failure;
use crate::flow::Flow;
use crate::flow::request::PendingRequest;
use crate::flow::steps::listing::Listing;
use crate::flow::steps::unavailable::Reason;
use crate::full::IS_FULL;

impl Phrases {
    /// What is being opened.
    pub fn opening_what(&self, flow: &Flow) -> &'static str {
        if flow.opens_list() { self.list_opening() } else { self.opening() }
    }

    /// That there is no network. Nobody types into a list.
    pub fn offline_now(&self, flow: &Flow) -> &'static str {
        if flow.opens_list() { self.list_offline() } else { self.offline() }
    }

    /// What a user asks their administrator for.
    pub fn message_for_administrators(&self, flow: &Flow) -> &'static str {
        if flow.opens_list() { self.list_admin_message() } else { self.admin_message() }
    }

    pub(super) fn list_announcement(&self, listing: &Listing) -> String {
        match &listing.trouble {
            _ if !IS_FULL => String::new(),
            Some(_) => self.list_trouble_title(listing).to_owned(),
            None if listing.is_read && listing.rows.is_empty() => self.list_empty().to_owned(),
            None => self.list_state(listing),
        }
    }

    /// How many contracts the list has, as far as is known, or what it waits for.
    pub fn list_state(&self, listing: &Listing) -> String {
        match listing.request.as_ref().and_then(PendingRequest::pause) {
            Some(left) => self.count(self.paused(), left as usize),
            None if listing.is_read => self.count(self.list_count(), listing.rows.len()),
            None if !listing.rows.is_empty() => self.count(self.list_at_least(), listing.rows.len()),
            None => self.list_opening().to_owned(),
        }
    }

    /// What is wrong with the list as long as it cannot be read: it may be old, or lack contracts.
    pub fn list_trouble_title(&self, listing: &Listing) -> &'static str {
        if listing.is_read { self.list_trouble() } else { self.list_more_trouble() }
    }

    /// Why the list cannot be read, unless that passes by itself.
    pub fn list_trouble_cause(&self, failure: &Failure) -> Option<String> {
        match Reason::of_list(failure) {
            Reason::Unreachable | Reason::Failing => None,
            reason => Some(self.list_reason(&reason).1),
        }
    }

    /// Why a list cannot start.
    pub(super) fn list_reason(&self, reason: &Reason) -> (String, String) {
        let own = match reason {
            Reason::Forbidden => self.list_forbidden(),
            Reason::Missing => self.list_unlisted(),
            Reason::Unreachable | Reason::Failing => {
                let (title, body) = self.reason_of_all(reason);
                return (self.list_not_loaded().to_owned(), [&title, ". ", &body].concat());
            }
            _ => return self.reason_of_all(reason),
        };
        (own.title.to_owned(), own.body.to_owned())
    }
}
