//! What elements listen to, and what each event means: one kind of listener for all of them.

use yew::Callback;
use yew::virtual_dom::{Listener, ListenerKind};

use super::target::Target;
use crate::api::Text;
use crate::flow::message::Message;

/// What an element listens to, and what it means.
pub enum On {
    /// A click.
    Press(Message),
    /// The choice of a radio button.
    Choose(Message),
    /// Whatever is typed into an input or chosen from a select.
    Type(Target),
    /// Whatever is typed, read from the event.
    Read(fn(&web_sys::Event) -> Option<Message>),
    /// A key.
    Key(fn(&web_sys::Event) -> Option<Message>),
    /// The pointer, before it takes the focus along.
    Point(fn(&web_sys::Event) -> Option<Message>),
}

/// A listener: what it listens to, and where the message goes.
pub struct Listening {
    /// What it listens to.
    pub on: On,
    /// Where the message goes.
    pub say: Callback<Message>,
}

impl Listener for Listening {
    fn kind(&self) -> ListenerKind {
        match &self.on {
            On::Press(_) => ListenerKind::onclick,
            On::Choose(_) => ListenerKind::onchange,
            On::Type(_) | On::Read(_) => ListenerKind::oninput,
            On::Key(_) => ListenerKind::onkeydown,
            On::Point(_) => ListenerKind::onmousedown,
        }
    }

    fn handle(&self, event: web_sys::Event) {
        let message = match &self.on {
            On::Press(message) | On::Choose(message) => Some(message.clone()),
            On::Type(target) => held_by(&event).map(|text| target.typed(text)),
            On::Read(read) | On::Key(read) | On::Point(read) => read(&event),
        };
        if let Some(message) = message {
            self.say.emit(message);
        }
    }

    fn passive(&self) -> bool {
        false
    }
}

/// What the input, the text area or the select holds: all three have the property.
pub fn held_by(event: &web_sys::Event) -> Option<Text> {
    let target = event.target()?;
    js_sys::Reflect::get(&target, &"value".into()).ok()?.as_string().map(Text::from)
}
