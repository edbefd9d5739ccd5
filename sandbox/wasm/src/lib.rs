//! The sandbox as WebAssembly: requests in, responses out; JavaScript gives it the time and sends its webhooks.

mod answer;
mod options;
mod page;
mod sandbox;

pub use answer::Answer;
pub use page::Page;
pub use sandbox::Sandbox;
