//! The templates: ordinary ones, ones with difficult names, and ones that a filter must hide.

use std::sync::Arc;

use super::choices::{Sets, sets};
use super::people::{LEGAL, PARTNERS, SALES};
use super::types::{BARE, CRM, ORDERS, PEOPLE, RECRUITING, WIDE};
use crate::account::model::{Choices, Template};

const LONG: &str = "Framework agreement for the supply, installation, maintenance and eventual return of measuring \
                    equipment, including appendices A to F and the general conditions of 2025";

/// The templates that are not there to fail.
pub fn templates() -> Vec<Template> {
    let sets = sets();
    let all = [ordinary(&sets), difficult(&sets), elsewhere(&sets)];
    all.into_iter().flatten().collect()
}

// One row for each template reads best as a table.
#[rustfmt::skip]
fn ordinary(sets: &Sets) -> Vec<Template> {
    vec![
        named(8101, "Supply agreement", CRM, &[SALES, PARTNERS], &sets.everything),
        named(8102, "Supply agreement, framework", CRM, &[SALES], &sets.strong),
        named(8103, "Reseller supply agreement", CRM, &[PARTNERS], &sets.email_only),
        named(8104, "Order confirmation", ORDERS, &[SALES], &sets.email_only),
        named(8105, "Order confirmation", ORDERS, &[SALES], &sets.everything),
        named(8106, "Non-disclosure agreement", BARE, &[LEGAL, PARTNERS], &sets.strong),
        named(8107, "Data processing agreement", CRM, &[LEGAL], &sets.email_only),
        named(8108, "Delivery note", ORDERS, &[SALES], &sets.by_hand),
        named(8109, "Subscription agreement", CRM, &[SALES], &sets.newer),
    ]
}

#[rustfmt::skip]
fn difficult(sets: &Sets) -> Vec<Template> {
    vec![
        Template { name: None, ..named(8110, "", CRM, &[PARTNERS], &sets.everything) },
        named(8111, "🎉 Welcome package 👩🏽‍💻", ORDERS, &[PARTNERS], &sets.email_only),
        named(8112, "הסכם אספקה", CRM, &[LEGAL], &sets.everything),
        named(8113, "<img src=x onerror=alert(1)> & <b>bold</b>", CRM, &[LEGAL], &sets.email_only),
        named(8114, LONG, CRM, &[SALES], &sets.everything),
    ]
}

/// Not active, of no extension, of another extension, of no type.
#[rustfmt::skip]
fn elsewhere(sets: &Sets) -> Vec<Template> {
    vec![
        Template { active: false, ..named(8115, "Supply agreement (2019)", CRM, &[SALES], &sets.everything) },
        named(8201, "Employment agreement", PEOPLE, &[LEGAL], &sets.strong),
        named(8202, "Leave agreement", PEOPLE, &[LEGAL], &sets.email_only),
        named(8203, "Job offer", RECRUITING, &[SALES, LEGAL], &sets.email_only),
        Template { kind: None, ..named(8204, "Blank document", CRM, &[SALES], &sets.everything) },
    ]
}

/// The template of the type with 500 fields.
pub fn wide() -> Template {
    named(8301, "Technical specification", WIDE, &[SALES], &sets().everything)
}

/// An active template.
pub fn named(id: u64, name: &str, kind: u64, workspaces: &[u64], choices: &Arc<Choices>) -> Template {
    Template {
        id,
        name: Some(name.to_owned()),
        kind: Some(kind),
        workspaces: workspaces.to_vec(),
        active: true,
        choices: Arc::clone(choices),
        mark: None,
    }
}
