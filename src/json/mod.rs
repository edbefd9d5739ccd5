//! Reading and writing JSON. This layer knows nothing of Oneflow.
//!
//! One value type serves both directions from outside, Oneflow's answers and the host's settings. Types read themselves
//! from it by [`FromJson`]; a derived `Deserialize` for each of them says the same in four times the bytes.

mod error;
mod parse;
mod read;
mod value;
mod write;

pub use error::DecodeError;
pub use read::FromJson;
pub use value::Json;
pub use write::{ToJson, Writer, optional};
