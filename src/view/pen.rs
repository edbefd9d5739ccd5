//! The pen: steps draw their markup with it, element by element, straight into Yew's virtual DOM.
//!
//! What `html!` unrolls at each place it is used weighs several times as much as a call of the pen, and a browser downloads every byte of
//! it. Names and fixed attributes are constants; only what varies is code.

use std::rc::Rc;

use yew::virtual_dom::{AttributeOrProperty, Attributes, Listener, ListenerKind, VList, VNode, VTag, VText};
use yew::{AttrValue, Callback, Html};

use super::target::Target;
use crate::api::Text;
use crate::flow::message::Message;
use crate::text::Phrases;

/// What never varies about an element.
pub struct Shape {
    /// Its name.
    pub name: &'static str,
    /// Its attributes.
    pub keys: &'static [&'static str],
    /// What the first ones hold; the others are filled in by [`Pen::fill`], in their order.
    pub fixed: &'static [&'static str],
}

/// Draws an element: its name, what its fixed attributes hold, the names of those that vary with what they hold, what it listens to,
/// and between the braces what is inside it.
macro_rules! draw {
    ($pen:ident, $name:literal {$($key:literal: $fixed:literal),*} $(($($varying:literal: $value:expr),+))? $([$($on:expr),+])? $($inside:block)?) => {{
        static SHAPE: $crate::view::pen::Shape = $crate::view::pen::Shape { name: $name, keys: &[$($key,)* $($($varying),+)?], fixed: &[$($fixed),*] };
        $pen.begin(&SHAPE);
        $($($pen.fill($crate::view::pen::Value::value($value));)+)?
        $($($pen.listen($on);)+)?
        $($inside)?
        $pen.end();
    }};
}
pub(crate) use draw;

/// What an attribute holds; nothing leaves it out.
type Held = Option<AttributeOrProperty>;

struct Begun {
    shape: &'static Shape,
    held: Vec<Held>,
    on: Vec<Option<Rc<dyn Listener>>>,
    inside: Vec<VNode>,
}

/// The pen.
pub struct Pen<'a> {
    /// The language.
    pub phrases: &'static Phrases,
    say: &'a Callback<Message>,
    begun: Vec<Begun>,
    drawn: Vec<VNode>,
}

impl<'a> Pen<'a> {
    /// A pen that has drawn nothing.
    pub fn new(phrases: &'static Phrases, say: &'a Callback<Message>) -> Self {
        Self { phrases, say, begun: Vec::new(), drawn: Vec::new() }
    }

    /// What has been drawn.
    pub fn drawing(self) -> Html {
        VList::with_children(self.drawn, None).into()
    }

    /// Begins an element.
    #[inline(never)]
    pub fn begin(&mut self, shape: &'static Shape) {
        let held = shape.fixed.iter().map(|text| Some(AttributeOrProperty::Static(text))).collect();
        self.begun.push(Begun { shape, held, on: Vec::new(), inside: std::mem::take(&mut self.drawn) });
    }

    /// Fills in the next attribute that varies.
    #[inline(never)]
    pub fn fill(&mut self, held: Held) {
        if let Some(begun) = self.begun.last_mut() {
            begun.held.push(held);
        }
    }

    /// Lets the element listen.
    #[inline(never)]
    pub fn listen(&mut self, on: On) {
        if let Some(begun) = self.begun.last_mut() {
            begun.on.push(Some(Rc::new(Listening { on, say: self.say.clone() })));
        }
    }

    /// Ends the element.
    #[inline(never)]
    pub fn end(&mut self) {
        let Some(begun) = self.begun.pop() else {
            return;
        };
        let inside = std::mem::replace(&mut self.drawn, begun.inside);
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
    /// Takes it in.
    fn value(self) -> Held;
}

impl Value for &'static str {
    fn value(self) -> Held {
        Some(AttributeOrProperty::Static(self))
    }
}

impl Value for String {
    #[inline(never)]
    fn value(self) -> Held {
        Some(AttributeOrProperty::Attribute(self.into()))
    }
}

impl Value for &Text {
    #[inline(never)]
    fn value(self) -> Held {
        Some(AttributeOrProperty::Attribute(self.clone().into()))
    }
}

/// Present or absent.
impl Value for bool {
    fn value(self) -> Held {
        self.then_some(AttributeOrProperty::Static("true"))
    }
}

impl<T: Value> Value for Option<T> {
    fn value(self) -> Held {
        self.and_then(Value::value)
    }
}

/// What an element listens to, and what it means.
pub enum On {
    /// A click.
    Press(Message),
    /// The choice of a radio button.
    Choose(Message),
    /// Whatever is typed into an input or chosen from a select.
    Type(Target),
    /// An event that says itself what it means.
    Read(ListenerKind, fn(&web_sys::Event) -> Option<Message>),
}

struct Listening {
    on: On,
    say: Callback<Message>,
}

impl Listener for Listening {
    fn kind(&self) -> ListenerKind {
        match &self.on {
            On::Press(_) => ListenerKind::onclick,
            On::Choose(_) => ListenerKind::onchange,
            On::Type(_) => ListenerKind::oninput,
            On::Read(kind, _) => kind.clone(),
        }
    }

    fn handle(&self, event: web_sys::Event) {
        let message = match &self.on {
            On::Press(message) | On::Choose(message) => Some(message.clone()),
            On::Type(target) => held_by(&event).map(|text| target.typed(text)),
            On::Read(_, read) => read(&event),
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
