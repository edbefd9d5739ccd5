//! What elements listen to, and what each event means: one kind of listener for all of them.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::Callback;
use yew::virtual_dom::{Listener, ListenerKind};

use super::target::Target;
use crate::api::Text;
use crate::flow::form::field::FieldId;
use crate::flow::message::Message;

/// What an element listens to, and what it means.
pub enum Trigger {
    /// A click.
    Click(Message),
    /// The choice of a radio button.
    Change(Message),
    /// Whatever is typed into an input or chosen from a select.
    Input(Target),
    /// Whatever is typed, read from the event.
    InputWith(fn(&web_sys::Event) -> Option<Message>),
    /// A key.
    KeyDown(fn(&web_sys::Event) -> Option<Message>),
    /// The focus leaves an input.
    Leave(FieldId),
    /// The content of an element is scrolled.
    Scroll(fn(&web_sys::Event) -> Option<Message>),
    /// The pointer goes down, before it moves the focus.
    MouseDown(fn(&web_sys::Event) -> Option<Message>),
}

/// A listener: what it listens to, and where the message goes.
pub struct EventListener {
    kind: Kind,
    trigger: Cell<Option<Trigger>>,
    dispatch: Callback<Message>,
}

#[derive(Clone, Copy)]
enum Kind {
    Click,
    Change,
    FocusOut,
    Input,
    KeyDown,
    MouseDown,
    Scroll,
}

impl EventListener {
    /// Listens, and dispatches what the event means.
    pub fn new(trigger: Trigger, dispatch: Callback<Message>) -> Self {
        let kind = match trigger {
            Trigger::Click(_) => Kind::Click,
            Trigger::Change(_) => Kind::Change,
            Trigger::Input(_) | Trigger::InputWith(_) => Kind::Input,
            Trigger::KeyDown(_) => Kind::KeyDown,
            Trigger::Leave(_) => Kind::FocusOut,
            Trigger::MouseDown(_) => Kind::MouseDown,
            Trigger::Scroll(_) => Kind::Scroll,
        };
        Self { kind, trigger: Cell::new(Some(trigger)), dispatch }
    }

    /// A click sends its message once: whatever it leads to is drawn again, with a listener of its own.
    fn message(&self, event: &web_sys::Event) -> Option<Message> {
        let trigger = self.trigger.take()?;
        let message = match &trigger {
            Trigger::Input(target) => value_of(event).map(|text| target.typed(text)),
            Trigger::InputWith(read) | Trigger::KeyDown(read) | Trigger::MouseDown(read) | Trigger::Scroll(read) => {
                read(event)
            }
            Trigger::Leave(field) => (!goes_to_button(event)).then_some(Message::InputLeft(*field)),
            Trigger::Click(_) | Trigger::Change(_) => None,
        };
        if let Trigger::Click(message) | Trigger::Change(message) = trigger {
            return Some(message);
        }
        self.trigger.set(Some(trigger));
        message
    }
}

impl Listener for EventListener {
    fn kind(&self) -> ListenerKind {
        match self.kind {
            Kind::Click => ListenerKind::onclick,
            Kind::Change => ListenerKind::onchange,
            Kind::FocusOut => ListenerKind::onfocusout,
            Kind::Input => ListenerKind::oninput,
            Kind::KeyDown => ListenerKind::onkeydown,
            Kind::MouseDown => ListenerKind::onmousedown,
            Kind::Scroll => ListenerKind::onscroll,
        }
    }

    fn handle(&self, event: web_sys::Event) {
        if let Some(message) = self.message(&event) {
            self.dispatch.emit(message);
        }
    }

    fn passive(&self) -> bool {
        false
    }
}

/// Whether the focus moves to a button. What is said beneath an input moves all that follows, and a button that moves
/// away from under the pointer is not pressed.
fn goes_to_button(event: &web_sys::Event) -> bool {
    let target = js_sys::Reflect::get(event, &"relatedTarget".into()).ok();
    target.and_then(|it| it.dyn_into::<web_sys::Element>().ok()).is_some_and(|it| it.tag_name() == "BUTTON")
}

/// The value of the input, the text area or the select: all three have the property. A checkbox has `1` or `0`.
pub fn value_of(event: &web_sys::Event) -> Option<Text> {
    let target = event.target()?;
    if let Some(ticked) = target.dyn_ref::<HtmlInputElement>().filter(|input| input.type_() == "checkbox") {
        return Some(Text::from(if ticked.checked() { "1" } else { "0" }));
    }
    js_sys::Reflect::get(&target, &"value".into()).ok()?.as_string().map(Text::from)
}
