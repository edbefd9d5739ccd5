//! Looking for a second draft of an attempt, and deleting it on the user's word.

use std::rc::Rc;

use crate::api::contract::Contract;
use crate::api::failure::{Failure, Refusal};
use crate::api::page::Page;
use crate::flow::commands::Commands;
use crate::flow::effect::HostCall;
use crate::flow::request::PendingRequest;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::creating::Attempt;
use crate::flow::steps::publishing::Created;
use crate::flow::steps::twin::Twin;
use crate::full::IS_FULL;

impl Flow {
    pub(super) fn seek_twin(&mut self, attempt: Attempt, commands: &mut Commands) {
        if let Step::Created(created) = &mut self.step {
            created.twin = Twin::seek(attempt, commands);
        }
    }

    /// The recent drafts were read for a contract that exists, or for one that is to be sent next.
    pub(super) fn twin_sought(&mut self, result: Result<Page<Contract>, Failure>, commands: &mut Commands) {
        let drafts = result.map(|page| page.0).unwrap_or_default();
        let known = [&*self.made, &*self.dismissed];
        match &mut self.step {
            // Somebody else may have sent it meanwhile.
            Step::Created(created) | Step::Published(created) => {
                if let Twin::Sought(attempt, _) = &created.twin {
                    created.twin = Twin::among(drafts, attempt, &created.contract, &known);
                }
            }
            Step::Uploading(uploading) if IS_FULL => {
                let created = &mut uploading.created;
                if let Twin::Sought(attempt, _) = &created.twin {
                    created.twin = Twin::among(drafts, attempt, &created.contract, &known);
                }
            }
            Step::Publishing(publishing) => {
                if let Some((attempt, invitation)) = publishing.seeking.take() {
                    let created = Rc::make_mut(&mut publishing.created);
                    created.twin = Twin::among(drafts, &attempt, &created.contract, &known);
                    let call = HostCall::MayPublish(created.contract.id, invitation);
                    publishing.request = PendingRequest::ask_host(call, commands);
                }
            }
            _ => {}
        }
    }

    pub(super) fn twin_deletion_requested(&mut self, commands: &mut Commands) {
        if !self.is_held_back()
            && let Some(created) = self.step.created_mut()
        {
            created.twin = std::mem::take(&mut created.twin).pressed(commands);
        }
    }

    pub(super) fn twin_deleted(&mut self, result: Result<(), Failure>, commands: &mut Commands) {
        let Some(Created { twin, .. }) = self.step.created_mut() else {
            return;
        };
        let Twin::Deleting(draft, _) = std::mem::take(twin) else {
            return;
        };
        *twin = match result {
            // The body of a deletion is empty, and what is not there needs no deleting.
            Ok(()) | Err(Failure::Unreadable { .. }) => Twin::Deleted,
            Err(failure) if failure.refusal() == Some(Refusal::Missing) => Twin::Deleted,
            Err(failure) => {
                commands.report(&failure);
                Twin::Kept(draft)
            }
        };
    }
}
