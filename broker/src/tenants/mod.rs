//! The partner's customers: their settings, their tokens, and what was noticed about them.

mod check;
mod error;
mod registry;
mod settings;
mod tenant;

pub use check::condition_of;
pub use error::TenantError;
pub use registry::Tenants;
pub use settings::Settings;
pub use tenant::{Secret, Tenant};
