//! Product tables, their products, and what these cost, as templates and contracts have them.

mod price;
mod row;
mod table;

pub use price::{amount, percent};
pub use row::{CUSTOM_ID, PRICES, change, with_defaults};
pub use table::{configure, default_configuration, new_table, precision, products_mut, update_derived};
