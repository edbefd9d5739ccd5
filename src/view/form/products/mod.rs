//! The products of the form: one table for each of the template's, with the rows that count.

mod cell;
mod columns;
mod item_row;
mod keys;
mod row;
mod table;

use self::table::product_table;
use crate::flow::Flow;
use crate::flow::form::items::table::without_table;
use crate::flow::item_message::ItemMessage;
use crate::flow::message::Message;
use crate::flow::request::PendingRequest;
use crate::flow::steps::filling::Filling;
use crate::flow::steps::products::{ProductSection, Tables};
use crate::text::interpolate;
use crate::view::parts::section::section;
use crate::view::parts::{button, notice};
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;

/// Oneflow takes so many rows over all tables, and more where its support allows it (`reference/create-a-contract`).
const MANY: usize = 150;

pub(super) fn products(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling, products: &ProductSection) {
    let phrases = dom.phrases;
    section(dom, "sect-products", phrases.products(), None, |dom| {
        el!(dom, "div; class=stack" { status(dom, products) });
        let mut count = 0;
        el!(dom, "div; class=stack" [Trigger::KeyDown(keys::grid_key)] {
            for table in products.known() {
                count += table.rows(&flow.edits.tables, &flow.settings.prefill.items).items.len();
                product_table(dom, flow, filling, table);
            }
        });
        el!(dom, "div; class=stack" { remarks(dom, flow, products, count) });
    });
}

/// Why the tables are not there.
fn status(dom: &mut VdomBuilder, products: &ProductSection) {
    let phrases = dom.phrases;
    match &products.tables {
        Tables::Known(_) => {}
        Tables::Loading(request) => el!(dom, "p; class=hint; part=hint" { reading(dom, request) }),
        tables @ (Tables::NotRead | Tables::Missing) => el!(dom, "div; class=alert warn" {
            notice::paragraph(dom, phrases.without_tables(tables));
            el!(dom, "div; class=row" { button::link(dom, phrases.again(), Message::RetryRequested) });
        }),
    }
}

/// What the review waits for, in place of the button.
pub(super) fn awaited(dom: &mut VdomBuilder, request: &PendingRequest) {
    el!(dom, "div; class=grow; part=status" { reading(dom, request) });
    button::busy(dom, dom.phrases.review());
}

/// That the tables are being read.
fn reading(dom: &mut VdomBuilder, request: &PendingRequest) {
    dom.text(&dom.phrases.request_status(request, dom.phrases.products_loading()));
    notice::slow(dom, request);
}

/// Remarks on all tables together.
fn remarks(dom: &mut VdomBuilder, flow: &Flow, products: &ProductSection, count: usize) {
    let phrases = dom.phrases;
    let items = &*flow.settings.prefill.items;
    let lost = without_table(products.known(), items);
    if !lost.is_empty() && matches!(products.tables, Tables::Known(_)) {
        let names: Vec<&str> = lost.iter().filter_map(|index| items.get(*index)).map(|item| &*item.name).collect();
        let text = interpolate(phrases.products_unplaced(), &[&names.join(", ")]);
        el!(dom, "p; class=alert warn" { dom.text(&text) });
    }
    if count > MANY {
        let text = interpolate(phrases.many_products(), &[&phrases.number_text(MANY)]);
        el!(dom, "p; class=alert warn" { dom.text(&text) });
    }
    if let Some(removed) = products.removed.last() {
        el!(dom, "p; class=hint offer" {
            dom.text(&interpolate(phrases.removed(), &[&phrases.removed_item(removed)]));
            dom.text(" ");
            button::link(dom, phrases.undo(), Message::Item(ItemMessage::Undone));
        });
    }
}
