//! What each step looks like: functions that draw the state. They keep nothing; whatever the user does leaves as a message.

mod card;
mod choosing;
mod closed;
mod created;
mod fields;
mod filling;
mod invitation;
mod list;
mod moment;
pub mod on;
pub mod parts;
mod party;
mod party_form;
pub mod pen;
mod person;
mod reviewing;
mod row;
mod sending;
mod shape;
mod summary;
mod target;
mod unconfirmed;

use yew::{Callback, Html};

use self::on::On;
use self::parts::icon::{CLOSE, icon};
use self::parts::{button, notice};
use self::pen::{Pen, draw};
use self::reviewing::Review;
use crate::api::Text;
use crate::flow::card::Card;
use crate::flow::closed::Closed;
use crate::flow::creating::Attempt;
use crate::flow::message::Message;
use crate::flow::reviewing::Reviewing;
use crate::flow::{Flow, Offer, Step};
use crate::text::{Phrases, with};

pub use row::{HIGHLIGHT, option_id};
pub use target::anchor;

/// The whole element.
pub fn screen(flow: &Flow, phrases: &'static Phrases, countries: &[(Text, Text)], say: &Callback<Message>) -> Html {
    let mut drawing = Pen::new(phrases, countries, say);
    drawing.can_be_left = flow.can_be_left();
    let pen = &mut drawing;
    draw!(pen, "section; class=w; part=base; aria-labelledby=heading" ("lang": phrases.tag()) {
        draw!(pen, "slot; name=header");
        if flow.offline {
            draw!(pen, "p; id=offline; class=alert warn; tabindex=-1" { pen.text(phrases.offline()) });
        }
        offer(pen, flow);
        step(pen, flow);
        draw!(pen, "slot; name=footer");
        draw!(pen, "div; class=unseen; role=status; aria-live=polite" { pen.text(&announcement(flow, phrases)) });
    });
    drawing.drawing()
}

fn step(pen: &mut Pen, flow: &Flow) {
    match &flow.step {
        Step::Resting | Step::Opening(_) => opening(pen),
        Step::Closed(closed) => closed::closed(pen, closed, &flow.host),
        Step::Choosing(choosing) => choosing::choosing(pen, choosing, &flow.host),
        Step::Filling(filling) => filling::filling(pen, flow, filling),
        Step::Reviewing(Reviewing { filling, checked, notice }) => {
            let notice = notice.as_ref();
            reviewing::reviewing(pen, flow, &Review { filling, contract: checked.contract(), notice, creating: None });
        }
        Step::Creating(creating) => {
            let Attempt { filling, sent, .. } = &creating.attempt;
            let review = Review { filling, contract: sent.contract(), notice: None, creating: Some(creating) };
            reviewing::reviewing(pen, flow, &review);
        }
        Step::Unconfirmed(unconfirmed) => unconfirmed::unconfirmed(pen, unconfirmed),
        Step::Created(created) => created::created(pen, flow, created),
        Step::Publishing(publishing) => sending::publishing(pen, publishing),
        Step::Published(published) => sending::published(pen, published),
        Step::PublishFailed(failed) => sending::publish_failed(pen, flow, failed),
        Step::Card(card) => card::card(pen, flow, card),
    }
}

/// The heading of a step, and what stands beneath it. The focus comes here when the step is new.
fn header(pen: &mut Pen, title: &str, reached: u8, below: impl FnOnce(&mut Pen)) {
    draw!(pen, "header; class=head" {
        cross(pen);
        draw!(pen, "h2; id=heading; part=heading; tabindex=-1; dir=auto" { pen.text(title) });
        draw!(pen, "p" { below(pen) });
    });
    if reached > 0 {
        draw!(pen, "div; class=steps; aria-hidden=true" {
            for step in 1..=3 {
                draw!(pen, "i" ("class": (step <= reached).then_some("on")));
            }
        });
    }
}

/// The way out, where there is one.
fn cross(pen: &mut Pen) {
    if pen.can_be_left {
        let name = pen.phrases.cancel();
        draw!(pen, "button; type=button; class=close; part=button" ("aria-label": name, "title": name) [On::Press(Message::Cancelled)] { icon(pen, CLOSE) });
    }
}

fn opening(pen: &mut Pen) {
    let phrases = pen.phrases;
    header(pen, phrases.new_contract(), 1, |pen| pen.text(phrases.opening()));
    draw!(pen, "div; class=body skeleton; part=skeleton; aria-hidden=true" {
        for _ in 0..5 {
            draw!(pen, "i");
        }
    });
}

fn offer(pen: &mut Pen, flow: &Flow) {
    let phrases = pen.phrases;
    let (said, take) = match &flow.offer {
        Some(_) if matches!(flow.step, Step::Creating(_) | Step::Publishing(_)) => return,
        Some(Offer::Record(_)) => (phrases.offer(), phrases.offer_take()),
        Some(Offer::Leaving(_)) => (phrases.leaving(), phrases.discard()),
        None => return,
    };
    draw!(pen, "div; id=offer; class=alert warn; role=group; tabindex=-1" ("aria-label": said.title) {
        draw!(pen, "b" { pen.text(said.title) });
        notice::paragraph(pen, said.body);
        draw!(pen, "div; class=row" {
            button::plain(pen, take, Message::OfferTaken(true));
            button::quiet(pen, phrases.offer_keep(), Message::OfferTaken(false));
        });
    });
}

/// What the live region says. It repeats what is seen elsewhere, never more.
fn announcement(flow: &Flow, phrases: &'static Phrases) -> String {
    match &flow.step {
        _ if flow.offline => phrases.offline().to_owned(),
        Step::Closed(Closed { copied: true, .. }) | Step::Card(Card { link: Some(_), .. }) => {
            phrases.copied().to_owned()
        }
        Step::Resting | Step::Opening(_) => phrases.opening().to_owned(),
        Step::Choosing(choosing) => match &choosing.loading {
            Some(loading) if loading.errand.pause().is_some() => phrases.busy().to_owned(),
            Some(loading) => with(phrases.loading_template(), &[row::name_of(&loading.choice.template, phrases)]),
            None => choosing::hit_count(choosing, phrases),
        },
        Step::Filling(filling) if !filling.problems.is_empty() => {
            phrases.count(phrases.to_correct(), filling.problems.len())
        }
        Step::Creating(creating) if creating.errand.pause().is_some() => phrases.busy().to_owned(),
        Step::Creating(_) => phrases.creating_body().to_owned(),
        Step::Publishing(_) => phrases.sending().to_owned(),
        Step::Published(_) => phrases.sent().to_owned(),
        Step::Card(card) => with(
            phrases.in_workspace(),
            &[&phrases.state(&card.contract.state), &card::signing(card::signed_of(&card.contract), phrases)],
        ),
        Step::PublishFailed(failed) => phrases.sending_failure(failed).title.to_owned(),
        Step::Unconfirmed(unconfirmed) => unconfirmed::findings(unconfirmed, phrases),
        Step::Created(_) => phrases.created().to_owned(),
        Step::Closed(closed) => phrases.reason(&closed.reason).0,
        Step::Filling(_) | Step::Reviewing(_) => String::new(),
    }
}
