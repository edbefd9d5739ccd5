//! The template types.

use super::fields;
use crate::account::model::{DataField, TemplateType};

pub const CRM: u64 = 9001;
pub const ORDERS: u64 = 9002;
pub const PEOPLE: u64 = 9003;
pub const RECRUITING: u64 = 9004;
pub const BARE: u64 = 9005;
pub const WIDE: u64 = 9006;

/// The types of the small seed.
#[rustfmt::skip]
pub fn types() -> Vec<TemplateType> {
    let crm = Some(super::EXTENSION_TYPE);
    let ats = Some("demo_ats");
    vec![
        kind(CRM, "Demo CRM", "Fields filled in by Demo CRM", crm, fields::crm()),
        kind(ORDERS, "Demo CRM, orders", "Fields of a single order", crm, fields::orders()),
        kind(PEOPLE, "Human resources", "Employment and leave", None, fields::people()),
        kind(RECRUITING, "Demo ATS", "Fields filled in by Demo ATS", ats, fields::recruiting()),
        kind(BARE, "No fields", "Templates that are filled in by hand", crm, Vec::new()),
    ]
}

/// The type with 500 fields.
pub fn wide() -> TemplateType {
    let crm = Some(super::EXTENSION_TYPE);
    kind(WIDE, "Wide", "Five hundred fields", crm, fields::wide())
}

fn kind(
    id: u64,
    name: &'static str,
    description: &'static str,
    extension: Option<&'static str>,
    fields: Vec<DataField>,
) -> TemplateType {
    TemplateType { id, name, description, extension, fields }
}
