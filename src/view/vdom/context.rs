//! What everything is drawn with: the language, the names of the countries, and where messages go.

use std::cell::OnceCell;

use yew::Callback;

use crate::api::Text;
use crate::flow::message::Message;
use crate::text::Phrases;

/// Country codes with their names in a language, sorted by name.
pub type Countries = Vec<(Text, Text)>;

/// What everything is drawn with. Another language has another context, so that everything is drawn again.
pub struct ViewContext {
    /// The language.
    pub phrases: &'static Phrases,
    /// Where messages go.
    pub dispatch: Callback<Message>,
    name_countries: Box<dyn Fn() -> Countries>,
    countries: OnceCell<Countries>,
}

impl ViewContext {
    /// The context of a language. The countries are named when a step first shows one: that takes milliseconds.
    pub fn new(
        phrases: &'static Phrases,
        dispatch: Callback<Message>,
        name_countries: impl Fn() -> Countries + 'static,
    ) -> Self {
        Self { phrases, dispatch, name_countries: Box::new(name_countries), countries: OnceCell::new() }
    }

    /// Country codes with their names, sorted by name.
    pub fn countries(&self) -> &[(Text, Text)] {
        self.countries.get_or_init(&self.name_countries)
    }

    /// A country's name; a code without one stays as it is.
    pub fn country_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.countries().iter().find(|(other, _)| &**other == code).map_or(code, |(_, name)| name)
    }
}
