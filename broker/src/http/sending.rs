//! What a request that creates, sends or adds a file asks for.

use std::sync::Arc;
use std::time::Duration;

use super::form::Form;
use crate::bodies::{self, Body, Invitation, NewContract};
use crate::fairness::Place;
use crate::ledger::{Action, Expected};
use crate::oneflow::{Content, Limits, NamedFile};
use crate::problem::{Kind, Problem};
use crate::routes::Route;
use crate::session::{Verb, hash_of};
use crate::tenants::Tenant;

/// What is to be created, sent or added.
#[derive(Clone, Debug)]
pub struct Sending {
    /// What is attempted.
    pub action: Action,
    /// The right that it needs.
    pub verb: Verb,
    /// The path at Oneflow.
    pub place: String,
    /// What goes to Oneflow, written anew.
    pub content: Content,
    /// The SHA-256 of a file; nothing for JSON.
    digest: String,
    /// The room that a file takes until Oneflow has it.
    _room: Option<Arc<Place>>,
    /// The contract to send, or to add to.
    pub contract: Option<i64>,
    /// The contract to create.
    pub creates: Option<NewContract>,
    /// What a draft of it looks like.
    pub expected: Expected,
}

impl Sending {
    /// Reads and checks the body.
    pub fn of(route: &Route, bytes: &[u8]) -> Result<Self, Problem> {
        match route {
            Route::Create => {
                let Body { content, text } = bodies::read::<NewContract>(bytes)?;
                let expected = serde_json::from_str(&text).map(|body| Expected::of_body(&body)).unwrap_or_default();
                let json = Self::new(route, Action::Create, Content::Json(text));
                Ok(Self { creates: Some(content), expected, ..json })
            }
            Route::Publish(_) => {
                let text = bodies::read::<Invitation>(bytes)?.text;
                Ok(Self::new(route, Action::Publish, Content::Json(text)))
            }
            _ => Err(Kind::Route.into()),
        }
    }

    /// A file, with the room that it takes.
    pub fn of_form(route: &Route, form: Form, room: Arc<Place>) -> Self {
        let Form { name, upload_as, content, digest } = form;
        let file = NamedFile { name, upload_as: upload_as.word(), content };
        Self { digest, _room: Some(room), ..Self::new(route, Action::Upload, Content::File(file)) }
    }

    fn new(route: &Route, action: Action, content: Content) -> Self {
        let (verb, place, contract) = (route.verb(), route.path(), route.contract());
        let (digest, expected) = (String::new(), Expected::default());
        Self { action, verb, place, content, digest, _room: None, contract, creates: None, expected }
    }

    /// Names all that is sent with a key. Files are not secret enough for a plain hash: somebody may have the same one.
    pub fn fingerprint(&self, key: &str, tenant: &Tenant) -> String {
        let Self { place, digest, .. } = self;
        match &self.content {
            Content::Json(text) => hash_of(&format!("{key} {place} {text}")),
            Content::File(NamedFile { name, upload_as, content }) => {
                let length = content.len();
                tenant.fingerprint(&format!("{key} {place} {upload_as} {length} {digest} {name}"))
            }
        }
    }

    /// How long Oneflow may take.
    pub fn time(&self, limits: &Limits) -> Duration {
        if self.action == Action::Upload { limits.upload } else { limits.write }
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
            Action::Upload => Kind::UploadUnknown.into(),
        }
    }
}
