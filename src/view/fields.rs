//! The contract's name and data fields: with where each value comes from, and how the host wants it typed.

use super::filling::section;
use super::parts::field::{Field, Kind};
use super::parts::notice;
use super::pen::Pen;
use super::target::Target;
use crate::api::data_field::DataField;
use crate::flow::Flow;
use crate::flow::check::{NAME_LIMIT, VALUE_LIMIT};
use crate::flow::draft::{Origin, Sourced};
use crate::flow::filling::Filling;
use crate::text::{Phrases, with};

/// A value this long gets several lines from the start.
const LONG: usize = 80;

pub(super) fn data_fields(pen: &mut Pen, flow: &Flow, filling: &Filling) {
    let phrases = pen.phrases;
    let mut sourced = Vec::with_capacity(filling.fields.len());
    let mut filled = 0;
    for definition in filling.fields.iter() {
        let value = flow.draft.value_of(definition, &flow.host);
        filled += usize::from(matches!(value.origin, Origin::Host(_)));
        sourced.push(value);
    }
    let beside = (filled > 0).then(|| phrases.count(phrases.filled_from_host(), filled));
    section(pen, "sect-fields", phrases.data_fields(), beside.as_deref(), |pen| {
        for ((index, definition), sourced) in filling.fields.iter().enumerate().zip(&sourced) {
            let target = Target::Field(index, definition.custom_id.clone());
            field(pen, flow, filling, target, sourced, Some(definition));
        }
        if filling.fields.is_empty() {
            notice::hint(pen, None, phrases.no_fields());
        }
        unused(pen, flow, filling);
    });
}

fn unused(pen: &mut Pen, flow: &Flow, filling: &Filling) {
    let mut unused = String::new();
    for (name, value) in filling.unused(&flow.host, &flow.draft) {
        let joint = if unused.is_empty() { "" } else { ", " };
        let shown = if value.is_empty() { name.to_string() } else { with(pen.phrases.problem_at(), &[name, value]) };
        unused = [&unused, joint, &shown].concat();
    }
    if !unused.is_empty() {
        notice::hint(pen, Some("unused".to_owned()), &with(pen.phrases.unused(), &[&unused]));
    }
}

/// A field of the form, with where its value comes from and how much room is left.
pub(super) fn field(
    pen: &mut Pen,
    flow: &Flow,
    filling: &Filling,
    target: Target,
    sourced: &Sourced,
    definition: Option<&DataField>,
) {
    let phrases = pen.phrases;
    let (label, limit, lock) =
        definition.map_or((phrases.name(), NAME_LIMIT, "name"), |field| (&field.name, VALUE_LIMIT, "fields"));
    let length = sourced.value.chars().count();
    let problem = filling.problem_at(target.place());
    let counter = (length * 10 > limit * 9 && problem.is_none())
        .then(|| with(phrases.counter(), &[&phrases.figure(length), &phrases.figure(limit)]));
    let locked = flow.host.locks(lock);
    let restorable = !locked && matches!(sourced.origin, Origin::Typed { restorable: true });
    Field {
        label,
        kind: definition.map_or(Kind::Line, |field| kind(flow.host.prefill.input_of(&field.custom_id), field, sourced)),
        hint: counter.or_else(|| definition.and_then(|field| field.description.as_ref()).map(ToString::to_string)),
        placeholder: definition.and_then(|field| field.placeholder.as_ref()),
        restore: restorable.then(|| with(phrases.restore(), &[label])),
        offer: (restorable && sourced.outdated).then(|| with(phrases.page_says(), &[&sourced.underneath])),
        error: problem.map(|problem| phrases.fault(&problem.fault)),
        origin: origin(&sourced.origin, phrases),
        locked,
        ..Field::of(target, &sourced.value)
    }
    .draw(pen);
}

/// How a value is typed: as the host says, as long as such an input can show what is there, so that nothing is lost in it.
fn kind(input: &str, field: &DataField, sourced: &Sourced) -> Kind {
    let value = &*sourced.value;
    match input {
        "date" if value.is_empty() || is_date(value) => Kind::Date,
        "checkbox" if matches!(value, "" | "0" | "1") => Kind::Box,
        "number" => Kind::Number,
        "multiline" => Kind::Lines,
        "text" => Kind::Line,
        _ if is_long(field, sourced) => Kind::Lines,
        _ => Kind::Line,
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
    long(&field.default) || long(&sourced.underneath)
}

fn origin(origin: &Origin, phrases: &'static Phrases) -> Option<String> {
    match origin {
        Origin::Nowhere | Origin::Typed { .. } => None,
        Origin::Host(Some(from)) => Some(with(phrases.origin(), &[from])),
        Origin::Host(None) => Some(phrases.origin_host().to_owned()),
        Origin::Template => Some(phrases.origin_template().to_owned()),
    }
}
