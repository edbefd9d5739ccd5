//! The contract exists: its name, state and id, and the ways on.

use super::twin::twin;
use crate::flow::Flow;
use crate::flow::message::Message;
use crate::flow::settings::SEND;
use crate::flow::steps::publishing::Created;
use crate::view::parts::contract::{contract_identity, open_link};
use crate::view::parts::header::close_button;
use crate::view::parts::icon::{DONE, icon};
use crate::view::parts::invitation::folded;
use crate::view::parts::{button, notice};
use crate::view::vdom::builder::{VdomBuilder, el};

pub(in crate::view) fn created(dom: &mut VdomBuilder, flow: &Flow, created: &Created) {
    let (phrases, contract) = (dom.phrases, &created.contract);
    el!(dom, "header; class=head bare" { close_button(dom) });
    el!(dom, "div; class=body center" {
        el!(dom, "div; class=big; aria-hidden=true" { icon(dom, DONE) });
        el!(dom, "h2; id=heading; part=heading; tabindex=-1" { dom.text(phrases.created()) });
        contract_identity(dom, contract);
        notice::hint(dom, None, phrases.created_body());
        twin(dom, flow, &created.twin);
        el!(dom, "div; class=row" {
            open_link(dom, &created.url, true);
            button::plain(dom, phrases.another(), Message::StartedOver);
        });
        if created.can_be_sent(&flow.settings) {
            folded(dom, flow, &contract.name, "card wide");
        } else if flow.settings.allows(SEND) && !contract.may_publish {
            notice::hint(dom, None, phrases.may_not_send());
        }
    });
}
