//! The server between the widget and Oneflow: sessions without a secret in the browser, and one contract for each
//! attempt.

mod address;
pub mod admin;
pub mod answers;
pub mod audit;
pub mod blueprint;
pub mod bodies;
pub mod config;
pub mod fairness;
pub mod feed;
pub mod forward;
pub mod http;
pub mod ledger;
pub mod oneflow;
pub mod ops;
pub mod policy;
pub mod problem;
pub mod reconcile;
pub mod routes;
pub mod seal;
pub mod serve;
pub mod session;
pub mod store;
pub mod tenants;
pub mod webhooks;
