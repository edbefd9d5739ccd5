//! What reaches the component: the machine's messages, and the headers, which never enter the machine.

use crate::client::credentials::Credentials;
use crate::flow::effect::RequestId;
use crate::flow::message::Message;
use crate::text::Phrases;

/// What reaches the component.
#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(clippy::large_enum_variant, reason = "nearly all are messages for the machine")
)]
pub enum WidgetMsg {
    /// A message for the machine.
    Flow(Message),
    /// The host gave headers, in answer to a request.
    Authorized(RequestId, Credentials),
    /// It speaks another language from now on.
    SetLocale(Locale),
    /// The host wants the focus inside.
    Focus,
}

/// A language, compared by identity: it stays as long as the instance.
#[derive(Clone, Copy)]
pub struct Locale(pub &'static Phrases);

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}
