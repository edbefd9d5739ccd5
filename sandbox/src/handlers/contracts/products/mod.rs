//! Product tables and products in requests: how they are read, checked, and stored in a contract.

mod created;
mod input;
mod price_rules;
pub mod rows;
mod rules;
mod stored;
pub mod tables;

pub use created::{check_created, created_tables};
