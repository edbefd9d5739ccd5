//! The JavaScript bridge: settings in, events out, panics reported. One instance serves one element.

mod bridge;
mod events;
mod page;
mod panic;
mod plural;
mod settled;

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::AppHandle;

use self::bridge::JsBridge;
use self::page::Bridge;
use crate::api::ids::ContractId;
use crate::flow::message::{FileMessage, Message};
use crate::flow::settings::Settings;
use crate::flow::snapshot::Snapshot;
use crate::full::IS_FULL;
use crate::json::{FromJson, Json};
use crate::text::Phrases;
use crate::text::languages::phrases::LocaleQuery;
use crate::widget::bridge::Host;
use crate::widget::message::{Locale, WidgetMsg};
use crate::widget::{Props, Widget};

pub use panic::on_panic;

/// The widget of one element.
#[wasm_bindgen]
pub struct App {
    handle: AppHandle<Widget>,
    host: Host,
}

#[wasm_bindgen]
impl App {
    /// Draws the widget into `root`, an empty element inside the shadow root. `texts` are the phrases of a language,
    /// separated by null characters.
    pub fn mount(root: web_sys::Element, bridge: Bridge, texts: String) -> App {
        let host = Host(Rc::new(JsBridge::new(bridge)));
        let props = Props { host: host.clone(), root: root.clone(), locale: locale(texts, host.clone()) };
        App { handle: yew::Renderer::<Widget>::with_root_and_props(root, props).render(), host }
    }

    /// Takes the host's attributes and properties. Throws if they cannot be read at all.
    pub fn configure(&self, settings: &str) -> Result<(), JsValue> {
        let settings = Json::parse(settings)
            .and_then(|json| Settings::from_json(&json))
            .map_err(|error| JsValue::from(error.to_string()))?;
        self.send(Message::Configured(Box::new(settings)));
        Ok(())
    }

    /// Changes the language; `texts` as for `mount`.
    #[wasm_bindgen(js_name = setLocale)]
    pub fn set_locale(&self, texts: String) {
        self.handle.send_message(WidgetMsg::SetLocale(locale(texts, self.host.clone())));
    }

    /// Goes on from the snapshot of an instance that stopped, as `www/snapshot.js` puts it together. Call it before
    /// `configure`.
    pub fn restore(&self, snapshot: &str) {
        if let Ok(snapshot) = Json::parse(snapshot).and_then(|json| Snapshot::from_parts(&json)) {
            self.send(Message::SnapshotLoaded(Box::new(snapshot)));
        }
    }

    /// Starts over: nothing typed is kept.
    pub fn reset(&self) {
        self.send(Message::Reset);
    }

    /// The host did not handle the leaving, or what was picked in the list.
    pub fn leave(&self) {
        self.send(Message::LeaveAllowed);
    }

    /// Whether the browser has a network.
    #[wasm_bindgen(js_name = setOnline)]
    pub fn set_online(&self, online: bool) {
        self.send(Message::ConnectivityChanged(online));
    }

    /// Whether anybody can see the element.
    #[wasm_bindgen(js_name = setVisible)]
    pub fn set_visible(&self, visible: bool) {
        self.send(Message::VisibilityChanged(visible));
    }

    /// Reloads what is shown and keeps what was typed.
    pub fn refresh(&self) {
        self.send(Message::Refreshed);
    }

    /// Whether whatever happens with the contract is told from now on.
    #[wasm_bindgen(js_name = setLive)]
    pub fn set_live(&self, live: bool) {
        self.send(Message::LiveChanged(live));
    }

    /// Another element or the server has reported a change of a contract. Its id is a whole number.
    #[wasm_bindgen(js_name = contractChanged)]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "JavaScript has one kind of number")]
    pub fn contract_changed(&self, id: f64) {
        self.send(Message::ContractChanged(ContractId(id as u64)));
    }

    /// The user chose or dropped files: their names, the numbers of their contents and their sizes, as JSON.
    #[wasm_bindgen(js_name = offerFiles)]
    pub fn offer_files(&self, files: &str) {
        if IS_FULL && let Ok(offered) = Json::parse(files).and_then(|json| Vec::from_json(&json)) {
            self.send(Message::Files(FileMessage::Offered(offered)));
        }
    }

    /// Moves the focus in.
    pub fn focus(&self) {
        self.handle.send_message(WidgetMsg::Focus);
    }

    fn send(&self, message: Message) {
        self.handle.send_message(WidgetMsg::Flow(message));
    }
}

/// The texts of a language, separated by null characters. They stay for the life of the instance, whose memory ends
/// with the element.
fn locale(texts: String, host: Host) -> Locale {
    let texts: &'static str = texts.leak();
    let ask_host = move |query: LocaleQuery<'_>| match query {
        LocaleQuery::Thousands(tag) => host.0.thousands(tag),
        LocaleQuery::Form(tag, count) => plural::form(tag, count),
    };
    Locale(Box::leak(Box::new(Phrases::take(texts.split('\0'), ask_host))))
}

/// The version of this WebAssembly module.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
