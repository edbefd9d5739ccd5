//! A blueprint: what an extension creates in an account when it is enabled.

mod check;
mod parse;
mod parts;
mod secrets;

pub use parts::{Blueprint, TypeBlueprint};
