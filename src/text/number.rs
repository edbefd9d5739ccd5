//! Numbers, as a language writes them.

use super::Phrases;

impl Phrases {
    /// A number with its thousands apart, as the language writes it.
    pub fn number_text(&self, value: usize) -> String {
        let digits = value.to_string();
        let mut text = String::with_capacity(digits.len() + 4);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(self.separator());
            }
            text.push(digit);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::super::languages::EN;
    use super::*;

    #[test]
    fn thousands_are_separated() {
        let english = Phrases::from(&EN);
        assert_eq!([7, 1_024, 1_234_567].map(|value| english.number_text(value)), ["7", "1,024", "1,234,567"]);
    }

    #[test]
    fn the_separator_of_a_region_is_asked_for_once_and_only_when_a_number_has_thousands() {
        let asked = Rc::new(Cell::new(0));
        let count = asked.clone();
        let ask_host = move |tag: &str| {
            count.set(count.get() + 1);
            assert_eq!(tag, "de-CH");
            "’".to_owned()
        };
        let texts = EN.list().into_iter().map(|(name, text)| match &*name {
            "tag" => "de-CH",
            "thousands" => "\u{1}",
            _ => text,
        });
        let swiss = Phrases::take(texts, ask_host);
        assert_eq!((swiss.number_text(999), asked.get()), ("999".to_owned(), 0));
        assert_eq!([1_024, 1_234_567].map(|value| swiss.number_text(value)), ["1’024", "1’234’567"]);
        assert_eq!(asked.get(), 1);
    }
}
