//! Template types and their data fields.

mod body;
mod data_fields;
mod lookup;
mod read;
mod write;

pub use body::{data_fields as data_fields_json, summary};
pub use data_fields::replace as replace_data_fields;
pub use lookup::requested;
pub use read::{get, list};
pub use write::{create, delete, update};
