//! Writing JSON: text, identifiers, flags, and objects and lists of these. What is left out is not written.

use std::fmt::Write;

/// JSON being written.
#[derive(Default)]
pub struct Writer(String);

/// Something that can be written.
pub trait ToJson {
    /// Writes it.
    fn to_json(&self, to: &mut Writer);
}

impl Writer {
    /// The JSON of a value.
    pub fn json(value: &dyn ToJson) -> String {
        let mut writer = Self::default();
        value.to_json(&mut writer);
        writer.0
    }

    /// Writes an object by its attributes.
    pub fn object(&mut self, attributes: &[(&str, Option<&dyn ToJson>)]) {
        self.0.push('{');
        for (name, value) in attributes {
            if let Some(value) = value {
                self.next('{');
                self.text(name);
                self.0.push(':');
                value.to_json(self);
            }
        }
        self.0.push('}');
    }

    fn next(&mut self, opening: char) {
        if !self.0.ends_with(opening) {
            self.0.push(',');
        }
    }

    /// Writes a number by its digits.
    pub fn number(&mut self, digits: &str) {
        self.0.push_str(digits);
    }

    fn text(&mut self, text: &str) {
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.0.extend(['\\', c]),
                '\0'..='\u{1f}' => {
                    // Writing into a string does not fail.
                    let _ = write!(self.0, "\\u{:04x}", u32::from(c));
                }
                c => self.0.push(c),
            }
        }
        self.0.push('"');
    }
}

impl ToJson for str {
    fn to_json(&self, to: &mut Writer) {
        to.text(self);
    }
}

impl ToJson for u64 {
    fn to_json(&self, to: &mut Writer) {
        to.number(&self.to_string());
    }
}

impl ToJson for bool {
    fn to_json(&self, to: &mut Writer) {
        to.0.push_str(if *self { "true" } else { "false" });
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self, to: &mut Writer) {
        to.0.push('[');
        for item in self {
            to.next('[');
            item.to_json(to);
        }
        to.0.push(']');
    }
}

/// An attribute that is left out when there is nothing.
pub fn optional<T: ToJson>(value: &Option<T>) -> Option<&dyn ToJson> {
    value.as_ref().map(|value| value as &dyn ToJson)
}

#[cfg(test)]
mod tests {
    use crate::api::Text;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_read_back_by_the_library_as_it_was(text in any::<String>()) {
            let written = Writer::json(&Text::from(&text));
            prop_assert_eq!(serde_json::from_str::<String>(&written).ok(), Some(text));
        }
    }
}
