//! What never varies about an element: parsed once and kept. There are as many templates as places that draw, a hundred
//! or so.

use std::cell::RefCell;

/// What never varies about an element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ElementTemplate {
    /// Its name.
    pub name: &'static str,
    /// Its attributes.
    pub keys: &'static [&'static str],
    /// The values of the first of them.
    pub fixed: &'static [&'static str],
}

/// Where a template's text lies, and how long it is: a longer one may begin at the same place.
type Key = (*const u8, usize);

thread_local! {
    static TEMPLATES: RefCell<Vec<(Key, ElementTemplate)>> = const { RefCell::new(Vec::new()) };
}

/// Parses a template, the first time that it is used.
pub fn template_of(text: &'static str) -> ElementTemplate {
    let key = (text.as_ptr(), text.len());
    TEMPLATES
        .with_borrow_mut(|templates| match templates.binary_search_by_key(&key, |known| known.0) {
            Ok(index) => templates.get(index).map(|known| known.1),
            Err(index) => {
                let parsed = ElementTemplate::parse(text);
                templates.insert(index, (key, parsed));
                Some(parsed)
            }
        })
        .unwrap_or_else(|| ElementTemplate::parse(text))
}

impl ElementTemplate {
    fn parse(text: &'static str) -> Self {
        let mut parts = text.split(';').map(str::trim_start);
        let name = parts.next().unwrap_or_default();
        let (mut keys, mut fixed) = (Vec::new(), Vec::new());
        for part in parts {
            let mut halves = part.splitn(2, '=');
            keys.extend(halves.next());
            fixed.extend(halves.next());
        }
        Self { name, keys: keys.leak(), fixed: fixed.leak() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_a_name_fixed_attributes_and_names_of_attributes_that_vary() {
        let template = template_of("input; type=text; class=; id; value");
        let keys: &[&str] = &["type", "class", "id", "value"];
        let fixed: &[&str] = &["text", ""];
        assert_eq!(template, ElementTemplate { name: "input", keys, fixed });
    }

    #[test]
    fn a_value_may_contain_an_equals_sign() {
        assert_eq!(template_of("a; href=/?a=b").fixed, ["/?a=b"]);
    }

    #[test]
    fn a_template_is_parsed_once() {
        let text = "p; class=hint";
        assert_eq!(template_of(text).keys.as_ptr(), template_of(text).keys.as_ptr());
        assert_eq!(template_of("p").keys.len(), 0);
    }
}
