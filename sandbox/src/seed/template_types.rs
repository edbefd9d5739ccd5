//! The template types.

use super::constants::{ATS, EXTENSION_TYPE};
use super::fields;
use crate::blueprint::{Blueprint, TypeBlueprint};
use crate::model::{DataField, TemplateType};

pub const CRM: u64 = 9001;
pub const ORDERS: u64 = 9002;
pub const PEOPLE: u64 = 9003;
pub const RECRUITING: u64 = 9004;
pub const BARE: u64 = 9005;
pub const WIDE: u64 = 9006;

const CREATED: &str = "2024-02-10T09:00:00+00:00";

/// The template types of the small seed: those of the extensions' blueprints, and one created by hand.
pub fn template_types(blueprints: &[Blueprint]) -> Vec<TemplateType> {
    let mut template_types: Vec<TemplateType> = blueprints.iter().flat_map(of_blueprint).collect();
    template_types.push(template_type(PEOPLE, "Human resources", "Employment and leave", None, fields::people()));
    template_types.sort_by_key(|template_type| template_type.id);
    template_types
}

fn of_blueprint(blueprint: &Blueprint) -> impl Iterator<Item = TemplateType> {
    let extension = blueprint.extension_type.as_str();
    blueprint.template_types.iter().enumerate().filter_map(move |(index, planned)| {
        let (id, fields) = fixed_ids(extension, index, planned)?;
        Some(template_type(id, &planned.name, &planned.description, Some(extension), fields))
    })
}

/// The fixed ids that tests and demos rely on.
fn fixed_ids(extension: &str, index: usize, planned: &TypeBlueprint) -> Option<(u64, Vec<DataField>)> {
    Some(match (extension, index) {
        (EXTENSION_TYPE, 0) => (CRM, fields::crm(planned)),
        (EXTENSION_TYPE, 1) => (ORDERS, fields::orders(planned)),
        (EXTENSION_TYPE, 2) => (BARE, planned.fields(9501)),
        (ATS, 0) => (RECRUITING, planned.fields(9401)),
        _ => return None,
    })
}

/// The template type with 500 fields.
pub fn wide() -> TemplateType {
    template_type(WIDE, "Wide", "Five hundred fields", Some(EXTENSION_TYPE), fields::wide())
}

fn template_type(
    id: u64,
    name: &str,
    description: &str,
    extension: Option<&str>,
    fields: Vec<DataField>,
) -> TemplateType {
    TemplateType {
        id,
        name: name.to_owned(),
        description: description.to_owned(),
        active: true,
        extension: extension.map(str::to_owned),
        created: CREATED.to_owned(),
        updated: CREATED.to_owned(),
        fields,
    }
}
