//! What an answer to a create request proves, and what it does not.

use crate::api::announced::Announced;
use crate::api::contract::Contract;
use crate::api::failure::Failure;
use crate::api::moment::Moment;
use crate::api::page::Page;
use crate::flow::commands::Commands;
use crate::flow::effect::{Once, RequestId};
use crate::flow::response::ApiResponse;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::creating::Attempt;
use crate::flow::steps::unconfirmed::Unconfirmed;

impl Flow {
    /// What an answer shows about the server, whatever else it says.
    pub(super) fn learn(&mut self, announced: Option<Announced>, response: &ApiResponse, at: Moment) {
        self.server.announced = announced.unwrap_or(self.server.announced);
        if response.failure().is_none() {
            self.server.answered_at = Some(at);
        }
    }

    /// Without a key, a 401 or 429 proves nothing: whatever repeats requests on the way may have sent it before. Then
    /// the recent drafts are read first.
    pub(super) fn doubts_creation(&mut self, id: RequestId, response: &ApiResponse, commands: &mut Commands) -> bool {
        let Step::Creating(creating) = &mut self.step else {
            return false;
        };
        let once = creating.request.once().filter(|_| creating.request.awaits(id));
        let keyed = self.server.announced.keys && matches!(once, Some(Once::Key(_)));
        let refused = response.failure().filter(|failure| failure.refusal().is_some());
        let doubtful = once.is_some() && !keyed && matches!(refused.and_then(Failure::status), Some(401 | 429));
        if doubtful {
            creating.look(response.clone(), commands);
        }
        doubtful
    }

    /// The recent drafts were read after an answer that proves nothing.
    pub(super) fn doubt_looked_into(
        &mut self,
        result: Result<Page<Contract>, Failure>,
        at: Moment,
        commands: &mut Commands,
    ) {
        let Step::Creating(creating) = &mut self.step else {
            return;
        };
        let Some((request, response)) = creating.in_doubt.take().map(|doubt| *doubt) else {
            return;
        };
        let attempt = &creating.attempt;
        let other = |draft: &Contract| self.made.contains(&draft.id) || !attempt.may_have_made(draft);
        if result.is_ok_and(|page| page.0.iter().all(other)) {
            let look = std::mem::replace(&mut creating.request, request);
            let outcome = creating.request.go_on_after(&look, response, commands);
            self.settled(Some(outcome), at, commands);
        } else if let Some(failure) = response.failure() {
            commands.report(failure);
            self.step = Step::Unconfirmed(Unconfirmed::begin(attempt.clone(), failure.clone(), commands));
        }
    }

    /// Whether the answer can be about this attempt: a new draft of what was sent. Any other contract is no clear
    /// answer, and nothing goes on with it by itself.
    pub(super) fn held_to(
        &self,
        attempt: &mut Attempt,
        result: Result<Contract, Failure>,
    ) -> Result<Contract, Failure> {
        let contract = result?;
        let known = self.made.contains(&contract.id) || self.dismissed.contains(&contract.id);
        if !known && attempt.is_alike(&contract) {
            if attempt.is_as_new(&contract) {
                return Ok(contract);
            }
            attempt.named = Some(contract.id);
        }
        Err(Failure::Unreadable { at: "another contract".into() })
    }
}
