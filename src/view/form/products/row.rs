//! A row of a product table, as inputs.

use std::slice;

use super::cell::{Cell, discount, number, quantity, text};
use super::columns::{about, columns, inputs};
use super::item_row::{ItemRow, LONG};
use crate::api::product_group::ColumnKind;
use crate::flow::form::field::FieldId;
use crate::flow::form::items::item::ItemInput;
use crate::flow::item_message::ItemMessage;
use crate::flow::message::Message;
use crate::text::interpolate;
use crate::view::parts::button;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::memo::Draw;
use crate::view::vdom::target::anchor;

impl Draw for ItemRow {
    fn draw(&self, dom: &mut VdomBuilder) {
        let title = dom.phrases.row_title(self.index);
        let class = if self.of > LONG { "item skip" } else { "item" };
        el!(dom, "div; role=group" ("class": class, "aria-label": title) {
            el!(dom, "div; class=cells" {
                for input in columns(&self.table) {
                    self.cell(dom, input);
                }
                self.sum(dom);
            });
            if self.table.group.shows(ColumnKind::Description) {
                self.cell(dom, ItemInput::Description);
            }
            for input in self.revealed.iter().copied().flat_map(inputs) {
                self.cell(dom, *input);
            }
            if !self.locked {
                self.buttons(dom);
            }
        });
    }
}

impl ItemRow {
    fn cell(&self, dom: &mut VdomBuilder, input: ItemInput) {
        let cell = Cell { row: self, input };
        match input {
            ItemInput::Price(nth) => number(dom, &cell, &self.item.price(nth).base),
            ItemInput::Discount(nth) => discount(dom, &cell, nth),
            ItemInput::Quantity => quantity(dom, &cell),
            _ => text(dom, &cell),
        }
    }

    fn sum(&self, dom: &mut VdomBuilder) {
        let said = about(dom, &self.table, slice::from_ref(&self.item));
        el!(dom, "div; class=c-number sum" {
            // Where the heads are seen, the label beside the sum is not; it is heard at every width.
            let name = dom.phrases.cell_label(dom.phrases.row_sum(), self.index);
            el!(dom, "span; class=unseen" { dom.text(&name) });
            el!(dom, "span; class=said; aria-hidden=true" { dom.text(dom.phrases.row_sum()) });
            el!(dom, "span; dir=auto" { dom.text(&said) });
        });
    }

    fn buttons(&self, dom: &mut VdomBuilder) {
        let (phrases, key) = (dom.phrases, self.item.key);
        let title = phrases.row_title(self.index);
        let id = |input| Some(anchor(FieldId::Item(key, input)));
        el!(dom, "div; class=bar" {
            if self.index > 0 {
                let name = interpolate(phrases.raise_named(), &[&title]);
                let message = Message::Item(ItemMessage::MovedUp(key));
                button::quiet_named(dom, phrases.raise(), Some(name), id(ItemInput::MoveUp), message);
            }
            if self.index + 1 < self.of {
                let name = interpolate(phrases.lower_named(), &[&title]);
                let message = Message::Item(ItemMessage::MovedDown(key));
                button::quiet_named(dom, phrases.lower(), Some(name), id(ItemInput::MoveDown), message);
            }
            let name = interpolate(phrases.remove_named(), &[&title]);
            let message = Message::Item(ItemMessage::Removed(key));
            button::quiet_named(dom, phrases.remove(), Some(name), None, message);
        });
    }
}
