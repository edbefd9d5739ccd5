//! Numbers, as a language writes them.

use super::Phrases;

impl Phrases {
    /// A number with its thousands apart, as the language writes it.
    pub fn number_text(&self, value: usize) -> String {
        self.grouped(&value.to_string())
    }

    /// An amount as the language writes it, if it is written as machines write one; anything else stays as it is.
    pub fn amount(&self, text: &str) -> String {
        let (sign, digits) = text.split_at(usize::from(text.starts_with('-')));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(fraction) || whole.len() > 1 && whole.starts_with('0') {
            return text.to_owned();
        }
        let fraction = if digits.contains('.') { [self.decimal(), fraction].concat() } else { String::new() };
        [sign, &self.grouped(whole), &fraction].concat()
    }

    /// What stands before decimals: a full stop where thousands have a comma or an apostrophe.
    pub(super) fn decimal(&self) -> &'static str {
        if matches!(self.separator(), "," | "’") { "." } else { "," }
    }

    fn grouped(&self, digits: &str) -> String {
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

    use super::super::languages::phrases::LocaleQuery;
    use super::super::languages::{EN, SV};
    use super::*;

    #[test]
    fn an_amount_is_written_as_the_language_does_and_anything_else_as_it_was_typed() {
        let (english, swedish) = (Phrases::from(&EN), Phrases::from(&SV));
        let amounts = ["125000.50", "-7", "0.25", "1234567"];
        assert_eq!(amounts.map(|text| english.amount(text)), ["125,000.50", "-7", "0.25", "1,234,567"]);
        assert_eq!(swedish.amount("125000.50"), "125\u{a0}000,50");
        for typed in ["", "-", "007", "12 000", "12,5", "1.", ".5", "1.000.000", "1e5", "abc"] {
            assert_eq!(english.amount(typed), typed);
        }
    }

    #[test]
    fn thousands_are_separated() {
        let english = Phrases::from(&EN);
        assert_eq!([7, 1_024, 1_234_567].map(|value| english.number_text(value)), ["7", "1,024", "1,234,567"]);
    }

    #[test]
    fn the_separator_of_a_region_is_asked_for_once_and_only_when_a_number_has_thousands() {
        let asked = Rc::new(Cell::new(0));
        let count = asked.clone();
        let ask_host = move |query: LocaleQuery<'_>| {
            count.set(count.get() + 1);
            assert!(matches!(query, LocaleQuery::Thousands("de-CH")));
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
