//! How it is said: one struct of phrases, one file per language. A missing phrase does not compile.

pub mod announcement;
pub mod compose;
pub mod country;
pub mod explain;
pub mod file;
pub mod items;
pub mod languages;
pub mod listing;
mod number;
pub mod party;
pub mod word;

pub use compose::interpolate;
pub use languages::phrases::Phrases;
