//! The template types.

use super::{ATS, EXTENSION_TYPE, fields};
use crate::account::model::{DataField, TemplateType};
use crate::blueprint::{Blueprint, TypePlan};

pub const CRM: u64 = 9001;
pub const ORDERS: u64 = 9002;
pub const PEOPLE: u64 = 9003;
pub const RECRUITING: u64 = 9004;
pub const BARE: u64 = 9005;
pub const WIDE: u64 = 9006;

const MADE: &str = "2024-02-10T09:00:00+00:00";

/// The types of the small seed: what the extensions' blueprints have made, and one made by hand.
pub fn types(blueprints: &[Blueprint]) -> Vec<TemplateType> {
    let mut types: Vec<TemplateType> = blueprints.iter().flat_map(made).collect();
    types.push(kind(PEOPLE, "Human resources", "Employment and leave", None, fields::people()));
    types.sort_by_key(|kind| kind.id);
    types
}

fn made(blueprint: &Blueprint) -> impl Iterator<Item = TemplateType> {
    let extension = blueprint.extension_type.as_str();
    blueprint.template_types.iter().enumerate().filter_map(move |(place, plan)| {
        let (id, fields) = placed(extension, place, plan)?;
        Some(kind(id, &plan.name, &plan.description, Some(extension), fields))
    })
}

/// The fixed numbers that tests and demos rely on.
fn placed(extension: &str, place: usize, plan: &TypePlan) -> Option<(u64, Vec<DataField>)> {
    Some(match (extension, place) {
        (EXTENSION_TYPE, 0) => (CRM, fields::crm(plan)),
        (EXTENSION_TYPE, 1) => (ORDERS, fields::orders(plan)),
        (EXTENSION_TYPE, 2) => (BARE, plan.fields(9501)),
        (ATS, 0) => (RECRUITING, plan.fields(9401)),
        _ => return None,
    })
}

/// The type with 500 fields.
pub fn wide() -> TemplateType {
    kind(WIDE, "Wide", "Five hundred fields", Some(EXTENSION_TYPE), fields::wide())
}

fn kind(id: u64, name: &str, description: &str, extension: Option<&str>, fields: Vec<DataField>) -> TemplateType {
    TemplateType {
        id,
        name: name.to_owned(),
        description: description.to_owned(),
        active: true,
        extension: extension.map(str::to_owned),
        created: MADE.to_owned(),
        updated: MADE.to_owned(),
        fields,
    }
}
