//! The form: name, data fields, parties, and what is wrong with them.

use super::parts::field::{Field, Kind};
use super::parts::{button, notice};
use super::pen::{Pen, draw};
use super::target::Target;
use super::{header, party, row};
use crate::api::data_field::DataField;
use crate::flow::Flow;
use crate::flow::check::{NAME_LIMIT, VALUE_LIMIT};
use crate::flow::closed::Notice;
use crate::flow::draft::{Origin, Sourced};
use crate::flow::filling::Filling;
use crate::flow::message::Message;
use crate::flow::problem::Place;
use crate::text::explain::Placed;
use crate::text::{Phrases, number, with};

/// A value this long gets several lines from the start.
const LONG: usize = 80;

pub(super) fn filling(pen: &mut Pen, flow: &Flow, filling: &Filling) {
    let (phrases, choice) = (pen.phrases, &filling.choice);
    header(pen, row::name_of(&choice.template, phrases), 2, |pen| {
        draw!(pen, "span; dir=auto" { pen.text(&choice.workspace_name) });
        pen.text(" · ");
        button::link(pen, phrases.change_template, Message::WentBack);
    });
    draw!(pen, "div; class=body form" {
        summary(pen, flow, filling);
        let sourced = flow.draft.name_for(&flow.host, &choice.template);
        section(pen, "sect-contract", phrases.contract, None, |pen| field(pen, Target::Name, &sourced, None, filling));
        data_fields(pen, flow, filling);
        party::parties(pen, flow, filling);
    });
    draw!(pen, "footer; class=foot; part=footer" {
        button::quiet(pen, phrases.back, Message::WentBack);
        draw!(pen, "span; class=grow");
        button::primary(pen, phrases.review, Message::Submitted);
    });
}

/// All problems at once, each a link to its input.
fn summary(pen: &mut Pen, flow: &Flow, filling: &Filling) {
    let phrases = pen.phrases;
    let placed = if filling.problems.is_empty() { Placed::Nowhere } else { Placed::AtInputs };
    let (title, body, failure) = match &filling.notice {
        Some(told @ Notice::Failed { failure, .. }) => {
            let said = phrases.notice(told, placed);
            (said.title.to_owned(), said.body, Some(failure))
        }
        _ if filling.problems.is_empty() => return,
        _ => (phrases.to_correct.of(filling.problems.len()), "", None),
    };
    notice::alert(pen, "alert danger", &title, |pen| {
        notice::paragraph(pen, body);
        draw!(pen, "ul" {
            for problem in &filling.problems {
                let said = with(phrases.problem_at, &[&label(flow, filling, problem.place, phrases), &phrases.fault(&problem.fault)]);
                draw!(pen, "li" { button::link(pen, &said, Message::PointedAt(problem.place)) });
            }
        });
        notice::request_id(pen, failure);
    });
}

/// What an input is called in the summary.
fn label(flow: &Flow, filling: &Filling, place: Place, phrases: &'static Phrases) -> String {
    match place {
        Place::Name => phrases.name.to_owned(),
        Place::Field(index) => filling.fields.get(index).map(|field| field.name.to_string()).unwrap_or_default(),
        Place::Party(key, input) => party::label(flow, key, None, phrases.party_input(input), phrases),
        Place::Person(key, person, input) => {
            party::label(flow, key, Some(person), phrases.person_input(input), phrases)
        }
        Place::Parties => phrases.parties.to_owned(),
        Place::Subject | Place::Message | Place::Form => phrases.contract.to_owned(),
    }
}

/// A group of the form with its heading.
pub(super) fn section(
    pen: &mut Pen,
    id: &'static str,
    title: &str,
    beside: Option<&str>,
    inside: impl FnOnce(&mut Pen),
) {
    draw!(pen, "div; class=sect; role=group" ("aria-labelledby": id) {
        draw!(pen, "h3; part=section" ("id": id) {
            pen.text(title);
            if let Some(beside) = beside {
                draw!(pen, "span" { pen.text(beside) });
            }
        });
        inside(pen);
    });
}

fn data_fields(pen: &mut Pen, flow: &Flow, filling: &Filling) {
    let phrases = pen.phrases;
    let mut sourced = Vec::with_capacity(filling.fields.len());
    let mut filled = 0;
    for definition in filling.fields.iter() {
        let value = flow.draft.value_of(definition, &flow.host);
        filled += usize::from(matches!(value.origin, Origin::Host(_)));
        sourced.push(value);
    }
    let beside = (filled > 0).then(|| phrases.filled_from_host.of(filled));
    section(pen, "sect-fields", phrases.data_fields, beside.as_deref(), |pen| {
        for ((index, definition), sourced) in filling.fields.iter().enumerate().zip(&sourced) {
            field(pen, Target::Field(index, definition.custom_id.clone()), sourced, Some(definition), filling);
        }
        if filling.fields.is_empty() {
            notice::hint(pen, None, phrases.no_fields);
        }
        let unused = filling.unused(&flow.host);
        if !unused.is_empty() {
            notice::hint(pen, Some("unused".to_owned()), &with(phrases.unused, &[&unused]));
        }
    });
}

/// A field of the form, with where its value comes from and how much room is left.
fn field(pen: &mut Pen, target: Target, sourced: &Sourced, definition: Option<&DataField>, filling: &Filling) {
    let phrases = pen.phrases;
    let (label, limit) = definition.map_or((phrases.name, NAME_LIMIT), |field| (&field.name, VALUE_LIMIT));
    let length = sourced.value.chars().count();
    let problem = filling.problem_at(target.place());
    let counter = (length * 10 > limit * 9 && problem.is_none())
        .then(|| with(phrases.counter, &[&number(length), &number(limit)]));
    let field = Field {
        label,
        kind: if definition.is_some_and(|field| is_long(field, sourced)) { Kind::Lines } else { Kind::Line },
        hint: counter.or_else(|| definition.and_then(|field| field.description.as_ref()).map(ToString::to_string)),
        placeholder: definition.and_then(|field| field.placeholder.as_ref()),
        restore: matches!(sourced.origin, Origin::Typed { restorable: true }).then(|| with(phrases.restore, &[label])),
        error: problem.map(|problem| phrases.fault(&problem.fault)),
        origin: origin(&sourced.origin, phrases),
        value: &sourced.value,
        target,
    };
    field.draw(pen);
}

/// Decided by what the field starts with, not by what is typed: an input that changes its kind would lose the focus.
fn is_long(field: &DataField, sourced: &Sourced) -> bool {
    let long = |text: &str| text.contains('\n') || text.len() > LONG;
    long(&field.default) || long(&sourced.underneath)
}

fn origin(origin: &Origin, phrases: &'static Phrases) -> Option<String> {
    match origin {
        Origin::Nowhere | Origin::Typed { .. } => None,
        Origin::Host(Some(from)) => Some(with(phrases.origin, &[from])),
        Origin::Host(None) => Some(phrases.origin_host.to_owned()),
        Origin::Template => Some(phrases.origin_template.to_owned()),
    }
}
