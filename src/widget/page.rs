//! What the page around the element does for the widget.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use crate::api::Text;
use crate::api::failure::Session;
use crate::client::access::Access;
use crate::flow::effect::{Cause, Warning};
use crate::flow::event::Event;

/// Something that the page will settle.
pub type Promised<T> = Pin<Box<dyn Future<Output = T>>>;

/// What the page does for the widget.
pub trait Page {
    /// Calls the host's `authorize`.
    fn authorize(&self, cause: Cause) -> Promised<Result<Access, Session>>;
    /// Asks the host whether this may be sent: `create` or `publish`, and the JSON of the request.
    fn agree(&self, verb: &'static str, request: &str) -> Promised<Result<(), Option<Text>>>;
    /// Tells the host, about the record that the event belongs to: the element may name another one by now.
    fn tell(&self, event: Event, external_id: Option<&str>);
    /// The countries' codes and names in a language, by name.
    fn countries(&self, language: &str) -> Vec<(Text, Text)>;
    /// Keeps what a fresh core could go on with, should this one stop; nothing when there is nothing to go on with.
    fn remember(&self, memory: &str);
    /// Sets the custom states, whose names come apart by spaces.
    fn mark(&self, states: &str);
    /// Puts a text where the user can paste it from.
    fn copy(&self, text: &str);
    /// Notes a request for diagnosis: its path, how long it took, the status and the request id if there are any.
    fn trace(&self, path: &str, millis: f64, status: Option<u16>, request_id: Option<&str>);
    /// Speaks to developers.
    fn warn(&self, warning: Warning);
    /// Whether cookies go with requests.
    fn sends_cookies(&self) -> bool;
}

/// The page, compared by identity: it lives as long as the element.
#[derive(Clone)]
pub struct ThisPage(pub Rc<dyn Page>);

impl PartialEq for ThisPage {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
