//! No clear answer came: the drafts that could be the attempt's, and what the user can say about them.

use super::parts::contract::open_link;
use super::parts::header::header;
use super::parts::{button, icon, notice};
use super::vdom::builder::{VdomBuilder, el};
use crate::api::contract::Contract;
use crate::api::failure::Failure;
use crate::flow::Flow;
use crate::flow::message::Message;
use crate::flow::steps::unconfirmed::Unconfirmed;
use crate::text::interpolate;

pub(super) fn unconfirmed(dom: &mut VdomBuilder, flow: &Flow, unconfirmed: &Unconfirmed) {
    let phrases = dom.phrases;
    let why = match unconfirmed.failure {
        Failure::Unreachable(_) => phrases.unconfirmed_silent(),
        _ => phrases.unconfirmed_failing(),
    };
    header(dom, phrases.unconfirmed(), 0, |dom| dom.text(why));
    el!(dom, "div; class=body" {
        el!(dom, "p; class=finding" {
            if unconfirmed.is_searching() {
                icon::spinner(dom);
            }
            dom.text(&phrases.search_result(unconfirmed));
        });
        for contract in &unconfirmed.candidates {
            candidate(dom, flow, unconfirmed, contract);
        }
        el!(dom, "div; class=row" {
            button::plain(dom, phrases.look_again(), Message::RetryRequested);
            if unconfirmed.looked {
                let none = unconfirmed.candidates.is_empty();
                let dismiss = if none { phrases.create_anyway() } else { phrases.none_of_these() };
                button::quiet(dom, dismiss, Message::CandidatesDismissed);
            }
        });
        notice::held_back(dom);
        notice::request_id(dom, Some(&unconfirmed.failure));
    });
    // Always there: an element that comes would take the focus away from the heading.
    el!(dom, "footer; part=footer" ("class": unconfirmed.looked.then_some("foot")) {
        if unconfirmed.looked {
            button::quiet(dom, phrases.back(), Message::WentBack);
        }
    });
}

/// A draft, with what tells it from others: the exact time, a value of its data fields, and the way to read it.
fn candidate(dom: &mut VdomBuilder, flow: &Flow, unconfirmed: &Unconfirmed, contract: &Contract) {
    let phrases = dom.phrases;
    let times = contract.created.zip(unconfirmed.read_at);
    let ago = times.map(|(then, now)| [&phrases.ago(then, now), " (", &dom.exact_time(then), ")"].concat());
    let ago = ago.unwrap_or_default();
    let state = interpolate(phrases.state_and_id(), &[&phrases.state(&contract.state), &contract.id.to_string()]);
    el!(dom, "div; class=card" {
        el!(dom, "div; class=t" {
            el!(dom, "b; dir=auto" { dom.text(&contract.name) });
            let workspace = &unconfirmed.attempt.filling.choice.workspace_name;
            el!(dom, "small" { dom.text(&interpolate(phrases.candidate(), &[&state, &ago, workspace])) });
            if let Some(field) = unconfirmed.telling_field(contract) {
                el!(dom, "small; dir=auto" { dom.text(&[&field.name, ": ", &field.value].concat()) });
            }
        });
        el!(dom, "div; class=row" {
            button::plain(dom, phrases.this_is_it(), Message::CandidateAccepted(contract.id));
            open_link(dom, contract, &flow.url_of(contract.id), false);
        });
    });
}
