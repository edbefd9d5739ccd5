//! The armed faults, and a form that arms one.

use axum::body::{Body, Bytes};
use axum::extract::State as Extract;
use axum::http::Response;
use maud::{Markup, html};

use super::components;
use super::form::Form;
use super::layout::{self, Section};
use super::paths::{HOME, redirect};
use crate::account::{Account, State};
use crate::faults::{Fault, FaultKind, FaultRequest};
use crate::spec;

const TITLE: &str = "Faults";

/// The kinds in the form, with an argument, and what happens.
const KINDS: [(&str, &str); 15] = [
    ("slow:2000", "The correct response, two seconds late"),
    ("problems:name", "400, with a problem of the name"),
    ("status:401", "401, the token is not valid"),
    ("status:403", "403, not allowed"),
    ("status:404", "404, not found"),
    ("status:409", "409, a conflict"),
    ("busy:5", "429, retry after five seconds"),
    ("status:500", "500, an error at Oneflow"),
    ("html:502", "502, with an HTML page"),
    ("cut_before", "The connection breaks before anything is done"),
    ("cut_after", "The connection breaks after everything is done"),
    ("drop_before", "The connection closes without a byte before anything is done"),
    ("drop_after", "The connection closes without a byte after everything is done"),
    ("silence_after", "Everything is done, but no response arrives"),
    ("garbage", "200, with text that is not JSON"),
];

pub async fn show(Extract(account): Extract<Account>) -> Response<Body> {
    layout::page(Section::Faults, TITLE, &body(&account.lock()))
}

pub async fn arm(Extract(account): Extract<Account>, body: Bytes) -> Response<Body> {
    let form = Form::parse(&body);
    let request = FaultRequest::new(form.text("on"), form.text("kind"), form.number("times").unwrap_or(1));
    match Fault::try_from(request) {
        Ok(fault) => {
            account.arm(fault);
            redirect("/faults")
        }
        Err(detail) => {
            let reason = format!("The fault cannot be armed: {detail}.");
            layout::refusal(Section::Faults, TITLE, &reason, &self::body(&account.lock()))
        }
    }
}

fn body(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="arm" {
            h2 #arm { "Arm a fault" }
            (arm_form())
        }
        section.card aria-labelledby="armed" {
            h2 #armed { "Armed" }
            @if state.faults.is_empty() { (components::none("None. The next request gets the correct response.")) }
            @else { ul.rows { @for fault in &state.faults { (row(fault)) } } }
        }
        p.hint {
            "The templates in the workspace " em { "Faults" } " do what their names say. Only Mira Holm sees them."
        }
    }
}

fn arm_form() -> Markup {
    html! {
        form.grid method="post" action={ (HOME) "/faults" } {
            label { "Request"
                select name="on" {
                    @for operation in spec::operations() {
                        option selected[operation == "POST /contracts/create"] { (operation) }
                    }
                }
            }
            label { "What happens"
                select name="kind" { @for (kind, text) in KINDS { option value=(kind) { (text) } } }
            }
            label { "How often" input name="times" type="number" min="1" max="1000" value="1" required; }
            button.main type="submit" { "Arm" }
        }
    }
}

fn row(fault: &Fault) -> Markup {
    let times = if fault.times == 1 { "once".to_owned() } else { format!("{} times", fault.times) };
    html! {
        li { code { (fault.on) } " " (describe(&fault.kind)) ", " (times) }
    }
}

fn describe(kind: &FaultKind) -> String {
    match kind {
        FaultKind::Slow { millis } => format!("late by {millis} ms"),
        FaultKind::Problems(_) => "400 with problems".to_owned(),
        FaultKind::Status(status) => status.to_string(),
        FaultKind::Busy { .. } => "429".to_owned(),
        FaultKind::Html(status) => format!("{status} with HTML"),
        FaultKind::Cut { after: true } => "executed, then cut".to_owned(),
        FaultKind::Cut { after: false } => "cut".to_owned(),
        FaultKind::Drop { after: true } => "executed, then dropped".to_owned(),
        FaultKind::Drop { after: false } => "dropped".to_owned(),
        FaultKind::Silence { after: true } => "executed, then no response".to_owned(),
        FaultKind::Silence { after: false } => "no response".to_owned(),
        FaultKind::Garbage => "200 with garbage".to_owned(),
        FaultKind::Redirect(location) => format!("302 to {location}"),
    }
}
