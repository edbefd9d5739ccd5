//! The builder: steps draw their markup with it, element by element, straight into Yew's virtual DOM.
//!
//! What `html!` unrolls at each place where it is used weighs several times as much as a call of the builder, and a
//! browser downloads every byte of it. Names and fixed attributes are constants; only what varies is code.

use std::rc::Rc;

use yew::virtual_dom::{AttributeOrProperty, Attributes, Listener, VList, VNode, VTag, VText};
use yew::{AttrValue, Callback, Html};

use super::attribute::{Slot, Slots, add_static};
use super::context::ViewContext;
use super::listener::{EventListener, Trigger};
use super::template::{ElementTemplate, template_of};
use crate::api::Text;
use crate::flow::message::Message;
use crate::text::Phrases;

/// Draws an element: its name with its fixed attributes (`name; key=value; …`), the names of those that vary with their
/// values, what it listens to, and between the braces what is inside it. The template is verified at compile time.
macro_rules! el {
    (
        $dom:ident,
        $fixed:literal $(($($varying:literal: $value:expr),+))? $([$($trigger:expr),+])? $($inside:block)?
    ) => {{
        const TEMPLATE: &str = concat!($fixed $($(, "; ", $varying)+)?);
        const _: () = assert!($crate::view::vdom::verify::verify(TEMPLATE).is_ok(), "a wrong template");
        $dom.begin(TEMPLATE);
        $($($crate::view::vdom::attribute::AttributeValue::add_to($value, $dom.slots());)+)?
        $($($dom.listen($trigger);)+)?
        $($inside)?
        $dom.end();
    }};
}
pub(crate) use el;

struct OpenElement {
    template: ElementTemplate,
    values: Vec<Slot>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    /// What was drawn before it, beside it.
    siblings: Vec<VNode>,
}

/// Builds a virtual DOM.
pub struct VdomBuilder {
    /// The language.
    pub phrases: &'static Phrases,
    /// What everything is drawn with.
    pub context: Rc<ViewContext>,
    /// Whether the user may leave from here.
    pub can_be_left: bool,
    /// Whether a list waits behind what is on show.
    pub has_list_behind: bool,
    /// Something was to be sent without a network, and was not.
    pub held_back: bool,
    /// What was copied last in this step.
    pub copied: Option<Text>,
    dispatch: Callback<Message>,
    open: Vec<OpenElement>,
    nodes: Vec<VNode>,
}

impl VdomBuilder {
    /// A builder that has drawn nothing. What it draws sends its messages to `dispatch`.
    pub fn new(context: Rc<ViewContext>, dispatch: Callback<Message>) -> Self {
        let phrases = context.phrases;
        Self {
            phrases,
            context,
            can_be_left: false,
            has_list_behind: false,
            held_back: false,
            copied: None,
            dispatch,
            open: Vec::new(),
            nodes: Vec::new(),
        }
    }

    /// What was drawn.
    pub fn finish(self) -> Html {
        VList::with_children(self.nodes, None).into()
    }

    /// Adds a node that was made elsewhere.
    pub fn push(&mut self, node: VNode) {
        self.nodes.push(node);
    }

    /// Begins an element.
    #[inline(never)]
    pub fn begin(&mut self, template: &'static str) {
        let template = template_of(template);
        let mut values = Vec::with_capacity(template.keys.len());
        for text in template.fixed {
            add_static(Some(&mut values), Some(text));
        }
        let siblings = std::mem::take(&mut self.nodes);
        self.open.push(OpenElement { template, values, listeners: Vec::new(), siblings });
    }

    /// The values of the element's attributes, to which the next is added.
    #[inline(never)]
    pub fn slots(&mut self) -> Slots<'_> {
        self.open.last_mut().map(|element| &mut element.values)
    }

    /// Lets the element listen.
    #[inline(never)]
    pub fn listen(&mut self, trigger: Trigger) {
        if let Some(element) = self.open.last_mut() {
            element.listeners.push(Some(Rc::new(EventListener::new(trigger, self.dispatch.clone()))));
        }
    }

    /// Ends the element.
    #[inline(never)]
    pub fn end(&mut self) {
        let Some(element) = self.open.pop() else {
            return;
        };
        let inside = std::mem::replace(&mut self.nodes, element.siblings);
        let mut tag = VTag::new(element.template.name);
        let mut values = element.values;
        for (key, value) in element.template.keys.iter().zip(&mut values) {
            set_property(&mut tag, key, value);
        }
        tag.attributes = Attributes::Dynamic { keys: element.template.keys, values: values.into() };
        if !element.listeners.is_empty() {
            tag.set_listeners(element.listeners.into());
        }
        if !inside.is_empty() {
            tag.add_children(inside);
        }
        self.nodes.push(tag.into());
    }

    /// Writes text.
    #[inline(never)]
    pub fn text(&mut self, text: &str) {
        self.nodes.push(VText::new(AttrValue::Rc(text.into())).into());
    }
}

