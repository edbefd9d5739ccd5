//! Templates whose names say what goes wrong when a contract is created, so that a person can click through failures.

use std::collections::BTreeMap;

use super::choices::sets;
use super::people::MISHAPS;
use super::templates::named;
use super::types::ORDERS;
use crate::account::model::Template;
use crate::mishap::MishapKind::{self, Busy, Cut, Garbage, Html, Problems, Silence, Slow, Status};

/// The marked templates, all in the workspace that only one user sees.
pub fn templates() -> Vec<Template> {
    let choices = sets().everything;
    let marked = (8901..).zip(kinds());
    marked
        .map(|(id, (name, kind))| Template { mishap: Some(kind), ..named(id, name, ORDERS, &[MISHAPS], &choices) })
        .collect()
}

#[rustfmt::skip]
fn kinds() -> Vec<(&'static str, MishapKind)> {
    vec![
        ("Answer lost after creation", Cut { after: true }),
        ("Connection lost before creation", Cut { after: false }),
        ("Answer never comes", Silence { after: true }),
        ("Answer after four seconds", Slow { millis: 4_000 }),
        ("Refused: email", refused("parties[0].participants[0].email", "Not a valid email address.")),
        ("Refused: order number", refused("data_fields[0].value", "This order is already in a contract.")),
        ("Server error page", Html(502)),
        ("Server problem", Status(500)),
        ("Rate limited for 5 seconds", Busy { retry_after: Some("5".to_owned()) }),
        ("Vanished template", Status(404)),
        ("No permission after all", Status(403)),
        ("Conflict", Status(409)),
        ("Signed out", Status(401)),
        ("Unreadable answer", Garbage),
    ]
}

fn refused(path: &str, message: &str) -> MishapKind {
    Problems(BTreeMap::from([(path.to_owned(), vec![message.to_owned()])]))
}
