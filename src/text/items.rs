//! Line items in words: what their inputs are called, what is wrong with them, and amounts as a table shows them.

use super::Phrases;
use super::compose::{interpolate, joined, listed, non_empty};
use crate::api::decimal::Decimal;
use crate::api::price::{Discount, Price};
use crate::api::product::Product;
use crate::api::product_group::{ColumnKind, ProductGroup};
use crate::flow::Flow;
use crate::flow::form::field::{ErrorKind, FieldId};
use crate::flow::form::items::item::{ItemInput, Nth};
use crate::flow::form::items::removed::RemovedItem;
use crate::flow::form::items::written::{Notation, Written};
use crate::flow::steps::filling::Filling;
use crate::flow::steps::products::Tables;
use crate::full::IS_FULL;

impl Phrases {
    /// What is wrong with a row.
    pub(super) fn item_error(&self, kind: &ErrorKind) -> String {
        match kind {
            _ if !IS_FULL => String::new(),
            ErrorKind::TooPrecise { limit } => interpolate(self.too_precise(), &[&self.number_text(*limit)]),
            ErrorKind::Negative => self.negative().to_owned(),
            ErrorKind::NotAPercentage => self.not_a_percentage().to_owned(),
            ErrorKind::DiscountTooHigh => self.discount_too_high().to_owned(),
            ErrorKind::NotOneChosen => self.not_one_chosen().to_owned(),
            ErrorKind::SameId(id) => interpolate(self.same_id(), &[id]),
            _ => String::new(),
        }
    }

