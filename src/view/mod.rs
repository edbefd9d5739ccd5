//! What each step looks like: functions that draw the state. They keep nothing; whatever the user does leaves as a message.

mod choosing;
mod closed;
mod created;
mod filling;
pub mod on;
pub mod parts;
mod party;
pub mod pen;
mod person;
mod row;
mod shape;
mod summary;
mod target;
mod unconfirmed;

use yew::{Callback, Html};

use self::parts::{button, notice};
use self::pen::{Pen, draw};
use crate::flow::message::Message;
use crate::flow::{Flow, Step};
use crate::text::{Phrases, with};

pub use row::HIGHLIGHT;
pub use target::anchor;

/// The whole element.
pub fn screen(flow: &Flow, phrases: &'static Phrases, say: &Callback<Message>) -> Html {
    let mut drawing = Pen::new(phrases, say);
    let pen = &mut drawing;
    draw!(pen, "section; class=w; part=base; lang=en; aria-labelledby=heading" {
        offer(pen, flow);
        step(pen, flow);
        draw!(pen, "div; class=unseen; role=status; aria-live=polite" { pen.text(&announcement(flow, phrases)) });
    });
    drawing.drawing()
}

fn step(pen: &mut Pen, flow: &Flow) {
    match &flow.step {
        Step::Resting | Step::Opening(_) => opening(pen),
        Step::Closed(closed) => closed::closed(pen, closed),
        Step::Choosing(choosing) => choosing::choosing(pen, choosing),
        Step::Filling(filling) => filling::filling(pen, flow, filling, None),
        Step::Creating(creating) => filling::filling(pen, flow, &creating.filling, Some(creating)),
        Step::Unconfirmed(unconfirmed) => unconfirmed::unconfirmed(pen, unconfirmed),
        Step::Created(created) => created::created(pen, created),
    }
}

/// The heading of a step, and what stands beneath it. The focus comes here when the step is new.
fn header(pen: &mut Pen, title: &str, reached: u8, below: impl FnOnce(&mut Pen)) {
    draw!(pen, "header; class=head" {
        draw!(pen, "h2; id=heading; part=heading; tabindex=-1; dir=auto" { pen.text(title) });
        draw!(pen, "p" { below(pen) });
    });
    if reached > 0 {
        draw!(pen, "div; class=steps; aria-hidden=true" {
            for step in 1..=2 {
                draw!(pen, "i" ("class": (step <= reached).then_some("on")));
            }
        });
    }
}

fn opening(pen: &mut Pen) {
    let phrases = pen.phrases;
    header(pen, phrases.new_contract, 1, |pen| pen.text(phrases.opening));
    draw!(pen, "div; class=body skeleton; part=skeleton; aria-hidden=true" {
        for _ in 0..5 {
            draw!(pen, "i");
        }
    });
}

fn offer(pen: &mut Pen, flow: &Flow) {
    if flow.offer.is_none() || matches!(flow.step, Step::Creating(_)) {
        return;
    }
    let phrases = pen.phrases;
    draw!(pen, "div; class=alert warn; role=group" ("aria-label": phrases.offer.title) {
        draw!(pen, "b" { pen.text(phrases.offer.title) });
        notice::paragraph(pen, phrases.offer.body);
        draw!(pen, "div; class=row" {
            button::plain(pen, phrases.offer_take, Message::OfferTaken(true));
            button::quiet(pen, phrases.offer_keep, Message::OfferTaken(false));
        });
    });
}

/// What the live region says. It repeats what is seen elsewhere, never more.
fn announcement(flow: &Flow, phrases: &'static Phrases) -> String {
    match &flow.step {
        Step::Resting | Step::Opening(_) => phrases.opening.to_owned(),
        Step::Choosing(choosing) => match &choosing.loading {
            Some(loading) if loading.errand.pause().is_some() => phrases.busy.to_owned(),
            Some(loading) => with(phrases.loading_template, &[row::name_of(&loading.choice.template, phrases)]),
            None => choosing::hit_count(choosing, phrases),
        },
        Step::Filling(filling) if !filling.problems.is_empty() => phrases.to_correct.of(filling.problems.len()),
        Step::Creating(creating) if creating.errand.pause().is_some() => phrases.busy.to_owned(),
        Step::Creating(_) => phrases.creating_body.to_owned(),
        Step::Unconfirmed(unconfirmed) => unconfirmed::findings(unconfirmed, phrases),
        Step::Created(_) => phrases.created.to_owned(),
        Step::Closed(closed) => phrases.reason(&closed.reason).0,
        Step::Filling(_) => String::new(),
    }
}
