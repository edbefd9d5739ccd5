//! The contract exists: its name, state and id, and the ways on.

use super::cross;
use super::invitation::folded;
use super::parts::icon::{AWAY, DONE, icon};
use super::parts::{button, notice};
use super::pen::{Pen, draw};
use crate::api::Text;
use crate::api::contract::Contract;
use crate::flow::Flow;
use crate::flow::creating::Created;
use crate::flow::host::SEND;
use crate::flow::message::Message;
use crate::text::with;

pub(super) fn created(pen: &mut Pen, flow: &Flow, created: &Created) {
    let (phrases, contract) = (pen.phrases, &created.contract);
    draw!(pen, "header; class=head bare" { cross(pen) });
    draw!(pen, "div; class=body center" {
        draw!(pen, "div; class=big; aria-hidden=true" { icon(pen, DONE) });
        draw!(pen, "h2; id=heading; part=heading; tabindex=-1" { pen.text(phrases.created()) });
        told_contract(pen, contract);
        notice::hint(pen, None, phrases.created_body());
        draw!(pen, "div; class=row" {
            open(pen, &created.url, true);
            button::plain(pen, phrases.another(), Message::StartedOver);
        });
        if created.can_be_sent(&flow.host) {
            folded(pen, flow, &contract.name, "card wide");
        } else if flow.host.allows(SEND) && !contract.may_publish {
            notice::hint(pen, None, phrases.may_not_send());
        }
    });
}

/// Which contract it is: name, state and id.
pub(super) fn told_contract(pen: &mut Pen, contract: &Contract) {
    let phrases = pen.phrases;
    draw!(pen, "p; class=name; dir=auto" { pen.text(&contract.name) });
    draw!(pen, "span; class=pill; part=badge" {
        draw!(pen, "i; aria-hidden=true");
        pen.text(&with(phrases.state_and_id(), &[&phrases.state(&contract.state), &contract.id.to_string()]));
    });
}

/// The way into Oneflow. The element hears the click first: the host may lead the way itself.
pub(super) fn open(pen: &mut Pen, url: &Text, primary: bool) {
    let phrases = pen.phrases;
    let class = if primary { "btn p" } else { "btn" };
    draw!(pen, "a; part=button button-primary; target=_blank; rel=noopener noreferrer; data-open=" ("class": class, "href": url, "title": phrases.open_hint()) {
        pen.text(phrases.open());
        icon(pen, AWAY);
    });
}
