//! What each step looks like: functions that draw the state. They keep nothing; whatever the user does leaves as a
//! message.

mod card;
mod choosing;
mod deciding;
mod form;
mod moment;
mod opening;
mod parts;
mod pending_reset;
mod result;
mod reviewing;
mod screen;
mod unavailable;
mod unconfirmed;
mod vdom;

pub use choosing::list::viewport;
pub use choosing::row::{HIGHLIGHT, option_id};
pub use screen::screen;
pub use vdom::context::ViewContext;
pub use vdom::target::anchor;
pub use vdom::{TemplateError, verify};
