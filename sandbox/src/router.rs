//! The whole sandbox as one router: the API under `/v1`, control calls and console under `/_sandbox`.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};

use crate::account::Account;
use crate::middleware::{cors, local_only, own_host};
use crate::{api, console, control};

/// The sandbox without a socket.
pub fn router(account: Account) -> Router {
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
