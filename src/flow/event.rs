//! What the host is told of what happens.

use crate::api::Text;
use crate::api::failure::Failure;
use crate::api::ids::{ContractId, TemplateId, TemplateTypeId, WorkspaceId};

/// What the host is told. Ids only: no email, phone, identification number or field value.
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
    Contract {
        /// The contract.
        contract: ContractId,
        /// Its name, for the element's own property alone.
        name: Text,
        /// Its state.
        state: Text,
    },
    /// The user wants to leave; whether something was typed.
    Cancel(bool),
    /// The contract is no longer at hand: another one is begun.
    Begun,
    /// Something failed.
    Error {
        /// What kind, in the words of the public interface.
        kind: &'static str,
        /// The failure, if it came from a request.
        failure: Option<Failure>,
        /// The step in which it happened.
        stage: &'static str,
    },
}
