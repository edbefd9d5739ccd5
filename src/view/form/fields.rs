//! The contract's name and data fields: with where each value comes from, and how the host wants it typed.

use crate::api::data_field::DataField;
use crate::flow::Flow;
use crate::flow::form::edits::{Origin, Sourced};
use crate::flow::form::validate::{NAME_LIMIT, VALUE_LIMIT};
use crate::flow::steps::filling::Filling;
use crate::text::{Phrases, interpolate};
use crate::view::parts::field::{Field, InputKind};
use crate::view::parts::notice;
use crate::view::parts::section::section;
use crate::view::vdom::builder::VdomBuilder;
use crate::view::vdom::target::Target;

/// A value this long gets several lines from the start.
const LONG: usize = 80;

pub(super) fn data_fields(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling) {
    let phrases = dom.phrases;
    let mut sourced = Vec::with_capacity(filling.fields.len());
    let mut filled = 0;
    for definition in filling.fields.iter() {
        let value = flow.edits.value_of(definition, &flow.settings.prefill);
        filled += usize::from(matches!(value.origin, Origin::Host(_)));
        sourced.push(value);
    }
    let beside = (filled > 0).then(|| phrases.count(phrases.filled_from_host(), filled));
    section(dom, "sect-fields", phrases.data_fields(), beside.as_deref(), |dom| {
        for ((index, definition), sourced) in filling.fields.iter().enumerate().zip(&sourced) {
            let target = Target::Field(index, definition.custom_id.clone());
            field(dom, flow, filling, target, sourced, Some(definition));
        }
        if filling.fields.is_empty() {
            notice::hint(dom, None, phrases.no_fields());
        }
        unused(dom, flow, filling);
    });
}

fn unused(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling) {
    let mut unused = String::new();
    for (name, value) in filling.unused(&flow.settings.prefill, &flow.edits) {
        let separator = if unused.is_empty() { "" } else { ", " };
        let both = || interpolate(dom.phrases.problem_at(), &[name, value]);
        let shown = if value.is_empty() { name.to_string() } else { both() };
        unused = [&unused, separator, &shown].concat();
    }
    if !unused.is_empty() {
        notice::hint(dom, Some("unused".to_owned()), &interpolate(dom.phrases.unused(), &[&unused]));
    }
}

/// A field of the form, with where its value comes from and how much room is left.
pub(super) fn field(
    dom: &mut VdomBuilder,
    flow: &Flow,
    filling: &Filling,
    target: Target,
    sourced: &Sourced,
    definition: Option<&DataField>,
) {
    let phrases = dom.phrases;
    let (label, limit, lock) =
        definition.map_or((phrases.name(), NAME_LIMIT, "name"), |field| (&field.name, VALUE_LIMIT, "fields"));
    let length = sourced.value.chars().count();
    let error = filling.error_at(target.field());
    let counter = (length * 10 > limit * 9 && error.is_none())
        .then(|| interpolate(phrases.counter(), &[&phrases.number_text(length), &phrases.number_text(limit)]));
    let locked = flow.settings.locks(lock);
    let restorable = !locked && matches!(sourced.origin, Origin::Edited { restorable: true });
    Field {
        label,
        kind: definition.map_or(InputKind::Line, |field| {
            input_kind(flow.settings.prefill.input_of(&field.custom_id), field, sourced)
        }),
        hint: counter.or_else(|| definition.and_then(|field| field.description.as_ref()).map(ToString::to_string)),
        placeholder: definition.and_then(|field| field.placeholder.as_ref()),
        restore: restorable.then(|| interpolate(phrases.restore(), &[label])),
        suggestion: (restorable && sourced.outdated).then(|| interpolate(phrases.page_says(), &[&sourced.base])),
        error: error.map(|error| phrases.field_error(&error.kind)),
        origin: origin(&sourced.origin, phrases),
        locked,
        ..Field::of(target, &sourced.value)
    }
    .draw(dom);
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
