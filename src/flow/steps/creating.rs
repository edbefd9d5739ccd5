//! The one create request.

use std::rc::Rc;

use crate::api::invitation::Invitation;
use crate::flow::commands::Commands;
use crate::flow::effect::HostCall;
use crate::flow::form::validate::ValidContract;
use crate::flow::request::PendingRequest;
use crate::flow::steps::filling::Filling;

/// The host is asked, then Oneflow. The step holds one request, so there is never a second one beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Creating {
    /// The attempt.
    pub attempt: Attempt,
    /// The request.
    pub request: PendingRequest,
}

/// What is to be created, and where the user goes if that fails.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// The form, to go back to.
    pub filling: Rc<Filling>,
    /// What is sent.
    pub sent: Rc<ValidContract>,
    /// The invitation to send it with at once, if it is to be sent.
    pub invitation: Option<Rc<Invitation>>,
}

impl Creating {
    /// Asks the host first.
    pub(in crate::flow) fn begin(attempt: Attempt, commands: &mut Commands) -> Self {
        let request = PendingRequest::ask_host(HostCall::MayCreate(attempt.sent.clone()), commands);
        Self { attempt, request }
    }
}
