//! What the partner's backend and a customer's administrator do: customers, their tokens, the audit trail, and webhooks
//! that did not arrive.
//!
//! The backend proves itself with its key. The administrator has a code, which the backend asks for and the partner's
//! app shows. They type it into a form together with the token that Oneflow shows, so no address contains either.

mod audit;
mod backend;
mod code;
mod dead_letters;
mod page;
mod people;
mod refusal;
mod setup;
mod state;
mod token;

use axum::Router;
use axum::routing::{get, post, put};

pub use state::Admin;

/// The routes of backend and administrator.
pub fn router(admin: Admin) -> Router {
    Router::new()
        .route("/tenants/{id}", put(backend::put_tenant).get(backend::get_tenant).delete(backend::delete_tenant))
        .route("/tenants/{id}/token", axum::routing::delete(backend::delete_token))
        .route("/tenants/{id}/setup-code", post(backend::make_code))
        .route("/tenants/{id}/forget", post(people::forget))
        .route("/tenants/{id}/webhooks/replay", post(dead_letters::replay_all))
        .route("/webhooks/dead", get(dead_letters::list))
        .route("/webhooks/dead/{id}/replay", post(dead_letters::replay))
        .route("/audit", get(audit::export))
        .route("/setup", get(setup::form).post(setup::enter))
        .route("/setup.css", get(page::style))
        .with_state(admin)
}
