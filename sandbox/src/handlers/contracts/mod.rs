//! Contracts: created from a template, read, changed, published and deleted.

mod access_link;
mod create;
pub mod data_fields;
mod delete;
pub mod events;
mod files;
mod filters;
mod lookup;
pub mod participants;
pub mod parties;
mod party_data;
mod pdf;
pub mod products;
mod publish;
mod read;
mod save;
mod template_fault;
mod update;

pub use access_link::create as create_access_link;
pub use create::create;
pub use delete::delete;
pub use files::{get as get_file, list as list_files, upload as upload_file};
pub use publish::publish;
pub use read::{get, list};
pub use update::update;
