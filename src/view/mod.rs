//! What each step looks like: functions that draw the state. They keep nothing; whatever the user does leaves as a
//! message.

mod card;
mod choosing;
mod deciding;
mod form;
mod listing;
mod moment;
mod money;
mod opening;
mod parts;
mod pending_reset;
mod result;
mod reviewing;
mod screen;
mod unavailable;
mod unconfirmed;
mod vdom;

pub use choosing::row::HIGHLIGHT;
pub use parts::windowed::{option_id, viewport};
pub use screen::screen;
pub use vdom::context::ViewContext;
pub use vdom::target::{anchor, row_anchor};
pub use vdom::{TemplateError, verify};
