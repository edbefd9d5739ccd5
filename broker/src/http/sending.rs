//! What a request that creates or sends asks for.

use crate::bodies::{self, Body, Invitation, NewContract};
use crate::ledger::{Action, Expected};
use crate::problem::{Kind, Problem};
use crate::routes::Route;
use crate::session::Verb;

/// What is to be created or sent.
#[derive(Clone, Debug)]
pub struct Sending {
    /// What is attempted.
    pub action: Action,
    /// The right that it needs.
    pub verb: Verb,
    /// The path at Oneflow.
    pub place: String,
    /// The body for Oneflow, written anew.
    pub body: String,
    /// The contract to send.
    pub contract: Option<i64>,
    /// The contract to create.
    pub creates: Option<NewContract>,
    /// What a draft of it looks like.
    pub expected: Expected,
}

impl Sending {
    /// Reads and checks the body.
    pub fn of(route: &Route, bytes: &[u8]) -> Result<Self, Problem> {
        let (verb, place) = (route.verb(), route.path());
        match route {
            Route::Create => {
                let Body { content, text } = bodies::read::<NewContract>(bytes)?;
                let expected = serde_json::from_str(&text).map(|body| Expected::of_body(&body)).unwrap_or_default();
                let (action, creates) = (Action::Create, Some(content));
                Ok(Self { action, verb, place, body: text, contract: None, creates, expected })
            }
            Route::Publish(contract) => {
                let body = bodies::read::<Invitation>(bytes)?.text;
                let (action, contract) = (Action::Publish, Some(*contract));
                Ok(Self { action, verb, place, body, contract, creates: None, expected: Expected::default() })
            }
            _ => Err(Kind::Route.into()),
        }
    }

    /// Nobody knows what came of it. These may be the contracts: none of them, if there are none.
    pub fn unknown(&self, candidates: Vec<i64>) -> Problem {
        Problem { candidates: Some(candidates), ..self.unlooked() }
    }

    /// Nobody knows what came of it, and nobody could look for the contract yet. So no candidates are named: *none*
    /// would say that there are none.
    pub fn unlooked(&self) -> Problem {
        match self.action {
            Action::Create => Kind::CreationUnknown.into(),
            Action::Publish => Kind::PublishingUnknown.into(),
        }
    }
}
