//! A product table of the form: whose rows they are, the rows, what they cost together, and what can be done with them.

use std::rc::Rc;

use super::columns::{about, columns};
use super::item_row::ItemRow;
use crate::flow::Flow;
use crate::flow::form::field::FieldId;
use crate::flow::form::items::item::ItemInput;
use crate::flow::form::items::table::{Rows, Source, Table};
use crate::flow::item_message::ItemMessage;
use crate::flow::message::Message;
use crate::flow::steps::filling::Filling;
use crate::text::compose::joined;
use crate::text::interpolate;
use crate::view::form::errors::error_text;
use crate::view::parts::{button, notice};
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::target::anchor;

pub(super) fn product_table(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling, table: &Rc<Table>) {
    let phrases = dom.phrases;
    let items = &flow.settings.prefill.items;
    let rows = table.rows(&flow.edits.tables, items);
    let title = phrases.table_title(&table.group, table.number);
    let is_titled = table.group.name.is_some() || filling.tables().len() > 1;
    el!(dom, "div; class=stack; role=group" ("aria-label": title.clone(), "key": table.number.to_string()) {
        el!(dom, "div" {
            about_table(dom, is_titled.then_some(&*title), rows.source);
            if table.group.shows_tax {
                notice::hint(dom, None, phrases.products_untaxed());
            }
        });
        el!(dom, "div; class=items" {
            heads(dom, table, rows.items.is_empty());
            for (index, item) in rows.items.iter().enumerate() {
                let row = ItemRow::new(flow, filling, table, item, (index, rows.items.len()));
                dom.memo(&item.key.row.to_string(), Rc::new(row));
            }
        });
        el!(dom, "div; class=row; tabindex=-1" ("id": anchor(FieldId::Table(table.number))) {
            if !flow.settings.locks("items") {
                buttons(dom, flow, table, &rows, &title);
            }
            el!(dom, "span; class=grow");
            el!(dom, "span; class=total; dir=auto" { dom.text(&totals(dom, table, &rows)) });
        });
        el!(dom, "div; class=stack" {
            if let Some(error) = error_text(dom, filling, FieldId::Table(table.number)) {
                notice::error(dom, None, &error);
            }
            outdated(dom, flow, table);
        });
    });
}

/// Its name, and whose rows they are.
fn about_table(dom: &mut VdomBuilder, title: Option<&str>, source: Source) {
    let phrases = dom.phrases;
    if let Some(title) = title {
        el!(dom, "b; dir=auto" { dom.text(title) });
    }
    let of_template = source == Source::Template;
    let whose = if of_template { phrases.products_of_template() } else { phrases.products_replace() };
    notice::hint(dom, None, whose);
}

/// The page has other rows by now than when the user edited them.
fn outdated(dom: &mut VdomBuilder, flow: &Flow, table: &Table) {
    let phrases = dom.phrases;
    if table.is_outdated(&flow.edits.tables, &flow.settings.prefill.items) && !flow.settings.locks("items") {
        el!(dom, "div; class=alert warn" {
            notice::paragraph(dom, phrases.page_rows_changed());
            let message = Message::Item(ItemMessage::PageRestored(table.number));
            el!(dom, "div; class=row" { button::link(dom, phrases.use_them(), message) });
        });
    }
}

/// The heads of the columns, for those who see them: each input says its own.
fn heads(dom: &mut VdomBuilder, table: &Table, is_empty: bool) {
    if is_empty {
        return;
    }
    el!(dom, "div; class=heads; aria-hidden=true" {
        for input in columns(table) {
            let class = if input == ItemInput::Name { "c-text" } else { "c-number" };
            let label = dom.phrases.item_input(&table.group, input);
            el!(dom, "span" ("class": class) { dom.text(&label) });
        }
        el!(dom, "span; class=c-number" { dom.text(dom.phrases.row_sum()) });
    });
}

fn buttons(dom: &mut VdomBuilder, flow: &Flow, table: &Table, rows: &Rows, title: &str) {
    let (phrases, number) = (dom.phrases, table.number);
    let mut named = |label: &str, message| {
        button::quiet_named(dom, label, Some(joined(&[Some(label), Some(title)])), None, Message::Item(message));
    };
    named(phrases.add_row(), ItemMessage::Added(number));
    if rows.source != Source::Template {
        named(phrases.template_rows(), ItemMessage::TemplateRestored(number));
    }
    let edited = table.edit(&flow.edits.tables).is_some();
    if edited && !table.rows_of_page(&flow.settings.prefill.items).is_empty() {
        named(phrases.page_rows(), ItemMessage::PageRestored(number));
    }
}

/// What all rows cost together, price by price. Oneflow has the last word, so it is said as about.
fn totals(dom: &VdomBuilder, table: &Table, rows: &Rows) -> String {
    if table.group.hides_sums {
        return String::new();
    }
    let said = about(dom, table, &rows.items);
    if said.is_empty() { said } else { interpolate(dom.phrases.problem_at(), &[dom.phrases.row_sum(), &said]) }
}
