//! A contract that exists: read again while it is in view and not final.

use crate::api::Text;
use crate::api::contract::Contract;
use crate::api::failure::Failure;
use crate::api::ids::ParticipantId;
use crate::api::moment::Moment;
use crate::flow::commands::Commands;
use crate::flow::effect::ApiCall;
use crate::flow::request::PendingRequest;
use crate::flow::steps::watch::Watch;

/// The contract of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The contract, as it was last read.
    pub contract: Contract,
    /// Where it opens in Oneflow.
    pub url: Text,
    /// What is being asked: the contract again, or a link.
    pub request: Option<PendingRequest>,
    /// When it is read again.
    pub(in crate::flow) watch: Watch,
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
        Self { contract, url, request: None, watch: Watch::default(), link: None, trouble: None }
    }

    /// Reads the contract, unless a request is under way.
    pub(in crate::flow) fn read(&mut self, commands: &mut Commands) {
        self.watch.quiet = false;
        if self.request.is_none() {
            self.watch.changed = false;
            self.ask(ApiCall::Contract(self.contract.id), commands);
        }
    }

    /// Reads the contract because its time has come.
    pub(in crate::flow) fn read_by_itself(&mut self, commands: &mut Commands) {
        self.read(commands);
        self.watch.quiet = true;
    }

    /// Reads the contract because it has changed. What the server tells is told once.
    pub(in crate::flow) fn read_changed(&mut self, commands: &mut Commands) {
        self.watch.changed = self.watch.live;
        self.read(commands);
    }

    /// Asks something. No timer runs beside a request: it would fire unheard.
    pub(in crate::flow) fn ask(&mut self, call: ApiCall, commands: &mut Commands) {
        self.watch.cancel_timer(commands);
        self.request = Some(PendingRequest::ask_api(call, commands));
    }

    /// Starts the timer for the next read, where another read makes sense.
    pub(in crate::flow) fn schedule(&mut self, visible: bool, commands: &mut Commands) {
        if visible && !self.contract.is_final() {
            self.watch.schedule(self.trouble.is_some(), commands);
        }
    }
}
