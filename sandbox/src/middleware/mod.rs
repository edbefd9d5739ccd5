//! Middleware: CORS for everything, and the protection of what needs no token.

mod cors;
mod local_only;

pub use cors::cors;
pub use local_only::local_only;
