//! The data fields that users added to the template types; those of the extensions are in their blueprints.

use crate::blueprint::TypeBlueprint;
use crate::model::DataField;
use crate::model::Source::{self, System, User};

/// Custom id, name, description, placeholder, default value.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

// One row for each field reads best as a table.
#[rustfmt::skip]
const CRM: [Row; 8] = [
    ("delivery_date", "Delivery date", "Latest day of delivery", "2026-01-31", ""),
    ("delivery_terms", "Delivery terms", "Incoterms 2020 and place", "DAP Stockholm", "DAP Stockholm"),
    ("payment_terms", "Payment terms", "Days after the date of the invoice", "30 days net", "30 days net"),
    ("customer_ref", "Your reference", "What the customer wants to read on the invoice", "PO 4500123", ""),
    ("contact_person", "Contact person", "Who answers questions about the delivery", "First and last name", ""),
    ("billing_address", "Billing address", "Street, postal code and city", "Storgatan 1, 111 22 Stockholm", ""),
    ("Kundens önskemål", "Kundens önskemål", "Det som inte passar någon annanstans", "Fritext", ""),
    ("discount_percent", "Discount", "Percent off the list price", "0", "0"),
];

const ORDERS: [Row; 1] = [("goods_label", "Goods label", "Printed on the parcels", "Gate 4", "")];

#[rustfmt::skip]
const PEOPLE: [Row; 2] = [
    ("start_date", "First day", "First day of employment", "2026-01-01", ""),
    ("salary", "Monthly salary", "Before tax", "35 000", ""),
];

/// Created by an older blueprint of the extension, and inactive since.
const OLD: Row = ("legacy_region", "Region (old)", "Replaced by the workspace", "", "");

/// The fields of the main template type; the last one is inactive.
pub fn crm(planned: &TypeBlueprint) -> Vec<DataField> {
    let mut fields = planned.fields(9101);
    fields.extend(numbered(9105, &CRM, User));
    fields.extend(numbered(9113, &[OLD], System).into_iter().map(|field| DataField { active: false, ..field }));
    fields
}

/// The fields of an order.
pub fn orders(planned: &TypeBlueprint) -> Vec<DataField> {
    let mut fields = planned.fields(9201);
    fields.extend(numbered(9203, &ORDERS, User));
    fields
}

/// The fields of the template type without an extension.
pub fn people() -> Vec<DataField> {
    numbered(9301, &PEOPLE, User)
}

/// Five hundred fields.
pub fn wide() -> Vec<DataField> {
    let number = |number: u64| DataField {
        id: 95_000 + number,
        custom_id: format!("field_{number:03}"),
        name: format!("Field {number}"),
        description: "One of many".to_owned(),
        placeholder: "Text".to_owned(),
        value: String::new(),
        source: if number.is_multiple_of(2) { System } else { User },
        active: true,
    };
    (1..=500).map(number).collect()
}

fn numbered(first: u64, rows: &[Row], source: Source) -> Vec<DataField> {
    let field = |(id, row): (u64, &Row)| {
        let &(custom_id, name, description, placeholder, value) = row;
        DataField {
            id,
            custom_id: custom_id.to_owned(),
            name: name.to_owned(),
            description: description.to_owned(),
            placeholder: placeholder.to_owned(),
            value: value.to_owned(),
            source,
            active: true,
        }
    };
    (first..).zip(rows).map(field).collect()
}