/// Takes out of the attributes what is none: the key of the diff, and the properties of inputs.
fn set_property(tag: &mut VTag, key: &str, value: &mut Slot) {
    let input = matches!(tag.tag(), "input" | "textarea");
    if key != "key" && !(input && matches!(key, "value" | "checked")) {
        return;
    }
    let Some(AttributeOrProperty::Attribute(text)) = value.take() else {
        return;
    };
    match key {
        "value" => tag.set_value(text),
        "checked" => tag.set_checked(!text.is_empty()),
        _ => tag.key = Some(text.to_string().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::languages::EN;

    fn drawn(draw: impl FnOnce(&mut VdomBuilder)) -> Vec<VNode> {
        let phrases: &'static Phrases = Box::leak(Box::new(Phrases::from(&EN)));
        let context = Rc::new(ViewContext::new(phrases, Callback::noop(), Vec::new));
        let mut dom = VdomBuilder::new(context, Callback::noop());
        draw(&mut dom);
        let VNode::VList(list) = dom.finish() else {
            return Vec::new();
        };
        list.iter().cloned().collect()
    }

    fn element(node: &VNode) -> Option<(&VTag, Vec<(&str, &str)>)> {
        let VNode::VTag(tag) = node else {
            return None;
        };
        Some((tag, tag.attributes.iter().collect()))
    }

    #[test]
    fn an_element_has_its_fixed_attributes_then_the_others_and_leaves_out_what_has_no_value() {
        let nodes = drawn(|dom| {
            el!(dom, "div; class=card" ("id": "a".to_owned(), "title": None::<String>, "readonly": true));
        });
        let (tag, attributes) = nodes.first().and_then(element).unzip();
        assert_eq!(tag.map(VTag::tag), Some("div"));
        assert_eq!(attributes.as_deref(), Some(&[("class", "card"), ("id", "a"), ("readonly", "true")][..]));
    }

    #[test]
    fn what_is_drawn_between_the_braces_is_inside_and_what_follows_is_beside() {
        let nodes = drawn(|dom| {
            el!(dom, "ul" {
                el!(dom, "li" { dom.text("one") });
                el!(dom, "li");
            });
            dom.text("after");
        });
        assert_eq!(nodes.len(), 2);
        let inside = nodes.first().and_then(element).and_then(|(tag, _)| tag.children());
        assert!(matches!(inside, Some(VNode::VList(list)) if list.len() == 2));
        assert!(matches!(nodes.last(), Some(VNode::VText(text)) if &*text.text == "after"));
    }

    #[test]
    fn the_key_and_the_state_of_an_input_are_no_attributes() {
        let nodes = drawn(|dom| {
            el!(dom, "input; type=checkbox" ("key": "k".to_owned(), "checked": "true", "value": "v".to_owned()));
            el!(dom, "option; value=v");
        });
        let (tag, attributes) = nodes.first().and_then(element).unzip();
        assert_eq!(attributes.as_deref(), Some(&[("type", "checkbox")][..]));
        assert_eq!(tag.and_then(|tag| tag.key.clone()), Some("k".into()));
        assert_eq!(tag.and_then(VTag::value).map(|value| &**value), Some("v"));
        assert_eq!(tag.and_then(VTag::checked), Some(true));
        let option = nodes.last().and_then(element).map(|(_, attributes)| attributes);
        assert_eq!(option.as_deref(), Some(&[("value", "v")][..]), "an option's value is an attribute");
    }

    #[test]
    fn ending_what_was_not_begun_draws_nothing() {
        assert!(drawn(VdomBuilder::end).is_empty());
    }
}
