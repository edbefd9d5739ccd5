//! Product tables and products in requests: how they are read, checked, and stored in a contract.

mod created;
mod input;
mod price_rules;
mod rules;

pub use created::{check_created, created_tables};
