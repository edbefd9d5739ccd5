//! Templates whose names say what goes wrong with their contracts, so that a person can reproduce failures by clicking.

use std::collections::BTreeMap;

use super::choices::sets;
use super::template_types::ORDERS;
use super::templates::named;
use super::users::FAULTS;
use crate::faults::FaultKind::{self, Busy, Cut, Garbage, Html, Problems, Silence, Slow, Status};
use crate::model::Template;
use crate::model::TemplateFault::{self, Create, Publish, PublishForbidden};

/// The templates with a fault, all in a workspace that only one user sees.
pub fn templates() -> Vec<Template> {
    let choices = sets().all;
    let creating = creating().into_iter().map(|(name, kind)| (name, Create(kind)));
    let faults = (8901..).zip(creating.chain(publishing()));
    faults
        .map(|(id, (name, fault))| Template { fault: Some(fault), ..named(id, name, ORDERS, &[FAULTS], &choices) })
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
fn publishing() -> Vec<(&'static str, TemplateFault)> {
    vec![
        ("Publishing: not in the plan", Publish(Status(402))),
        ("Publishing: no permission after all", Publish(Status(403))),
        ("Publishing: conflict", Publish(Status(409))),
        ("Publishing: answer never comes", Publish(Silence { after: true })),
        ("Publishing: not allowed from the start", PublishForbidden),
        ("Publishing: message refused", Publish(refused("message", "This message cannot be sent."))),
    ]
}

fn refused(path: &str, message: &str) -> FaultKind {
    Problems(BTreeMap::from([(path.to_owned(), vec![message.to_owned()])]))
}
