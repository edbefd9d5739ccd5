//! What elements listen to, and what each event means: one kind of listener for all of them.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
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
    /// An element's content is scrolled.
    Scroll(fn(&web_sys::Event) -> Option<Message>),
    /// The pointer, before it takes the focus along.
    Point(fn(&web_sys::Event) -> Option<Message>),
}

/// A listener: what it listens to, and where the message goes.
pub struct Listening {
    kind: Kind,
    on: Cell<Option<On>>,
    say: Callback<Message>,
}

#[derive(Clone, Copy)]
enum Kind {
    Click,
    Change,
    Input,
    KeyDown,
    MouseDown,
    Scroll,
}

impl Listening {
    /// Listens to this, and says what it means there.
    pub fn new(on: On, say: Callback<Message>) -> Self {
        let kind = match on {
            On::Press(_) => Kind::Click,
            On::Choose(_) => Kind::Change,
            On::Type(_) | On::Read(_) => Kind::Input,
            On::Key(_) => Kind::KeyDown,
            On::Point(_) => Kind::MouseDown,
            On::Scroll(_) => Kind::Scroll,
        };
        Self { kind, on: Cell::new(Some(on)), say }
    }

    /// A press says its message once: whatever it leads to is drawn anew, with a listener of its own.
    fn hear(&self, event: &web_sys::Event) -> Option<Message> {
        let on = self.on.take()?;
        let message = match &on {
            On::Type(target) => held_by(event).map(|text| target.typed(text)),
            On::Read(read) | On::Key(read) | On::Point(read) | On::Scroll(read) => read(event),
            On::Press(_) | On::Choose(_) => None,
        };
        if let On::Press(message) | On::Choose(message) = on {
            return Some(message);
        }
        self.on.set(Some(on));
        message
    }
}

impl Listener for Listening {
    fn kind(&self) -> ListenerKind {
        match self.kind {
            Kind::Click => ListenerKind::onclick,
            Kind::Change => ListenerKind::onchange,
            Kind::Input => ListenerKind::oninput,
            Kind::KeyDown => ListenerKind::onkeydown,
            Kind::MouseDown => ListenerKind::onmousedown,
            Kind::Scroll => ListenerKind::onscroll,
        }
    }

    fn handle(&self, event: web_sys::Event) {
        if let Some(message) = self.hear(&event) {
            self.say.emit(message);
        }
    }

    fn passive(&self) -> bool {
        false
    }
}

/// What the input, the text area or the select holds: all three have the property. A box holds `1` or `0`.
pub fn held_by(event: &web_sys::Event) -> Option<Text> {
    let target = event.target()?;
    if let Some(ticked) = target.dyn_ref::<HtmlInputElement>().filter(|input| input.type_() == "checkbox") {
        return Some(Text::from(if ticked.checked() { "1" } else { "0" }));
    }
    js_sys::Reflect::get(&target, &"value".into()).ok()?.as_string().map(Text::from)
}
