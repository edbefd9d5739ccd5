//! The contract is being sent, was sent, or was not sent.

use super::created::products;
use super::twin::twin;
use super::uploading::uploads;
use crate::api::failure::Refusal;
use crate::flow::Flow;
use crate::flow::message::Message;
use crate::flow::steps::publishing::{Created, PublishFailed, Publishing};
use crate::full::IS_FULL;
use crate::text::compose::{joined, non_empty};
use crate::text::interpolate;
use crate::view::parts::contract::{contract_identity, open_link};
use crate::view::parts::header::{close_button, header};
use crate::view::parts::invitation::invitation;
use crate::view::parts::participant::{Linked, participant};
use crate::view::parts::{button, icon, notice};
use crate::view::vdom::builder::{VdomBuilder, el};

pub(in crate::view) fn publishing(dom: &mut VdomBuilder, publishing: &Publishing) {
    let phrases = dom.phrases;
    el!(dom, "div; class=body center" {
        el!(dom, "div; class=big; aria-hidden=true" { icon::spinner(dom) });
        el!(dom, "h2; id=heading; part=heading; tabindex=-1" { dom.text(phrases.sending()) });
        contract_identity(dom, &publishing.created.contract);
        notice::hint(dom, None, &phrases.request_status(&publishing.request, phrases.sending_body()));
        el!(dom, "p; class=hint" { notice::slow(dom, &publishing.request) });
    });
}

pub(in crate::view) fn published(dom: &mut VdomBuilder, flow: &Flow, published: &Created) {
    let (phrases, contract) = (dom.phrases, &published.contract);
    el!(dom, "header; class=head bare" { close_button(dom) });
    let notified = contract.notifies_somebody();
    el!(dom, "div; class=body center" {
        let path = if notified { icon::SENT } else { icon::DONE };
        el!(dom, "div; class=big; aria-hidden=true" { icon::icon(dom, path) });
        el!(dom, "h2; id=heading; part=heading; tabindex=-1" { dom.text(phrases.sent_title(contract)) });
        contract_identity(dom, contract);
        if !notified {
            notice::hint(dom, None, phrases.nobody_was_notified());
        }
        if IS_FULL {
            products(dom, contract);
        }
        twin(dom, flow, &published.twin);
        if IS_FULL {
            uploads(dom, &published.uploads);
        }
        el!(dom, "div; class=card wide" {
            for person in contract.counterparts() {
                let channel = person.channel.as_deref().map(|word| phrases.channel(word));
                let address = non_empty(&person.address).filter(|_| person.is_notified());
                let linked = Linked { contract, link: published.link.as_ref(), offered: !person.is_notified() };
                participant(dom, &linked, person, &joined(&[channel.as_deref(), address]));
            }
        });
        if let Some(failure) = &published.trouble {
            notice::hint(dom, None, phrases.no_link());
            notice::request_id(dom, Some(failure));
        }
        if let Some(expires) = contract.expires {
            notice::hint(dom, None, &interpolate(phrases.signable_until(), &[&dom.date(expires)]));
        }
        el!(dom, "div; class=row" {
            open_link(dom, contract, &published.url, true);
            button::plain(dom, phrases.another(), Message::StartedOver);
        });
    });
}

pub(in crate::view) fn publish_failed(dom: &mut VdomBuilder, flow: &Flow, failed: &PublishFailed) {
    let (phrases, created) = (dom.phrases, &failed.created);
    let title = if failed.certain { phrases.not_sent() } else { phrases.perhaps_sent() };
    header(dom, title, 0, |dom| dom.text(phrases.draft_kept()));
    el!(dom, "div; class=body" {
        let class = if failed.certain { "alert danger" } else { "alert warn" };
        notice::failed(dom, class, phrases.sending_failure(failed), &failed.failure);
        contract_identity(dom, &created.contract);
        twin(dom, flow, &created.twin);
        if failed.certain {
            el!(dom, "div; class=card" {
                let invitation = invitation(dom, flow, &created.contract.name);
                // Where somebody has to change something first, sending again is not the next thing to do.
                let stuck = matches!(failed.failure.refusal(), Some(Refusal::Plan | Refusal::Permission));
                let draw = if stuck { button::plain } else { button::primary };
                el!(dom, "div; class=row" { draw(dom, phrases.send_again(), Message::PublishRequested(invitation)) });
                notice::held_back(dom);
            });
        }
        el!(dom, "div; class=row" {
            if !failed.certain {
                button::primary(dom, phrases.look_again(), Message::RetryRequested);
            }
            open_link(dom, &created.contract, &created.url, false);
            let label = if created.filling.is_some() { phrases.another() } else { phrases.back() };
            button::quiet(dom, label, Message::StartedOver);
        });
    });
}
