//! No answer came: the drafts that could be the attempt's, and the user's two words about them.

use super::header;
use super::parts::{button, icon, notice};
use super::pen::{Pen, draw};
use crate::api::contract::Contract;
use crate::api::failure::Failure;
use crate::flow::message::Message;
use crate::flow::unconfirmed::Unconfirmed;
use crate::text::{Phrases, with};

pub(super) fn unconfirmed(pen: &mut Pen, unconfirmed: &Unconfirmed) {
    let phrases = pen.phrases;
    let why = match unconfirmed.failure {
        Failure::Unreachable(_) => phrases.unconfirmed_silent(),
        _ => phrases.unconfirmed_failing(),
    };
    header(pen, phrases.unconfirmed(), 0, |pen| pen.text(why));
    draw!(pen, "div; class=body" {
        draw!(pen, "p; class=finding" {
            if unconfirmed.is_looking() {
                icon::spinner(pen);
            }
            pen.text(&findings(unconfirmed, phrases));
        });
        for contract in &unconfirmed.candidates {
            candidate(pen, unconfirmed, contract);
        }
        draw!(pen, "div; class=row" {
            button::plain(pen, phrases.look_again(), Message::TriedAgain);
            let no = if unconfirmed.candidates.is_empty() { phrases.create_anyway() } else { phrases.none_of_these() };
            button::quiet(pen, no, Message::Disowned);
        });
        notice::request_id(pen, Some(&unconfirmed.failure));
    });
}

/// What the search has brought so far.
pub(super) fn findings(unconfirmed: &Unconfirmed, phrases: &'static Phrases) -> String {
    match (unconfirmed.candidates.len(), &unconfirmed.trouble) {
        (0, Some(_)) => phrases.cannot_look().to_owned(),
        (0, None) if unconfirmed.is_looking() => phrases.looking().to_owned(),
        (0, None) => phrases.found_none().to_owned(),
        (some, _) => phrases.count(phrases.found(), some),
    }
}

fn candidate(pen: &mut Pen, unconfirmed: &Unconfirmed, contract: &Contract) {
    let phrases = pen.phrases;
    let ago = contract.created.zip(unconfirmed.looked).map(|(then, now)| phrases.ago(then, now)).unwrap_or_default();
    let state = with(phrases.state_and_id(), &[&phrases.state(&contract.state), &contract.id.to_string()]);
    draw!(pen, "div; class=card" {
        draw!(pen, "div; class=person" {
            draw!(pen, "div; class=t" {
                draw!(pen, "b; dir=auto" { pen.text(&contract.name) });
                draw!(pen, "small" { pen.text(&with(phrases.candidate(), &[&state, &ago, &unconfirmed.attempt.filling.choice.workspace_name])) });
            });
            button::plain(pen, phrases.this_is_it(), Message::Recognised(contract.id));
        });
    });
}
