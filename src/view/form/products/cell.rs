//! One input of a row, which says its column and its row.

use super::item_row::ItemRow;
use crate::flow::form::items::item::{AMOUNT, ItemInput, Nth, PERCENT};
use crate::flow::form::items::written::Written;
use crate::text::compose::non_empty;
use crate::view::parts::notice;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;
use crate::view::vdom::target::{Target, anchor};

/// One input of a row.
pub(super) struct Cell<'a> {
    pub row: &'a ItemRow,
    pub input: ItemInput,
}

impl Cell<'_> {
    fn target(&self, dom: &VdomBuilder) -> Target {
        Target::Item(self.row.item.key, self.input, dom.phrases.notation())
    }

    /// What the column is called.
    fn label(&self, dom: &VdomBuilder) -> String {
        dom.phrases.item_input(&self.row.table.group, self.input)
    }

    /// What the input is called by those who do not see the column.
    fn name(&self, dom: &VdomBuilder) -> String {
        dom.phrases.cell_label(&self.label(dom), self.row.index)
    }

    /// The input with its label, and what is wrong with it; `inside` draws it by its id and the id of the error.
    fn draw(&self, dom: &mut VdomBuilder, class: &'static str, inside: impl FnOnce(&mut VdomBuilder, String, Wrong)) {
        let id = anchor(self.target(dom).field());
        let error = self.row.error_text(dom.phrases, self.input);
        let error_id = error.as_ref().map(|_| [&id, "-error"].concat());
        let class = if error.is_some() { ["f bad ", class].concat() } else { ["f ", class].concat() };
        el!(dom, "div" ("class": class, "key": id.clone()) {
            el!(dom, "div; class=top" {
                let label = self.label(dom);
                el!(dom, "label; part=label" ("for": id.clone()) { dom.text(&label) });
            });
            inside(dom, id, Wrong { invalid: error.as_ref().map(|_| "true"), described: error_id.clone() });
            el!(dom, "div" {
                if let Some(error) = &error {
                    notice::error(dom, error_id, error);
                }
            });
        });
    }
}

/// How an input says that something is wrong with it.
struct Wrong {
    invalid: Option<&'static str>,
    /// The ids of what describes it.
    described: Option<String>,
}

/// A name, or a description, which may have several lines.
pub(super) fn text(dom: &mut VdomBuilder, cell: &Cell) {
    let (name, trigger, locked) = (cell.name(dom), Trigger::Input(cell.target(dom)), cell.row.locked);
    let item = &cell.row.item;
    if cell.input == ItemInput::Description {
        return cell.draw(dom, "c-text", |dom, id, wrong| {
            el!(dom, "textarea; part=input; dir=auto; rows=1"
                ("id": id, "readonly": locked, "value": &item.description, "aria-label": name,
                 "aria-invalid": wrong.invalid, "aria-describedby": wrong.described) [trigger]);
        });
    }
    cell.draw(dom, "c-text", |dom, id, wrong| {
        el!(dom, "input; part=input; autocomplete=off; dir=auto; type=text"
            ("id": id, "readonly": locked, "value": &item.name, "aria-label": name, "aria-invalid": wrong.invalid,
             "aria-describedby": wrong.described) [trigger]);
    });
}

/// A price, with what the table puts around it, which also describes it to those who do not see where it stands.
pub(super) fn number(dom: &mut VdomBuilder, cell: &Cell, written: &Written) {
    cell.draw(dom, "c-number", |dom, id, wrong| {
        let group = &cell.row.table.group;
        let named = |affix, suffix| non_empty(affix).map(|_| [&*id, suffix].concat());
        let (before, behind) = (named(&group.prefix, "-before"), named(&group.postfix, "-behind"));
        let ids: Vec<String> = [&wrong.described, &before, &behind].into_iter().flatten().cloned().collect();
        let described = Some(ids.join(" ")).filter(|ids| !ids.is_empty());
        el!(dom, "div; class=affixed" {
            el!(dom, "span; aria-hidden=true" ("id": before) { dom.text(&group.prefix) });
            number_input(dom, cell, written, id, Wrong { described, ..wrong });
            el!(dom, "span; aria-hidden=true" ("id": behind) { dom.text(&group.postfix) });
        });
    });
}

fn number_input(dom: &mut VdomBuilder, cell: &Cell, written: &Written, id: String, wrong: Wrong) {
    let (name, shown) = (cell.name(dom), dom.phrases.written(written));
    let trigger = Trigger::Input(cell.target(dom));
    el!(dom, "input; part=input; autocomplete=off; type=text; inputmode=decimal"
        ("id": id, "readonly": cell.row.locked, "value": shown, "aria-label": name, "aria-invalid": wrong.invalid,
         "aria-describedby": wrong.described) [trigger]);
}

/// What is taken off a price, as an amount or in hundredths.
pub(super) fn discount(dom: &mut VdomBuilder, cell: &Cell, nth: Nth) {
    let price = cell.row.item.price(nth);
    cell.draw(dom, "c-number", |dom, id, wrong| {
        el!(dom, "div; class=affixed" {
            number_input(dom, cell, &price.discount, id, wrong);
            let kind = Cell { row: cell.row, input: ItemInput::DiscountKind(nth) };
            let (name, target) = (kind.name(dom), kind.target(dom));
            el!(dom, "select; part=input"
                ("id": anchor(target.field()), "aria-label": name, "disabled": cell.row.locked)
                [Trigger::Input(target)] {
                let group = &cell.row.table.group;
                let affix = if group.postfix.trim().is_empty() { &group.prefix } else { &group.postfix };
                let amount = if affix.trim().is_empty() { dom.phrases.discount_amount() } else { affix.trim() };
                for (word, shown) in [(AMOUNT, amount), (PERCENT, "%")] {
                    let selected = price.percent == (word == PERCENT);
                    el!(dom, "option" ("value": word, "selected": selected) { dom.text(shown) });
                }
            });
        });
    });
}

/// How many; a choice is ticked.
pub(super) fn quantity(dom: &mut VdomBuilder, cell: &Cell) {
    let item = &cell.row.item;
    if !item.kind.is_choice() {
        return cell.draw(dom, "c-number", |dom, id, wrong| number_input(dom, cell, &item.quantity, id, wrong));
    }
    let cell = Cell { row: cell.row, input: ItemInput::Chosen };
    let (name, checked) = (cell.name(dom), if item.is_chosen() { "true" } else { "" });
    let (trigger, locked) = (Trigger::Input(cell.target(dom)), cell.row.locked);
    cell.draw(dom, "c-number", |dom, id, wrong| {
        el!(dom, "input; part=input; type=checkbox"
            ("id": id, "disabled": locked, "checked": checked, "aria-label": name, "aria-invalid": wrong.invalid,
             "aria-describedby": wrong.described) [trigger]);
    });
}
