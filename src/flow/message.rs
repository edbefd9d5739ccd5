//! What has happened: every message is in the past tense.

use std::rc::Rc;

use super::choosing::Choice;
use super::effect::{Answer, Question};
use super::host::Host;
use super::memory::Memory;
use super::party::{PartyInput, PartyKey, PartyKind, PersonInput, PersonKey};
use super::problem::Place;
use crate::api::Text;
use crate::api::failure::Failure;
use crate::api::ids::{ContractId, ParticipantId, WorkspaceId};
use crate::api::invitation::Invitation;
use crate::api::moment::Moment;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The host set its attributes and properties.
    Configured(Box<Host>),
    /// The core before this one stopped: what is remembered of it, before anything is configured.
    Recalled(Box<Memory>),
    /// The host asked to start afresh.
    Reset,
    /// The host asked to load the templates again.
    Refreshed,
    /// The user wants to leave.
    Cancelled,
    /// The host leaves leaving to the element.
    Left,
    /// The user agreed that what was typed is dropped, or declined.
    OfferTaken(bool),
    /// The browser found the network, or lost it.
    Connected(bool),
    /// The element came into sight, or went out of it.
    Seen(bool),
    /// A participant's link was asked for.
    LinkWanted(ParticipantId),
    /// A text was to be copied.
    Copied(Text),
    /// A question was answered.
    Answered {
        /// Which.
        question: Question,
        /// When.
        at: Moment,
        /// With what.
        result: Result<Answer, Failure>,
    },
    /// The time of a wait is over.
    Waited(Question),
    /// The user asked to try again what failed.
    TriedAgain,

    /// The search text changed.
    Searched(Text),
    /// One workspace was picked to look in, or all.
    Narrowed(Option<WorkspaceId>),
    /// The highlight moved.
    Moved(Move),
    /// An end of what is drawn of the list came into sight.
    Scrolled(Edge),
    /// A template was picked.
    Chose(Choice),
    /// The highlighted template was picked.
    ChoseHighlighted,

    /// The name was edited.
    Named(Text),
    /// The name was put back to where it came from.
    NameRestored,
    /// A data field was edited.
    Filled {
        /// Its custom id.
        field: Text,
        /// What it holds now.
        text: Text,
    },
    /// A data field was put back to where its value came from.
    Restored(Text),
    /// The parties were edited.
    Party(PartyMessage),
    /// A problem's link was followed.
    PointedAt(Place),
    /// The invitation's subject was edited.
    Subject(Text),
    /// The invitation's message was edited.
    Invited(Text),
    /// The form is ready to be reviewed.
    Submitted,
    /// What was reviewed is to be created; and sent with this invitation, if there is one.
    Confirmed(Option<Rc<Invitation>>),
    /// The contract is to be sent.
    Sent(Rc<Invitation>),
    /// The user went back a step.
    WentBack,

    /// The user said that this draft is the contract of the attempt.
    Recognised(ContractId),
    /// The user said that none of the drafts is: create it.
    Disowned,

    /// The user wants to create another contract.
    StartedOver,
}

/// What happened to the parties.
#[derive(Clone, Debug, PartialEq)]
pub enum PartyMessage {
    /// A party was added.
    Added(PartyKind),
    /// The host's parties are to count again.
    Restored,
    /// A party was moved before the one that it stood behind.
    Raised(PartyKey),
    /// A suggested person was ticked, or no longer: by its place among the suggestions.
    Ticked(PartyKey, usize),
    /// Who decides what the acting user does, should he list himself: he, or the template.
    CreatorDecides(bool),
    /// A party was removed.
    Removed(PartyKey),
    /// A party's inputs were asked for, instead of its summary.
    Unfolded(PartyKey),
    /// A party's summary was asked for.
    Folded(PartyKey),
    /// A company was turned into an individual, or the other way round.
    Turned(PartyKey, PartyKind),
    /// One of a party's inputs was edited.
    Typed(PartyKey, PartyInput, Text),
    /// A person was added to a company.
    PersonAdded(PartyKey),
    /// A person was removed.
    PersonRemoved(PartyKey, PersonKey),
    /// One of a person's inputs was edited.
    PersonTyped(PartyKey, PersonKey, PersonInput, Text),
}

/// An end of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The upper one.
    Top,
    /// The lower one.
    Bottom,
}

/// How the highlight moves through the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the next row, from the last to the first.
    Next,
    /// To the row before, from the first to the last.
    Previous,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
}
