//! Keys that move through the product tables as through a grid.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::flow::form::field::FieldId;
use crate::flow::form::items::item::{ItemInput, ItemKey, Nth};
use crate::flow::item_message::{ItemMessage, Toward};
use crate::flow::message::Message;
use crate::view::vdom::target::anchor;

/// The inputs between which the keys move: each is one line.
const COLUMNS: [ItemInput; 7] = [
    ItemInput::Name,
    ItemInput::Price(Nth::First),
    ItemInput::Discount(Nth::First),
    ItemInput::Price(Nth::Second),
    ItemInput::Discount(Nth::Second),
    ItemInput::Quantity,
    ItemInput::Chosen,
];

/// Up and down lead to the same input of the next row, and Enter below the last row to a new one.
pub(super) fn grid_key(event: &web_sys::Event) -> Option<Message> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    let modified = key.shift_key() || key.ctrl_key() || key.alt_key() || key.meta_key();
    if modified || key.is_composing() || key.default_prevented() {
        return None;
    }
    let toward = match &*key.key() {
        "ArrowUp" => Toward::Above,
        "ArrowDown" => Toward::Below,
        "Enter" => Toward::Next,
        _ => return None,
    };
    let (item, input) = cell(&event.target()?.dyn_into::<Element>().ok()?.id())?;
    event.prevent_default();
    Some(Message::Item(ItemMessage::FocusMoved(item, input, toward)))
}

/// The row and the input that an id names.
fn cell(id: &str) -> Option<(ItemKey, ItemInput)> {
    let mut parts = id.strip_prefix("item-")?.split('-');
    let key = ItemKey { table: parts.next()?.parse().ok()?, row: parts.next()?.parse().ok()? };
    COLUMNS.into_iter().find(|input| anchor(FieldId::Item(key, *input)) == id).map(|input| (key, input))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_known_by_its_id() {
        let key = ItemKey { table: 1, row: 12 };
        for input in COLUMNS {
            assert_eq!(cell(&anchor(FieldId::Item(key, input))), Some((key, input)));
        }
        for other in ["item-1-12-description", "item-1-12-raise", "item-1", "item-x-1-name", "party-1-2-name", ""] {
            assert_eq!(cell(other), None, "{other}");
        }
    }
}
