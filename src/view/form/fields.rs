//! The contract's name and data fields: with where each value comes from, and how the host wants it typed.

use std::rc::Rc;

use super::unused::unused;
use crate::api::Text;
use crate::api::data_field::DataField;
use crate::flow::Flow;
use crate::flow::form::edits::{Origin, Sourced};
use crate::flow::form::field::ErrorKind;
use crate::flow::form::validate::{NAME_LIMIT, VALUE_LIMIT};
use crate::flow::message::Message;
use crate::flow::steps::filling::Filling;
use crate::text::{Phrases, interpolate};
use crate::view::parts::field::{Field, InputKind};
use crate::view::parts::notice;
use crate::view::parts::section::section;
use crate::view::parts::tick::tick;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::memo::{Draw, Shared};
use crate::view::vdom::target::{Target, anchor};

/// A value this long gets several lines from the start.
const LONG: usize = 80;

/// Fields that are compared together: a key leaves all blocks but one as they are.
const BLOCK: usize = 10;

/// Of more fields than this, only the empty ones can be shown.
const MANY: usize = 30;

pub(super) fn data_fields(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling) {
    let phrases = dom.phrases;
    let mut fields = Vec::with_capacity(filling.fields.len());
    let mut filled = 0;
    for (index, definition) in filling.fields.iter().enumerate() {
        let sourced = flow.edits.value_of(definition, &flow.settings.prefill);
        filled += usize::from(matches!(sourced.origin, Origin::Host(_)));
        if filling.shows(index) {
            let target = Target::Field(index, definition.custom_id.clone());
            fields.push(FormField::new(flow, filling, target, sourced, Some(definition)));
        }
    }
    let nothing_to_show = if filling.fields.is_empty() { phrases.no_fields() } else { phrases.none_empty() };
    let beside = (filled > 0).then(|| phrases.count(phrases.filled_from_host(), filled));
    section(dom, "sect-fields", phrases.data_fields(), beside.as_deref(), |dom| {
        if filling.fields.len() > MANY {
            let toggled = Message::EmptyFieldsFiltered(filling.only_empty.is_none());
            let checked = if filling.only_empty.is_some() { "true" } else { "" };
            tick(dom, phrases.only_empty(), checked, toggled);
        }
        let none = fields.is_empty();
        el!(dom, "div; class=stack" { blocks(dom, fields) });
        if none {
            notice::hint(dom, None, nothing_to_show);
        }
        unused(dom, flow, filling);
    });
}

fn blocks(dom: &mut VdomBuilder, fields: Vec<Rc<FormField>>) {
    let skippable = fields.len() > BLOCK;
    let mut fields = fields.into_iter().peekable();
    let mut index = 0;
    while fields.peek().is_some() {
        let block = Block { fields: fields.by_ref().take(BLOCK).collect(), skippable };
        dom.memo(&index.to_string(), Rc::new(block));
        index += 1;
    }
}

/// Some fields of the form.
#[derive(PartialEq)]
struct Block {
    fields: Vec<Rc<FormField>>,
    /// The browser may skip it while it is out of sight.
    skippable: bool,
}

impl Draw for Block {
    fn draw(&self, dom: &mut VdomBuilder) {
        el!(dom, "div" ("class": if self.skippable { "stack skip" } else { "stack" }) {
            for field in &self.fields {
                field.clone().add(dom);
            }
        });
    }
}

/// All that a field of the form is drawn from: what it holds, where that comes from, and what is wrong with it.
#[derive(PartialEq)]
pub(super) struct FormField {
    target: Target,
    /// Nothing for the contract's name.
    definition: Option<Shared<DataField>>,
    kind: InputKind,
    sourced: Sourced,
    /// What counts while it is empty: the template's name.
    fallback: Option<Text>,
    error: Option<ErrorKind>,
    locked: bool,
}

