//! What the forms of the console do.

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::Response;
use time::Duration;

use super::form::Form;
use super::{account, contract, extensions, faults, see, templates};
use crate::account::{Account, NewTemplate, Step};
use crate::faults::{Fault, named};

pub async fn enable(State(account): State<Account>, Path(extension_type): Path<String>) -> Response<Body> {
    match account.enable_extension(&extension_type) {
        Some(token) => extensions::enabled(&account, &extension_type, &token),
        None => extensions::missing(),
    }
}

pub async fn disable(State(account): State<Account>, Path(extension_type): Path<String>) -> Response<Body> {
    if account.disable_extension(&extension_type) { see("/extensions") } else { extensions::missing() }
}

pub async fn make_template(State(account): State<Account>, body: Bytes) -> Response<Body> {
    let form = Form::read(&body);
    let template = NewTemplate {
        name: form.text("name").to_owned(),
        template_type_id: form.number("template_type_id"),
        workspace_ids: form.all("workspace_ids").filter_map(|id| id.parse().ok()).collect(),
    };
    match account.make_template(template) {
        Ok(_) => see("/templates"),
        Err(reason) => templates::refused(&account, &reason),
    }
}

pub async fn step(State(account): State<Account>, Path((id, step)): Path<(u64, String)>) -> Response<Body> {
    take(&account, id, Step::named(&step, None))
}

pub async fn step_of(
    State(account): State<Account>,
    Path((id, participant, step)): Path<(u64, u64, String)>,
) -> Response<Body> {
    take(&account, id, Step::named(&step, Some(participant)))
}

fn take(account: &Account, id: u64, step: Option<Step>) -> Response<Body> {
    let taken = step.ok_or_else(|| "There is no such step.".to_owned()).and_then(|step| account.step(id, step));
    match taken {
        Ok(_) => see(&format!("/contracts/{id}")),
        Err(reason) => contract::shown(account, id, Some(&reason)),
    }
}

pub async fn arm(State(account): State<Account>, body: Bytes) -> Response<Body> {
    let form = Form::read(&body);
    let Some(kind) = named(form.text("kind")) else {
        return faults::refused(&account, "There is no such fault.");
    };
    let times = form.number("times").unwrap_or(1);
    account.arm(Fault { on: form.text("on").to_owned(), kind, times });
    see("/faults")
}

pub async fn clock(State(account): State<Account>, body: Bytes) -> Response<Body> {
    let form = Form::read(&body);
    let seconds = form.number::<i64>("amount").zip(form.number::<i64>("unit"));
    let Some(seconds) = seconds.and_then(|(amount, unit)| amount.checked_mul(unit)) else {
        return account::refused(&account, "Time is put forward by a whole number.");
    };
    account.advance(Duration::seconds(seconds));
    see("")
}

pub async fn reset(State(account): State<Account>) -> Response<Body> {
    account.reset();
    see("")
}
