//! Line items as JSON: as the host gives them in `prefill`, and as a snapshot keeps them.

use super::item::{AMOUNT, Item, ItemKey, PERCENT, PriceCell};
use super::table::TableEdit;
use super::written::{Notation, Written};
use crate::api::Text;
use crate::api::product::QuantityKind;
use crate::json::{DecodeError, FromJson, Json, ToJson, Writer, optional};

mod key {
    pub const NAME: &str = "name";
    pub const DESCRIPTION: &str = "description";
    pub const QUANTITY: &str = "quantity";
    pub const PRICE: &str = "unitPrice";
    pub const DISCOUNT: &str = "discount";
    pub const SECOND_PRICE: &str = "secondPrice";
    pub const CUSTOM_ID: &str = "customId";
    pub const GROUP: &str = "group";
    pub const ROWS: &str = "rows";
    pub const BASE: &str = "base";
    // What only a snapshot has.
    pub const SECOND_DISCOUNT: &str = "secondDiscount";
    pub const KIND: &str = "quantityType";
    pub const LOCK: &str = "counterpartyLock";
}

/// Reads what the host gives: each number is one, as machines write it. In a snapshot it may be anything that was
/// typed.
pub(in crate::flow) fn items_of_host(json: &Json) -> Result<Vec<Item>, DecodeError> {
    let items: Vec<Item> = FromJson::from_json(json)?;
    for (index, item) in items.iter().enumerate() {
        numbers(item).map_err(|error| error.at(index))?;
    }
    Ok(with_keys(items))
}

fn numbers(item: &Item) -> Result<(), DecodeError> {
    let discount = |cell: &PriceCell| if cell.percent { PERCENT } else { AMOUNT };
    let cells = [
        (key::QUANTITY, None, &item.quantity),
        (key::PRICE, None, &item.price.base),
        (key::DISCOUNT, Some(discount(&item.price)), &item.price.discount),
        (key::SECOND_PRICE, None, &item.second_price.base),
        (key::SECOND_DISCOUNT, Some(discount(&item.second_price)), &item.second_price.discount),
    ];
    for (key, inner, written) in cells {
        if !written.is_empty() && written.value().is_none() {
            let error = DecodeError::new("a decimal number such as \"1200.50\"");
            return Err(inner.map_or(error.clone(), |inner| error.under(inner)).under(key));
        }
    }
    Ok(())
}

/// Gives each row a key of its own.
fn with_keys(mut items: Vec<Item>) -> Vec<Item> {
    for (item, row) in items.iter_mut().zip(0..) {
        item.key.row = row;
    }
    items
}

impl FromJson for Item {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let kind = json.get::<Option<Text>>(key::KIND)?.map_or(QuantityKind::Number, |it| QuantityKind::from_word(&it));
        Ok(Self {
            key: ItemKey::default(),
            group: json.get(key::GROUP)?,
            name: json.get(key::NAME)?,
            description: json.get::<Option<Text>>(key::DESCRIPTION)?.unwrap_or_default(),
            price: cell(json, key::PRICE, key::DISCOUNT)?,
            second_price: cell(json, key::SECOND_PRICE, key::SECOND_DISCOUNT)?,
            quantity: json.get::<Option<Written>>(key::QUANTITY)?.unwrap_or_else(|| Written::plain("1")),
            kind,
            custom_id: json.get::<Option<Text>>(key::CUSTOM_ID)?.filter(|id| !id.is_empty()),
            counterparty_lock: json.get::<Option<bool>>(key::LOCK)?.unwrap_or_default(),
        })
    }
}

fn cell(json: &Json, price: &str, discount: &str) -> Result<PriceCell, DecodeError> {
    let base = json.get::<Option<Written>>(price)?.unwrap_or_default();
    let off: Option<Off> = json.get(discount)?;
    let Off(discount, percent) = off.unwrap_or(Off(Written::default(), false));
    Ok(PriceCell { base, discount, percent })
}

impl FromJson for Written {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Integer(number) => Ok(Self::plain(number.to_string())),
            Json::Text(text) => Ok(Self::plain(&**text)),
            _ => Err(DecodeError::new("a decimal number as text")),
        }
    }
}

/// As machines write it, if it is a number that was typed in a language; else as it is.
impl ToJson for Written {
    fn to_json(&self, to: &mut Writer) {
        let number = self.value().filter(|_| self.notation != Notation::PLAIN);
        number.map_or_else(|| self.text.clone(), |number| number.to_string().into()).to_json(to);
    }
}

/// A discount, and whether it is in hundredths.
struct Off(Written, bool);

