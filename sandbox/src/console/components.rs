//! Components that several pages use.

use maud::{Markup, html};
use serde_json::Value;

use super::paths::HOME;
use crate::json::text_at;

/// A form that consists of one button.
pub fn button(path: &str, label: &str) -> Markup {
    labelled_button(path, label, label)
}

/// A button among others with the same text; `accessible_name` distinguishes them for screen readers.
pub fn labelled_button(path: &str, text: &str, accessible_name: &str) -> Markup {
    html! {
        form method="post" action={ (HOME) (path) } {
            button type="submit" aria-label=[(accessible_name != text).then_some(accessible_name)] { (text) }
        }
    }
}

/// The head of a table.
pub fn table_head(columns: &[&str]) -> Markup {
    html! {
        thead { tr { @for column in columns { th.number[*column == "Id"] scope="col" { (column) } } } }
    }
}

/// A state in the colour of its meaning: `signed`, `declined`, `received` and so on.
pub fn state(word: &str) -> Markup {
    let tone = match word {
        "signed" | "received" | "enabled" | "active" => "good",
        "declined" | "overdue" | "given up" => "bad",
        "draft" | "disabled" | "inactive" => "still",
        _ => "busy",
    };
    html! { span.state.(tone) { (word) } }
}

/// A time in UTC, without seconds.
pub fn time(timestamp: &str) -> Markup {
    let shortened = timestamp.get(..16).unwrap_or(timestamp).replace('T', " ");
    html! { time datetime=(timestamp) { (shortened) } }
}

/// The name of a contract, or a text in its place.
pub fn contract_name(body: &Value) -> &str {
    match text_at(body, "/_private/name") {
        "" => "Contract without a name",
        name => name,
    }
}

/// The text in place of an empty list.
pub fn none(sentence: &str) -> Markup {
    html! { p.none { (sentence) } }
}
