//! What can be the value of an attribute.

use yew::virtual_dom::AttributeOrProperty;

use super::builder::VdomBuilder;
use crate::api::Text;

/// What can be the value of an attribute.
pub trait AttributeValue {
    /// Gives it to the element that was begun last.
    fn attr(self, dom: &mut VdomBuilder);
}

impl AttributeValue for &'static str {
    fn attr(self, dom: &mut VdomBuilder) {
        dom.attr_static(self);
    }
}

impl AttributeValue for String {
    fn attr(self, dom: &mut VdomBuilder) {
        dom.attr_text(&self);
    }
}

impl AttributeValue for &String {
    fn attr(self, dom: &mut VdomBuilder) {
        dom.attr_text(self);
    }
}

impl AttributeValue for &Text {
    fn attr(self, dom: &mut VdomBuilder) {
        dom.attr(Some(AttributeOrProperty::Attribute(self.clone().into())));
    }
}

/// Present or absent.
impl AttributeValue for bool {
    fn attr(self, dom: &mut VdomBuilder) {
        dom.attr(self.then_some(AttributeOrProperty::Static("true")));
    }
}

impl<T: AttributeValue> AttributeValue for Option<T> {
    fn attr(self, dom: &mut VdomBuilder) {
        match self {
            Some(value) => value.attr(dom),
            None => dom.attr(None),
        }
    }
}
