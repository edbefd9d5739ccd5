//! Small things that several pages show.

use maud::{Markup, html};
use serde_json::Value;

use super::HOME;

/// A form of one button.
pub fn button(action: &str, label: &str) -> Markup {
    named_button(action, label, label)
}

/// The same where several buttons read alike: `name` is what tells them apart for those who do not see the row.
pub fn named_button(action: &str, label: &str, name: &str) -> Markup {
    html! {
        form method="post" action={ (HOME) (action) } {
            button type="submit" aria-label=[(name != label).then_some(name)] { (label) }
        }
    }
}

/// A word in a colour of its own, by what it means: `signed`, `declined`, `received` and so on.
pub fn state(word: &str) -> Markup {
    let tone = match word {
        "signed" | "received" | "enabled" | "active" => "good",
        "declined" | "overdue" | "given up" => "bad",
        "draft" | "disabled" | "inactive" => "still",
        _ => "busy",
    };
    html! { span.state.(tone) { (word) } }
}

/// A moment in UTC, shortened to what a person reads.
pub fn time(moment: &str) -> Markup {
    let shown = moment.get(..16).unwrap_or(moment).replace('T', " ");
    html! { time datetime=(moment) { (shown) } }
}

/// A text of a JSON value; nothing when it is not there.
pub fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// The name of a contract, or words in its place.
pub fn contract_name(body: &Value) -> &str {
    match text(body, "/_private/name") {
        "" => "Contract without a name",
        name => name,
    }
}

/// Where there is nothing to list.
pub fn none(sentence: &str) -> Markup {
    html! { p.none { (sentence) } }
}
