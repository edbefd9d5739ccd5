//! What happens: a pure machine. Messages go in; a new state and a list of wishes come out.
//!
//! No clock, no network, no browser, no randomness: whatever the machine needs of these arrives in a message or leaves as an
//! [`effect::Effect`]. What the user typed is the machine's own ([`draft::Draft`]), beside the step, so that no failure reaches it.

pub mod card;
pub mod catalogue;
pub mod check;
pub mod choosing;
pub mod closed;
pub mod contact;
pub mod creating;
mod doubting;
pub mod draft;
pub mod effect;
pub mod errand;
pub mod event;
pub mod filling;
pub mod find;
mod following;
pub mod host;
mod making;
mod marks;
pub mod memory;
pub mod message;
pub mod opening;
mod parties;
pub mod party;
pub mod path;
mod person;
mod picking;
pub mod prefill;
pub mod problem;
mod publishing;
pub mod reviewing;
mod role;
pub mod sending;
mod starting;
mod typing;
pub mod unconfirmed;
mod update;
pub mod values;

use self::card::Card;
use self::choosing::Choosing;
use self::closed::Closed;
use self::creating::{Created, Creating};
use self::draft::Draft;
use self::filling::Filling;
use self::host::Host;
use self::memory::Memory;
use self::opening::Opening;
use self::reviewing::Reviewing;
use self::sending::{PublishFailed, Publishing};
use self::unconfirmed::Unconfirmed;
use crate::api::ids::ContractId;

/// The whole state of one element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// What the host configured.
    pub host: Host,
    /// Where the user is.
    pub step: Step,
    /// What the user typed.
    pub draft: Draft,
    /// What would drop what was typed: the user decides.
    pub offer: Option<Offer>,
    /// What is remembered of a core that stopped, until the form is there again.
    memory: Option<Box<Memory>>,
    /// The browser says that it has no network.
    pub offline: bool,
    /// Whether anybody can see the element.
    pub seen: bool,
    /// The contracts that this element made: each is told once, and none is taken for a later attempt's.
    made: Vec<ContractId>,
    /// The number of the latest question, so that a late answer names one that is no longer asked.
    asked: u32,
}

/// Something that would drop what was typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// The host turned to another record.
    Record(Box<Host>),
    /// The user wants to leave, perhaps while the host waits with another record.
    Leaving(Option<Box<Host>>),
}

impl Offer {
    /// The record that the host waits with, whatever the question is.
    fn record(self) -> Option<Box<Host>> {
        match self {
            Offer::Record(host) => Some(host),
            Offer::Leaving(host) => host,
        }
    }
}

/// The steps. What a step does not hold cannot be shown in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Step {
    /// Nothing is configured yet.
    #[default]
    Resting,
    /// Asking for a session and for the templates.
    Opening(Opening),
    /// It cannot start, for a reason that somebody can mend.
    Closed(Closed),
    /// The user picks a template.
    Choosing(Choosing),
    /// The user fills in name, data fields and parties.
    Filling(Filling),
    /// The user looks over what will be sent.
    Reviewing(Reviewing),
    /// The one create request is under way.
    Creating(Creating),
    /// It had no answer: the contract may exist.
    Unconfirmed(Unconfirmed),
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
}

impl Step {
    /// The step's public name: the element's `state`.
    pub fn name(&self) -> &'static str {
        match self {
            Step::Resting | Step::Opening(_) => "opening",
            Step::Closed(_) => "closed",
            Step::Choosing(_) => "choosing",
            Step::Filling(_) => "filling",
            Step::Reviewing(_) => "reviewing",
            Step::Creating(_) => "creating",
            Step::Unconfirmed(_) => "unconfirmed",
            Step::Created(_) => "created",
            Step::Publishing(_) => "publishing",
            Step::Published(_) => "published",
            Step::PublishFailed(_) => "publish-failed",
            Step::Card(_) => "showing",
        }
    }
}
