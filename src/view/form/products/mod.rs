//! The products of the form: one table for each of the template's, with the rows that count.

mod cell;
mod columns;
mod item_row;
mod keys;
mod row;
mod table;

use std::rc::Rc;

use self::table::product_table;
use crate::flow::Flow;
use crate::flow::form::items::item::Item;
use crate::flow::form::items::table::{Table, edited_elsewhere, without_table};
use crate::flow::item_message::ItemMessage;
use crate::flow::message::Message;
use crate::flow::request::PendingRequest;
use crate::flow::steps::filling::Filling;
use crate::flow::steps::products::{ProductSection, Tables};
use crate::text::compose::non_empty;
use crate::text::interpolate;
use crate::view::parts::section::section;
use crate::view::parts::{button, notice};
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;

/// Oneflow takes so many rows over all tables, and more where its support allows it (`reference/create-a-contract`).
const MANY: usize = 150;

/// The section, which is there from the start of the step to its end, or never.
pub(super) fn products(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling) {
    if let Some(products) = filling.products.as_ref() {
        tables(dom, flow, filling, products);
    } else if edited_elsewhere(&[], &flow.edits.tables).next().is_some() {
        let items = &flow.settings.prefill.items;
        section(dom, "sect-products", dom.phrases.products(), None, |dom| unplaced(dom, flow, &[], items));
    }
}

fn tables(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling, products: &ProductSection) {
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

/// Names the host's rows, and those edited under another template, for which there is no table.
fn unplaced(dom: &mut VdomBuilder, flow: &Flow, tables: &[Rc<Table>], items: &[Item]) {
    let given = without_table(tables, items).into_iter().filter_map(|index| items.get(index));
    let lost = given.chain(edited_elsewhere(tables, &flow.edits.tables));
    let names: Vec<&str> = lost.filter_map(|item| non_empty(&item.name)).collect();
    if !names.is_empty() {
        let text = interpolate(dom.phrases.products_unplaced(), &[&names.join(", ")]);
        el!(dom, "p; class=alert warn" { dom.text(&text) });
    }
}

/// Remarks on all tables together.
fn remarks(dom: &mut VdomBuilder, flow: &Flow, products: &ProductSection, count: usize) {
    let phrases = dom.phrases;
    if let Tables::Known(tables) = &products.tables {
        unplaced(dom, flow, tables, &flow.settings.prefill.items);
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
