//! The form: name, data fields, parties, and what is wrong with them.

use super::fields::{data_fields, field};
use super::parts::{button, notice};
use super::pen::{Pen, draw};
use super::target::Target;
use super::{header, party, row};
use crate::flow::Flow;
use crate::flow::closed::Notice;
use crate::flow::filling::Filling;
use crate::flow::message::Message;
use crate::flow::problem::Place;
use crate::text::explain::Placed;
use crate::text::{Phrases, with};

pub(super) fn filling(pen: &mut Pen, flow: &Flow, filling: &Filling) {
    let (phrases, choice) = (pen.phrases, &filling.choice);
    header(pen, row::name_of(&choice.template, phrases), 2, |pen| {
        draw!(pen, "span; dir=auto" { pen.text(&choice.workspace_name) });
        if !flow.host.locks("template") {
            pen.text(" · ");
            button::link(pen, phrases.change_template(), Message::WentBack);
        }
    });
    // Keyed, here and in the review: an element that both share would keep its scroll position.
    draw!(pen, "div; class=body form" ("key": "filling".to_owned()) {
        summary(pen, flow, filling);
        let sourced = flow.draft.name_for(&flow.host, &choice.template);
        section(pen, "sect-contract", phrases.contract(), None, |pen| field(pen, flow, filling, Target::Name, &sourced, None));
        data_fields(pen, flow, filling);
        party::parties(pen, flow, filling);
    });
    draw!(pen, "footer; class=foot; part=footer" {
        if !flow.host.locks("template") {
            button::quiet(pen, phrases.back(), Message::WentBack);
        }
        draw!(pen, "span; class=grow");
        button::primary(pen, phrases.review(), Message::Submitted);
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
        Some(told) => (phrases.notice(told, placed).title.to_owned(), phrases.notice(told, placed).body, None),
        _ if filling.problems.is_empty() => return,
        _ => (phrases.count(phrases.to_correct(), filling.problems.len()), "", None),
    };
    notice::alert(pen, "alert danger", &title, |pen| {
        notice::paragraph(pen, body);
        draw!(pen, "ul" {
            for problem in &filling.problems {
                let said = with(phrases.problem_at(), &[&label(flow, filling, problem.place, phrases), &phrases.fault(&problem.fault)]);
                draw!(pen, "li" { button::link(pen, &said, Message::PointedAt(problem.place)) });
            }
        });
        notice::request_id(pen, failure);
    });
}

/// What an input is called in the summary.
fn label(flow: &Flow, filling: &Filling, place: Place, phrases: &'static Phrases) -> String {
    match place {
        Place::Name => phrases.name().to_owned(),
        Place::Field(index) => filling.fields.get(index).map(|field| field.name.to_string()).unwrap_or_default(),
        Place::Party(key, input) => party::label(flow, key, None, phrases.party_input(input), phrases),
        Place::Person(key, person, input) => {
            party::label(flow, key, Some(person), phrases.person_input(input), phrases)
        }
        Place::Parties => phrases.parties().to_owned(),
        Place::Subject | Place::Message | Place::Form => phrases.contract().to_owned(),
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
