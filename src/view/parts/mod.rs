//! The pieces that steps are made of: the only owners of the wiring between label, input, hint and error.

pub mod button;
pub mod choice;
pub mod field;
pub mod icon;
pub mod notice;
