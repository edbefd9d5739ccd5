//! A text input with its label, where its value comes from, its hint and its error.

use super::icon::{UNDO, icon};
use super::notice;
use crate::api::Text;
use crate::view::on::On;
use crate::view::pen::{Pen, draw};
use crate::view::target::{Target, anchor};

/// How a field is typed: the keyboard that a phone brings up, or several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// An email address.
    Email,
    /// A phone number.
    Phone,
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
    pub kind: Kind,
    /// An example.
    pub placeholder: Option<&'a Text>,
    /// What it is for.
    pub hint: Option<String>,
    /// Where its value comes from, or that it may stay empty.
    pub origin: Option<String>,
    /// The name of the button that puts its value back, when there is something to put back.
    pub restore: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl<'a> Field<'a> {
    /// One line with nothing to say about it.
    pub fn of(target: Target, value: &'a Text) -> Self {
        Self {
            target,
            value,
            label: "",
            kind: Kind::Line,
            placeholder: None,
            hint: None,
            origin: None,
            restore: None,
            error: None,
        }
    }

    /// Draws it.
    pub fn draw(self, pen: &mut Pen) {
        let id = anchor(self.target.place());
        let part = |end: &str| [&id, end].concat();
        let class = if self.error.is_some() { "f bad" } else { "f" };
        draw!(pen, "div" ("class": class, "key": id.clone()) {
            draw!(pen, "div; class=top" {
                draw!(pen, "label; part=label" ("for": id.clone()) { pen.text(self.label) });
                if let Some(origin) = &self.origin {
                    draw!(pen, "span; class=origin" ("id": part("-origin")) { pen.text(origin) });
                }
                self.restore(pen);
            });
            self.input(pen, &id);
            // Always there, so that the input stays the element that it is when a hint or an error comes and goes.
            draw!(pen, "div" {
                if let Some(hint) = &self.hint {
                    notice::hint(pen, Some(part("-hint")), hint);
                }
                if let Some(error) = &self.error {
                    notice::error(pen, Some(part("-error")), error);
                }
            });
        });
    }

    fn input(&self, pen: &mut Pen, id: &str) {
        let invalid = self.error.as_ref().map(|_| "true");
        let described = self.described_by(id);
        let on = On::Type(self.target.clone());
        if self.kind == Kind::Lines {
            return draw!(pen, "textarea; part=input; rows=3; dir=auto"
                ("id": id.to_owned(), "value": self.value, "placeholder": self.placeholder, "aria-invalid": invalid, "aria-describedby": described) [on]);
        }
        // A `type` of email would have the browser trim and judge what is typed; the keyboard is all that is wanted.
        let keyboard = match self.kind {
            Kind::Email => "email",
            Kind::Phone => "tel",
            Kind::Line | Kind::Lines => "text",
        };
        draw!(pen, "input; part=input; type=text; autocomplete=off; dir=auto"
            ("id": id.to_owned(), "inputmode": keyboard, "value": self.value, "placeholder": self.placeholder, "aria-invalid": invalid, "aria-describedby": described) [on]);
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

    fn restore(&self, pen: &mut Pen) {
        if let (Some(label), Some(message)) = (&self.restore, self.target.restored()) {
            draw!(pen, "button; type=button; class=undo; part=button" ("aria-label": label.clone(), "title": label.clone()) [On::Press(message)] { icon(pen, UNDO) });
        }
    }
}
