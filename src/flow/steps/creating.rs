//! The one create request.

use std::rc::Rc;

use crate::api::Text;
use crate::api::contract::{Contract, State};
use crate::api::ids::ContractId;
use crate::api::invitation::Invitation;
use crate::api::moment::Moment;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, HostCall};
use crate::flow::form::validate::ValidContract;
use crate::flow::request::PendingRequest;
use crate::flow::response::ApiResponse;
use crate::flow::steps::filling::Filling;

/// By how many seconds the clocks of the browser and Oneflow may differ.
const CLOCKS_DIFFER: u64 = 300;

/// The host is asked, then Oneflow. The step holds one request, so there is never a second one beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Creating {
    /// The attempt.
    pub attempt: Attempt,
    /// The request.
    pub request: PendingRequest,
    /// The create request and its answer, which proves nothing: the recent drafts are read before it goes on.
    pub(in crate::flow) in_doubt: Option<Box<(PendingRequest, ApiResponse)>>,
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
    /// When the host agreed: just before anything was sent.
    pub since: Moment,
    /// What every sending of this attempt carries if the server honours idempotency keys.
    pub key: Text,
    /// The contract that the answer named although it looks older than the attempt: the user decides about it.
    pub(in crate::flow) named: Option<ContractId>,
}

impl Creating {
    /// Asks the host first.
    pub(in crate::flow) fn begin(attempt: Attempt, commands: &mut Commands) -> Self {
        let request = PendingRequest::ask_host(HostCall::MayCreate(attempt.sent.clone()), commands);
        Self { attempt, request, in_doubt: None }
    }

    /// Whether the create request is out, or may have been carried out.
    pub fn is_writing(&self) -> bool {
        self.in_doubt.is_some() || self.request.is_writing()
    }

    /// Reads the recent drafts, because an answer to the create request proves nothing.
    pub(in crate::flow) fn look(&mut self, response: ApiResponse, commands: &mut Commands) {
        let look = PendingRequest::ask_api(ApiCall::RecentDrafts, commands);
        self.in_doubt = Some(Box::new((std::mem::replace(&mut self.request, look), response)));
    }
}

impl Attempt {
    /// An attempt that has not begun.
    pub(in crate::flow) fn new(
        filling: Rc<Filling>,
        sent: Rc<ValidContract>,
        invitation: Option<Rc<Invitation>>,
    ) -> Self {
        Self { filling, sent, invitation, since: Moment::default(), key: "".into(), named: None }
    }

    /// Whether this may be the attempt's contract.
    pub(in crate::flow) fn may_have_made(&self, contract: &Contract) -> bool {
        self.is_alike(contract) && (self.is_as_new(contract) || self.named == Some(contract.id))
    }

    /// Whether it is a draft of what was sent. What an answer leaves out speaks neither for nor against.
    pub(in crate::flow) fn is_alike(&self, draft: &Contract) -> bool {
        let sent = self.sent.contract();
        draft.state == State::Draft
            && (sent.name.trim().is_empty() || draft.name.trim() == sent.name.trim())
            && draft.template.is_none_or(|id| id == sent.template_id)
            && draft.workspace.is_none_or(|id| id == sent.workspace_id)
            && self.sent.record().is_none_or(|record| !record.is_denied_by(&draft.fields))
            && (draft.counterparties().next().is_none()
                || self.sent.has_counterparties(&draft.counterparties().collect::<Vec<_>>()))
    }

    /// Whether it is not older than the attempt.
    pub(in crate::flow) fn is_as_new(&self, draft: &Contract) -> bool {
        draft.created.is_none_or(|created| self.since.since(created) <= CLOCKS_DIFFER)
    }
}
