//! What an account consists of, as plain data.

mod access;
mod actor;
pub mod contract;
mod delivery;
pub mod file;
pub mod product;
mod template;
pub mod webhook;

pub use access::{Access, Extension, Right, Token, User, Workspace};
pub use actor::Actor;
pub use contract::{AccessLink, Contract, Event};
pub use delivery::{Attempt, Delivery, Progress};
pub use file::{ContractFile, FileType, LARGEST_FILE};
pub use template::{
    Approvals, Choices, CreatorRole, DataField, Sections, Source, Template, TemplateFault, TemplateType,
};
pub use webhook::Webhook;
