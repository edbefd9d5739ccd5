//! The pen: steps draw their markup with it, element by element, straight into Yew's virtual DOM.
//!
//! What `html!` unrolls at each place it is used weighs several times as much as a call of the pen, and a browser downloads every byte of
//! it. Names and fixed attributes are constants; only what varies is code.

use std::rc::Rc;

use yew::virtual_dom::{AttributeOrProperty, Attributes, Listener, VList, VNode, VTag, VText};
use yew::{AttrValue, Callback, Html};

use super::on::{Listening, On};
use super::shape::{Shape, shape};
use crate::api::Text;
use crate::flow::message::Message;
use crate::text::Phrases;

/// Draws an element: its name with its fixed attributes (`name; key=value; …`), the names of those that vary with what they hold, what it
/// listens to, and between the braces what is inside it.
macro_rules! draw {
    ($pen:ident, $fixed:literal $(($($varying:literal: $value:expr),+))? $([$($on:expr),+])? $($inside:block)?) => {{
        $pen.begin(concat!($fixed $($(, "; ", $varying)+)?));
        $($($crate::view::pen::Value::hold($value, $pen);)+)?
        $($($pen.listen($on);)+)?
        $($inside)?
        $pen.end();
    }};
}
pub(crate) use draw;

/// What an attribute holds; nothing leaves it out.
type Held = Option<AttributeOrProperty>;

struct Begun {
    shape: Shape,
    held: Vec<Held>,
    on: Vec<Option<Rc<dyn Listener>>>,
    before: Vec<VNode>,
}

/// The pen.
pub struct Pen<'a> {
    /// The language.
    pub phrases: &'static Phrases,
    /// Country codes with their names in the language, by name.
    pub countries: &'a [(Text, Text)],
    /// Whether the user may leave from here.
    pub can_be_left: bool,
    say: &'a Callback<Message>,
    begun: Vec<Begun>,
    drawn: Vec<VNode>,
}

impl<'a> Pen<'a> {
    /// A pen that has drawn nothing.
    pub fn new(phrases: &'static Phrases, countries: &'a [(Text, Text)], say: &'a Callback<Message>) -> Self {
        Self { phrases, countries, can_be_left: false, say, begun: Vec::new(), drawn: Vec::new() }
    }

    /// What has been drawn.
    pub fn drawing(self) -> Html {
        VList::with_children(self.drawn, None).into()
    }

    /// Begins an element.
    #[inline(never)]
    pub fn begin(&mut self, description: &'static str) {
        let shape = shape(description);
        let mut held = Vec::with_capacity(shape.keys.len());
        for text in shape.fixed {
            held.push(Some(AttributeOrProperty::Static(text)));
        }
        self.begun.push(Begun { shape, held, on: Vec::new(), before: std::mem::take(&mut self.drawn) });
    }

    #[inline(never)]
    fn hold(&mut self, held: Held) {
        if let Some(begun) = self.begun.last_mut() {
            begun.held.push(held);
        }
    }

    #[inline(never)]
    fn hold_word(&mut self, word: &'static str) {
        self.hold(Some(AttributeOrProperty::Static(word)));
    }

    #[inline(never)]
    fn hold_text(&mut self, text: &str) {
        self.hold(Some(AttributeOrProperty::Attribute(Text::from(text).into())));
    }

    /// Lets the element listen.
    #[inline(never)]
    pub fn listen(&mut self, on: On) {
        if let Some(begun) = self.begun.last_mut() {
            begun.on.push(Some(Rc::new(Listening::new(on, self.say.clone()))));
        }
    }

    /// Ends the element.
    #[inline(never)]
    pub fn end(&mut self) {
        let Some(begun) = self.begun.pop() else {
            return;
        };
        let inside = std::mem::replace(&mut self.drawn, begun.before);
        let mut tag = VTag::new(begun.shape.name);
        let mut held = begun.held;
        for (key, held) in begun.shape.keys.iter().zip(&mut held) {
            property(&mut tag, key, held);
        }
        tag.attributes = Attributes::Dynamic { keys: begun.shape.keys, values: held.into() };
        if !begun.on.is_empty() {
            tag.set_listeners(begun.on.into());
        }
        if !inside.is_empty() {
            tag.add_children(inside);
        }
        self.drawn.push(tag.into());
    }

    /// Writes text.
    #[inline(never)]
    pub fn text(&mut self, text: &str) {
        self.drawn.push(VText::new(AttrValue::from(Text::from(text))).into());
    }
}

/// Takes out of the attributes what is none: the key of the diff, and the properties of inputs.
fn property(tag: &mut VTag, key: &str, held: &mut Held) {
    let input = matches!(tag.tag(), "input" | "textarea");
    if key != "key" && !(input && matches!(key, "value" | "checked")) {
        return;
    }
    let text = match held.take() {
        Some(AttributeOrProperty::Static(text)) => AttrValue::Static(text),
        Some(AttributeOrProperty::Attribute(text)) => text,
        _ => return,
    };
    match key {
        "value" => tag.set_value(text),
        "checked" => tag.set_checked(!text.is_empty()),
        _ => tag.key = Some(text.to_string().into()),
    }
}

/// What can be held by an attribute.
pub trait Value {
    /// Gives it to the element that was begun last.
    fn hold(self, pen: &mut Pen);
}

impl Value for &'static str {
    fn hold(self, pen: &mut Pen) {
        pen.hold_word(self);
    }
}

impl Value for String {
    fn hold(self, pen: &mut Pen) {
        pen.hold_text(&self);
    }
}

impl Value for &String {
    fn hold(self, pen: &mut Pen) {
        pen.hold_text(self);
    }
}

impl Value for &Text {
    fn hold(self, pen: &mut Pen) {
        pen.hold(Some(AttributeOrProperty::Attribute(self.clone().into())));
    }
}

/// Present or absent.
impl Value for bool {
    fn hold(self, pen: &mut Pen) {
        pen.hold(self.then_some(AttributeOrProperty::Static("true")));
    }
}

impl<T: Value> Value for Option<T> {
    fn hold(self, pen: &mut Pen) {
        match self {
            Some(value) => value.hold(pen),
            None => pen.hold(None),
        }
    }
}
