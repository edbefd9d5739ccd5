//! Blueprints: what an extension makes in an account, described in one file, and compared, written and exported.
//!
//! Everything but `remote`, `apply` and `command` is pure. Nothing is deleted unasked, and what
//! belongs to an extension is never written.

mod account;
mod apply;
mod check;
mod command;
mod difference;
mod export;
mod export_error;
mod failure;
mod fields;
mod hooks;
mod parse;
mod parts;
mod plan;
mod remote;
mod secret;
mod shown;
mod steps;
mod webhook;
mod written;

pub use account::{Account, FoundField, FoundKey, FoundType, FoundWebhook};
pub use apply::{Stopped, apply};
pub use check::FileError;
pub use command::{Commands, Consent, Ending};
pub use difference::{Change, Difference, Edit, Handling, Note, Surplus, Unseen};
pub use export::{Asked, Exported, export};
pub use export_error::ExportError;
pub use failure::Failure;
pub use fields::Row;
pub use parts::{Blueprint, DataField, TemplateType};
pub use plan::{Ambiguous, Choices, Maker, Plan, TypePlan};
pub use remote::{Access, Remote};
pub use secret::{Hidden, Secret, Variables};
pub use steps::{Step, StepKind};
pub use webhook::{Authentication, Configuration, Filter, Rule, Webhook};
