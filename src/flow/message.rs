//! What has happened: every message is in the past tense.

mod party;

use std::rc::Rc;

pub use self::party::PartyMessage;
use super::effect::RequestId;
use super::form::field::FieldId;
use super::form::files::Offered;
use super::item_message::ItemMessage;
use super::response::ApiResponse;
use super::settings::Settings;
use super::snapshot::Snapshot;
use super::steps::choosing::Move;
use super::steps::choosing::catalogue::Choice;
use super::steps::upload::Decision;
use super::steps::window::Viewport;
use crate::api::Text;
use crate::api::announced::Announced;
use crate::api::contract_file::FileKind;
use crate::api::failure::Failure;
use crate::api::ids::{ContractId, ParticipantId, WorkspaceId};
use crate::api::invitation::Invitation;
use crate::api::moment::Moment;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The host set its attributes and properties.
    Configured(Box<Settings>),
    /// An instance before this one stopped: what it left, before anything is configured.
    SnapshotLoaded(Box<Snapshot>),
    /// The host asked to start over.
    Reset,
    /// The host asked to load again what is shown.
    Refreshed,
    /// Another element of the page, or the server, has reported a change of a contract.
    ContractChanged(ContractId),
    /// From now on the server tells whatever happens with the contract, or no longer.
    LiveChanged(bool),
    /// The user wants to leave.
    Cancelled,
    /// The host did not object: the element handles the leaving itself, or what was picked in the list.
    LeaveAllowed,
    /// The user agreed to drop what was typed.
    ResetConfirmed,
    /// The user keeps what was typed.
    ResetDeclined,
    /// The browser found the network, or lost it.
    ConnectivityChanged(bool),
    /// The element came into view, or left it.
    VisibilityChanged(bool),
    /// A participant's link was asked for.
    LinkRequested(ParticipantId),
    /// A text was to be copied.
    CopyRequested(Text),
    /// The host answered.
    HostAnswered {
        /// Which request.
        id: RequestId,
        /// When.
        at: Moment,
        /// With what: a random key for what it agreed to, an empty one otherwise. Headers do not enter the machine.
        result: Result<Text, Failure>,
    },
    /// Oneflow answered.
    ApiAnswered {
        /// Which request.
        id: RequestId,
        /// When.
        at: Moment,
        /// What the server announced; nothing if no answer came.
        announced: Option<Announced>,
        /// With what.
        response: ApiResponse,
    },
    /// A timer fired.
    TimerFired(RequestId),
    /// The user asked to try again what failed.
    RetryRequested,

    /// The search text changed.
    Searched(Text),
    /// The list was limited to one workspace, or to none.
    WorkspaceFiltered(Option<WorkspaceId>),
    /// The highlight moved.
    HighlightMoved(Move),
    /// A list was scrolled: an end of what is drawn may be in view.
    Scrolled(Viewport),
    /// A template was picked.
    TemplateChosen(Choice),
    /// The highlighted template was picked.
    HighlightChosen,

    /// The name was edited.
    NameEdited(Text),
    /// The name's own value was restored.
    NameRestored,
    /// A data field was edited.
    FieldEdited {
        /// Its custom id.
        field: Text,
        /// What it holds now.
        text: Text,
    },
    /// A data field's own value was restored.
    FieldRestored(Text),
    /// The focus left an input.
    InputLeft(FieldId),
    /// Only the data fields that are empty now were asked for, or all again.
    EmptyFieldsFiltered(bool),
    /// The user wants to add files, for which the full module is needed.
    FilesWanted,
    /// The parties were edited.
    Party(PartyMessage),
    /// The product tables were edited.
    Item(ItemMessage),
    /// The files were edited.
    Files(FileMessage),
    /// The link of an error to its input was followed.
    ErrorFollowed(FieldId),
    /// The invitation's subject was edited.
    SubjectEdited(Text),
    /// The invitation's message was edited.
    InvitationEdited(Text),
    /// The form is ready to be reviewed.
    Submitted,
    /// What was reviewed is to be created; and sent with this invitation, if there is one.
    Confirmed(Option<Rc<Invitation>>),
    /// The user wants to read the contract's PDF.
    FileRequested,
    /// The contract is to be sent.
    PublishRequested(Rc<Invitation>),
    /// The user went back a step.
    WentBack,

    /// A contract was picked from the list.
    ContractOpened(ContractId),
    /// Another contract is to be created, in the place of the list.
    NewContractRequested,

    /// The user said that this draft is the contract of the attempt.
    CandidateAccepted(ContractId),
    /// The user said that none of the drafts is, and wants it to be created.
    CandidatesDismissed,

    /// The user pressed *delete* for the second draft of the attempt; the second press deletes it.
    TwinDeletionRequested,
    /// The user wants to create another contract.
    StartedOver,
    /// The user decided about a file that could not be uploaded.
    UploadDecided(Decision),
    /// The user stopped the upload that is under way.
    UploadStopped,
}

/// What happened to the files of the form.
#[derive(Clone, Debug, PartialEq)]
pub enum FileMessage {
    /// Files were chosen or dropped.
    Offered(Vec<Offered>),
    /// A file was removed, by its name.
    Removed(Text),
    /// A PDF is to become this.
    KindChosen(Text, FileKind),
    /// What was taken away last is to be put back.
    Undone,
}
