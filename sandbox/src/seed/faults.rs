//! Templates whose names say what goes wrong with their contracts, so that a person can click through failures.

use std::collections::BTreeMap;

use super::choices::sets;
use super::people::FAULTS;
use super::templates::named;
use super::types::ORDERS;
use crate::account::model::Mark::{self, Creating, NoPublishing, Publishing};
use crate::account::model::Template;
use crate::faults::FaultKind::{self, Busy, Cut, Garbage, Html, Problems, Silence, Slow, Status};

/// The marked templates, all in the workspace that only one user sees.
pub fn templates() -> Vec<Template> {
    let choices = sets().everything;
    let creating = creating().into_iter().map(|(name, kind)| (name, Creating(kind)));
    let marked = (8901..).zip(creating.chain(publishing()));
    marked
        .map(|(id, (name, mark))| Template { mark: Some(mark), ..named(id, name, ORDERS, &[FAULTS], &choices) })
        .collect()
}

#[rustfmt::skip]
fn creating() -> Vec<(&'static str, FaultKind)> {
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

#[rustfmt::skip]
fn publishing() -> Vec<(&'static str, Mark)> {
    vec![
        ("Publishing: not in the plan", Publishing(Status(402))),
        ("Publishing: no permission after all", Publishing(Status(403))),
        ("Publishing: conflict", Publishing(Status(409))),
        ("Publishing: answer never comes", Publishing(Silence { after: true })),
        ("Publishing: not allowed from the start", NoPublishing),
        ("Publishing: message refused", Publishing(refused("message", "This message cannot be sent."))),
    ]
}

fn refused(path: &str, message: &str) -> FaultKind {
    Problems(BTreeMap::from([(path.to_owned(), vec![message.to_owned()])]))
}
