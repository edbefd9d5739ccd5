//! The account: everything the sandbox stores, behind a handle that is cheap to clone.

mod actions;
mod contract_changes;
mod contract_view;
mod counters;
mod deliveries;
mod extensions;
mod faults;
mod handle;
mod options;
mod request_log;
mod saved;
mod state;
mod templates;

pub use actions::ContractAction;
pub use counters::next_id;
pub use handle::Account;
pub use options::{Options, Strictness, parse_origin};
pub use state::State;
pub use templates::{NewSections, NewTemplate};
