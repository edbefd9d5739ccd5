//! The door to JavaScript: configuration in, events out, panics told. One instance serves one element.

mod events;
mod page;
mod panic;

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::AppHandle;

use self::page::{Door, JsPage};
use crate::api::json::{Json, Read};
use crate::flow::host::Host;
use crate::flow::memory::Memory;
use crate::flow::message::Message;
use crate::text::Phrases;
use crate::widget::page::ThisPage;
use crate::widget::{News, Props, Spoken, Widget};

pub use panic::on_panic;

/// The widget of one element.
#[wasm_bindgen]
pub struct App {
    handle: AppHandle<Widget>,
}

#[wasm_bindgen]
impl App {
    /// Draws the widget into `root`, an empty element inside the shadow root. `texts` are the phrases of a language, apart by null
    /// characters.
    pub fn mount(root: web_sys::Element, door: Door, texts: String) -> App {
        let page = ThisPage(Rc::new(JsPage::new(door)));
        let props = Props { page, root: root.clone(), spoken: spoken(texts) };
        App { handle: yew::Renderer::<Widget>::with_root_and_props(root, props).render() }
    }

    /// Takes the host's attributes and properties in; throws where they cannot be read at all.
    pub fn configure(&self, settings: &str) -> Result<(), JsValue> {
        let host = Json::parse(settings)
            .and_then(|json| Host::read(&json))
            .map_err(|misfit| JsValue::from(misfit.to_string()))?;
        self.say(Message::Configured(Box::new(host)));
        Ok(())
    }

    /// Speaks another language from now on; `texts` as for `mount`.
    #[wasm_bindgen(js_name = setLocale)]
    pub fn speak(&self, texts: String) {
        self.handle.send_message(News::Spoken(spoken(texts)));
    }

    /// Goes on where a core that stopped was, as far as it told. To be called before anything is configured.
    #[wasm_bindgen(js_name = restore)]
    pub fn recall(&self, memory: &str) {
        if let Ok(memory) = Json::parse(memory).and_then(|json| Memory::read(&json)) {
            self.say(Message::Recalled(Box::new(memory)));
        }
    }

    /// Starts afresh: nothing typed is kept.
    pub fn reset(&self) {
        self.say(Message::Reset);
    }

    /// The host leaves it to the element what happens when the user wants to leave.
    pub fn leave(&self) {
        self.say(Message::Left);
    }

    /// Whether the browser has a network.
    #[wasm_bindgen(js_name = setOnline)]
    pub fn online(&self, online: bool) {
        self.say(Message::Connected(online));
    }

    /// Whether anybody can see the element.
    #[wasm_bindgen(js_name = setVisible)]
    pub fn seen(&self, seen: bool) {
        self.say(Message::Seen(seen));
    }

    /// Loads the templates again; what is typed is kept.
    pub fn refresh(&self) {
        self.say(Message::Refreshed);
    }

    /// Takes the focus in.
    pub fn focus(&self) {
        self.handle.send_message(News::Focused);
    }

    fn say(&self, message: Message) {
        self.handle.send_message(News::Flow(message));
    }
}

/// The texts of a language, apart by null characters. They stay for the life of the instance, whose memory ends with the element.
fn spoken(texts: String) -> Spoken {
    let texts: &'static str = texts.leak();
    Spoken(Box::leak(Box::new(Phrases::take(texts.split('\0')))))
}

/// The version of this core.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
