//! A text input with its label, where its value comes from, its hint and its error.

use super::icon::{UNDO, icon};
use super::{button, notice};
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
    /// A number.
    Number,
    /// A date, by the browser's own picker.
    Date,
    /// `0` or `1`, to be ticked.
    Box,
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
    /// What it would hold by now, had nobody typed.
    pub offer: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Shown, not to be changed.
    pub locked: bool,
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
            offer: None,
            error: None,
            locked: false,
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
                self.offer(pen);
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
                ("id": id.to_owned(), "readonly": self.locked, "value": self.value, "placeholder": self.placeholder, "aria-invalid": invalid, "aria-describedby": described) [on]);
        }
        if self.kind == Kind::Box {
            let checked = if &**self.value == "1" { "true" } else { "" };
            return draw!(pen, "input; part=input; type=checkbox" ("id": id.to_owned(), "disabled": self.locked, "checked": checked, "aria-describedby": described) [on]);
        }
        // A `type` of email would have the browser trim and judge what is typed; the keyboard is all that is wanted.
        let keyboard = match self.kind {
            Kind::Email => "email",
            Kind::Phone => "tel",
            Kind::Number => "decimal",
            _ => "text",
        };
        let kind = if self.kind == Kind::Date { "date" } else { "text" };
        draw!(pen, "input; part=input; autocomplete=off; dir=auto"
            ("id": id.to_owned(), "type": kind, "readonly": self.locked, "inputmode": keyboard, "value": self.value, "placeholder": self.placeholder, "aria-invalid": invalid, "aria-describedby": described) [on]);
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

    /// What the page says by now, with a way to take it over.
    fn offer(&self, pen: &mut Pen) {
        if let (Some(offer), Some(message)) = (&self.offer, self.target.restored()) {
            draw!(pen, "p; class=hint offer" {
                pen.text(offer);
                pen.text(" ");
                button::link(pen, pen.phrases.use_it(), message);
            });
        }
    }

    fn restore(&self, pen: &mut Pen) {
        if let (Some(label), Some(message)) = (&self.restore, self.target.restored()) {
            draw!(pen, "button; type=button; class=undo; part=button" ("aria-label": label.clone(), "title": label.clone()) [On::Press(message)] { icon(pen, UNDO) });
        }
    }
}
