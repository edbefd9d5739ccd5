//! The client of Oneflow's API: no redirects, no retries, one connection pool for each tenant.
//!
//! A request that writes has a connection of its own. So no connection can die between two requests and leave open
//! whether the second was carried out, and no library has a reason to send it again.

mod base;
mod call;
mod file;
mod limits;
mod line;
mod pool;
mod pools;
mod reader;
mod tls;

pub use base::Base;
pub use call::{Call, CallError, Content, NamedFile};
pub use file::{File, FileError};
pub use limits::Limits;
pub use line::Line;
pub use pools::Oneflow;
pub use tls::{TlsError, trusted};
