//! The API under `/v1`: every request is logged, authenticated and validated before its handler runs.

mod authentication;
mod fault_injection;
mod validation;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};

use crate::account::{Account, Strictness};
use crate::connection::ConnectionFault;
use crate::handlers;
use crate::problem::Problem;
use crate::request::RawRequest;
use crate::response::{self, ApiResponse};
use crate::spec;

/// Responds to a request, with a fault if one is due.
pub async fn serve(State(account): State<Account>, request: Request) -> Response<Body> {
    let request = RawRequest::read(request).await;
    let headers = request.header_names();
    let entry = account.log_request(&request.method, &request.path_and_query(), &headers, &request.logged_body());
    let response = match fault_injection::due(&account, &request) {
        Err(problem) => response::problem(&account, &problem),
        Ok(None) => execute(&account, &request).await,
        Ok(Some(kind)) => {
            let actual = if kind.executes_request() { Some(execute(&account, &request).await) } else { None };
            fault_injection::respond(&account, kind, actual).await
        }
    };
    let fault = response.extensions().get::<ConnectionFault>();
    if !matches!(fault, Some(ConnectionFault::Silent | ConnectionFault::Dropped)) {
        account.log_status(entry, response.status().as_u16());
    }
    response
}

async fn execute(account: &Account, request: &RawRequest) -> Response<Body> {
    let result = handle(account, request);
    account.notify_changed();
    match result {
        Ok(ApiResponse::Json(body)) => response::json(StatusCode::OK, &body),
        Ok(ApiResponse::File { content_type, content }) => response::file(content_type, content),
        Ok(ApiResponse::NoContent) => Response::new(Body::empty()),
        Ok(ApiResponse::Fault(kind, body)) => {
            let actual = body.map(|body| response::json(StatusCode::OK, &body));
            fault_injection::respond(account, kind, actual).await
        }
        Err(problem) => response::problem(account, &problem),
    }
}

fn handle(account: &Account, request: &RawRequest) -> Result<ApiResponse, Problem> {
    let matched = spec::find(&request.method, &request.path).map_err(|error| match error {
        spec::NotFound::Path => Problem::new(404, "This path does not exist."),
        spec::NotFound::Method => Problem::from_status(405),
    })?;
    let Some(handler) = handlers::find(matched.operation.id()) else {
        return Err(Problem::new(404, "The sandbox does not support this path yet."));
    };
    let mut state = account.lock();
    let (actor, token) = authentication::authenticate(&mut state, request)?;
    let request = validation::validate(&matched, request, actor, token)?;
    let response = handler(&mut state, &request)?;
    if let (Strictness::RequestsAndResponses, Some(body)) = (state.options.strictness, response.body()) {
        validation::validate_response(&matched, body)?;
    }
    Ok(response)
}
