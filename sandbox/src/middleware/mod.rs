//! Middleware: CORS and the judgement of the host for everything, and the protection of what needs no token.

mod cors;
mod local_only;
mod own_host;

pub use cors::cors;
pub use local_only::local_only;
pub use own_host::own_host;