impl FormField {
    pub(super) fn new(
        flow: &Flow,
        filling: &Filling,
        target: Target,
        sourced: Sourced,
        definition: Option<&Rc<DataField>>,
    ) -> Rc<Self> {
        let kind =
            |field: &Rc<DataField>| input_kind(flow.settings.prefill.input_of(&field.custom_id), field, &sourced);
        Rc::new(Self {
            kind: definition.map_or(InputKind::Line, kind),
            definition: definition.map(Shared::of),
            fallback: filling.choice.template.name.clone().filter(|_| definition.is_none()),
            error: filling.error_at(target.field()).map(|error| error.kind.clone()),
            locked: flow.settings.locks(if definition.is_some() { "fields" } else { "name" })
                || definition.is_some_and(|field| flow.settings.prefill.key_in(&field.custom_id).is_some()),
            target,
            sourced,
        })
    }

    /// Adds the field to what is drawn.
    pub(super) fn add(self: Rc<Self>, dom: &mut VdomBuilder) {
        dom.memo(&anchor(self.target.field()), self);
    }
}

impl Draw for FormField {
    fn draw(&self, dom: &mut VdomBuilder) {
        let (phrases, definition, sourced) = (dom.phrases, self.definition.as_deref(), &self.sourced);
        let (label, limit) = definition.map_or((phrases.name(), NAME_LIMIT), |field| (&field.name, VALUE_LIMIT));
        let length = sourced.value.chars().count();
        let counter = (length * 10 > limit * 9 && self.error.is_none())
            .then(|| interpolate(phrases.counter(), &[&phrases.number_text(length), &phrases.number_text(limit)]));
        let restorable = !self.locked && matches!(sourced.origin, Origin::Edited { restorable: true });
        let fallback = self.fallback.as_ref().filter(|_| sourced.value.trim().is_empty());
        let hint = fallback.map(|name| interpolate(phrases.name_fallback(), &[name])).or(counter);
        Field {
            label,
            kind: self.kind,
            hint: hint.or_else(|| definition.and_then(|field| field.description.as_ref()).map(ToString::to_string)),
            placeholder: definition.and_then(|field| field.placeholder.as_ref()).or(fallback),
            restore: restorable.then(|| interpolate(phrases.restore(), &[label])),
            suggestion: (restorable && sourced.outdated).then(|| interpolate(phrases.page_says(), &[&sourced.base])),
            error: self.error.as_ref().map(|error| phrases.field_error(error)),
            origin: origin(&sourced.origin, phrases),
            locked: self.locked,
            ..Field::of(self.target.clone(), &sourced.value)
        }
        .draw(dom);
    }
}

/// How a value is typed: as the host says, as long as such an input can show what is there, so that nothing is lost in
/// it.
fn input_kind(input: &str, field: &DataField, sourced: &Sourced) -> InputKind {
    let value = &*sourced.value;
    match input {
        "date" if value.is_empty() || is_date(value) => InputKind::Date,
        "checkbox" if matches!(value, "" | "0" | "1") => InputKind::Checkbox,
        "number" => InputKind::Number,
        "multiline" => InputKind::Lines,
        "text" => InputKind::Line,
        _ if is_long(field, sourced) => InputKind::Lines,
        _ => InputKind::Line,
    }
}

/// As a date input writes it: `2027-01-15`.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}

/// Decided by what the field starts with, not by what is typed: an input that changes its kind would lose the focus.
fn is_long(field: &DataField, sourced: &Sourced) -> bool {
    let long = |text: &str| text.contains('\n') || text.len() > LONG;
    long(&field.default) || long(&sourced.base)
}

fn origin(origin: &Origin, phrases: &'static Phrases) -> Option<String> {
    match origin {
        Origin::Empty | Origin::Edited { .. } => None,
        Origin::Host(Some(from)) => Some(interpolate(phrases.origin(), &[from])),
        Origin::Host(None) => Some(phrases.origin_host().to_owned()),
        Origin::Template => Some(phrases.origin_template().to_owned()),
    }
}
