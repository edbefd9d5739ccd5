//! Small texts from parts.

/// Puts values into a phrase: `{0}`, `{1}`.
pub fn interpolate(phrase: &str, values: &[&str]) -> String {
    let mut text = String::with_capacity(phrase.len() + 16);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (index, after) = after.split_once('}').unwrap_or_default();
        text.push_str(index.parse().ok().and_then(|index: usize| values.get(index)).copied().unwrap_or_default());
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The text without white space around it, if anything is left.
pub fn non_empty(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// What stands between parts.
const DOT: &str = " · ";

/// The parts that there are, with dots between them.
pub fn joined(parts: &[Option<&str>]) -> String {
    let mut text = String::new();
    for part in parts.iter().flatten() {
        text.push_str(if text.is_empty() { "" } else { DOT });
        text.push_str(part);
    }
    text
}

/// Texts with dots between them.
pub fn listed(parts: &[String]) -> String {
    parts.join(DOT)
}

/// Initials of a name, to tell people apart at a glance.
pub fn initials(name: &str) -> String {
    let mut words = name.split(' ').filter_map(|word| word.chars().next()).filter(|c| *c > '?');
    let (first, last) = (words.next(), words.next_back());
    first.into_iter().chain(last).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_take_their_places() {
        assert_eq!(interpolate("{1} of {0}: {1}", &["64", "4"]), "4 of 64: 4");
        assert_eq!(interpolate("nothing", &[]), "nothing");
        assert_eq!(interpolate("{0} and {7}", &["a {1}"]), "a {1} and ");
    }
}
