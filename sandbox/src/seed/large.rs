//! The small content grown to the size of a large customer.

use super::Content;
use super::choices::sets;
use super::people::{FAULTS, LEGAL, PARTNERS, SALES};
use super::templates::named;
use super::types::{BARE, CRM, ORDERS};
use crate::account::model::{Access, Right, Workspace};

const WORKSPACES: usize = 40;
const TEMPLATES: usize = 5_000;
#[rustfmt::skip]
const CITIES: [&str; 12] = [
    "Stockholm", "Göteborg", "Malmö", "Uppsala", "Oslo", "Bergen",
    "København", "Aarhus", "Helsinki", "Tampere", "Tallinn", "Reykjavík",
];
#[rustfmt::skip]
const KINDS: [&str; 10] = [
    "Supply agreement", "Service agreement", "Order confirmation", "Lease", "Maintenance plan",
    "Licence agreement", "Consulting assignment", "Framework agreement", "Partner agreement", "Price agreement",
];

/// Adds workspaces for the same users, and templates over all of them.
pub fn grow(content: &mut Content) {
    let missing = WORKSPACES.saturating_sub(content.workspaces.len());
    for (number, id) in (1..).zip(7005..).take(missing) {
        add_workspace(content, number, id);
    }
    let mut homes = vec![SALES, PARTNERS, LEGAL];
    let added = content.workspaces.iter().map(|workspace| workspace.id);
    homes.extend(added.filter(|id| *id > FAULTS));
    let choices = sets().everything;
    let missing = TEMPLATES.saturating_sub(content.templates.len());
    for (number, id) in (1..).zip(30_001..).take(missing) {
        let name = format!("{} {number}", pick(&KINDS, number));
        let home = homes.get(number % homes.len()).copied().unwrap_or(SALES);
        let kind = [CRM, ORDERS, BARE].get(number % 3).copied().unwrap_or(CRM);
        let template = named(id, &name, kind, &[home], &choices);
        content.templates.push(template);
    }
}

/// Everybody has the same right there as in his first workspace.
fn add_workspace(content: &mut Content, number: usize, id: u64) {
    let name = format!("{} {}", pick(&CITIES, number), 1 + number / CITIES.len());
    let description = "A branch office";
    content.workspaces.push(Workspace { id, name, description });
    for user in &mut content.users {
        let right = user.access.first().map_or(Right::See, |access| access.right);
        user.access.push(Access { workspace: id, right });
    }
}

fn pick(words: &'static [&'static str], number: usize) -> &'static str {
    words.get(number % words.len()).copied().unwrap_or_default()
}
