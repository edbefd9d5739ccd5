//! The contracts of a record: a list of buttons, each of which opens one.

use super::parts::contract::state_badge;
use super::parts::header::header;
use super::parts::windowed::{option_id, scrolled, space};
use super::parts::{button, notice};
use super::vdom::builder::{VdomBuilder, el};
use super::vdom::listener::Trigger;
use super::vdom::target::row_anchor;
use crate::api::contract::{Contract, State};
use crate::flow::message::Message;
use crate::flow::steps::listing::Listing;
use crate::text::compose::{joined, non_empty};
use crate::text::interpolate;

pub(super) fn listing(dom: &mut VdomBuilder, listing: &Listing) {
    let phrases = dom.phrases;
    header(dom, phrases.list_title(), 0, |dom| dom.text(&phrases.list_state(listing)));
    el!(dom, "div; class=body fixed" {
        el!(dom, "div; class=row" {
            button::primary(dom, phrases.new_contract(), Message::NewContractRequested);
            button::quiet(dom, phrases.refresh(), Message::RetryRequested);
        });
        el!(dom, "div; class=stack" { trouble(dom, listing) });
        rows(dom, listing);
    });
}

fn trouble(dom: &mut VdomBuilder, listing: &Listing) {
    if let Some(failure) = &listing.trouble {
        let phrases = dom.phrases;
        notice::alert(dom, "alert warn", phrases.list_trouble_title(listing), |dom| {
            if let Some(cause) = phrases.list_trouble_cause(failure) {
                notice::paragraph(dom, &cause);
            }
            notice::request_id(dom, Some(failure));
        });
    }
}

fn rows(dom: &mut VdomBuilder, listing: &Listing) {
    let phrases = dom.phrases;
    if listing.rows.is_empty() {
        return el!(dom, "div; class=none" {
            if listing.is_read {
                notice::paragraph(dom, phrases.list_empty());
            }
        });
    }
    let window = &listing.window;
    el!(dom, "div; class=rest" {
        el!(dom, "div; id=list; class=list; part=list; role=list" ("aria-label": phrases.list_title())
            [Trigger::Scroll(scrolled)] {
            space(dom, "before", window.space_before());
            for (at, row) in listing.rows.iter().enumerate().skip(window.rows.start).take(window.rows.len()) {
                self::row(dom, &row.contract, at, window.all);
            }
            space(dom, "after", window.space_after());
        });
    });
}

fn row(dom: &mut VdomBuilder, contract: &Contract, at: usize, all: usize) {
    let phrases = dom.phrases;
    let id = row_anchor(contract.id);
    let created = contract.created.map(|moment| dom.date(moment));
    let updated = contract.overview.updated.map(|moment| dom.date(moment));
    // On its first day, one date says both.
    let updated = updated.filter(|day| created.as_ref() != Some(day));
    let created = created.map(|day| interpolate(phrases.list_created(), &[&day]));
    let updated = updated.map(|day| interpolate(phrases.list_updated(), &[&day]));
    el!(dom, "div; role=listitem"
        ("id": option_id(at), "key": id.clone(), "aria-posinset": (at + 1).to_string(),
         "aria-setsize": all.to_string()) {
        el!(dom, "button; type=button; class=opt entry; part=option" ("id": id)
            [Trigger::Click(Message::ContractOpened(contract.id))] {
            el!(dom, "span; class=t" {
                let name = non_empty(&contract.name).unwrap_or(phrases.contract());
                el!(dom, "b; dir=auto" { dom.text(name) });
                el!(dom, "small" { dom.text(&joined(&[created.as_deref(), updated.as_deref()])) });
                people(dom, contract);
            });
            el!(dom, "span; class=aside" {
                state_badge(dom, &contract.state);
                if let Some(value) = &contract.overview.value {
                    el!(dom, "small" { dom.text(&dom.money(value)) });
                }
            });
        });
    });
}

/// With whom the contract is, and how many have signed.
fn people(dom: &mut VdomBuilder, contract: &Contract) {
    let names: Vec<&str> = contract.counterparties().map(|name| &**name).collect();
    let names = names.join(", ");
    let is_out = contract.state != State::Draft && contract.signed_count().1 > 0;
    let signed = is_out.then(|| dom.phrases.signed_count(contract));
    let said = joined(&[non_empty(&names), signed.as_deref()]);
    if !said.is_empty() {
        el!(dom, "small; dir=auto" { dom.text(&said) });
    }
}
