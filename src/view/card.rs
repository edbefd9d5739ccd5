//! A contract that exists: its state, who has signed, its dates, and the ways on.

use super::parts::contract::{open_link, state_badge};
use super::parts::header::header;
use super::parts::invitation::folded;
use super::parts::participant::{Linked, participant};
use super::parts::{button, notice};
use super::vdom::builder::{VdomBuilder, el};
use crate::api::contract::{Contract, ContractParty, State};
use crate::flow::Flow;
use crate::flow::message::Message;
use crate::flow::request::PendingRequest;
use crate::flow::steps::card::Card;
use crate::text::compose::joined;
use crate::text::interpolate;

pub(super) fn card(dom: &mut VdomBuilder, flow: &Flow, card: &Card) {
    let (phrases, contract) = (dom.phrases, &card.contract);
    header(dom, if contract.name.is_empty() { phrases.contract() } else { &contract.name }, 0, |dom| {
        state_badge(dom, &contract.state);
        dom.text(&[" · ", &contract.id.to_string()].concat());
        if let Some(value) = &contract.overview.value {
            let value = dom.money(value);
            dom.text(&[" · ", &value].concat());
        }
    });
    el!(dom, "div; class=body" {
        el!(dom, "div; class=stack" { trouble(dom, card) });
        progress(dom, contract);
        el!(dom, "div; class=stack" { declined(dom, contract) });
        el!(dom, "div; class=card slim" {
            for party in &contract.parties {
                self::party(dom, card, party);
            }
        });
        dates(dom, contract);
        el!(dom, "div; class=stack" {
            if flow.contract_of_card().is_some_and(|created| created.can_be_sent(&flow.settings)) {
                folded(dom, flow, contract, "card");
            }
        });
    });
    let pause = card.request.as_ref().and_then(PendingRequest::pause);
    let pause = pause.map(|left| phrases.count(phrases.paused(), left as usize));
    el!(dom, "footer; class=foot; part=footer" {
        button::quiet(dom, phrases.refresh(), Message::RetryRequested);
        el!(dom, "span; class=grow; part=status" { dom.text(&pause.unwrap_or_default()) });
        open_link(dom, contract, &card.url, true);
    });
}

fn trouble(dom: &mut VdomBuilder, card: &Card) {
    if let Some(failure) = &card.trouble {
        let title = dom.phrases.card_trouble();
        notice::alert(dom, "alert warn", title, |dom| notice::request_id(dom, Some(failure)));
    }
}

fn progress(dom: &mut VdomBuilder, contract: &Contract) {
    let (signed, all) = contract.signed_count();
    if all == 0 || contract.state == State::Draft {
        return;
    }
    el!(dom, "div; class=stack" {
        notice::hint(dom, None, &dom.phrases.signed_count(contract));
        el!(dom, "div; class=steps bare; aria-hidden=true" {
            for place in 0..all {
                el!(dom, "i" ("class": (place < signed).then_some("on")));
            }
        });
    });
}

fn party(dom: &mut VdomBuilder, card: &Card, party: &ContractParty) {
    let phrases = dom.phrases;
    let company = party.people.first().is_none_or(|first| party.name.as_ref() != Some(&first.name));
    if let Some(name) = party.name.as_ref().filter(|_| company) {
        el!(dom, "b; class=of; dir=auto" { dom.text(name) });
    } else if party.mine {
        el!(dom, "b; class=of" { dom.text(phrases.owner_side()) });
    }
    let linked = Linked { contract: &card.contract, link: card.link.as_ref(), offered: true };
    for person in &party.people {
        let when = person.decided.map(|moment| dom.date_and_time(moment));
        let said = phrases.part_of(person, &card.contract);
        participant(dom, &linked, person, &joined(&[Some(said), when.as_deref()]));
    }
}

/// Who has declined, and when.
fn declined(dom: &mut VdomBuilder, contract: &Contract) {
    let phrases = dom.phrases;
    for person in contract.people().filter(|person| &*person.sign_state == "declined") {
        let when = person.decided.or(contract.state_since).map(|moment| dom.date_and_time(moment));
        let title = interpolate(phrases.declined_by(), &[&person.name]);
        el!(dom, "div; class=alert danger" {
            el!(dom, "b; dir=auto" { dom.text(&joined(&[Some(&title), when.as_deref()])) });
            notice::paragraph(dom, phrases.declined_why());
        });
    }
}

fn dates(dom: &mut VdomBuilder, contract: &Contract) {
    let phrases = dom.phrases;
    let dates = [
        (phrases.created_on(), contract.created),
        (phrases.sent_on(), contract.published),
        match contract.state {
            State::Signed => (phrases.signed(), contract.state_since),
            State::Declined => (phrases.declined(), contract.state_since),
            State::Overdue => (phrases.expired_on(), contract.expires),
            _ => (phrases.expires_on(), contract.expires),
        },
    ];
    el!(dom, "dl; class=pairs" {
        for (name, moment) in dates {
            if let Some(moment) = moment {
                el!(dom, "dt" { dom.text(name) });
                el!(dom, "dd" { dom.text(&dom.date(moment)) });
            }
        }
    });
}
