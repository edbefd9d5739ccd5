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
use crate::mishap::{Mishap, MishapKind};
use crate::spec;

const TITLE: &str = "Mishaps";

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
    frame::page(Place::Mishaps, TITLE, &body(&account.lock()))
}

pub fn refused(account: &Account, reason: &str) -> Response<Body> {
    frame::refusal(Place::Mishaps, TITLE, reason, &body(&account.lock()))
}

fn body(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="arm" {
            h2 #arm { "Let something go wrong" }
            form.grid method="post" action={ (HOME) "/mishaps" } {
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
            @if state.mishaps.is_empty() { (parts::none("None. The next request is answered as it should be.")) } @else {
                ul.rows { @for mishap in &state.mishaps { (row(mishap)) } }
            }
        }
        p.hint { "The templates in the workspace " em { "Mishaps" } " do what their names say, for users who see it: act as Mira Holm." }
    }
}

fn row(mishap: &Mishap) -> Markup {
    let often = if mishap.times == 1 { "once".to_owned() } else { format!("{} times", mishap.times) };
    html! {
        li { code { (mishap.on) } " " (words(&mishap.kind)) ", " (often) }
    }
}

fn words(kind: &MishapKind) -> String {
    match kind {
        MishapKind::Slow { millis } => format!("late by {millis} ms"),
        MishapKind::Problems(_) => "400 with problems".to_owned(),
        MishapKind::Status(status) => status.to_string(),
        MishapKind::Busy { .. } => "429".to_owned(),
        MishapKind::Html(status) => format!("{status} with HTML"),
        MishapKind::Cut { after: true } => "done, then cut".to_owned(),
        MishapKind::Cut { after: false } => "cut".to_owned(),
        MishapKind::Silence { after: true } => "done, then silence".to_owned(),
        MishapKind::Silence { after: false } => "silence".to_owned(),
        MishapKind::Garbage => "200 with garbage".to_owned(),
        MishapKind::Redirect(location) => format!("302 to {location}"),
    }
}
