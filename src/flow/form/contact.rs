//! Email addresses, phone numbers and other numbers, as people write them.

use crate::api::Text;

/// One at-sign, something before it, a dotted name after it, no spaces: what a person mistypes, no more; Oneflow has
/// the last word.
pub(in crate::flow) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let labels_sound =
        domain.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    let local_sound = !local.is_empty() && local.split('.').all(|part| !part.is_empty());
    let odd = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '@' | ',' | ';' | '<' | '>' | '(' | ')' | '"' | '\\')
    };
    local_sound && labels_sound && domain.contains('.') && !local.contains(odd) && !domain.contains(odd)
}

/// Digits with a sign, spaces between thousands and one decimal separator, as far as they are there; nothing is no
/// wrong number.
pub(in crate::flow) fn is_number(text: &str) -> bool {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    let separators = digits.matches(['.', ',']).count();
    text.is_empty()
        || digits.starts_with(|c: char| c.is_ascii_digit())
            && separators <= 1
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}'))
}

/// E.164 (`docs/type-reference`): the separators that people write are dropped, `00` counts as `+`.
pub(in crate::flow) fn phone(text: &str) -> Option<Text> {
    let text = text.trim();
    let mut number: String =
        text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '-' | '.' | '/' | '(' | ')')).collect();
    if let Some(rest) = number.strip_prefix("00") {
        number = ["+", rest].concat();
    }
    let digits = number.strip_prefix('+')?;
    let sound =
        (2..=15).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| number.into())
}

/// A number as people write it at home, with the calling code in front: `070-123` becomes `+46 70-123`.
pub fn international(text: &str, calling: &str) -> Text {
    let text = text.trim();
    let national = text.strip_prefix('0').unwrap_or(text);
    ["+", calling, " ", national].concat().into()
}

/// Whether a number lacks its country.
pub fn is_national(text: &str) -> bool {
    !text.trim().starts_with(['+']) && !text.trim().starts_with("00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_mistype_is_no_email() {
        for good in ["ada@acme.example", "a.b+c@x-y.example", "å@exempel.se", "o'neil@a.io"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "",
            "ada",
            "ada@",
            "@acme.example",
            "ada@acme",
            "ada@@acme.example",
            "a b@acme.example",
            "ada@acme..example",
            "ada@.example",
            "ada@acme.example,bo@acme.example",
            ".ada@acme.example",
            "ada@-acme.example",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn a_national_number_becomes_an_international_one() {
        assert!(is_national("070-000 00 01") && is_national("") && !is_national(" +46 70") && !is_national("0046 70"));
        assert_eq!(phone(&international("070-000 00 01", "46")).as_deref(), Some("+46700000001"));
        assert_eq!(&*international("", "46"), "+46 ");
    }

    #[test]
    fn a_number_is_written_as_people_do() {
        for good in ["", "125000", "125 000", "-12,5", "0.25", " 7 "] {
            assert!(is_number(good), "{good}");
        }
        for bad in ["abc", "12 kr", "1.000.000,5", ",5", "-", "1e5"] {
            assert!(!is_number(bad), "{bad}");
        }
    }

    #[test]
    fn a_phone_number_is_written_as_people_do_and_sent_as_e164() {
        assert_eq!(phone("+46 70-000 00 01").as_deref(), Some("+46700000001"));
        assert_eq!(phone("0046 (70) 000 00 01").as_deref(), Some("+46700000001"));
        for bad in ["", "070-000 00 01", "+0700000001", "+46 7o", "+4", "+1234567890123456", "call me"] {
            assert_eq!(phone(bad), None, "{bad}");
        }
    }
}
