//! The templates: ordinary ones, ones with difficult names, and ones that a filter has to hide.

use std::sync::Arc;

use super::choices::{Sets, sets};
use super::product_tables;
use super::template_types::{BARE, CRM, ORDERS, PEOPLE, RECRUITING, WIDE};
use super::users::{LEGAL, PARTNERS, SALES};
use crate::model::{Approvals, Choices, Sections, Template};

const LONG: &str = "Framework agreement for the supply, installation, maintenance and eventual return of measuring \
                    equipment, including appendices A to F and the general conditions of 2025";

const WITH_PDF: Sections = Sections { attachments: true, expanded_pdf: true };
const NO_FILES: Sections = Sections { attachments: false, expanded_pdf: false };

/// The templates without faults.
pub fn templates() -> Vec<Template> {
    let sets = sets();
    let all = [ordinary(&sets), difficult(&sets), with_products(&sets), filtered(&sets)];
    all.into_iter().flatten().collect()
}

// One row for each template reads best as a table.
#[rustfmt::skip]
fn ordinary(sets: &Sets) -> Vec<Template> {
    vec![
        named(8101, "Supply agreement", CRM, &[SALES, PARTNERS], &sets.all),
        named(8102, "Supply agreement, framework", CRM, &[SALES], &sets.identifying),
        named(8103, "Reseller supply agreement", CRM, &[PARTNERS], &sets.email_only),
        named(8104, "Order confirmation", ORDERS, &[SALES], &sets.email_only),
        named(8105, "Order confirmation", ORDERS, &[SALES], &sets.all),
        named(8106, "Non-disclosure agreement", BARE, &[LEGAL, PARTNERS], &sets.identifying),
        Template { sections: WITH_PDF, ..named(8107, "Data processing agreement", CRM, &[LEGAL], &sets.email_only) },
        named(8108, "Delivery note", ORDERS, &[SALES], &sets.handwritten),
        named(8109, "Subscription agreement", CRM, &[SALES], &sets.newer),
    ]
}

#[rustfmt::skip]
fn difficult(sets: &Sets) -> Vec<Template> {
    vec![
        Template { name: None, ..named(8110, "", CRM, &[PARTNERS], &sets.all) },
        named(8111, "🎉 Welcome package 👩🏽‍💻", ORDERS, &[PARTNERS], &sets.email_only),
        named(8112, "הסכם אספקה", CRM, &[LEGAL], &sets.all),
        named(8113, "<img src=x onerror=alert(1)> & <b>bold</b>", CRM, &[LEGAL], &sets.email_only),
        named(8114, LONG, CRM, &[SALES], &sets.all),
    ]
}

/// With product tables, one of them with an approval.
#[rustfmt::skip]
fn with_products(sets: &Sets) -> Vec<Template> {
    let approved = Approvals { draft: true, pending: false };
    vec![
        Template {
            product_tables: product_tables::quotation(),
            ..named(8116, "Quotation", ORDERS, &[SALES], &sets.all)
        },
        Template {
            product_tables: product_tables::support(),
            approvals: approved,
            ..named(8117, "Support plan", BARE, &[PARTNERS], &sets.email_only)
        },
    ]
}

/// Inactive, of no extension, of another extension, or without a template type.
#[rustfmt::skip]
fn filtered(sets: &Sets) -> Vec<Template> {
    vec![
        Template { active: false, ..named(8115, "Supply agreement (2019)", CRM, &[SALES], &sets.all) },
        named(8201, "Employment agreement", PEOPLE, &[LEGAL], &sets.identifying),
        named(8202, "Leave agreement", PEOPLE, &[LEGAL], &sets.email_only),
        named(8203, "Job offer", RECRUITING, &[SALES, LEGAL], &sets.email_only),
        Template { template_type: None, sections: NO_FILES, ..named(8204, "Blank document", CRM, &[SALES], &sets.all) },
    ]
}

/// The template with 500 data fields.
pub fn wide() -> Template {
    named(8301, "Technical specification", WIDE, &[SALES], &sets().all)
}

/// An active template.
pub fn named(id: u64, name: &str, template_type: u64, workspaces: &[u64], choices: &Arc<Choices>) -> Template {
    Template {
        id,
        name: Some(name.to_owned()),
        template_type: Some(template_type),
        workspaces: workspaces.to_vec(),
        active: true,
        choices: Arc::clone(choices),
        sections: Sections::default(),
        product_tables: Vec::new(),
        approvals: Approvals::default(),
        fault: None,
    }
}
