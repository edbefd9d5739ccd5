//! The user reads what will be sent, and decides.

use std::rc::Rc;

use crate::flow::form::validate::ValidContract;
use crate::flow::notice::Notice;
use crate::flow::request::PendingRequest;
use crate::flow::steps::filling::Filling;

/// What sending would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// It reaches people.
    Invites,
    /// It opens the contract for signing, and tells nobody of a counterparty.
    TellsNobody,
    /// The acting user may not send contracts there.
    Forbidden,
    /// The host does not offer it.
    NotOffered,
}

/// A valid contract, read-only.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewing {
    /// The form, to go back to.
    pub filling: Rc<Filling>,
    /// What will be sent, exactly.
    pub contract: Rc<ValidContract>,
    /// Why the user is here again.
    pub notice: Option<Notice>,
    /// The server is asked what it knows of the record.
    pub request: Option<PendingRequest>,
}

impl Reviewing {
    pub(in crate::flow) fn new(filling: Rc<Filling>, contract: Rc<ValidContract>) -> Self {
        Self { filling, contract, notice: None, request: None }
    }
}
