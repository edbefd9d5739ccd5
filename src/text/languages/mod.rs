//! The languages, each by its code. A missing phrase does not compile.

mod en;
pub mod phrases;

pub use en::EN;
pub use phrases::Phrases;

/// All of them; English comes first, because it is there for whoever speaks none of them.
pub static ALL: [(&str, &Phrases); 1] = [("en", &EN)];
