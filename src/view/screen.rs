//! The whole element, and which step is drawn.

use std::rc::Rc;

use yew::Html;

use super::pending_reset::{escape, pending_reset};
use super::reviewing::Review;
use super::vdom::builder::{VdomBuilder, el};
use super::vdom::context::ViewContext;
use super::vdom::listener::Trigger;
use super::{card, choosing, form, listing, opening, result, reviewing, unavailable, unconfirmed};
use crate::flow::steps::creating::Attempt;
use crate::flow::steps::reviewing::Reviewing;
use crate::flow::{Flow, Step};
use crate::full::IS_FULL;

/// The whole element.
pub fn screen(flow: &Flow, context: &Rc<ViewContext>) -> Html {
    let phrases = context.phrases;
    let mut builder = VdomBuilder::new(context.clone(), context.dispatch.clone());
    builder.can_be_left = flow.can_be_left();
    builder.has_list_behind = flow.has_list_behind();
    builder.held_back = flow.held_back;
    builder.copied.clone_from(&flow.copied);
    let dom = &mut builder;
    el!(dom, "section; class=w; part=base; aria-labelledby=heading" ("lang": phrases.tag()) {
        if flow.pending_reset.is_some() {
            dom.listen(Trigger::KeyDown(escape));
        }
        el!(dom, "slot; name=header");
        if flow.offline {
            el!(dom, "p; id=offline; class=alert warn" { dom.text(phrases.offline_now(flow)) });
        }
        pending_reset(dom, flow);
        step(dom, flow);
        el!(dom, "slot; name=footer");
        el!(dom, "div; class=unseen; role=status; aria-live=polite" { dom.text(&phrases.announcement(flow)) });
    });
    builder.finish()
}

fn step(dom: &mut VdomBuilder, flow: &Flow) {
    match &flow.step {
        Step::Resting => opening::opening(dom, flow, None),
        Step::Opening(opening) => opening::opening(dom, flow, Some(&opening.request)),
        Step::Unavailable(unavailable) => unavailable::unavailable(dom, flow, unavailable),
        Step::Choosing(choosing) => choosing::choosing(dom, choosing, &flow.settings),
        Step::Filling(filling) => form::form(dom, flow, filling),
        Step::Reviewing(Reviewing { filling, contract, notice, .. }) => {
            let review = Review { filling, contract, notice: notice.as_ref(), creating: None };
            reviewing::reviewing(dom, flow, &review);
        }
        Step::Creating(creating) => {
            let Attempt { filling, sent, .. } = &creating.attempt;
            let review = Review { filling, contract: sent, notice: None, creating: Some(creating) };
            reviewing::reviewing(dom, flow, &review);
        }
        Step::Unconfirmed(unconfirmed) => unconfirmed::unconfirmed(dom, flow, unconfirmed),
        Step::Uploading(uploading) if IS_FULL => result::uploading::uploading(dom, uploading),
        Step::Created(created) => result::created::created(dom, flow, created),
        Step::Publishing(publishing) => result::publishing::publishing(dom, publishing),
        Step::Published(published) => result::publishing::published(dom, flow, published),
        Step::PublishFailed(failed) => result::publishing::publish_failed(dom, flow, failed),
        Step::Card(card) => card::card(dom, flow, card),
        Step::Listing(listing) if IS_FULL => listing::listing(dom, listing),
        Step::Uploading(_) | Step::Listing(_) => {}
    }
}
