//! What the page around the element does for the widget.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::api::Text;
use crate::api::failure::{SessionError, TransportError};
use crate::client::credentials::Credentials;
use crate::client::fetch::Prefetched;
use crate::client::transport::Response;
use crate::flow::effect::{AuthorizeReason, Warning};
use crate::flow::event::Event;

/// Something that the page will settle.
pub type HostPromise<T> = Pin<Box<dyn Future<Output = T>>>;

/// What the page does for the widget.
pub trait HostBridge {
    /// Calls the host's `authorize`.
    fn authorize(&self, reason: AuthorizeReason) -> HostPromise<Result<Credentials, SessionError>>;
    /// The request for this address, if the page has sent it while the module was loading; only once.
    fn prefetched(&self, address: &str) -> Option<Prefetched>;
    /// Asks the host whether this may be sent: `create` or `publish`, and the JSON of the request. Gives a random key
    /// for it.
    fn before_send(&self, action: &'static str, request: &str) -> HostPromise<Result<Text, Option<Text>>>;
    /// The text as a stream, if the browser can send one to this address: it cannot be sent a second time.
    fn body_stream(&self, text: &str, base: &str) -> Option<JsValue>;
    /// A form with a file and what it becomes, if the page has its content.
    fn form(&self, blob: u64, name: &str, upload_as: &str) -> Option<JsValue>;
    /// Dispatches an event about the record that it belongs to: the element may name another one by now.
    fn dispatch(&self, event: Event, external_id: Option<&str>);
    /// The countries' codes and names in a language, sorted by name.
    fn country_names(&self, language: &str) -> Vec<(Text, Text)>;
    /// What stands between thousands in a region's language, by its tag.
    fn thousands(&self, tag: &str) -> String;
    /// Keeps a part of what a later instance could go on with, if this one stops: the part of a data field, or all the
    /// rest. An empty text if there is none any more.
    fn save_snapshot(&self, field: Option<&str>, json: &str);
    /// Reads the PDF at an address: a 200 brings the address of what was read as its body. No redirect is followed.
    fn read_pdf(&self, address: &str, credentials: &Credentials) -> HostPromise<Result<Response, TransportError>>;
    /// Sets the custom states, separated by spaces.
    fn set_custom_states(&self, states: &str);
    /// From now on the element hears what happens with its contract from this address; with an empty one, no longer.
    fn follow(&self, base: &str);
    /// Loads the full WebAssembly module.
    fn load_full(&self) -> HostPromise<Result<(), TransportError>>;
    /// Continues in the full module, which is loaded.
    fn continue_in_full(&self);
    /// Copies a text to the clipboard.
    fn copy(&self, text: &str);
    /// Records a request for diagnosis: its path, how long it took, the status and the request id if there are any.
    fn record_request(&self, path: &str, millis: f64, status: Option<u16>, request_id: Option<&str>);
    /// Warns developers.
    fn warn(&self, warning: Warning);
    /// Whether cookies go with requests.
    fn sends_cookies(&self) -> bool;
}

/// The page, compared by identity: it lives as long as the element.
#[derive(Clone)]
pub struct Host(pub Rc<dyn HostBridge>);

impl PartialEq for Host {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
