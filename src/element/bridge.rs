//! The page around the element, through the JavaScript object that the element hands over.

use std::cell::Cell;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::events;
use super::page::Bridge;
use super::settled::{headers, response, session_error, transport_error};
use crate::api::Text;
use crate::api::failure::{SessionError, TransportError};
use crate::client::credentials::Credentials;
use crate::client::fetch::Prefetched;
use crate::client::transport::Response;
use crate::flow::effect::{AuthorizeReason, Warning};
use crate::flow::event::Event;
use crate::full::IS_FULL;
use crate::text::country;
use crate::widget::bridge::{HostBridge, HostPromise};

/// The console's warning when no filter is set.
const UNFILTERED: &str = "neither extension-type nor template-type-id is set, so every template is offered; a partner \
                          integration filters by its extension type";

/// The console's warning about values that have no field, before their custom ids.
const UNUSED: &str = "prefill.fields has values for which the template has no active data field: ";

pub struct JsBridge {
    bridge: Bridge,
    warned: Cell<bool>,
}

impl JsBridge {
    pub fn new(bridge: Bridge) -> Self {
        Self { bridge, warned: Cell::new(false) }
    }
}

impl HostBridge for JsBridge {
    fn authorize(&self, reason: AuthorizeReason) -> HostPromise<Result<Credentials, SessionError>> {
        let promise = self.bridge.authorize(match reason {
            AuthorizeReason::Start => "start",
            AuthorizeReason::Expired => "expired",
        });
        Box::pin(async move {
            let settled = JsFuture::from(promise).await;
            settled.map(|pairs| headers(&pairs)).map_err(|word| session_error(&word))
        })
    }

    fn before_send(&self, action: &'static str, request: &str) -> HostPromise<Result<Text, Option<Text>>> {
        let promise = self.bridge.before_send(action, request);
        Box::pin(async move {
            let text = |value: JsValue| value.as_string().filter(|text| !text.is_empty()).map(Text::from);
            let settled = JsFuture::from(promise).await;
            settled.map(|key| text(key).unwrap_or_default()).map_err(text)
        })
    }

    fn body_stream(&self, text: &str, base: &str) -> Option<JsValue> {
        Some(self.bridge.body_stream(text, base)).filter(JsValue::is_object)
    }

    fn form(&self, blob: u64, name: &str, upload_as: &str) -> Option<JsValue> {
        if !IS_FULL {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "a number of JavaScript's, read below 2^53")]
        Some(self.bridge.form(blob as f64, name, upload_as)).filter(JsValue::is_object)
    }

    fn dispatch(&self, event: Event, external_id: Option<&str>) {
        if let Some(contract) = events::contract(&event) {
            self.bridge.set_contract(contract);
        }
        if let Some((name, detail)) = events::public(event) {
            self.bridge.dispatch(name, detail, external_id);
        }
    }

    fn country_names(&self, language: &str) -> Vec<(Text, Text)> {
        let mut codes = String::new();
        for code in country::codes() {
            codes.push_str(code);
            codes.push(' ');
        }
        let named = self.bridge.country_names(codes.trim_end(), language);
        named.lines().filter_map(|line| line.split_once(' ')).map(|(code, name)| (code.into(), name.into())).collect()
    }

    fn thousands(&self, tag: &str) -> String {
        self.bridge.thousands(tag)
    }

    fn prefetched(&self, address: &str) -> Option<Prefetched> {
        self.bridge.prefetched(address)
    }

    fn save_snapshot(&self, field: Option<&str>, json: &str) {
        self.bridge.save_snapshot(field, json);
    }

    fn read_pdf(&self, address: &str, credentials: &Credentials) -> HostPromise<Result<Response, TransportError>> {
        let pairs = credentials.headers().map(|(name, value)| Array::of2(&name.into(), &value.into()));
        let headers: Array = pairs.collect();
        let promise = self.bridge.read_pdf(address, &headers);
        Box::pin(async move {
            JsFuture::from(promise).await.map(|pair| response(&pair)).map_err(|word| transport_error(&word))
        })
    }

    fn set_custom_states(&self, states: &str) {
        self.bridge.set_custom_states(states);
    }

    fn follow(&self, base: &str) {
        self.bridge.follow(base);
    }

    fn load_full(&self) -> HostPromise<Result<(), TransportError>> {
        let promise = self.bridge.load_full();
        Box::pin(async move { JsFuture::from(promise).await.map(|_| ()).map_err(|_| TransportError::Network) })
    }

    fn continue_in_full(&self) {
        self.bridge.continue_in_full();
    }

    fn copy(&self, text: &str) {
        self.bridge.copy(text);
    }

    fn record_request(&self, path: &str, millis: f64, status: Option<u16>, request_id: Option<&str>) {
        // Queries hold filters only; for a diagnosis the path says enough.
        self.bridge.record_request(path.split('?').next().unwrap_or_default(), millis, status, request_id);
    }

    fn warn(&self, warning: Warning) {
        match warning {
            Warning::Unfiltered if self.warned.replace(true) => {}
            Warning::Unfiltered => self.bridge.warn(UNFILTERED),
            Warning::Property(text) | Warning::Answer(text) => self.bridge.warn(&text),
            Warning::UnusedFields(ids) => self.bridge.warn(&[UNUSED, &ids].concat()),
        }
    }

    fn sends_cookies(&self) -> bool {
        self.bridge.sends_cookies()
    }
}
