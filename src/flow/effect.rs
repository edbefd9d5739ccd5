//! What the machine wishes for: data, in the imperative. The runtime performs it and answers with a message.

use std::rc::Rc;

use super::check::Checked;
use super::event::Event;
use super::problem::Place;
use crate::api::Text;
use crate::api::access_link::AccessLink;
use crate::api::contract::Contract;
use crate::api::data_field::DataFields;
use crate::api::extension::{Extension, Page};
use crate::api::ids::{ContractId, ParticipantId, TemplateTypeId};
use crate::api::invitation::Invitation;
use crate::api::template::{Listed, Workspace};
use crate::api::user::User;

/// The number of a question: its answer carries the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question(pub u32);

/// A wish of the machine.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask, and answer with [`super::message::Message::Answered`].
    Ask(Question, Wish),
    /// Answer with [`super::message::Message::Waited`] after so many seconds.
    Wait(Question, u32),
    /// Do not wait for that any longer.
    Stop(Question),
    /// Tell the host.
    Tell(Event),
    /// Say something in the developer's console.
    Warn(Warning),
    /// Put a text where the user can paste it from.
    Copy(Text),
    /// Move the focus, once the new state is painted.
    Focus(Focus),
}

/// What can be asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Call the host's `authorize`.
    Authorize(Cause),
    /// Workspaces and templates.
    Catalogue,
    /// The account's extensions.
    Extensions,
    /// Templates behind the same filter, whether or not the user may create with them: a page from this place on.
    Templates(usize),
    /// Whether the token alone is accepted.
    Ping,
    /// The data fields of a template type.
    DataFields(TemplateTypeId),
    /// The account's users.
    Users,
    /// Ask the host whether the contract may be created.
    MayCreate(Rc<Checked>),
    /// Create the contract.
    Create(Rc<Checked>),
    /// Ask the host whether the contract may be sent.
    MayPublish(ContractId, Rc<Invitation>),
    /// Send the contract to its participants.
    Publish(ContractId, Rc<Invitation>),
    /// The contract as it is now.
    Contract(ContractId),
    /// A link that opens the contract as one of its participants.
    Link(ContractId, ParticipantId),
    /// The latest drafts.
    RecentDrafts,
}

/// Why the host is asked for headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The element starts.
    Start,
    /// A request was answered 401.
    Expired,
}

/// What a wish brings when it succeeds.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// There are headers to ask with.
    Authorized,
    /// Workspaces and templates.
    Catalogue(Vec<Workspace>),
    /// Extensions.
    Extensions(Page<Extension>),
    /// Templates.
    Templates(Page<Listed>),
    /// The token is accepted.
    Pinged,
    /// Data fields.
    DataFields(DataFields),
    /// Users.
    Users(Page<User>),
    /// The host agrees.
    Agreed,
    /// A link.
    Link(AccessLink),
    /// The contract, as it was created, sent or read.
    Contract(Contract),
    /// Drafts.
    RecentDrafts(Page<Contract>),
}

/// What developers should know.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// No filter is set: a partner integration filters by extension type.
    Unfiltered,
    /// A property does not have the shape that it should; the text names the path.
    Property(Text),
}

/// Where the focus goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Focus {
    /// The heading of the step.
    Heading,
    /// The summary of problems.
    Summary,
    /// Nowhere: the highlighted row comes into view.
    Row,
    /// The notice that there is no network.
    Offline,
    /// The question whether to drop what was typed.
    Offer,
    /// One input.
    Input(Place),
}
