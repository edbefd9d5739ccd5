//! The user looks over what will be sent, and decides.

use std::rc::Rc;

use super::check::Checked;
use super::closed::Notice;
use super::filling::Filling;

/// What was checked, read-only.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewing {
    /// The form, to go back to.
    pub filling: Rc<Filling>,
    /// What will be sent, exactly.
    pub checked: Rc<Checked>,
    /// Why the user is here again.
    pub notice: Option<Notice>,
}
