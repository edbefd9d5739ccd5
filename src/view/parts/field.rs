//! A text input with its label, where its value comes from, its hint and its error.

use super::icon::{UNDO, icon};
use super::{button, notice};
use crate::api::Text;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;
use crate::view::vdom::target::{Target, anchor};

/// Characters in a row, about.
const ROW: usize = 48;
/// A longer text is scrolled.
const MOST_ROWS: usize = 16;

/// How a field is typed: the keyboard that a phone brings up, or several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// An email address.
    Email,
    /// A phone number.
    Phone,
    /// A number.
    Number,
    /// A date, by the browser's own picker.
    Date,
    /// `0` or `1`, as a checkbox.
    Checkbox,
}

/// A field.
pub struct Field<'a> {
    /// What it is.
    pub target: Target,
    /// Its label.
    pub label: &'a str,
    /// What it holds.
    pub value: &'a Text,
    /// How it is typed.
    pub kind: InputKind,
    /// An example.
    pub placeholder: Option<&'a Text>,
    /// What it is for.
    pub hint: Option<String>,
    /// Where its value comes from, or that it may stay empty.
    pub origin: Option<String>,
    /// The name of the button that puts its value back, when there is something to put back.
    pub restore: Option<String>,
    /// The base value by now, if the host has changed it.
    pub suggestion: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Shown, not to be changed.
    pub locked: bool,
}

impl<'a> Field<'a> {
    /// One plain line.
    pub fn of(target: Target, value: &'a Text) -> Self {
        Self {
            target,
            value,
            label: "",
            kind: InputKind::Line,
            placeholder: None,
            hint: None,
            origin: None,
            restore: None,
            suggestion: None,
            error: None,
            locked: false,
        }
    }

    /// Draws it.
    pub fn draw(self, dom: &mut VdomBuilder) {
        let id = anchor(self.target.field());
        let part = |end: &str| [&id, end].concat();
        let class = if self.error.is_some() { "f bad" } else { "f" };
        el!(dom, "div" ("class": class, "key": id.clone()) {
            el!(dom, "div; class=top" {
                el!(dom, "label; part=label" ("for": id.clone()) { dom.text(self.label) });
                if let Some(origin) = &self.origin {
                    el!(dom, "span; class=origin" ("id": part("-origin")) { dom.text(origin) });
                }
                self.restore(dom);
            });
            self.input(dom, &id);
            // Always there, so that the input stays the same element when a hint or an error comes and goes.
            el!(dom, "div" {
                if let Some(hint) = &self.hint {
                    notice::hint(dom, Some(part("-hint")), hint);
                }
                self.suggestion(dom);
                if let Some(error) = &self.error {
                    notice::error(dom, Some(part("-error")), error);
                }
            });
        });
    }

    fn input(&self, dom: &mut VdomBuilder, id: &str) {
        let invalid = self.error.as_ref().map(|_| "true");
        let described = self.described_by(id);
        let trigger = Trigger::Input(self.target.clone());
        if self.kind == InputKind::Lines {
            return el!(dom, "textarea; part=input; dir=auto"
                ("rows": rows(self.value), "id": id.to_owned(), "readonly": self.locked, "value": self.value,
                 "placeholder": self.placeholder, "aria-invalid": invalid, "aria-describedby": described) [trigger]);
        }
        if self.kind == InputKind::Checkbox {
            let checked = if &**self.value == "1" { "true" } else { "" };
            return el!(dom, "input; part=input; type=checkbox"
                ("id": id.to_owned(), "disabled": self.locked, "checked": checked, "aria-describedby": described)
                [trigger]);
        }
        // A `type` of email would have the browser trim and judge what is typed; the keyboard is all that is wanted.
        let keyboard = match self.kind {
            InputKind::Email => "email",
            InputKind::Phone => "tel",
            InputKind::Number => "decimal",
            _ => "text",
        };
        let kind = if self.kind == InputKind::Date { "date" } else { "text" };
        el!(dom, "input; part=input; autocomplete=off; dir=auto"
            ("id": id.to_owned(), "type": kind, "readonly": self.locked, "inputmode": keyboard, "value": self.value,
             "placeholder": self.placeholder, "aria-invalid": invalid, "aria-describedby": described) [trigger] {
            if matches!(self.kind, InputKind::Email | InputKind::Phone) {
                dom.listen(Trigger::Leave(self.target.field()));
            }
        });
    }

    fn described_by(&self, id: &str) -> Option<String> {
        let mut ids = String::new();
        for (there, end) in
            [(self.origin.is_some(), "-origin "), (self.hint.is_some(), "-hint "), (self.error.is_some(), "-error ")]
        {
            if there {
                ids.push_str(id);
                ids.push_str(end);
            }
        }
        (!ids.is_empty()).then_some(ids)
    }

    /// The base value by now, with a button that takes it.
    fn suggestion(&self, dom: &mut VdomBuilder) {
        if let (Some(suggestion), Some(message)) = (&self.suggestion, self.target.restored()) {
            el!(dom, "p; class=hint offer" {
                dom.text(suggestion);
                dom.text(" ");
                button::link(dom, dom.phrases.use_it(), message);
            });
        }
    }

    fn restore(&self, dom: &mut VdomBuilder) {
        if let (Some(label), Some(message)) = (&self.restore, self.target.restored()) {
            el!(dom, "button; type=button; class=undo; part=button"
                ("aria-label": label.clone(), "title": label.clone()) [Trigger::Click(message)] { icon(dom, UNDO) });
        }
    }
}

/// Rows that a text takes, as far as is known without its width: for browsers that do not size an input by its content.
fn rows(text: &str) -> String {
    let rows: usize = text.split('\n').map(|line| 1 + line.chars().count() / ROW).sum();
    rows.clamp(3, MOST_ROWS).to_string()
}
