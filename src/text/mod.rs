//! How it is said: one struct of phrases, one file per language. A missing phrase does not compile.

pub mod country;
pub mod explain;
pub mod languages;
pub mod word;

pub use languages::phrases::Phrases;

/// Puts values into a phrase: `{0}`, `{1}`.
pub fn with(phrase: &str, values: &[&str]) -> String {
    let mut said = String::with_capacity(phrase.len() + 16);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let (index, after) = after.split_once('}').unwrap_or_default();
        said.push_str(index.parse().ok().and_then(|index: usize| values.get(index)).copied().unwrap_or_default());
        rest = after;
    }
    said.push_str(rest);
    said
}

impl Phrases {
    /// A number with its thousands apart, as the language writes it.
    pub fn figure(&self, value: usize) -> String {
        let digits = value.to_string();
        let mut said = String::with_capacity(digits.len() + 4);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                said.push_str(self.thousands());
            }
            said.push(digit);
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::languages::EN;
    use super::*;

    #[test]
    fn values_take_their_places() {
        assert_eq!(with("{1} of {0}: {1}", &["64", "4"]), "4 of 64: 4");
        assert_eq!(with("nothing", &[]), "nothing");
        assert_eq!(with("{0} and {7}", &["a {1}"]), "a {1} and ");
    }

    #[test]
    fn thousands_stand_apart() {
        let english = Phrases::from(&EN);
        assert_eq!([7, 1_024, 1_234_567].map(|value| english.figure(value)), ["7", "1,024", "1,234,567"]);
    }
}
