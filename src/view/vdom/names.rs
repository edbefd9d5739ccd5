//! The names that templates may use. What is not here does not compile; what is not used fails a test.

/// Elements.
pub const ELEMENTS: [&str; 30] = [
    "a", "b", "button", "dd", "details", "div", "dl", "dt", "footer", "h2", "h3", "header", "i", "input", "label",
    "li", "mark", "ol", "option", "p", "path", "section", "select", "slot", "small", "span", "summary", "svg",
    "textarea", "ul",
];

/// Attributes.
pub const ATTRIBUTES: [&str; 49] = [
    "accept",
    "aria-activedescendant",
    "aria-autocomplete",
    "aria-controls",
    "aria-describedby",
    "aria-expanded",
    "aria-hidden",
    "aria-invalid",
    "aria-label",
    "aria-labelledby",
    "aria-live",
    "aria-posinset",
    "aria-pressed",
    "aria-selected",
    "aria-setsize",
    "autocomplete",
    "checked",
    "class",
    "d",
    "data-open",
    "dir",
    "disabled",
    "enterkeyhint",
    "focusable",
    "for",
    "height",
    "href",
    "id",
    "inert",
    "inputmode",
    "key",
    "lang",
    "multiple",
    "name",
    "open",
    "part",
    "placeholder",
    "readonly",
    "rel",
    "role",
    "rows",
    "selected",
    "spellcheck",
    "tabindex",
    "target",
    "title",
    "type",
    "value",
    "viewBox",
];

/// Classes of the style sheets.
pub const CLASSES: [&str; 91] = [
    "a", "affixed", "alert", "aside", "av", "bad", "badge", "bar", "bare", "big", "body", "btn", "busy", "c-number",
    "c-text", "card", "cells", "center", "chip", "chips", "close", "danger", "decisive", "done", "drop", "entry",
    "err", "f", "file", "files", "finding", "fixed", "foot", "form", "good", "group", "grow", "head", "heads", "hint",
    "icon", "id", "item", "items", "list", "name", "none", "of", "off", "offer", "on", "opt", "origin", "own", "p",
    "pairs", "person", "pill", "q", "rest", "root", "row", "said", "search", "sect", "seg", "segs", "sel", "set",
    "skeleton", "skip", "slim", "slow", "sold", "space", "spin", "stack", "steps", "sum", "t", "tick", "todo", "top",
    "total", "two", "undo", "unseen", "w", "warn", "who", "wide",
];

/// Parts of the public surface.
pub const PARTS: [&str; 20] = [
    "badge",
    "base",
    "button",
    "button-primary",
    "button-secondary",
    "error",
    "footer",
    "heading",
    "hint",
    "input",
    "label",
    "link",
    "list",
    "option",
    "option-selected",
    "search",
    "section",
    "skeleton",
    "status",
    "summary",
];

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a key that is not there is a failed test")]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const STYLES: &str = concat!(
        include_str!("../style/tokens.css"),
        include_str!("../style/widget.css"),
        include_str!("../style/full.css")
    );

    /// The classes that selectors name.
    fn classes_of(css: &str) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        for rule in css.split('}') {
            // The first rule inside an at-rule stands behind two braces.
            let selector = rule.rsplit_once('{').map_or("", |(before, _)| before);
            let selector = selector.rsplit(['{', '/']).next().unwrap_or_default();
            for piece in selector.split('.').skip(1) {
                let end = piece.find(|c: char| !(c.is_ascii_lowercase() || c == '-')).unwrap_or(piece.len());
                found.extend(piece.get(..end).filter(|name| !name.is_empty()));
            }
        }
        found
    }

    #[test]
    fn the_classes_are_those_of_the_style_sheets() {
        assert_eq!(classes_of(STYLES), BTreeSet::from(CLASSES));
    }

    #[test]
    fn the_parts_are_those_of_the_public_surface() {
        let surface = include_str!("../../../xtask/src/surface/surface.json");
        let surface: serde_json::Value = serde_json::from_str(surface).unwrap_or_default();
        let parts = surface["parts"].as_array().into_iter().flatten().filter_map(|part| part["name"].as_str());
        assert_eq!(parts.collect::<BTreeSet<_>>(), BTreeSet::from(PARTS));
    }
}
