//! Amounts of money, as the browser's `Intl` writes them.

use crate::api::money::Money;
use crate::view::vdom::builder::VdomBuilder;

impl VdomBuilder {
    /// An amount in its currency, as the language writes it.
    pub fn money(&self, money: &Money) -> String {
        let Money { amount, currency } = money;
        // Of anything else the browser makes an error.
        let is_code = currency.len() == 3 && currency.chars().all(|letter| letter.is_ascii_alphabetic());
        if is_code { self.formatted_money(money) } else { [&**amount, " ", currency].concat() }
    }

    /// Outside a browser there is no `Intl`.
    #[cfg(not(target_arch = "wasm32"))]
    #[expect(clippy::unused_self, reason = "the browser's version needs the language")]
    fn formatted_money(&self, Money { amount, currency }: &Money) -> String {
        [&**amount, " ", currency].concat()
    }

    #[cfg(target_arch = "wasm32")]
    fn formatted_money(&self, Money { amount, currency }: &Money) -> String {
        let options = js_sys::Intl::NumberFormatOptions::new();
        options.set_style(js_sys::Intl::NumberFormatStyle::Currency);
        options.set_currency(currency);
        let format = js_sys::Intl::NumberFormat::new(&js_sys::Array::of1(&self.phrases.tag().into()), &options);
        // The text goes in as it is: a number would round it.
        let written = format.format().call1(&wasm_bindgen::JsValue::UNDEFINED, &(&**amount).into());
        written.ok().and_then(|text| text.as_string()).unwrap_or_default()
    }
}
