//! What Oneflow says and hears: values read from its answers, values written into requests, and the failures between.

pub mod access_link;
pub mod channel;
pub mod contract;
pub mod data_field;
pub mod extension;
pub mod failure;
pub mod ids;
pub mod invitation;
pub mod moment;
pub mod new_contract;
pub mod page;
pub mod participant;
mod permissions;
pub mod problem;
pub mod template;
pub mod user;

/// Text that many places share: a clone copies a pointer.
pub type Text = std::rc::Rc<str>;
