//! The data fields of the template types.

use crate::account::model::DataField;
use crate::account::model::Source::{self, System, User};

/// Custom id, name, description, placeholder, default value, source.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, Source);

// One row for each field reads best as a table.
#[rustfmt::skip]
const CRM: [Row; 12] = [
    ("order_no", "Order number", "From the CRM order", "A-1", "", System),
    ("deal_id", "Deal", "The deal that this contract belongs to", "D-2025-001", "", System),
    ("amount", "Contract value", "Total without value-added tax", "125 000,00", "", System),
    ("currency", "Currency", "Three letters", "SEK", "SEK", System),
    ("delivery_date", "Delivery date", "Latest day of delivery", "2026-01-31", "", User),
    ("delivery_terms", "Delivery terms", "Incoterms 2020 and place", "DAP Stockholm", "DAP Stockholm", User),
    ("payment_terms", "Payment terms", "Days after the date of the invoice", "30 days net", "30 days net", User),
    ("customer_ref", "Your reference", "What the customer wants to read on the invoice", "PO 4500123", "", User),
    ("contact_person", "Contact person", "Who answers questions about the delivery", "First and last name", "", User),
    ("billing_address", "Billing address", "Street, postal code and city", "Storgatan 1, 111 22 Stockholm", "", User),
    ("Kundens önskemål", "Kundens önskemål", "Det som inte passar någon annanstans", "Fritext", "", User),
    ("discount_percent", "Discount", "Percent off the list price", "0", "0", User),
];

#[rustfmt::skip]
const ORDERS: [Row; 3] = [
    ("order_no", "Order number", "From the CRM order", "A-1", "", System),
    ("order_date", "Order date", "Day of the order", "2026-01-31", "", System),
    ("goods_label", "Goods label", "Printed on the parcels", "Gate 4", "", User),
];

#[rustfmt::skip]
const PEOPLE: [Row; 2] = [
    ("start_date", "First day", "First day of employment", "2026-01-01", "", User),
    ("salary", "Monthly salary", "Before tax", "35 000", "", User),
];

#[rustfmt::skip]
const RECRUITING: [Row; 2] = [
    ("candidate_id", "Candidate", "Number in the recruiting system", "C-1", "", System),
    ("position", "Position", "Advertised title", "Engineer", "", System),
];

/// The fields of the main type; the last one is switched off.
pub fn crm() -> Vec<DataField> {
    let mut fields = numbered(9101, &CRM);
    let old = ("legacy_region", "Region (old)", "Replaced by the workspace", "", "", System);
    fields.extend(numbered(9113, &[old]).into_iter().map(|field| DataField { active: false, ..field }));
    fields
}

/// The fields of a single order.
pub fn orders() -> Vec<DataField> {
    numbered(9201, &ORDERS)
}

/// The fields of the type without an extension.
pub fn people() -> Vec<DataField> {
    numbered(9301, &PEOPLE)
}

/// The fields of the other extension.
pub fn recruiting() -> Vec<DataField> {
    numbered(9401, &RECRUITING)
}

/// Five hundred fields.
pub fn wide() -> Vec<DataField> {
    let number = |number: u64| DataField {
        id: 95_000 + number,
        custom_id: format!("field_{number:03}"),
        name: format!("Field {number}"),
        description: "One of many",
        placeholder: "Text",
        value: "",
        source: if number.is_multiple_of(2) { System } else { User },
        active: true,
    };
    (1..=500).map(number).collect()
}

fn numbered(first: u64, rows: &[Row]) -> Vec<DataField> {
    let field = |(id, row): (u64, &Row)| {
        let &(custom_id, name, description, placeholder, value, source) = row;
        DataField {
            id,
            custom_id: custom_id.to_owned(),
            name: name.to_owned(),
            description,
            placeholder,
            value,
            source,
            active: true,
        }
    };
    (first..).zip(rows).map(field).collect()
}
