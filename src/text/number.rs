//! Numbers, as a language writes them.

use super::Phrases;

impl Phrases {
    /// A number with its thousands apart, as the language writes it.
    pub fn number_text(&self, value: usize) -> String {
        let digits = value.to_string();
        let mut text = String::with_capacity(digits.len() + 4);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(self.thousands());
            }
            text.push(digit);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::languages::EN;
    use super::*;

    #[test]
    fn thousands_are_separated() {
        let english = Phrases::from(&EN);
        assert_eq!([7, 1_024, 1_234_567].map(|value| english.number_text(value)), ["7", "1,024", "1,234,567"]);
    }
}
