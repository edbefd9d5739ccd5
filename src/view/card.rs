//! A contract that exists: its state, who has signed, its dates, and the ways on.

use super::created::open;
use super::header;
use super::invitation::folded;
use super::parts::icon::{DONE, icon};
use super::parts::{button, notice};
use super::pen::{Pen, draw};
use crate::api::contract::{Contract, Participant, Party, State};
use crate::flow::Flow;
use crate::flow::card::Card;
use crate::flow::errand::Errand;
use crate::flow::message::Message;
use crate::text::{Phrases, with};

pub(super) fn card(pen: &mut Pen, flow: &Flow, card: &Card) {
    let (phrases, contract) = (pen.phrases, &card.contract);
    header(pen, if contract.name.is_empty() { phrases.contract() } else { &contract.name }, 0, |pen| {
        draw!(pen, "span; part=badge" ("class": pill(&contract.state)) {
            draw!(pen, "i; aria-hidden=true");
            pen.text(&phrases.state(&contract.state));
        });
        pen.text(&[" · ", &contract.id.to_string()].concat());
    });
    draw!(pen, "div; class=body" {
        draw!(pen, "div; class=stack" { trouble(pen, card) });
        progress(pen, contract);
        for party in &contract.parties {
            self::party(pen, card, party);
        }
        dates(pen, contract);
        draw!(pen, "div; class=stack" {
            if flow.shown_draft().is_some_and(|draft| draft.can_be_sent(&flow.host)) {
                folded(pen, flow, &contract.name, "card");
            }
        });
    });
    let pause = card.asking.as_ref().and_then(Errand::pause).map(|left| phrases.count(phrases.paused(), left as usize));
    draw!(pen, "footer; class=foot; part=footer" {
        button::quiet(pen, phrases.refresh(), Message::TriedAgain);
        draw!(pen, "span; class=grow; part=status" { pen.text(&pause.unwrap_or_default()) });
        open(pen, &card.url, true);
    });
}

fn pill(state: &State) -> &'static str {
    match state {
        State::Signed => "pill good",
        State::Declined | State::Overdue => "pill bad",
        _ => "pill",
    }
}

fn trouble(pen: &mut Pen, card: &Card) {
    if let Some(failure) = &card.trouble {
        notice::alert(pen, "alert warn", pen.phrases.card_trouble(), |pen| notice::request_id(pen, Some(failure)));
    }
}

/// How many of those who sign have signed.
pub(super) fn signed_of(contract: &Contract) -> (usize, usize) {
    let signers = || contract.people().filter(|person| person.signs);
    (signers().filter(|person| &*person.sign_state == "signed").count(), signers().count())
}

pub(super) fn signing((signed, all): (usize, usize), phrases: &'static Phrases) -> String {
    with(phrases.signed_of(), &[&phrases.figure(signed), &phrases.figure(all)])
}

fn progress(pen: &mut Pen, contract: &Contract) {
    let (signed, all) = signed_of(contract);
    if all == 0 || contract.state == State::Draft {
        return;
    }
    draw!(pen, "div; class=stack" {
        notice::hint(pen, None, &signing((signed, all), pen.phrases));
        draw!(pen, "div; class=steps bare; aria-hidden=true" {
            for place in 0..all {
                draw!(pen, "i" ("class": (place < signed).then_some("on")));
            }
        });
    });
}

fn party(pen: &mut Pen, card: &Card, party: &Party) {
    let phrases = pen.phrases;
    let company = party.people.first().is_none_or(|first| party.name.as_ref() != Some(&first.name));
    draw!(pen, "div; class=card" {
        if let Some(name) = party.name.as_ref().filter(|_| company) {
            draw!(pen, "b; class=of; dir=auto" { pen.text(name) });
        } else if party.mine {
            draw!(pen, "b; class=of" { pen.text(phrases.owner_side()) });
        }
        for person in &party.people {
            participant(pen, card, party, person);
        }
    });
}

fn participant(pen: &mut Pen, card: &Card, party: &Party, person: &Participant) {
    let (phrases, contract) = (pen.phrases, &card.contract);
    let state = match &*person.sign_state {
        "signed" => phrases.signed(),
        "declined" => phrases.declined(),
        _ if person.signs => phrases.sign_waiting(),
        _ => phrases.signs_not(),
    };
    draw!(pen, "div; class=person" {
        let class = if &*person.sign_state == "signed" { "av done" } else { "av" };
        draw!(pen, "span; aria-hidden=true" ("class": class) {
            if &*person.sign_state == "signed" {
                icon(pen, DONE);
            } else {
                pen.text(&super::summary::initials(&person.name));
            }
        });
        draw!(pen, "div; class=t" {
            draw!(pen, "b; dir=auto" { pen.text(&person.name) });
            draw!(pen, "small" { pen.text(state) });
        });
        if let Some(id) = person.id.filter(|_| !party.mine && contract.state == State::Pending && person.sign_state.as_ref() != "signed") {
            button::quiet_named(pen, phrases.copy_link(), Some(with(phrases.copy_link_named(), &[&person.name])), None, Message::LinkWanted(id));
        }
    });
    if let Some(link) = card.link.as_ref().filter(|link| Some(link.participant) == person.id) {
        draw!(pen, "div; class=stack" {
            draw!(pen, "input; part=input; type=text; readonly=; dir=ltr" ("aria-label": with(phrases.copy_link_named(), &[&person.name]), "value": &link.text));
            notice::hint(pen, None, &with(phrases.link_until(), &[&person.name, &pen.time(link.until)]));
        });
    }
}

fn dates(pen: &mut Pen, contract: &Contract) {
    let phrases = pen.phrases;
    let dates = [
        (phrases.created_on(), contract.created),
        (phrases.sent_on(), contract.published),
        (phrases.expires_on(), contract.expires.filter(|_| !contract.is_final())),
    ];
    draw!(pen, "dl; class=pairs" {
        for (name, moment) in dates {
            if let Some(moment) = moment {
                draw!(pen, "dt" { pen.text(name) });
                draw!(pen, "dd" { pen.text(&pen.date(moment)) });
            }
        }
    });
}
