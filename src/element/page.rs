//! What the object that `www/bridge.js` makes offers.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

use crate::client::fetch::Prefetched;

#[wasm_bindgen]
extern "C" {
    /// The object that `www/bridge.js` makes.
    pub type Bridge;

    /// Calls the host's `authorize`. Settles with pairs of name and value, or is rejected with a word of
    /// [`super::settled::session_error`].
    #[wasm_bindgen(method)]
    pub fn authorize(this: &Bridge, reason: &str) -> Promise;

    /// Asks the host before something is sent. Settles with a random key, or is rejected with the host's reason as
    /// text.
    #[wasm_bindgen(method, js_name = beforeSend)]
    pub fn before_send(this: &Bridge, action: &str, request: &str) -> Promise;

    /// The text as a stream, or undefined.
    #[wasm_bindgen(method, js_name = bodyStream)]
    pub fn body_stream(this: &Bridge, text: &str, base: &str) -> JsValue;

    /// A form with a file, by the number of its content, or undefined.
    #[wasm_bindgen(method)]
    pub fn form(this: &Bridge, blob: f64, name: &str, upload_as: &str) -> JsValue;

    /// Dispatches an event.
    #[wasm_bindgen(method)]
    pub fn dispatch(this: &Bridge, name: &str, detail: JsValue, external_id: Option<&str>);

    /// What stands between thousands in a language.
    #[wasm_bindgen(method)]
    pub fn thousands(this: &Bridge, tag: &str) -> String;

    /// The request for an address, if `www/prefetch.js` has sent it; only once.
    #[wasm_bindgen(method)]
    pub fn prefetched(this: &Bridge, address: &str) -> Option<Prefetched>;

    /// Names countries: one a line, the code before the name, sorted by name.
    #[wasm_bindgen(method, js_name = countryNames)]
    pub fn country_names(this: &Bridge, codes: &str, language: &str) -> String;

    /// Keeps a part of what a later instance could go on with.
    #[wasm_bindgen(method, js_name = saveSnapshot)]
    pub fn save_snapshot(this: &Bridge, field: Option<&str>, json: &str);

    /// Reads a PDF. Settles with the status and the text of the response, or is rejected with a word.
    #[wasm_bindgen(method, js_name = readPdf)]
    pub fn read_pdf(this: &Bridge, address: &str, headers: &Array) -> Promise;

    /// Sets the custom states.
    #[wasm_bindgen(method, js_name = setCustomStates)]
    pub fn set_custom_states(this: &Bridge, states: &str);

    /// Hears what happens with the contract from this address; with an empty one, no longer.
    #[wasm_bindgen(method)]
    pub fn follow(this: &Bridge, base: &str);

    /// Loads the full WebAssembly module. Settles once it is there.
    #[wasm_bindgen(method, js_name = loadFull)]
    pub fn load_full(this: &Bridge) -> Promise;

    /// Continues in the full module, which is loaded.
    #[wasm_bindgen(method, js_name = continueInFull)]
    pub fn continue_in_full(this: &Bridge);

    /// Copies a text to the clipboard.
    #[wasm_bindgen(method)]
    pub fn copy(this: &Bridge, text: &str);

    /// Records a request for `diagnose()`.
    #[wasm_bindgen(method, js_name = recordRequest)]
    pub fn record_request(this: &Bridge, path: &str, millis: f64, status: Option<u16>, request_id: Option<&str>);

    /// Sets the element's `contract`.
    #[wasm_bindgen(method, js_name = setContract)]
    pub fn set_contract(this: &Bridge, contract: JsValue);

    /// Warns in the console, once.
    #[wasm_bindgen(method)]
    pub fn warn(this: &Bridge, text: &str);

    /// Whether `credentials` is `include`.
    #[wasm_bindgen(method, getter, js_name = sendsCookies)]
    pub fn sends_cookies(this: &Bridge) -> bool;
}
