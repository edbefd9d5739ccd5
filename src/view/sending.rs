//! The contract is sent, is being sent, or was not sent.

use super::created::{open, told_contract};
use super::invitation::invitation;
use super::parts::{button, icon, notice};
use super::pen::{Pen, draw};
use super::summary::{joined, line};
use super::{Flow, cross, header};
use crate::api::failure::Refusal;
use crate::flow::creating::Created;
use crate::flow::message::Message;
use crate::flow::sending::{PublishFailed, Publishing};
use crate::text::with;

pub(super) fn publishing(pen: &mut Pen, publishing: &Publishing) {
    let phrases = pen.phrases;
    draw!(pen, "div; class=body center" {
        draw!(pen, "div; class=big; aria-hidden=true" { icon::spinner(pen) });
        draw!(pen, "h2; id=heading; part=heading; tabindex=-1" { pen.text(phrases.sending()) });
        told_contract(pen, &publishing.created.contract);
        notice::hint(pen, None, &phrases.standing(&publishing.errand, phrases.sending_body()));
    });
}

pub(super) fn published(pen: &mut Pen, published: &Created) {
    let (phrases, contract) = (pen.phrases, &published.contract);
    draw!(pen, "header; class=head bare" { cross(pen) });
    draw!(pen, "div; class=body center" {
        draw!(pen, "div; class=big; aria-hidden=true" { icon::icon(pen, icon::SENT) });
        draw!(pen, "h2; id=heading; part=heading; tabindex=-1" { pen.text(phrases.sent()) });
        told_contract(pen, contract);
        let people = contract.parties.iter().filter(|party| !party.mine).flat_map(|party| &party.people);
        draw!(pen, "div; class=card wide" {
            for person in people {
                let channel = person.channel.as_deref().map(|word| phrases.channel(word));
                line(pen, &person.name, &joined(&[channel.as_deref()]), None);
            }
        });
        if let Some(expires) = contract.expires {
            notice::hint(pen, None, &with(phrases.signable_until(), &[&pen.date(expires)]));
        }
        draw!(pen, "div; class=row" {
            open(pen, &published.url, true);
            button::plain(pen, phrases.another(), Message::StartedOver);
        });
    });
}

pub(super) fn publish_failed(pen: &mut Pen, flow: &Flow, failed: &PublishFailed) {
    let (phrases, created) = (pen.phrases, &failed.created);
    let title = if failed.certain { phrases.not_sent() } else { phrases.perhaps_sent() };
    header(pen, title, 0, |pen| pen.text(phrases.draft_kept()));
    draw!(pen, "div; class=body" {
        notice::failed(pen, if failed.certain { "alert danger" } else { "alert warn" }, phrases.sending_failure(failed), &failed.failure);
        told_contract(pen, &created.contract);
        if failed.certain {
            draw!(pen, "div; class=card" {
                let invitation = invitation(pen, flow, &created.contract.name);
                // Where somebody has to change something first, sending again is not the thing to do next.
                let stuck = matches!(failed.failure.refusal(), Some(Refusal::Plan | Refusal::Permission));
                let draw = if stuck { button::plain } else { button::primary };
                draw!(pen, "div; class=row" { draw(pen, phrases.send_again(), Message::Sent(invitation)) });
            });
        }
        draw!(pen, "div; class=row" {
            if !failed.certain {
                button::primary(pen, phrases.look_again(), Message::TriedAgain);
            }
            open(pen, &created.url, false);
            let label = if created.filling.is_some() { phrases.another() } else { phrases.back() };
            button::quiet(pen, label, Message::StartedOver);
        });
    });
}
