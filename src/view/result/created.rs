//! The contract exists: its name, state and id, and the ways on.

use super::twin::twin;
use super::uploading::uploads;
use crate::api::contract::Contract;
use crate::flow::Flow;
use crate::flow::message::Message;
use crate::flow::settings::SEND;
use crate::flow::steps::publishing::Created;
use crate::full::IS_FULL;
use crate::view::parts::contract::{contract_identity, open_link};
use crate::view::parts::header::close_button;
use crate::view::parts::icon::{AWAY, DONE, WARNING, icon};
use crate::view::parts::invitation::{approval, folded};
use crate::view::parts::products::product_table;
use crate::view::parts::{button, notice};
use crate::view::vdom::builder::{VdomBuilder, el};

pub(in crate::view) fn created(dom: &mut VdomBuilder, flow: &Flow, created: &Created) {
    let (phrases, contract) = (dom.phrases, &created.contract);
    el!(dom, "header; class=head bare" { close_button(dom) });
    el!(dom, "div; class=body center" {
        let class = if created.unsent { "big warn" } else { "big" };
        el!(dom, "div; aria-hidden=true" ("class": class) { icon(dom, if created.unsent { WARNING } else { DONE }) });
        el!(dom, "h2; id=heading; part=heading; tabindex=-1" { dom.text(phrases.created_title(created)) });
        contract_identity(dom, contract);
        notice::hint(dom, None, phrases.created_body());
        if contract.is_signed_by_me() {
            notice::hint(dom, None, phrases.you_sign_too());
        }
        if flow.settings.allows(SEND) && !contract.may_publish {
            el!(dom, "p" ("class": if created.unsent { "alert warn" } else { "hint" }) {
                dom.text(phrases.may_not_send());
            });
        }
        if IS_FULL {
            products(dom, contract);
        }
        twin(dom, flow, &created.twin);
        if IS_FULL {
            uploads(dom, &created.uploads);
        }
        el!(dom, "div; class=row" {
            open_link(dom, contract, &created.url, true);
            file(dom, created);
            button::plain(dom, phrases.another(), Message::StartedOver);
        });
        el!(dom, "div" {
            if let Some(failure) = &created.trouble {
                notice::hint(dom, None, phrases.no_file());
                notice::request_id(dom, Some(failure));
            }
        });
        if created.can_be_sent(&flow.settings) {
            send(dom, flow, created);
        }
    });
}

fn send(dom: &mut VdomBuilder, flow: &Flow, created: &Created) {
    el!(dom, "div; class=stack" {
        if let Some(filling) = &created.filling {
            approval(dom, flow, filling);
        }
    });
    folded(dom, flow, &created.contract, "card wide");
}

/// Rows and sums as Oneflow has them by now.
pub(super) fn products(dom: &mut VdomBuilder, contract: &Contract) {
    let tables = contract.products.iter().flat_map(|products| &*products.0);
    for table in tables.filter(|table| !table.products.is_empty()) {
        product_table(dom, table, &table.products, false);
    }
}

/// The contract's PDF: asked for, on its way, or there to be opened. No window is opened without a press.
fn file(dom: &mut VdomBuilder, created: &Created) {
    let phrases = dom.phrases;
    match &created.file {
        Some(address) => el!(dom, "a; class=btn; part=button button-secondary; target=_blank; data-open=file"
            ("href": address) {
            dom.text(phrases.read_file());
            icon(dom, AWAY);
        }),
        None if created.request.is_some() => button::busy_plain(dom, phrases.reading_file()),
        None => button::plain(dom, phrases.read_first(), Message::FileRequested),
    }
}
