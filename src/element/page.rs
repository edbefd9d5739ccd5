//! The page around the element, through the JavaScript object that the element hands over.

use std::cell::Cell;

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::events;
use crate::api::Text;
use crate::api::failure::Session;
use crate::client::access::Access;
use crate::flow::effect::{Cause, Warning};
use crate::flow::event::Event;
use crate::text::country;
use crate::widget::page::{Page, Promised};

#[wasm_bindgen]
extern "C" {
    /// What the element does for its core.
    pub type Door;

    /// Calls the host's `authorize`; settles with pairs of name and value, or is rejected with a word of [`session`].
    #[wasm_bindgen(method)]
    fn authorize(this: &Door, cause: &str) -> Promise;

    /// Asks the host before something is sent; settles, or is rejected with the host's reason as text.
    #[wasm_bindgen(method, js_name = beforeSend)]
    fn agree(this: &Door, verb: &str, request: &str) -> Promise;

    /// Dispatches an event.
    #[wasm_bindgen(method, js_name = dispatch)]
    fn tell(this: &Door, name: &str, detail: JsValue, external_id: Option<&str>);

    /// Names countries: one a line, its code before its name, by name.
    #[wasm_bindgen(method, js_name = countryNames)]
    fn countries(this: &Door, codes: &str, language: &str) -> String;

    /// Keeps what a fresh core could go on with.
    #[wasm_bindgen(method, js_name = saveSnapshot)]
    fn remember(this: &Door, memory: &str);

    /// Sets the custom states.
    #[wasm_bindgen(method, js_name = setCustomStates)]
    fn mark(this: &Door, states: &str);

    /// Puts a text where the user can paste it from.
    #[wasm_bindgen(method)]
    fn copy(this: &Door, text: &str);

    /// Notes a request for `diagnose()`.
    #[wasm_bindgen(method, js_name = recordRequest)]
    fn trace(this: &Door, path: &str, millis: f64, status: Option<u16>, request_id: Option<&str>);

    /// Keeps the element's `contract`.
    #[wasm_bindgen(method, js_name = setContract)]
    fn keep(this: &Door, contract: JsValue);

    /// Says something in the console, once.
    #[wasm_bindgen(method)]
    fn warn(this: &Door, text: &str);

    /// Whether `credentials` is `include`.
    #[wasm_bindgen(method, getter, js_name = sendsCookies)]
    fn cookies(this: &Door) -> bool;
}

pub struct JsPage {
    door: Door,
    warned: Cell<bool>,
}

impl JsPage {
    pub fn new(door: Door) -> Self {
        Self { door, warned: Cell::new(false) }
    }
}

impl Page for JsPage {
    fn authorize(&self, cause: Cause) -> Promised<Result<Access, Session>> {
        let promise = self.door.authorize(match cause {
            Cause::Start => "start",
            Cause::Expired => "expired",
        });
        Box::pin(
            async move { JsFuture::from(promise).await.map(|pairs| headers(&pairs)).map_err(|word| session(&word)) },
        )
    }

    fn agree(&self, verb: &'static str, request: &str) -> Promised<Result<(), Option<Text>>> {
        let promise = self.door.agree(verb, request);
        Box::pin(async move {
            let settled = JsFuture::from(promise).await;
            settled.map(|_| ()).map_err(|reason| reason.as_string().filter(|text| !text.is_empty()).map(Text::from))
        })
    }

    fn tell(&self, event: Event, external_id: Option<&str>) {
        if let Some(contract) = events::kept(&event) {
            self.door.keep(contract);
        }
        if let Some((name, detail)) = events::told(event) {
            self.door.tell(name, detail, external_id);
        }
    }

    fn remember(&self, memory: &str) {
        self.door.remember(memory);
    }

    fn mark(&self, states: &str) {
        self.door.mark(states);
    }

    fn copy(&self, text: &str) {
        self.door.copy(text);
    }

    fn trace(&self, path: &str, millis: f64, status: Option<u16>, request_id: Option<&str>) {
        // Queries hold filters only; for a diagnosis the path says enough.
        self.door.trace(path.split('?').next().unwrap_or_default(), millis, status, request_id);
    }

    fn countries(&self, language: &str) -> Vec<(Text, Text)> {
        let mut codes = String::new();
        for code in country::codes() {
            codes.push_str(code);
            codes.push(' ');
        }
        let named = self.door.countries(codes.trim_end(), language);
        named.lines().filter_map(|line| line.split_once(' ')).map(|(code, name)| (code.into(), name.into())).collect()
    }

    fn warn(&self, warning: Warning) {
        match warning {
            Warning::Unfiltered if self.warned.replace(true) => {}
            Warning::Unfiltered => self.door.warn("neither extension-type nor template-type-id is set, so every template is offered; a partner integration filters by its extension type"),
            Warning::Property(text) => self.door.warn(&text),
        }
    }

    fn sends_cookies(&self) -> bool {
        self.door.cookies()
    }
}

fn headers(pairs: &JsValue) -> Access {
    let text = |pair: &Array, index| pair.get(index).as_string().unwrap_or_default();
    Access::new(
        Array::from(pairs).iter().map(|pair| Array::from(&pair)).map(|pair| (text(&pair, 0), text(&pair, 1))).collect(),
    )
}

fn session(word: &JsValue) -> Session {
    match word.as_string().as_deref() {
        Some("timeout") => Session::Hung,
        Some("invalid") => Session::Nonsense,
        _ => Session::Rejected,
    }
}
