//! A second draft of one attempt. Without idempotency keys, the browser or a proxy may send the create request twice
//! and hand over one answer, so the recent drafts are read once. The user decides; nothing is deleted by itself.

use super::creating::Attempt;
use crate::api::contract::Contract;
use crate::api::ids::ContractId;
use crate::flow::commands::Commands;
use crate::flow::effect::ApiCall;
use crate::flow::request::PendingRequest;

/// Seconds between two drafts of one attempt, at most: nothing repeats a request for longer.
const APART: u64 = 60;

/// Whether the attempt made a second draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Twin {
    /// As far as is known, it did not.
    #[default]
    None,
    /// The recent drafts are being read.
    Sought(Box<Attempt>, PendingRequest),
    /// It did.
    Found(Box<Contract>),
    /// The user wants to delete it, and is asked once more.
    Doomed(Box<Contract>),
    /// It is being deleted.
    Deleting(Box<Contract>, PendingRequest),
    /// It is deleted.
    Deleted,
    /// It could not be deleted.
    Kept(Box<Contract>),
}

impl Twin {
    /// Reads the recent drafts.
    pub(in crate::flow) fn seek(attempt: Attempt, commands: &mut Commands) -> Self {
        Self::Sought(Box::new(attempt), PendingRequest::ask_api(ApiCall::RecentDrafts, commands))
    }

    /// What the user's press leads to: the first asks, the second deletes.
    pub(in crate::flow) fn pressed(self, commands: &mut Commands) -> Self {
        match self {
            Self::Found(draft) if draft.may_delete => Self::Doomed(draft),
            Self::Doomed(draft) | Self::Kept(draft) => {
                let request = PendingRequest::ask_api(ApiCall::Delete(draft.id), commands);
                Self::Deleting(draft, request)
            }
            other => other,
        }
    }

    /// The request under way.
    pub(in crate::flow) fn pending_mut(&mut self) -> Option<&mut PendingRequest> {
        match self {
            Self::Sought(_, request) | Self::Deleting(_, request) => Some(request),
            _ => None,
        }
    }

    /// The twin of a contract among the latest drafts: as new, with the same content, and none of the contracts that
    /// are known to be something else.
    pub(in crate::flow) fn among(
        drafts: Vec<Contract>,
        attempt: &Attempt,
        made: &Contract,
        known: &[&[ContractId]],
    ) -> Self {
        let apart = |draft: &Contract| {
            let times = draft.created.zip(made.created);
            times.map_or(u64::MAX, |(one, other)| one.since(other).max(other.since(one)))
        };
        let is_twin = |draft: &Contract| {
            draft.id != made.id
                && !known.iter().any(|ids| ids.contains(&draft.id))
                && attempt.is_alike(draft)
                && apart(draft) <= APART
        };
        drafts.into_iter().find(is_twin).map_or(Self::None, |draft| Self::Found(Box::new(draft)))
    }
}
