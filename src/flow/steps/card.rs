//! A contract that exists: read again while it is in view and not final.

use crate::api::Text;
use crate::api::contract::Contract;
use crate::api::failure::Failure;
use crate::api::ids::ParticipantId;
use crate::api::moment::Moment;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect, RequestId};
use crate::flow::request::PendingRequest;

/// Seconds between two reads of the contract.
const READ_EVERY: u32 = 30;
/// The same while the server tells what happens and nothing has happened since the clock caused a read. The first read
/// after an event, or after a stream has begun, may have come too early.
const READ_WHEN_TOLD: u32 = 600;
/// Seconds until the next read after one that failed.
const READ_AFTER_FAILURE: u32 = 120;

/// The contract of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The contract, as it was last read.
    pub contract: Contract,
    /// Where it opens in Oneflow.
    pub url: Text,
    /// What is being asked: the contract again, or a link.
    pub request: Option<PendingRequest>,
    /// The timer before the next read.
    pub(in crate::flow) timer: Option<RequestId>,
    /// Whether the server tells whatever happens with the contract. It is told anew whenever the card begins to follow.
    pub(in crate::flow) live: bool,
    /// Whether the latest read was made by the clock.
    quiet: bool,
    /// Whether something has happened since the request began: its answer may be older.
    pub(in crate::flow) changed: bool,
    /// The link that was asked for last.
    pub link: Option<Link>,
    /// Why the last request brought nothing.
    pub trouble: Option<Failure>,
}

/// A participant's link.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Whose it is.
    pub participant: ParticipantId,
    /// The link. It is shown to the user and goes nowhere else.
    pub text: Text,
    /// Until when it is valid.
    pub until: Moment,
}

impl Card {
    pub(in crate::flow) fn new(contract: Contract, url: Text) -> Self {
        Self {
            contract,
            url,
            request: None,
            timer: None,
            live: false,
            quiet: false,
            changed: false,
            link: None,
            trouble: None,
        }
    }

    /// Reads the contract, unless a request is under way.
    pub(in crate::flow) fn read(&mut self, commands: &mut Commands) {
        self.quiet = false;
        if self.request.is_none() {
            self.changed = false;
            self.ask(ApiCall::Contract(self.contract.id), commands);
        }
    }

    /// Reads the contract because its time has come.
    pub(in crate::flow) fn read_by_itself(&mut self, commands: &mut Commands) {
        self.read(commands);
        self.quiet = true;
    }

    /// Reads the contract because it has changed. What the server tells is told once.
    pub(in crate::flow) fn read_changed(&mut self, commands: &mut Commands) {
        self.changed = self.live;
        self.read(commands);
    }

    /// Asks something. No timer runs beside a request: it would fire unheard.
    pub(in crate::flow) fn ask(&mut self, call: ApiCall, commands: &mut Commands) {
        self.cancel_timer(commands);
        self.request = Some(PendingRequest::ask_api(call, commands));
    }

    /// A timer would keep alive an element that the page has dropped.
    pub(in crate::flow) fn cancel_timer(&mut self, commands: &mut Commands) {
        if let Some(id) = self.timer.take() {
            commands.push(Effect::CancelTimer(id));
        }
    }

    /// Starts the timer for the next read, where another read makes sense.
    pub(in crate::flow) fn schedule(&mut self, visible: bool, commands: &mut Commands) {
        if visible && !self.contract.is_final() && self.timer.is_none() {
            let seconds = match self.trouble {
                Some(_) => READ_AFTER_FAILURE,
                None if self.live && self.quiet => READ_WHEN_TOLD,
                None => READ_EVERY,
            };
            self.timer = Some(commands.start_timer(seconds));
        }
    }
}
