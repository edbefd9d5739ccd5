//! Parsing JSON text (RFC 8259) into [`Json`], borrowing what it can.
//!
//! A parser of our own: `serde_json` does the same for five more kilobytes of the browser's download. Tests hold it to
//! `serde_json`.

use std::borrow::Cow;

use super::error::DecodeError;
use super::value::Json;

/// Deeper than anything that Oneflow sends; deeper text is refused rather than risking the stack.
const DEEPEST: usize = 64;

impl<'a> Json<'a> {
    /// Parses a text.
    pub fn parse(text: &'a str) -> Result<Self, DecodeError> {
        parse(text).ok_or_else(|| DecodeError::new("JSON"))
    }
}

/// The value of the whole text, if it is one.
fn parse(text: &str) -> Option<Json<'_>> {
    let mut source = Source { text, at: 0 };
    let value = source.value(DEEPEST)?;
    source.peek().is_none().then_some(value)
}

struct Source<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Source<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.byte()
    }

    /// Takes the byte, if it is the next.
    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn value(&mut self, deeper: usize) -> Option<Json<'a>> {
        match self.peek()? {
            b'"' => self.string().map(Json::Text),
            b'{' => self.map(deeper.checked_sub(1)?),
            b'[' => self.list(deeper.checked_sub(1)?),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Option<Json<'a>> {
        self.text.get(self.at..)?.starts_with(word).then(|| {
            self.at += word.len();
            value
        })
    }

    fn list(&mut self, deeper: usize) -> Option<Json<'a>> {
        let mut items = Vec::new();
        self.take(b'[')?;
        while self.peek()? != b']' {
            if !items.is_empty() {
                self.take(b',')?;
            }
            items.push(self.value(deeper)?);
        }
        self.at += 1;
        Some(Json::List(items))
    }

    fn map(&mut self, deeper: usize) -> Option<Json<'a>> {
        let mut entries = Vec::new();
        self.take(b'{')?;
        while self.peek()? != b'}' {
            if !entries.is_empty() {
                self.take(b',')?;
                self.peek()?;
            }
            let key = self.string()?;
            self.take(b':')?;
            entries.push((key, self.value(deeper)?));
        }
        self.at += 1;
        Some(Json::Map(entries))
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    /// A whole number by value, any other as it is written.
    fn number(&mut self) -> Option<Json<'a>> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        let first = self.at;
        self.digits()?;
        if self.at > first + 1 && self.text.as_bytes().get(first) == Some(&b'0') {
            return None;
        }
        let whole = self.text.get(start..self.at).and_then(|digits| digits.parse().ok());
        let after = self.at;
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        let text = self.text.get(start..self.at)?;
        Some(whole.filter(|_| self.at == after).map_or(Json::Fraction(text), Json::Integer))
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        if self.byte()? != b'"' {
            return None;
        }
        self.at += 1;
        let mut text = Cow::Borrowed("");
        loop {
            let start = self.at;
            while !matches!(self.byte()?, b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            let plain = self.text.get(start..self.at)?;
            if text.is_empty() {
                text = Cow::Borrowed(plain);
            } else {
                text.to_mut().push_str(plain);
            }
            self.at += 1;
            match self.text.as_bytes().get(self.at - 1)? {
                b'"' => return Some(text),
                b'\\' => text.to_mut().push(self.escape()?),
                _ => return None,
            }
        }
    }

    /// What stands for a character after a backslash.
    fn escape(&mut self) -> Option<char> {
        let byte = self.byte()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => byte.into(),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return None,
        })
    }

    /// A character by its number, which takes two if it lies beyond the first plane. Half a pair is a text that
    /// somebody has cut through an emoji: it becomes the sign for what cannot be shown, because the rest of the
    /// document is as good as ever.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hex()?;
        if matches!(first, 0xd800..0xdc00) && self.text.get(self.at..)?.starts_with("\\u") {
            let after = self.at;
            self.at += 2;
            if let Some(second @ 0xdc00..0xe000) = self.hex() {
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.at = after;
        }
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a step that fails is a test that fails")]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn same(ours: &Json, theirs: &Value) -> bool {
        match (ours, theirs) {
            (Json::Null, Value::Null) => true,
            (Json::Bool(a), Value::Bool(b)) => a == b,
            // The library takes `-0` for a fraction.
            (Json::Integer(a), Value::Number(b)) => b.as_i64() == Some(*a) || *a == 0 && b.as_f64() == Some(0.0),
            (Json::Fraction(text), Value::Number(b)) => b.as_i64().is_none() && text.parse().ok() == b.as_f64(),
            (Json::Text(a), Value::String(b)) => a == b,
            (Json::List(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
            // Of two entries with one key, the library keeps one.
            (Json::Map(a), Value::Object(b)) if a.len() > b.len() => true,
            (Json::Map(a), Value::Object(b)) => {
                a.len() == b.len() && a.iter().all(|(key, a)| b.get(&**key).is_some_and(|b| same(a, b)))
            }
            _ => false,
        }
    }

    #[test]
    fn what_the_library_refuses_is_refused() {
        let refused = [
            "",
            " ",
            "nul",
            "truefalse",
            "{",
            "[1,]",
            "[,1]",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\" 1}",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "+1",
            "\"",
            "\"\\x\"",
            "\"\n\"",
            "\"\\u12g4\"",
            "[1] 2",
            "'a'",
            "<html>",
            "\"\\u00e\"",
        ];
        for text in refused {
            assert!(serde_json::from_str::<Value>(text).is_err(), "the library takes {text}");
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_the_library_takes_is_taken_the_same() {
        let taken = [
            " [1 , -2,3.5,1e3, 0 , -0.1E-2] ",
            "{\"a\":{\"b\":[true,false,null]},\"\":\"\"}",
            "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e5\\ud83d\\ude00\"",
            "9223372036854775807",
            "9223372036854775808",
            "\"å😀\"",
            "[]",
            "{}",
            "\"a\\nb\\nc\"",
            "\"\\n\"",
        ];
        for text in taken {
            let theirs = serde_json::from_str(text).expect("the library takes it");
            assert!(parse(text).is_some_and(|ours| same(&ours, &theirs)), "{text}");
        }
    }

    #[test]
    fn half_of_a_pair_costs_no_more_than_itself() {
        for (text, expected) in [
            (r#""a\ud83d""#, "a\u{fffd}"),
            (r#""\ude00b""#, "\u{fffd}b"),
            (r#""\ud83d\u0041""#, "\u{fffd}A"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
            (r#""\ud83d\n""#, "\u{fffd}\n"),
        ] {
            assert_eq!(parse(text), Some(Json::Text(expected.into())), "{text}");
        }
        assert_eq!(parse(r#""\ud83d\u00""#), None);
    }

    #[test]
    fn depth_without_end_is_refused() {
        assert_eq!(parse(&"[".repeat(100_000)), None);
    }

    /// Any document.
    fn document() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            prop::num::f64::NORMAL.prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 48, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..5)
                    .prop_map(|entries| Value::Object(entries.into_iter().collect())),
            ]
        })
    }

    /// Any document, written in any way that means it: white space wherever it may stand, characters as escapes.
    fn written() -> impl Strategy<Value = (Value, String)> {
        (document(), prop::collection::vec(any::<u8>(), 1..64)).prop_map(|(value, style)| {
            let mut text = String::new();
            write(&value, &mut style.into_iter().cycle(), &mut text);
            (value, text)
        })
    }

    fn write(value: &Value, style: &mut dyn Iterator<Item = u8>, to: &mut String) {
        space(style, to);
        match value {
            Value::String(text) => write_text(text, style, to),
            Value::Array(items) => {
                to.push('[');
                for (index, item) in items.iter().enumerate() {
                    to.push_str(if index > 0 { "," } else { "" });
                    write(item, style, to);
                }
                space(style, to);
                to.push(']');
            }
            Value::Object(entries) => {
                to.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    to.push_str(if index > 0 { "," } else { "" });
                    space(style, to);
                    write_text(key, style, to);
                    space(style, to);
                    to.push(':');
                    write(value, style, to);
                }
                space(style, to);
                to.push('}');
            }
            other => to.push_str(&other.to_string()),
        }
        space(style, to);
    }

    fn space(style: &mut dyn Iterator<Item = u8>, to: &mut String) {
        to.push_str(match style.next() {
            Some(0..16) => " ",
            Some(16..24) => "\n\t",
            Some(24..32) => "\r\n  ",
            _ => "",
        });
    }

    fn write_text(text: &str, style: &mut dyn Iterator<Item = u8>, to: &mut String) {
        to.push('"');
        for c in text.chars() {
            let plain = !matches!(c, '"' | '\\' | '\0'..='\u{1f}');
            match (style.next(), c) {
                (Some(0..192), _) if plain => to.push(c),
                (Some(0..128), '\n') => to.push_str("\\n"),
                (Some(0..128), '"' | '\\' | '/') => to.extend(['\\', c]),
                (number, _) => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        let lower = number.is_some_and(|number| number % 2 == 0);
                        let _ = if lower { write!(to, "\\u{unit:04x}") } else { write!(to, "\\u{unit:04X}") };
                    }
                }
            }
        }
        to.push('"');
    }

    proptest! {
        #[test]
        fn any_document_is_read_as_the_library_reads_it_however_it_is_written((value, text) in written()) {
            prop_assert!(parse(&text).is_some_and(|ours| same(&ours, &value)), "{text}");
        }

        #[test]
        fn a_document_with_one_character_changed_is_judged_as_the_library_judges_it(
            (_, text) in written(),
            place in any::<prop::sample::Index>(),
            change in prop::option::of(r#"[\[\]{}:,"\\ntu0-9.eE+\-\x00 é]"#),
        ) {
            let mut characters: Vec<String> = text.chars().map(String::from).collect();
            let place = place.index(characters.len());
            characters.splice(place..=place, change);
            let text = characters.concat();
            match (parse(&text), serde_json::from_str::<Value>(&text)) {
                (None, Err(_)) => {}
                (Some(ours), Ok(theirs)) => prop_assert!(same(&ours, &theirs), "{text}"),
                // Ours takes half of a surrogate pair, and the size of a number that it does not read.
                (Some(_), Err(error)) => {
                    let why = error.to_string();
                    let known = ["surrogate", "hex escape", "out of range"].iter().any(|it| why.contains(it));
                    prop_assert!(known, "{why}: {text}");
                }
                (None, Ok(_)) => prop_assert!(false, "{text}"),
            }
        }

        #[test]
        fn any_text_at_all_is_judged_as_the_library_judges_it(text in r#"[\[\]{}:, "\\nutrefals0-9.eE+å-]{0,24}"#) {
            let theirs = serde_json::from_str::<Value>(&text).ok();
            let ours = parse(&text);
            match (&ours, &theirs) {
                (None, None) => {}
                (Some(ours), Some(theirs)) => prop_assert!(matches!(ours, Json::Map(_)) || same(ours, theirs)),
                _ => prop_assert!(false, "{ours:?} {theirs:?}"),
            }
        }

        #[test]
        fn any_string_survives_being_written_and_read(text in any::<String>()) {
            let written = serde_json::to_string(&text).expect("a string can be written");
            prop_assert_eq!(parse(&written), Some(Json::Text(Cow::Owned(text))));
        }
    }
}
