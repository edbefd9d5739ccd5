//! What is to go wrong next, and a form to arm more of it.

use axum::body::Body;
use axum::extract;
use axum::http::Response;
use maud::{Markup, html};

use super::HOME;
use super::frame::{self, Place};
use super::parts;
use crate::account::Account;
use crate::account::state::State;
use crate::faults::{Fault, FaultKind};
use crate::spec;

const TITLE: &str = "Faults";

/// What the form offers: the name with an argument, and what happens.
const OFFERED: [(&str, &str); 13] = [
    ("slow:2000", "The right answer, two seconds late"),
    ("problems:name", "400, with a problem at the name"),
    ("status:401", "401, the token is refused"),
    ("status:403", "403, not allowed"),
    ("status:404", "404, gone"),
    ("status:409", "409, a conflict"),
    ("busy:5", "429, come back in five seconds"),
    ("status:500", "500, a problem of Oneflow’s own"),
    ("html:502", "502, with a page of HTML"),
    ("cut_before", "The connection breaks, nothing was done"),
    ("cut_after", "The connection breaks after it was done"),
    ("silence_after", "No answer ever comes, though it was done"),
    ("garbage", "200, with text that is no JSON"),
];

pub async fn show(extract::State(account): extract::State<Account>) -> Response<Body> {
    frame::page(Place::Faults, TITLE, &body(&account.lock()))
}

pub fn refused(account: &Account, reason: &str) -> Response<Body> {
    frame::refusal(Place::Faults, TITLE, reason, &body(&account.lock()))
}

fn body(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="arm" {
            h2 #arm { "Let something go wrong" }
            form.grid method="post" action={ (HOME) "/faults" } {
                label { "Request"
                    select name="on" {
                        @for operation in spec::operations() {
                            option selected[operation == "POST /contracts/create"] { (operation) }
                        }
                    }
                }
                label { "What happens" select name="kind" { @for (name, words) in OFFERED { option value=(name) { (words) } } } }
                label { "How often" input name="times" type="number" min="1" max="1000" value="1" required; }
                button.main type="submit" { "Arm" }
            }
        }
        section.card aria-labelledby="armed" {
            h2 #armed { "Armed" }
            @if state.faults.is_empty() { (parts::none("None. The next request is answered as it should be.")) } @else {
                ul.rows { @for fault in &state.faults { (row(fault)) } }
            }
        }
        p.hint { "The templates in the workspace " em { "Faults" } " do what their names say, for users who see it: act as Mira Holm." }
    }
}

fn row(fault: &Fault) -> Markup {
    let often = if fault.times == 1 { "once".to_owned() } else { format!("{} times", fault.times) };
    html! {
        li { code { (fault.on) } " " (words(&fault.kind)) ", " (often) }
    }
}

fn words(kind: &FaultKind) -> String {
    match kind {
        FaultKind::Slow { millis } => format!("late by {millis} ms"),
        FaultKind::Problems(_) => "400 with problems".to_owned(),
        FaultKind::Status(status) => status.to_string(),
        FaultKind::Busy { .. } => "429".to_owned(),
        FaultKind::Html(status) => format!("{status} with HTML"),
        FaultKind::Cut { after: true } => "done, then cut".to_owned(),
        FaultKind::Cut { after: false } => "cut".to_owned(),
        FaultKind::Silence { after: true } => "done, then silence".to_owned(),
        FaultKind::Silence { after: false } => "silence".to_owned(),
        FaultKind::Garbage => "200 with garbage".to_owned(),
        FaultKind::Redirect(location) => format!("302 to {location}"),
    }
}
