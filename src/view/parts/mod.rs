//! The pieces that steps are made of. They alone tie labels, hints and errors to their inputs.

pub mod button;
pub mod contract;
pub mod field;
pub mod header;
pub mod icon;
pub mod invitation;
pub mod line;
pub mod notice;
pub mod participant;
pub mod products;
pub mod section;
pub mod select;
pub mod tick;
pub mod windowed;
