//! What every request passes on its way in: CORS, the record, faults, identity, the `OpenAPI` file; then its room.

mod auth;
mod call;
mod cors;
mod guard;
mod intake;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get, post};
use serde_json::Value;

pub use call::Call;

use crate::account::model::Token;
use crate::account::state::Actor;
use crate::account::{Account, Strictness};
use crate::faults::{self, FaultKind};
use crate::problem::{Problem, answer};
use crate::rooms::{self, Reply};
use crate::spec::{self, Found};
use crate::{console, control};
use intake::Intake;

/// The whole sandbox without a socket: the API under `/v1`, what Oneflow does not have under `/_sandbox`.
pub fn router(account: Account) -> Router {
    let control = Router::new()
        .route("/faults", post(control::arm))
        .route("/reset", post(control::reset))
        .route("/extensions/{type}", post(control::switch_extension))
        .route("/contracts/{id}/{step}", post(control::step))
        .route("/contracts/{id}/participants/{participant}/{step}", post(control::step_of))
        .route("/templates", post(control::make_template))
        .route("/clock", post(control::clock))
        .route("/requests", get(control::requests))
        .route("/openapi.json", get(control::openapi))
        .route("/deliveries", get(control::deliveries))
        .merge(console::routes())
        .layer(from_fn_with_state(account.clone(), guard::guard));
    Router::new()
        .nest("/_sandbox", control)
        .route("/_sandbox/", get(console::home))
        .route("/v1", any(api))
        .route("/v1/", any(api))
        .route("/v1/{*path}", any(api))
        .layer(from_fn_with_state(account.clone(), cors::cors))
        .with_state(account)
}

async fn api(State(account): State<Account>, request: Request) -> Response<Body> {
    let intake = Intake::read(request).await;
    let headers = intake.header_names();
    let entry = account.record(&intake.method, &intake.path_and_query(), &headers, &intake.shown_body());
    let response = match expected(&account, &intake) {
        Err(problem) => problem.answer(&account),
        Ok(None) => carry_out(&account, &intake).await,
        Ok(Some(kind)) => {
            let real = if kind.lets_through() { Some(carry_out(&account, &intake).await) } else { None };
            faults::play(&account, kind, real).await
        }
    };
    account.complete(entry, response.status().as_u16());
    response
}

/// What is to go wrong: what the request's own header asks for, else what was armed.
fn expected(account: &Account, intake: &Intake) -> Result<Option<FaultKind>, Problem> {
    let Some(wish) = intake.header("x-sandbox-fault") else {
        return Ok(faults::take(account, &intake.method, &intake.path));
    };
    let unknown = || Problem::unreadable(format!("There is no fault of the kind {wish:?}."));
    faults::named(wish).map(Some).ok_or_else(unknown)
}

async fn carry_out(account: &Account, intake: &Intake) -> Response<Body> {
    let decided = decide(account, intake);
    account.touch();
    match decided {
        Ok(Reply::Json(body)) => answer(StatusCode::OK, &body),
        Ok(Reply::Nothing) => Response::new(Body::empty()),
        Ok(Reply::Marked(kind, body)) => {
            let real = body.map(|body| answer(StatusCode::OK, &body));
            faults::play(account, kind, real).await
        }
        Err(problem) => problem.answer(account),
    }
}

fn decide(account: &Account, intake: &Intake) -> Result<Reply, Problem> {
    let found = spec::find(&intake.method, &intake.path).map_err(|missing| match missing {
        spec::Missing::Path => Problem::new(404, "There is no such path."),
        spec::Missing::Method => Problem::of_status(405),
    })?;
    let Some(room) = rooms::room(found.operation.id()) else {
        return Err(Problem::new(404, "The sandbox does not know this path yet."));
    };
    let mut state = account.lock();
    let (actor, token) = auth::identify(&mut state, intake)?;
    let call = checked(&found, intake, actor, token)?;
    let reply = room(&mut state, &call)?;
    if let (Strictness::RequestsAndAnswers, Some(body)) = (state.options.strictness, reply.body()) {
        held_to_the_file(&found, body)?;
    }
    Ok(reply)
}

/// Path, query and body, held against the `OpenAPI` file.
fn checked(found: &Found, intake: &Intake, actor: Actor, token: Token) -> Result<Call, Problem> {
    let mut violations = found.operation.check_path(&found.values);
    violations.extend(found.operation.check_query(&intake.query));
    if !violations.is_empty() {
        return Err(violations.into());
    }
    let body = body(found, intake)?;
    Ok(Call {
        actor,
        extension: token.extension,
        path: intake.path.clone(),
        values: found.values.clone(),
        query: intake.query.clone(),
        body,
    })
}

fn body(found: &Found, intake: &Intake) -> Result<Value, Problem> {
    let operation = found.operation;
    let expected = operation.insists_on_body() || (operation.takes_body() && intake.has_body());
    if !expected {
        return intake.no_body();
    }
    let body = intake.json()?;
    let violations = operation.check_body(&body);
    if violations.is_empty() { Ok(body) } else { Err(violations.into()) }
}

fn held_to_the_file(found: &Found, body: &Value) -> Result<(), Problem> {
    let violations = found.operation.check_answer(200, body);
    match violations.first() {
        None => Ok(()),
        Some(first) => Err(Problem::new(500, format!("The sandbox's answer breaks its own file at {first}"))),
    }
}
