//! The contract exists, and is sent to its participants. The draft is there whatever happens.
//!
//! Only a decoded 4xx proves that nothing was sent, and a 409 not even that: somebody may have sent it already. After
//! anything that proves nothing, the contract is read before anything else is said.

use std::rc::Rc;

use crate::api::Text;
use crate::api::contract::{Contract, State};
use crate::api::failure::{Failure, Refusal};
use crate::api::invitation::Invitation;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, HostCall};
use crate::flow::request::PendingRequest;
use crate::flow::settings::{SEND, Settings};
use crate::flow::steps::card::Link;
use crate::flow::steps::creating::Attempt;
use crate::flow::steps::filling::Filling;
use crate::flow::steps::twin::Twin;
use crate::flow::steps::upload::Upload;
use crate::full::OfFull;

/// The contract exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Created {
    /// The form it came from, to start another one; a card has none.
    pub filling: Option<Rc<Filling>>,
    /// The contract.
    pub contract: Contract,
    /// Where it opens in Oneflow.
    pub url: Text,
    /// It was to be sent at once, which the acting user may not do.
    pub unsent: bool,
    /// What is being asked about it.
    pub request: Option<PendingRequest>,
    /// The link that was asked for last.
    pub link: Option<Link>,
    /// The address of its PDF, once it was read.
    pub file: Option<Text>,
    /// Why the last request brought nothing.
    pub trouble: Option<Failure>,
    /// Whether there is a second draft of the same attempt.
    pub twin: Twin,
    /// What came of its files.
    pub uploads: OfFull<Vec<Upload>>,
}

/// The host is asked, then Oneflow; and if the answer leaves it open, the contract is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Publishing {
    /// The contract.
    pub created: Rc<Created>,
    /// The request.
    pub request: PendingRequest,
    /// The failure that reading the contract is to explain.
    pub(in crate::flow) unexplained: Option<Failure>,
    /// The attempt whose twin the present request looks for, and the invitation to send after that.
    pub(in crate::flow) seeking: Option<(Box<Attempt>, Rc<Invitation>)>,
}

/// It was not sent, as far as is known.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishFailed {
    /// The contract.
    pub created: Rc<Created>,
    /// How it failed.
    pub failure: Failure,
    /// Whether it is certain that it was not sent.
    pub certain: bool,
}

impl Created {
    pub(in crate::flow) fn new(filling: Option<Rc<Filling>>, contract: Contract, url: Text) -> Self {
        Self {
            filling,
            contract,
            url,
            unsent: false,
            request: None,
            link: None,
            file: None,
            trouble: None,
            twin: Twin::None,
            uploads: OfFull::default(),
        }
    }

    /// Asks something about it.
    pub(in crate::flow) fn ask(&mut self, call: ApiCall, commands: &mut Commands) {
        self.request = Some(PendingRequest::ask_api(call, commands));
    }

    /// Whether the user may send it from here.
    pub fn can_be_sent(&self, settings: &Settings) -> bool {
        let deleting = matches!(self.twin, Twin::Deleting(..));
        settings.allows(SEND) && self.contract.may_publish && self.contract.state == State::Draft && !deleting
    }
}

impl Publishing {
    /// Asks the host first. A look for a twin that is under way goes before that, so that its answer is not lost.
    pub(in crate::flow) fn begin(
        mut created: Rc<Created>,
        invitation: Rc<Invitation>,
        commands: &mut Commands,
    ) -> Self {
        if let Twin::Sought(attempt, request) = &created.twin {
            let (request, seeking) = (request.clone(), Some((attempt.clone(), invitation)));
            Rc::make_mut(&mut created).twin = Twin::None;
            return Self { created, request, unexplained: None, seeking };
        }
        let call = HostCall::MayPublish(created.contract.id, invitation);
        Self { created, request: PendingRequest::ask_host(call, commands), unexplained: None, seeking: None }
    }

    /// Reads the contract, because of a failure that proves nothing.
    pub(in crate::flow) fn check(created: Rc<Created>, failure: Failure, commands: &mut Commands) -> Self {
        let request = PendingRequest::ask_api(ApiCall::Contract(created.contract.id), commands);
        Self { created, request, unexplained: Some(failure), seeking: None }
    }
}

/// Whether it is certain that a failed request to publish sent nothing.
pub(in crate::flow) fn proves_nothing_was_sent(failure: &Failure) -> bool {
    failure.proves_nothing_was_made() && failure.refusal() != Some(Refusal::Conflict)
}