    /// Why no rows go along.
    pub fn without_tables(&self, tables: &Tables) -> &'static str {
        if *tables == Tables::NotRead { self.products_not_read() } else { self.products_missing() }
    }

    /// How the language writes numbers.
    pub fn notation(&self) -> Notation {
        let first = |text: &str, otherwise| text.chars().next().unwrap_or(otherwise);
        Notation { decimal: first(self.decimal(), '.'), grouping: first(self.separator(), '\0') }
    }

    /// A number as it stands in an input: as it was typed in this language, else as this language writes it.
    pub fn written(&self, written: &Written) -> String {
        let notation = self.notation();
        let plain = |written: &Written| match written.notation {
            Notation::PLAIN => written.value().map(|_| written.text.trim().to_owned()),
            _ => written.value().map(|number| number.to_string()),
        };
        let other = Some(written).filter(|written| written.notation != notation).and_then(plain);
        other.map_or_else(|| written.text.to_string(), |plain| plain.replace('.', self.decimal()))
    }

    /// An amount with the decimals of its table, or more if it has them, and with what the table puts around it.
    pub fn price_text(&self, group: &ProductGroup, amount: Decimal) -> String {
        let amount = amount.rounded(group.price_decimals).filter(|rounded| *rounded == amount).unwrap_or(amount);
        let number = self.amount(&amount.to_string());
        // A word does not stick to a number.
        let apart = |affix: Option<char>| if affix.is_some_and(char::is_alphabetic) { "\u{a0}" } else { "" };
        let before = apart(group.prefix.chars().next_back());
        let behind = apart(group.postfix.chars().next());
        [&*group.prefix, before, &number, behind, &group.postfix].concat()
    }

    /// What a column is called.
    fn column_label<'a>(&self, group: &'a ProductGroup, kind: ColumnKind) -> &'a str {
        match (group.label(kind), kind) {
            (Some(label), _) => label,
            (None, ColumnKind::Name) => self.product_name(),
            (None, ColumnKind::Description) => self.product_description(),
            (None, ColumnKind::Price) => self.price(),
            (None, ColumnKind::SecondPrice) => self.second_price(),
            (None, ColumnKind::Quantity) => self.quantity(),
        }
    }

    /// What an input of a row is called.
    pub fn item_input(&self, group: &ProductGroup, input: ItemInput) -> String {
        let price = |nth| if nth == Nth::First { ColumnKind::Price } else { ColumnKind::SecondPrice };
        let both = group.shows(ColumnKind::Price) && group.shows(ColumnKind::SecondPrice);
        let of_price = |nth, label: &str| {
            let column = self.column_label(group, price(nth));
            if both { joined(&[Some(column), Some(label)]) } else { label.to_owned() }
        };
        let label = match input {
            ItemInput::Name => self.column_label(group, ColumnKind::Name),
            ItemInput::Description => self.column_label(group, ColumnKind::Description),
            ItemInput::Price(nth) => self.column_label(group, price(nth)),
            ItemInput::Discount(nth) => return of_price(nth, self.discount()),
            ItemInput::DiscountKind(nth) => return of_price(nth, self.discount_kind()),
            ItemInput::Quantity => self.column_label(group, ColumnKind::Quantity),
            ItemInput::Chosen => self.chosen(),
            ItemInput::MoveUp => self.raise(),
            ItemInput::MoveDown => self.lower(),
        };
        label.to_owned()
    }

    /// A table by its name, else by its number.
    pub fn table_title(&self, group: &ProductGroup, number: u32) -> String {
        let numbered = || interpolate(self.nth_table(), &[&(number + 1).to_string()]);
        group.name.as_deref().map_or_else(numbered, str::to_owned)
    }

    /// An input of a row, or a table, as the summary of errors calls it.
    pub(super) fn item_title(&self, flow: &Flow, filling: &Filling, field: FieldId) -> String {
        if !IS_FULL {
            return String::new();
        }
        let number = match field {
            FieldId::Item(key, _) => key.table,
            FieldId::Table(number) => number,
            _ => return String::new(),
        };
        let Some(table) = filling.tables().iter().find(|table| table.number == number) else {
            return self.products().to_owned();
        };
        let title = Some(self.table_title(&table.group, number)).filter(|_| filling.tables().len() > 1);
        let FieldId::Item(key, input) = field else {
            return title.unwrap_or_else(|| self.products().to_owned());
        };
        let rows = table.rows(&flow.edits.tables, &flow.settings.prefill.items).items;
        let row = rows.iter().position(|item| item.key == key).unwrap_or_default();
        let cell = self.cell_label(&self.item_input(&table.group, input), row);
        joined(&[title.as_deref(), Some(&cell)])
    }

    /// An input with the number of its row.
    pub fn cell_label(&self, input: &str, row: usize) -> String {
        interpolate(self.cell_in_row(), &[input, &(row + 1).to_string()])
    }

    /// What was removed from the product tables.
    pub fn removed_item(&self, removed: &RemovedItem) -> String {
        match removed {
            RemovedItem::Row(index, item) => {
                non_empty(&item.name).map_or_else(|| self.row_title(*index), str::to_owned)
            }
            RemovedItem::Table(..) => self.products().to_owned(),
        }
    }

    /// A row by its number.
    pub fn row_title(&self, row: usize) -> String {
        interpolate(self.nth_row(), &[&(row + 1).to_string()])
    }

    /// How many of a product at what price, as a table shows them.
    pub fn product_terms(&self, group: &ProductGroup, product: &Product) -> String {
        let price = |price: &Price| {
            let off = match price.discount {
                Discount::None => return self.price_text(group, price.base),
                Discount::Amount(amount) => self.price_text(group, amount),
                Discount::Percent(percent) => [&*self.amount(&percent.to_string()), "\u{a0}%"].concat(),
            };
            [&*self.price_text(group, price.base), " − ", &off].concat()
        };
        let prices: Vec<_> = group.columns.iter().filter_map(|column| column.kind.price(product)).map(price).collect();
        let prices = listed(&prices);
        let quantity = self.amount(&product.quantity.amount.shortest().to_string());
        [&*quantity, if prices.is_empty() { "" } else { " × " }, &prices].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::super::languages::{EN, SV};
    use super::*;
    use crate::json::{FromJson, Json};

    #[expect(clippy::expect_used, reason = "the tests write valid JSON")]
    fn group(configuration: &str) -> ProductGroup {
        let text = format!(r#"{{"id": 1, "configuration": {configuration}}}"#);
        Json::parse(&text).and_then(|json| ProductGroup::from_json(&json)).expect("is a table")
    }

    #[test]
    fn a_number_stands_in_its_input_as_it_was_typed_or_as_the_language_writes_it() {
        let swedish = Phrases::from(&SV);
        let typed = Written { text: "1 234,50".into(), notation: swedish.notation() };
        assert_eq!(swedish.written(&typed), "1 234,50");
        assert_eq!(swedish.written(&Written::plain("1234.50")), "1234,50");
        assert_eq!(Phrases::from(&EN).written(&typed), "1234.5");
        assert_eq!(swedish.written(&Written::plain("many")), "many");
    }

    #[test]
    fn an_amount_stands_between_the_affixes_of_its_table_and_no_currency_is_invented() {
        let english = Phrases::from(&EN);
        let text = |affixes: &str| {
            let group = group(&format!(r#"{{"price_affixes": {affixes}}}"#));
            Decimal::parse("1234.5").and_then(|it| it.rounded(2)).map(|amount| english.price_text(&group, amount))
        };
        assert_eq!(text(r#"{"prefix": "€"}"#).as_deref(), Some("€1,234.50"));
        assert_eq!(text(r#"{"postfix": "kr"}"#).as_deref(), Some("1,234.50\u{a0}kr"));
        assert_eq!(text(r#"{"postfix": " SEK"}"#).as_deref(), Some("1,234.50 SEK"));
        assert_eq!(text("{}").as_deref(), Some("1,234.50"));
    }
}
