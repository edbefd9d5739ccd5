//! Numbers as people write them in their language.

use crate::api::Text;
use crate::api::decimal::Decimal;

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notation {
    /// What stands before decimals.
    pub decimal: char,
    /// What stands between thousands.
    pub grouping: char,
}

impl Notation {
    /// As machines write them.
    pub const PLAIN: Self = Self { decimal: '.', grouping: '\0' };
}

/// A number as somebody wrote it: what is typed stays as it is until it is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The text; may be empty, and no number at all.
    pub text: Text,
    /// How it was written.
    pub notation: Notation,
}

impl Default for Written {
    fn default() -> Self {
        Self::plain("")
    }
}

impl From<Decimal> for Written {
    fn from(number: Decimal) -> Self {
        Self::plain(number.to_string())
    }
}

impl Written {
    /// As machines write it.
    pub fn plain(text: impl Into<Text>) -> Self {
        Self { text: text.into(), notation: Notation::PLAIN }
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The number, if it is one.
    pub fn value(&self) -> Option<Decimal> {
        // To a machine, a comma neither groups nor separates.
        if self.notation == Notation::PLAIN {
            return Decimal::parse(self.text.trim());
        }
        Decimal::parse(&machine_text(self.text.trim(), self.notation)?)
    }
}

/// The number as machines write it. Thousands stand apart by threes or not at all. A point or a comma that groups
/// nothing stands before decimals, whatever the language has there.
fn machine_text(text: &str, notation: Notation) -> Option<String> {
    let (sign, digits) = text.strip_prefix(['-', '−']).map_or(("", text), |digits| ("-", digits));
    let is_mark = |c: char| matches!(c, '.' | ',');
    let own = digits.rfind(|c| is_mark(c) && c != notation.grouping);
    let mark = own.or_else(|| decimal_in_place_of_grouping(digits, notation.grouping));
    let (whole, decimals) = mark.and_then(|at| digits.split_at_checked(at)).unwrap_or((digits, ""));
    let decimals = decimals.get(1..).unwrap_or_default();
    let groups: Vec<&str> = whole.split(|c| c == notation.grouping || is_space(c)).collect();
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let threes = match groups.as_slice() {
        [] | [_] => true,
        [first, others @ ..] => (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3),
    };
    let whole = groups.concat();
    let is_number = threes && plain(&whole) && plain(decimals) && !(whole.is_empty() && decimals.is_empty());
    let whole = if whole.is_empty() { "0" } else { &whole };
    is_number.then(|| [sign, whole, ".", decimals].concat())
}

/// Where a lone mark that should group stands before decimals: behind it are more or fewer than three digits.
fn decimal_in_place_of_grouping(digits: &str, grouping: char) -> Option<usize> {
    let at = digits.find(grouping).filter(|_| matches!(grouping, '.' | ','))?;
    let behind = digits.get(at + 1..)?;
    (!behind.contains(grouping) && behind.len() != 3).then_some(at)
}

/// Spaces of every width, and the apostrophes of Switzerland.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENGLISH: Notation = Notation { decimal: '.', grouping: ',' };
    const GERMAN: Notation = Notation { decimal: ',', grouping: '.' };
    const SWEDISH: Notation = Notation { decimal: ',', grouping: '\u{a0}' };

    fn read(text: &str, notation: Notation) -> Option<String> {
        Written { text: text.into(), notation }.value().map(|number| number.to_string())
    }

    #[test]
    fn a_number_is_read_as_the_language_writes_it() {
        let cases = [
            ("1,234.5", ENGLISH, "1234.5"),
            ("1.234,5", GERMAN, "1234.5"),
            ("1 234,5", SWEDISH, "1234.5"),
            ("1\u{a0}234\u{202f}567", SWEDISH, "1234567"),
            ("1’234.5", ENGLISH, "1234.5"),
            ("1,234", ENGLISH, "1234"),
            ("1.234", GERMAN, "1234"),
            ("1,234", SWEDISH, "1.234"),
            ("1.234", SWEDISH, "1.234"),
            ("12,5", ENGLISH, "12.5"),
            ("12.5", GERMAN, "12.5"),
            (" −7,50 ", GERMAN, "-7.5"),
            (",5", SWEDISH, "0.5"),
            ("12,", SWEDISH, "12"),
            ("1234567.25", GERMAN, "1234567.25"),
        ];
        for (text, notation, expected) in cases {
            assert_eq!(read(text, notation).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_or_in_none_is_no_number() {
        for text in ["", " ", "-", ".", "1,2,3", "12,34,567", "1.234,5", "1 23", "1 2345", "1e3", "five", "1.2.3", "٣"]
        {
            assert_eq!(read(text, ENGLISH), None, "{text}");
        }
        for text in ["1,5", "1,000", "1 000", "1.000.000"] {
            assert_eq!(read(text, Notation::PLAIN), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_number_that_a_language_writes_is_read_back(
            groups in prop::collection::vec("[0-9]{3}", 0..4), first in "[1-9][0-9]{0,2}", decimals in "[0-9]{1,4}"
        ) {
            for notation in [ENGLISH, GERMAN, SWEDISH] {
                let separator = notation.grouping.to_string();
                let whole: Vec<&str> = std::iter::once(&*first).chain(groups.iter().map(|it| &**it)).collect();
                let text = format!("{}{}{decimals}", whole.join(&separator), notation.decimal);
                let plain = Decimal::parse(&format!("{}.{decimals}", whole.concat()));
                prop_assert_eq!(Written { text: text.into(), notation }.value(), plain);
            }
        }

        #[test]
        fn no_text_at_all_breaks_the_reading(text in any::<String>()) {
            let read = Written { text: text.as_str().into(), notation: GERMAN }.value();
            prop_assert!(read.is_none() || text.contains(|c: char| c.is_ascii_digit()));
        }
    }
}