impl FromJson for Off {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        json.entries()?;
        match (json.get::<Option<Written>>(AMOUNT)?, json.get::<Option<Written>>(PERCENT)?) {
            (Some(amount), None) => Ok(Self(amount, false)),
            (None, Some(percent)) => Ok(Self(percent, true)),
            (None, None) => Ok(Self(Written::default(), false)),
            (Some(_), Some(_)) => Err(DecodeError::new("either \"amount\" or \"percent\"")),
        }
    }
}

impl ToJson for Off {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[(if self.1 { PERCENT } else { AMOUNT }, Some(&self.0))]);
    }
}

impl ToJson for Item {
    fn to_json(&self, to: &mut Writer) {
        let off = |cell: &PriceCell| Off(cell.discount.clone(), cell.percent);
        to.object(&[
            (key::NAME, Some(&self.name)),
            (key::DESCRIPTION, Some(&self.description)),
            (key::QUANTITY, Some(&self.quantity)),
            (key::KIND, Some(&Text::from(self.kind.word()))),
            (key::PRICE, Some(&self.price.base)),
            (key::DISCOUNT, Some(&off(&self.price))),
            (key::SECOND_PRICE, Some(&self.second_price.base)),
            (key::SECOND_DISCOUNT, Some(&off(&self.second_price))),
            (key::CUSTOM_ID, optional(&self.custom_id)),
            (key::LOCK, Some(&self.counterparty_lock)),
        ]);
    }
}

impl ToJson for TableEdit {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[
            (key::GROUP, Some(&self.group.0)),
            (key::ROWS, optional(&self.rows)),
            (key::BASE, Some(&self.base)),
        ]);
    }
}

impl FromJson for TableEdit {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let rows: Option<Vec<Item>> = json.get(key::ROWS)?;
        Ok(Self { group: json.get(key::GROUP)?, rows: rows.map(with_keys), base: with_keys(json.get(key::BASE)?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Item>, String> {
        let items = Json::parse(text).and_then(|json| items_of_host(&json));
        items.map_err(|error| error.to_string())
    }

    #[test]
    fn a_row_of_the_host_needs_a_name_only_and_is_one_of_something() {
        let items =
            read(r#"[{"name": "Support"}, {"name": "Hours", "quantity": 12, "unitPrice": "950.00", "group": 5}]"#);
        let first = Item::new(ItemKey::default());
        let told = |item: &Item| (item.key.row, item.quantity.text.to_string(), item.price.base.text.to_string());
        assert_eq!(
            items.as_ref().map(|items| items.first().cloned()),
            Ok(Some(Item { name: "Support".into(), ..first }))
        );
        assert_eq!(items.map(|items| items.last().map(told)), Ok(Some((1, "12".to_owned(), "950.00".to_owned()))));
    }

    #[test]
    fn what_has_the_wrong_shape_is_named_by_its_path() {
        let cases = [
            ("[{}]", "[0].name: expected a value"),
            (
                r#"[{"name": "A"}, {"name": "B", "unitPrice": "12 kr"}]"#,
                "[1].unitPrice: expected a decimal number such as \"1200.50\"",
            ),
            (r#"[{"name": "A", "unitPrice": 12.5}]"#, "[0].unitPrice: expected a decimal number as text"),
            (
                r#"[{"name": "A", "discount": {"amount": "1", "percent": "2"}}]"#,
                "[0].discount: expected either \"amount\" or \"percent\"",
            ),
            (
                r#"[{"name": "A", "discount": {"percent": "ten"}}]"#,
                "[0].discount.percent: expected a decimal number such as \"1200.50\"",
            ),
            (r#"[{"name": "A", "group": "first"}]"#, "[0].group: expected a whole number"),
        ];
        for (text, error) in cases {
            assert_eq!(read(text), Err(error.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_was_typed_survives_as_json_as_a_number_or_as_it_is() {
        let swedish =
            |text: &str| Written { text: text.into(), notation: Notation { decimal: ',', grouping: '\u{a0}' } };
        let mut item = Item { name: "Timmar".into(), custom_id: Some("li-1".into()), ..Item::new(ItemKey::default()) };
        item.price = PriceCell { base: swedish("1 234,50"), discount: swedish("5"), percent: true };
        (item.quantity, item.kind) = (swedish("två"), QuantityKind::Other("later".into()));
        let edit =
            TableEdit { group: crate::api::ids::ProductGroupId(5), rows: Some(vec![item.clone()]), base: Vec::new() };
        let read = Json::parse(&Writer::json(&edit)).and_then(|json| TableEdit::from_json(&json));
        item.price = PriceCell { base: Written::plain("1234.5"), discount: Written::plain("5"), percent: true };
        item.quantity = Written::plain("två");
        assert_eq!(read, Ok(TableEdit { rows: Some(vec![item]), ..edit }));
    }
}
