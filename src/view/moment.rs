//! Days and times, as the browser's `Intl` writes them.

use crate::api::moment::Moment;
use crate::view::vdom::builder::VdomBuilder;

impl VdomBuilder {
    /// A day, as the language writes it.
    pub fn date(&self, moment: Moment) -> String {
        self.formatted(moment, "dateStyle", "long")
    }

    /// A time of day, as the language writes it.
    pub fn time(&self, moment: Moment) -> String {
        self.formatted(moment, "timeStyle", "short")
    }

    /// A time of day to the second, as the language writes it.
    pub fn exact_time(&self, moment: Moment) -> String {
        self.formatted(moment, "timeStyle", "medium")
    }

    /// Outside a browser there is no `Intl`; the native tests read the seconds.
    #[cfg(not(target_arch = "wasm32"))]
    #[expect(clippy::unused_self, reason = "the browser's version needs the language")]
    fn formatted(&self, moment: Moment, _: &str, _: &str) -> String {
        moment.0.to_string()
    }

    #[cfg(target_arch = "wasm32")]
    fn formatted(&self, moment: Moment, what: &str, style: &str) -> String {
        #[expect(clippy::cast_precision_loss, reason = "seconds of any calendar that people use are exact")]
        let date = js_sys::Date::new(&(moment.0 as f64 * 1_000.0).into());
        let options = js_sys::Object::new();
        // Setting a property of a fresh object does not fail.
        let _ = js_sys::Reflect::set(&options, &what.into(), &style.into());
        date.to_locale_string(self.phrases.tag(), &options).into()
    }
}
