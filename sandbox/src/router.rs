//! The whole sandbox as one router: the API under `/v1`, control calls and console under `/_sandbox`.

use axum::Router;
use axum::middleware::{from_fn_with_state, map_response};
use axum::routing::{any, get};

use crate::account::Account;
use crate::connection::break_connection;
use crate::middleware::{cors, local_only, own_host};
use crate::{api, console, control};

/// The sandbox without a socket. Where a fault breaks the connection, the body of the response fails or no response
/// comes, so that a server on top breaks its connection.
pub fn router(account: Account) -> Router {
    routes(account).layer(map_response(break_connection))
}

/// The sandbox without a connection. Where a fault breaks it, the response says so in a
/// [`ConnectionFault`](crate::ConnectionFault) among its extensions.
pub fn routes(account: Account) -> Router {
    let cors = cors(&account.lock().options.cors);
    let sandbox = control::routes().merge(console::routes()).layer(from_fn_with_state(account.clone(), local_only));
    let router = Router::new()
        .nest("/_sandbox", sandbox)
        .route("/_sandbox/", get(console::home))
        .route("/v1", any(api::serve))
        .route("/v1/", any(api::serve))
        .route("/v1/{*path}", any(api::serve))
        .layer(from_fn_with_state(account.clone(), own_host))
        .with_state(account);
    match cors {
        Some(cors) => router.layer(cors),
        None => router,
    }
}
