//! What can be the value of an attribute.

use yew::AttrValue;
use yew::virtual_dom::AttributeOrProperty;

use crate::api::Text;

/// The value of an attribute, if it has one.
pub type Slot = Option<AttributeOrProperty>;

/// What can be the value of an attribute.
pub trait AttributeValue {
    /// The value as Yew takes it; nothing leaves the attribute out.
    fn slot(self) -> Slot;
}

/// A word that never varies. Yew's own variant for it is left out when a server, or a test, renders to HTML.
#[inline(never)]
pub(super) fn of_static(word: &'static str) -> AttributeOrProperty {
    AttributeOrProperty::Attribute(AttrValue::Static(word))
}

#[inline(never)]
fn of_text(text: &str) -> AttributeOrProperty {
    AttributeOrProperty::Attribute(AttrValue::Rc(text.into()))
}

impl AttributeValue for &'static str {
    fn slot(self) -> Slot {
        Some(of_static(self))
    }
}

impl AttributeValue for String {
    fn slot(self) -> Slot {
        Some(of_text(&self))
    }
}

impl AttributeValue for &String {
    fn slot(self) -> Slot {
        Some(of_text(self))
    }
}

impl AttributeValue for &Text {
    fn slot(self) -> Slot {
        Some(of_text(self))
    }
}

/// Present or absent.
impl AttributeValue for bool {
    fn slot(self) -> Slot {
        self.then(|| of_static("true"))
    }
}

impl<T: AttributeValue> AttributeValue for Option<T> {
    fn slot(self) -> Slot {
        self.and_then(AttributeValue::slot)
    }
}
