//! A contract that exists: its state, who has signed, its dates, and the ways on.

use super::parts::contract::open_link;
use super::parts::header::header;
use super::parts::icon::{DONE, icon};
use super::parts::invitation::folded;
use super::parts::{button, notice};
use super::vdom::builder::{VdomBuilder, el};
use crate::api::contract::{Contract, ContractParty, Participant, State};
use crate::flow::Flow;
use crate::flow::message::Message;
use crate::flow::request::PendingRequest;
use crate::flow::steps::card::Card;
use crate::text::compose::initials;
use crate::text::interpolate;

pub(super) fn card(dom: &mut VdomBuilder, flow: &Flow, card: &Card) {
    let (phrases, contract) = (dom.phrases, &card.contract);
    header(dom, if contract.name.is_empty() { phrases.contract() } else { &contract.name }, 0, |dom| {
        el!(dom, "span; part=badge" ("class": pill(&contract.state)) {
            el!(dom, "i; aria-hidden=true");
            dom.text(&phrases.state(&contract.state));
        });
        dom.text(&[" · ", &contract.id.to_string()].concat());
    });
    el!(dom, "div; class=body" {
        el!(dom, "div; class=stack" { trouble(dom, card) });
        progress(dom, contract);
        for party in &contract.parties {
            self::party(dom, card, party);
        }
        dates(dom, contract);
        el!(dom, "div; class=stack" {
            if flow.contract_of_card().is_some_and(|created| created.can_be_sent(&flow.settings)) {
                folded(dom, flow, &contract.name, "card");
            }
        });
    });
    let pause = card.request.as_ref().and_then(PendingRequest::pause);
    let pause = pause.map(|left| phrases.count(phrases.paused(), left as usize));
    el!(dom, "footer; class=foot; part=footer" {
        button::quiet(dom, phrases.refresh(), Message::RetryRequested);
        el!(dom, "span; class=grow; part=status" { dom.text(&pause.unwrap_or_default()) });
        open_link(dom, &card.url, true);
    });
}

fn pill(state: &State) -> &'static str {
    match state {
        State::Signed => "pill good",
        State::Declined | State::Overdue => "pill bad",
        _ => "pill",
    }
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
    el!(dom, "div; class=card" {
        if let Some(name) = party.name.as_ref().filter(|_| company) {
            el!(dom, "b; class=of; dir=auto" { dom.text(name) });
        } else if party.mine {
            el!(dom, "b; class=of" { dom.text(phrases.owner_side()) });
        }
        for person in &party.people {
            participant(dom, card, party, person);
        }
    });
}

fn participant(dom: &mut VdomBuilder, card: &Card, party: &ContractParty, person: &Participant) {
    let (phrases, contract) = (dom.phrases, &card.contract);
    let state = match &*person.sign_state {
        "signed" => phrases.signed(),
        "declined" => phrases.declined(),
        _ if person.signs => phrases.sign_waiting(),
        _ => phrases.signs_not(),
    };
    el!(dom, "div; class=person" {
        let class = if &*person.sign_state == "signed" { "av done" } else { "av" };
        el!(dom, "span; aria-hidden=true" ("class": class) {
            if &*person.sign_state == "signed" {
                icon(dom, DONE);
            } else {
                dom.text(&initials(&person.name));
            }
        });
        el!(dom, "div; class=t" {
            el!(dom, "b; dir=auto" { dom.text(&person.name) });
            el!(dom, "small" { dom.text(state) });
        });
        let open = contract.state == State::Pending && &*person.sign_state != "signed";
        if let Some(id) = person.id.filter(|_| open && !party.mine) {
            let label = interpolate(phrases.copy_link_named(), &[&person.name]);
            button::quiet_named(dom, phrases.copy_link(), Some(label), None, Message::LinkRequested(id));
        }
    });
    if let Some(link) = card.link.as_ref().filter(|link| Some(link.participant) == person.id) {
        el!(dom, "div; class=stack" {
            let label = interpolate(phrases.copy_link_named(), &[&person.name]);
            el!(dom, "input; part=input; type=text; readonly=; dir=ltr" ("aria-label": label, "value": &link.text));
            notice::hint(dom, None, &interpolate(phrases.link_until(), &[&person.name, &dom.time(link.until)]));
        });
    }
}

fn dates(dom: &mut VdomBuilder, contract: &Contract) {
    let phrases = dom.phrases;
    let dates = [
        (phrases.created_on(), contract.created),
        (phrases.sent_on(), contract.published),
        (phrases.expires_on(), contract.expires.filter(|_| !contract.is_final())),
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
