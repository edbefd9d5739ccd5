//! What can be the value of an attribute.

use yew::AttrValue;
use yew::virtual_dom::AttributeOrProperty;

use crate::api::Text;

/// The value of an attribute, if it has one.
pub type Slot = Option<AttributeOrProperty>;

/// The values of an element's attributes, if an element is open.
pub type Slots<'a> = Option<&'a mut Vec<Slot>>;

/// What can be the value of an attribute.
pub trait AttributeValue {
    /// Adds the value as Yew takes it; nothing leaves the attribute out.
    fn add_to(self, slots: Slots);
}

/// Adds a word that never varies. Yew's own variant for it is left out when a server, or a test, renders to HTML.
#[inline(never)]
pub(super) fn add_static(slots: Slots, word: Option<&'static str>) {
    add(slots, word.map(AttrValue::Static));
}

#[inline(never)]
fn add_text(slots: Slots, text: &str) {
    add(slots, Some(AttrValue::Rc(text.into())));
}

fn add(slots: Slots, value: Option<AttrValue>) {
    if let Some(slots) = slots {
        slots.push(value.map(AttributeOrProperty::Attribute));
    }
}

impl AttributeValue for &'static str {
    fn add_to(self, slots: Slots) {
        add_static(slots, Some(self));
    }
}

impl AttributeValue for String {
    fn add_to(self, slots: Slots) {
        add_text(slots, &self);
    }
}

impl AttributeValue for &String {
    fn add_to(self, slots: Slots) {
        add_text(slots, self);
    }
}

impl AttributeValue for &Text {
    fn add_to(self, slots: Slots) {
        add_text(slots, self);
    }
}

/// Present or absent.
impl AttributeValue for bool {
    fn add_to(self, slots: Slots) {
        add_static(slots, self.then_some("true"));
    }
}

impl<T: AttributeValue> AttributeValue for Option<T> {
    fn add_to(self, slots: Slots) {
        match self {
            Some(value) => value.add_to(slots),
            None => add_static(slots, None),
        }
    }
}
