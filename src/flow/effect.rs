//! What the machine asks for: data, in the imperative. The widget performs it and answers with a message.

use std::rc::Rc;

use super::event::Event;
use super::form::field::FieldId;
use super::form::validate::ValidContract;
use crate::api::Text;
use crate::api::contract_file::NewFile;
use crate::api::ids::{ContractId, ParticipantId, TemplateId, TemplateTypeId};
use crate::api::invitation::Invitation;

/// The id of a request or timer: its answer carries the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId(pub u32);

/// Something to perform.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the host, and answer with [`super::message::Message::HostAnswered`].
    CallHost(RequestId, HostCall),
    /// Ask Oneflow, and answer with [`super::message::Message::ApiAnswered`].
    CallApi(RequestId, ApiCall),
    /// Answer with [`super::message::Message::TimerFired`] after so many seconds.
    StartTimer(RequestId, u32),
    /// Cancel that timer.
    CancelTimer(RequestId),
    /// End the request on the way, whose answer nobody waits for any more.
    Abort(RequestId),
    /// Dispatch an event to the host.
    Emit(Event),
    /// Warn in the developer's console.
    Warn(Warning),
    /// Copy a text to the clipboard.
    Copy(Text),
    /// Continue in the full WebAssembly module, which is loaded.
    ContinueInFull,
    /// Move the focus, once the new state is painted.
    Focus(Focus),
}

/// What the host can be asked.
#[derive(Clone, Debug, PartialEq)]
pub enum HostCall {
    /// To call its `authorize`. The headers themselves never enter the machine.
    Authorize(AuthorizeReason),
    /// Whether the contract may be created.
    MayCreate(Rc<ValidContract>),
    /// Whether the contract may be sent.
    MayPublish(ContractId, Rc<Invitation>),
    /// To load the full WebAssembly module, which the picked template needs.
    LoadFull,
}

/// Why the host is asked for headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorizeReason {
    /// The element starts.
    Start,
    /// A request was answered 401.
    Expired,
}

/// What Oneflow can be asked. [`super::response::ApiResponse`] has the answer to each.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiCall {
    /// Workspaces and templates.
    Catalogue,
    /// The account's extensions.
    Extensions,
    /// Templates behind the same filter, whether or not the user may create with them: one page, from this offset on.
    Templates(usize),
    /// Whether the token alone is accepted.
    Ping,
    /// The data fields of a template type.
    DataFields(TemplateTypeId),
    /// The product tables of a template.
    ProductTables(TemplateId),
    /// Whether contracts from a template may need an approval.
    Approval(TemplateId),
    /// The account's users.
    Users,
    /// Create the contract.
    Create(Rc<ValidContract>, Once),
    /// Send the contract to its participants, with an idempotency key if the server honours them.
    Publish(ContractId, Rc<Invitation>, Option<Text>),
    /// The contract as it is now.
    Contract(ContractId),
    /// The address of the contract's PDF, once it is read.
    File(ContractId),
    /// A link that opens the contract as one of its participants.
    Link(ContractId, ParticipantId),
    /// The latest drafts.
    RecentDrafts,
    /// The latest drafts of the record: those whose data field carries its key.
    RecordDrafts,
    /// Delete a draft.
    Delete(ContractId),
    /// Upload a file to the contract, with an idempotency key if the server honours them.
    Upload(ContractId, Rc<NewFile>, Option<Text>),
    /// The contract's files.
    Files(ContractId),
    /// The contracts of the record, as far as somebody knows them.
    OfRecord(KnownBy),
    /// The contracts of the record: one page, from this offset on.
    Listed(usize),
    /// What a list does not tell of one of its contracts.
    Detail(ContractId),
    /// Tell the server that knows of an attempt, by its key, which contract came of it.
    Resolve(Text, ContractId),
}

/// Who knows the contracts of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBy {
    /// Oneflow, by the data field that carries the record's key.
    Oneflow,
    /// The server between the page and Oneflow, whatever fields a template has.
    Server,
}

/// What keeps a creation from happening twice when something on the way repeats the request, such as the browser.
#[derive(Clone, Debug, PartialEq)]
pub enum Once {
    /// An idempotency key, which the server honours.
    Key(Text),
    /// A body that cannot be sent a second time, where the browser has one for this server.
    Stream,
    /// Nothing.
    Nothing,
}

/// What developers should know.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// No filter is set: a partner integration filters by extension type.
    Unfiltered,
    /// A property or an attribute counts for nothing; the text names the path.
    Property(Text),
    /// Values of `prefill` that the template has no field for: their custom ids.
    UnusedFields(String),
    /// An answer of Oneflow's has the wrong shape or size; the text names the request and the path.
    Answer(Text),
}

/// Where the focus goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Focus {
    /// The heading of the step.
    Heading,
    /// The summary of what is wrong.
    Summary,
    /// The row of a contract.
    Contract(ContractId),
    /// Nowhere: the highlighted row is scrolled into view.
    Row,
    /// The question whether to drop what was typed.
    PendingReset,
    /// One input.
    Input(FieldId),
}
