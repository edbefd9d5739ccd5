//! The pen: steps draw their markup with it, element by element, straight into Yew's virtual DOM.
//!
//! What `html!` unrolls at each place it is used weighs several times as much as a call of the pen, and a browser downloads every byte of
//! it. Names and fixed attributes are constants; only what varies is code.

use std::cell::RefCell;
use std::rc::Rc;

use yew::virtual_dom::{AttributeOrProperty, Attributes, Listener, ListenerKind, VList, VNode, VTag, VText};
use yew::{AttrValue, Callback, Html};

use super::target::Target;
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

/// What never varies about an element, taken apart once and kept: there are as many as places that draw, a hundred or so.
#[derive(Clone, Copy)]
struct Shape {
    name: &'static str,
    keys: &'static [&'static str],
    /// What the first keys hold.
    fixed: &'static [&'static str],
}

thread_local! {
    static SHAPES: RefCell<Vec<(*const u8, Shape)>> = const { RefCell::new(Vec::new()) };
}

/// Takes a description apart, the first time that it is met.
fn shape(description: &'static str) -> Shape {
    let key = description.as_ptr();
    SHAPES
        .with_borrow_mut(|shapes| match shapes.binary_search_by_key(&key, |known| known.0) {
            Ok(place) => shapes.get(place).map(|known| known.1),
            Err(place) => {
                let parsed = Shape::parse(description);
                shapes.insert(place, (key, parsed));
                Some(parsed)
            }
        })
        .unwrap_or_else(|| Shape::parse(description))
}

impl Shape {
    fn parse(description: &'static str) -> Self {
        let mut parts = description.split(';').map(str::trim_start);
        let name = parts.next().unwrap_or_default();
        let (mut keys, mut fixed) = (Vec::new(), Vec::new());
        for part in parts {
            let mut halves = part.splitn(2, '=');
            keys.extend(halves.next());
            fixed.extend(halves.next());
        }
        Self { name, keys: keys.leak(), fixed: fixed.leak() }
    }
}

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
            begun.on.push(Some(Rc::new(Listening { on, say: self.say.clone() })));
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

struct Listening {
    on: On,
    say: Callback<Message>,
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
