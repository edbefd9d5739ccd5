//! Line items: the rows of product tables, as the template has them, the host gives them, and the user types them.

pub mod item;
pub(in crate::flow) mod json;
pub mod removed;
pub mod sums;
pub mod table;
pub mod written;
