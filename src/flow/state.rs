//! The whole state of one element: where the user is, what they typed, and what the host configured.

use std::rc::Rc;

use super::effect::RequestId;
use super::form::edits::Edits;
use super::pending_reset::PendingReset;
use super::request::PendingRequest;
use super::server::Server;
use super::settings::Settings;
use super::snapshot::Snapshot;
use super::steps::card::Card;
use super::steps::choosing::Choosing;
use super::steps::creating::Creating;
use super::steps::filling::Filling;
use super::steps::listing::Listing;
use super::steps::opening::Opening;
use super::steps::publishing::{Created, PublishFailed, Publishing};
use super::steps::reviewing::Reviewing;
use super::steps::unavailable::Unavailable;
use super::steps::unconfirmed::Unconfirmed;
use super::steps::uploading::Uploading;
use crate::api::Text;
use crate::api::ids::{ContractId, TemplateId, WorkspaceId};
use crate::api::known_contract::KnownContract;
use crate::api::template::Approval;
use crate::full::IS_FULL;

/// The whole state of one element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// What the host configured.
    pub settings: Settings,
    /// Where the user is.
    pub step: Step,
    /// What the user typed.
    pub edits: Edits,
    /// Something that would drop what was typed: the user decides.
    pub pending_reset: Option<PendingReset>,
    /// What an instance that stopped has left, until the form is there again.
    pub(super) snapshot: Option<Box<Snapshot>>,
    /// The browser says that it has no network.
    pub offline: bool,
    /// Something was to be created or sent without a network: nothing was.
    pub held_back: bool,
    /// What was copied last in this step.
    pub copied: Option<Text>,
    /// Whether anybody can see the element.
    pub visible: bool,
    /// The contracts that this element made: each is announced once, and none is taken for a later attempt's.
    pub(super) made: Vec<ContractId>,
    /// The workspaces of which a contract has told that the acting user may not send from there.
    pub(super) drafts_only: Vec<WorkspaceId>,
    /// The drafts that the user said are not the attempt's: no later answer can have made them.
    pub(super) dismissed: Vec<ContractId>,
    /// What the server's answers have shown so far.
    pub(super) server: Server,
    /// The list of an element that has one, while a contract or a new one is in its place.
    pub(super) list: Option<Box<Listing>>,
    /// A contract that the record has already, as far as anybody knows.
    pub of_record: Option<KnownContract>,
    /// The template that was asked about last, and whether its contracts may need an approval before they are sent.
    pub(super) approval: Option<(TemplateId, Approval)>,
    /// The id of the latest request or timer. An answer with an older id is stale.
    pub(super) last_id: u32,
}

/// The steps. What a step does not hold cannot be shown in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Step {
    /// Nothing is configured yet.
    #[default]
    Resting,
    /// Asking for a session and for the templates.
    Opening(Opening),
    /// It cannot start, for a reason that somebody can fix.
    Unavailable(Unavailable),
    /// The user picks a template.
    Choosing(Choosing),
    /// The user fills in name, data fields and parties.
    Filling(Filling),
    /// The user reads what will be sent.
    Reviewing(Reviewing),
    /// The one create request is under way.
    Creating(Creating),
    /// The create request had no clear answer: the contract may exist.
    Unconfirmed(Unconfirmed),
    /// The contract exists, and its files are uploaded.
    Uploading(Box<Uploading>),
    /// The contract exists.
    Created(Created),
    /// It is being sent to its participants.
    Publishing(Publishing),
    /// It was sent.
    Published(Created),
    /// It was not sent, as far as is known.
    PublishFailed(PublishFailed),
    /// A contract that exists is shown.
    Card(Card),
    /// The contracts of a record are listed.
    Listing(Box<Listing>),
}

impl Step {
    /// The step's public name: the element's `state`.
    pub fn name(&self) -> &'static str {
        match self {
            Step::Resting | Step::Opening(_) => "opening",
            Step::Unavailable(_) => "unavailable",
            Step::Choosing(_) => "choosing",
            Step::Filling(_) => "filling",
            Step::Reviewing(_) => "reviewing",
            Step::Creating(_) => "creating",
            Step::Unconfirmed(_) => "unconfirmed",
            Step::Uploading(_) => "uploading",
            Step::Created(_) => "created",
            Step::Publishing(_) => "publishing",
            Step::Published(_) => "published",
            Step::PublishFailed(_) => "publish-failed",
            Step::Card(_) => "showing",
            Step::Listing(_) => "listing",
        }
    }

    /// The request under way with this id. A step has one at most; only a list reads several contracts, and beside the
    /// search for a second draft the user may ask for something.
    pub(super) fn pending_mut(&mut self, id: RequestId) -> Option<&mut PendingRequest> {
        match self {
            Step::Opening(opening) => Some(&mut opening.request),
            Step::Choosing(choosing) => choosing.loading.as_mut().map(|loading| &mut loading.request),
            Step::Filling(filling) => filling.pending_mut(id),
            Step::Creating(creating) => Some(&mut creating.request),
            Step::Unconfirmed(unconfirmed) => unconfirmed.request.as_mut(),
            Step::Publishing(publishing) => Some(&mut publishing.request),
            Step::Card(card) => card.request.as_mut(),
            Step::Uploading(uploading) => {
                let Uploading { request, created, .. } = &mut **uploading;
                request.as_mut().filter(|request| request.id == id).or(created.twin.pending_mut())
            }
            Step::Listing(_) => self.listing_mut()?.pending_mut(id),
            Step::Created(_) | Step::Published(_) | Step::PublishFailed(_) => {
                let created = self.created_mut()?;
                if created.request.as_ref().is_some_and(|request| request.id == id) {
                    return created.request.as_mut();
                }
                created.twin.pending_mut()
            }
            Step::Reviewing(reviewing) => reviewing.request.as_mut(),
            Step::Resting | Step::Unavailable(_) => None,
        }
    }

    /// The contract that was created, unless it is being sent.
    pub(super) fn created_mut(&mut self) -> Option<&mut Created> {
        match self {
            Step::Created(created) | Step::Published(created) => Some(created),
            Step::PublishFailed(failed) => Some(Rc::make_mut(&mut failed.created)),
            Step::Uploading(uploading) if IS_FULL => Some(&mut uploading.created),
            _ => None,
        }
    }

    /// Whether no create request was made yet.
    pub(super) fn is_before_creating(&self) -> bool {
        matches!(
            self,
            Step::Resting
                | Step::Opening(_)
                | Step::Unavailable(_)
                | Step::Choosing(_)
                | Step::Filling(_)
                | Step::Reviewing(_)
                | Step::Card(_)
                | Step::Listing(_)
        )
    }

    /// Whether a request is out that changes something at Oneflow, or may have been carried out. It cannot be called
    /// back.
    pub(super) fn is_writing(&self) -> bool {
        match self {
            Step::Creating(creating) => creating.is_writing(),
            Step::Publishing(publishing) => publishing.request.is_writing(),
            Step::Uploading(uploading) if IS_FULL => !uploading.is_stopped(),
            _ => false,
        }
    }
}
