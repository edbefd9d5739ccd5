//! A request under way. It renews the session once after a 401, and waits after a 429.

use super::commands::Commands;
use super::effect::{ApiCall, AuthorizeReason, Effect, HostCall, Once, RequestId};
use super::response::ApiResponse;
use crate::api::Text;
use crate::api::failure::{Failure, Refusal};

/// Seconds to wait after a 429 without `Retry-After`; doubled each time.
const PAUSE: u32 = 60;
/// The longest wait, in seconds.
const LONGEST_PAUSE: u32 = 300;

/// A request under way.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingRequest {
    call: Call,
    pub(super) id: RequestId,
    phase: Phase,
    renewed: bool,
    pauses: u32,
}

/// What is asked, and of whom.
#[derive(Clone, Debug, PartialEq)]
enum Call {
    Host(HostCall),
    Api(ApiCall),
}

#[derive(Clone, Debug, PartialEq)]
enum Phase {
    Sent,
    Renewing,
    /// Seconds left.
    Paused(u32),
}

/// What an answer means for the request.
pub(super) enum Outcome {
    /// The request goes on, or the answer was not to it.
    Pending,
    /// The host has answered.
    Host(HostCall, Result<Text, Failure>),
    /// Oneflow has answered.
    Api(ApiResponse),
}

impl PendingRequest {
    /// Asks the host.
    pub(super) fn ask_host(call: HostCall, commands: &mut Commands) -> Self {
        Self::begin(Call::Host(call), commands)
    }

    /// Asks Oneflow.
    pub(super) fn ask_api(call: ApiCall, commands: &mut Commands) -> Self {
        Self::begin(Call::Api(call), commands)
    }

    /// Asks Oneflow with the session at hand: a 401 is an answer like any other.
    pub(super) fn ask_without_renewal(call: ApiCall, commands: &mut Commands) -> Self {
        Self { renewed: true, ..Self::ask_api(call, commands) }
    }

    #[inline(never)]
    fn begin(call: Call, commands: &mut Commands) -> Self {
        let mut request = Self { call, id: RequestId(0), phase: Phase::Sent, renewed: false, pauses: 0 };
        request.send(commands);
        request
    }

    /// Seconds until it asks again, while Oneflow wants fewer requests.
    pub fn pause(&self) -> Option<u32> {
        match self.phase {
            Phase::Paused(left) => Some(left),
            _ => None,
        }
    }

    /// Whether it changes something at Oneflow, or finds out whether something was changed.
    pub fn is_writing(&self) -> bool {
        let Call::Api(call) = &self.call else { return false };
        matches!(call, ApiCall::Create(..) | ApiCall::Publish(..) | ApiCall::Contract(_) | ApiCall::Upload(..))
    }

    /// Whether the host is asked.
    pub fn asks_host(&self) -> bool {
        matches!(self.call, Call::Host(_))
    }

    /// Whether this is the answer that it waits for.
    pub(super) fn awaits(&self, id: RequestId) -> bool {
        id == self.id && self.phase == Phase::Sent
    }

    /// How it keeps a creation from happening twice, if it is one.
    pub(super) fn once(&self) -> Option<&Once> {
        match &self.call {
            Call::Api(ApiCall::Create(_, once)) => Some(once),
            _ => None,
        }
    }

    /// The host answered.
    pub(super) fn host_answered(
        &mut self,
        id: RequestId,
        result: Result<Text, Failure>,
        commands: &mut Commands,
    ) -> Outcome {
        if id != self.id {
            return Outcome::Pending;
        }
        match (&self.call, &self.phase, result) {
            (Call::Host(call), _, result) => Outcome::Host(call.clone(), result),
            (Call::Api(call), Phase::Renewing, Err(failure)) => Outcome::Api(ApiResponse::failed(call, failure)),
            (Call::Api(_), Phase::Renewing, Ok(_)) => {
                self.send(commands);
                Outcome::Pending
            }
            (Call::Api(_), Phase::Sent | Phase::Paused(_), _) => Outcome::Pending,
        }
    }

    /// Oneflow answered.
    pub(super) fn api_answered(&mut self, id: RequestId, response: ApiResponse, commands: &mut Commands) -> Outcome {
        if !self.awaits(id) {
            return Outcome::Pending;
        }
        let Call::Api(call) = &self.call else { return Outcome::Pending };
        let response = response.held_to(call);
        self.go_on(response, commands)
    }

    /// What follows from an answer: a 401 and a 429 are not the end.
    fn go_on(&mut self, response: ApiResponse, commands: &mut Commands) -> Outcome {
        match response.failure().and_then(Failure::refusal) {
            Some(Refusal::Session) if !self.renewed => self.renew(commands),
            Some(Refusal::Busy) if !response.is_background() => self.wait(&response, commands),
            _ => return Outcome::Api(response),
        }
        Outcome::Pending
    }

    /// The same after another request, which may have renewed the session already.
    pub(super) fn go_on_after(&mut self, other: &Self, response: ApiResponse, commands: &mut Commands) -> Outcome {
        let session = response.failure().and_then(Failure::refusal) == Some(Refusal::Session);
        if session && other.renewed && !self.renewed {
            self.renewed = true;
            self.send(commands);
            return Outcome::Pending;
        }
        self.go_on(response, commands)
    }

    /// A second of waiting is over.
    pub(super) fn timer_fired(&mut self, id: RequestId, commands: &mut Commands) {
        let Phase::Paused(left) = self.phase else {
            return;
        };
        if id != self.id {
            return;
        }
        if left > 1 {
            self.phase = Phase::Paused(left - 1);
            commands.push(Effect::StartTimer(id, 1));
        } else {
            self.send(commands);
        }
    }

    fn send(&mut self, commands: &mut Commands) {
        self.id = commands.next_id();
        self.phase = Phase::Sent;
        commands.push(match self.call.clone() {
            Call::Host(call) => Effect::CallHost(self.id, call),
            Call::Api(call) => Effect::CallApi(self.id, call),
        });
    }

    fn renew(&mut self, commands: &mut Commands) {
        self.id = commands.next_id();
        self.phase = Phase::Renewing;
        self.renewed = true;
        commands.push(Effect::CallHost(self.id, HostCall::Authorize(AuthorizeReason::Expired)));
    }

    fn wait(&mut self, response: &ApiResponse, commands: &mut Commands) {
        let asked_for = match response.failure() {
            Some(Failure::Refused(problem)) => problem.retry_after,
            _ => None,
        };
        let backoff = PAUSE.saturating_mul(1 << self.pauses.min(8));
        let seconds = asked_for.unwrap_or(backoff).clamp(1, LONGEST_PAUSE);
        self.pauses += 1;
        commands.report_error("rate-limit", response.failure().cloned());
        self.id = commands.start_timer(1);
        self.phase = Phase::Paused(seconds);
    }
}
