//! What the host learns: the public events, with ids only.

use crate::api::Text;
use crate::api::failure::{Failure, Refusal};
use crate::api::ids::{ContractId, TemplateId, TemplateTypeId, WorkspaceId};

/// A public event. It holds ids only: no email, phone number, identification number or field value.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The step has changed.
    StateChange {
        /// The step before.
        from: &'static str,
        /// The step now.
        to: &'static str,
    },
    /// A template was picked.
    SelectionChange {
        /// Its workspace.
        workspace: WorkspaceId,
        /// The template.
        template: TemplateId,
        /// Its type, if it has one.
        template_type: Option<TemplateTypeId>,
    },
    /// A contract was created: once per contract.
    Created {
        /// The contract.
        contract: ContractId,
        /// Its name, for the element's own property alone.
        name: Text,
        /// Its workspace.
        workspace: WorkspaceId,
        /// Its template.
        template: TemplateId,
        /// Its state.
        state: Text,
        /// Where it opens in Oneflow.
        url: Text,
    },
    /// The contract was sent: once per contract.
    Published {
        /// The contract.
        contract: ContractId,
        /// Its name, for the element's own property alone.
        name: Text,
        /// Its state.
        state: Text,
    },
    /// The contract of a card is in this state now.
    ContractChange {
        /// The contract.
        contract: ContractId,
        /// Its name, for the element's own property alone.
        name: Text,
        /// Its state.
        state: Text,
    },
    /// The contract of the element is in this state now, which another element has reported.
    ContractRead {
        /// The contract.
        contract: ContractId,
        /// Its name.
        name: Text,
        /// Its state.
        state: Text,
    },
    /// What the host can keep of this element has changed.
    DraftChange {
        /// Whether something was typed.
        dirty: bool,
        /// Whether an attempt is under way, or unconfirmed.
        pending: bool,
    },
    /// The user wants to leave; whether something was typed.
    Cancel(bool),
    /// The user picked this contract in the list.
    Select(ContractId),
    /// The user wants to create a contract in the place of the list.
    New,
    /// Another contract is begun: the element has none for now.
    ContractCleared,
    /// Something failed.
    Error {
        /// The error kind of the public interface.
        kind: &'static str,
        /// The failure, if it came from a request.
        failure: Option<Failure>,
        /// The step in which it happened.
        stage: &'static str,
    },
}

/// The error kind of a failure, in the words of the public interface.
pub(in crate::flow) fn error_kind(failure: &Failure) -> &'static str {
    match failure {
        Failure::Unreachable(_) => "network",
        Failure::Unauthorised(_) => "session",
        Failure::Rejected(_) => "policy",
        Failure::UnexpectedResponse { .. } | Failure::CreationUnknown { .. } | Failure::Unreadable { .. } => "upstream",
        Failure::Refused(_) => match failure.refusal() {
            Some(Refusal::Session) => "session",
            Some(Refusal::User) => "identity",
            Some(Refusal::Token) => "setup",
            Some(Refusal::NotSent) => "network",
            Some(Refusal::Plan) => "plan",
            Some(Refusal::Permission) => "permission",
            Some(Refusal::Missing) => "not-found",
            Some(Refusal::Conflict) => "conflict",
            Some(Refusal::Busy) => "rate-limit",
            Some(Refusal::Content) | None => "validation",
        },
    }
}
