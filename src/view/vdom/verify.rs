//! Verifies templates at compile time: their grammar, and every name in them.

use super::names::{ATTRIBUTES, CLASSES, ELEMENTS, PARTS};

/// What is wrong with a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// Something between two semicolons is empty, or white space is in the wrong place.
    Grammar,
    /// A fixed attribute stands behind one that varies.
    Order,
    /// An attribute is there twice.
    Duplicate,
    /// The view draws no such element.
    Element,
    /// The view sets no such attribute.
    Attribute,
    /// No style sheet knows this class.
    Class,
    /// The public surface has no such part.
    Part,
}

/// Verifies a template: `name; key=value; …; key`.
///
/// ```
/// use oneflow_contract_picker::view::{TemplateError, verify};
/// const GOOD: Result<(), TemplateError> = verify("div; class=card; part=input; id");
/// assert_eq!(GOOD, Ok(()));
/// ```
///
/// The macro that draws asserts this in a constant, so that a wrong template does not compile:
///
/// A mistake in the grammar:
///
/// ```compile_fail
/// # use oneflow_contract_picker::view::verify;
/// const _: () = assert!(verify("div;class=card").is_ok());
/// ```
///
/// An unknown element:
///
/// ```compile_fail
/// # use oneflow_contract_picker::view::verify;
/// const _: () = assert!(verify("dvi; class=card").is_ok());
/// ```
///
/// An unknown attribute:
///
/// ```compile_fail
/// # use oneflow_contract_picker::view::verify;
/// const _: () = assert!(verify("div; clas=card").is_ok());
/// ```
///
/// An unknown class:
///
/// ```compile_fail
/// # use oneflow_contract_picker::view::verify;
/// const _: () = assert!(verify("div; class=crad").is_ok());
/// ```
///
/// An unknown part:
///
/// ```compile_fail
/// # use oneflow_contract_picker::view::verify;
/// const _: () = assert!(verify(concat!("div; part", "=buton")).is_ok());
/// ```
#[expect(clippy::indexing_slicing, reason = "an index out of bounds is a compile error")]
pub const fn verify(template: &str) -> Result<(), TemplateError> {
    let text = template.as_bytes();
    let (mut start, mut varying) = (0, false);
    loop {
        let end = find(text, b';', start, text.len());
        let equals = find(text, b'=', start, end);
        if start == equals || has_space(text, start, equals) {
            return Err(TemplateError::Grammar);
        }
        let fixed = equals < end;
        if start == 0 {
            if fixed || !contains(&ELEMENTS, text, start, end) {
                return Err(TemplateError::Element);
            }
        } else if !contains(&ATTRIBUTES, text, start, equals) {
            return Err(TemplateError::Attribute);
        } else if repeats(text, start, equals) {
            return Err(TemplateError::Duplicate);
        } else if fixed && varying {
            return Err(TemplateError::Order);
        } else if fixed && is(b"class", text, start, equals) && !all_contained(&CLASSES, text, equals + 1, end) {
            return Err(TemplateError::Class);
        } else if fixed && is(b"part", text, start, equals) && !all_contained(&PARTS, text, equals + 1, end) {
            return Err(TemplateError::Part);
        }
        varying |= start > 0 && !fixed;
        if end == text.len() {
            return Ok(());
        }
        if end + 1 >= text.len() || text[end + 1] != b' ' {
            return Err(TemplateError::Grammar);
        }
        start = end + 2;
    }
}

/// The first place of a byte, or `end`.
#[expect(clippy::indexing_slicing, reason = "an index out of bounds is a compile error")]
const fn find(text: &[u8], byte: u8, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end && text[at] != byte {
        at += 1;
    }
    at
}

const fn has_space(text: &[u8], start: usize, end: usize) -> bool {
    find(text, b' ', start, end) < end
}

#[expect(clippy::indexing_slicing, reason = "an index out of bounds is a compile error")]
const fn is(word: &[u8], text: &[u8], start: usize, end: usize) -> bool {
    let mut at = 0;
    while at < word.len() && start + at < end && word[at] == text[start + at] {
        at += 1;
    }
    at == word.len() && start + at == end
}

#[expect(clippy::indexing_slicing, reason = "an index out of bounds is a compile error")]
const fn contains(words: &[&str], text: &[u8], start: usize, end: usize) -> bool {
    let mut at = 0;
    while at < words.len() {
        if is(words[at].as_bytes(), text, start, end) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether each of the words, which single spaces separate, is one of these.
const fn all_contained(words: &[&str], text: &[u8], start: usize, end: usize) -> bool {
    let mut start = start;
    while start < end {
        let space = find(text, b' ', start, end);
        if !contains(words, text, start, space) {
            return false;
        }
        start = space + 1;
    }
    true
}

/// Whether an attribute before this one has the same name.
#[expect(clippy::indexing_slicing, reason = "an index out of bounds is a compile error")]
const fn repeats(text: &[u8], start: usize, end: usize) -> bool {
    let mut at = find(text, b';', 0, start) + 2;
    while at < start {
        let other = find(text, b';', at, text.len());
        let (mut same, length) = (0, end - start);
        while same < length && text[at + same] == text[start + same] {
            same += 1;
        }
        if same == length && find(text, b'=', at, other) == at + length {
            return true;
        }
        at = other + 2;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_view_uses_is_accepted() {
        for template in ["div", "input; type=text; part=input; id; value", "button; class=btn p; disabled=; aria-label"]
        {
            assert_eq!(verify(template), Ok(()), "{template}");
        }
    }

    #[test]
    fn each_mistake_has_its_own_error() {
        let cases = [
            ("", TemplateError::Grammar),
            ("div;", TemplateError::Grammar),
            ("div;class=card", TemplateError::Grammar),
            ("div; ", TemplateError::Grammar),
            ("div; =card", TemplateError::Grammar),
            ("div ; class=card", TemplateError::Grammar),
            ("div; id; class=card", TemplateError::Order),
            ("div; id=a; id", TemplateError::Duplicate),
            ("div; id; id", TemplateError::Duplicate),
            ("dvi; class=card", TemplateError::Element),
            ("script; id", TemplateError::Element),
            ("div; clas=card", TemplateError::Attribute),
            ("div; onclick=x", TemplateError::Attribute),
            ("div; style", TemplateError::Attribute),
            ("div; class=crad", TemplateError::Class),
            ("div; class=card  wide", TemplateError::Class),
            ("div; part=buton", TemplateError::Part),
        ];
        for (template, error) in cases {
            assert_eq!(verify(template), Err(error), "{template}");
        }
    }
}
