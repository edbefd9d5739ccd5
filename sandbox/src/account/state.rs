//! Everything an account remembers, behind the handle's lock.

use std::collections::{HashMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::{Duration, OffsetDateTime};

pub use super::actor::Actor;
use super::clock::{Chance, shown};
use super::contract::Contract;
pub use super::counters::{Counters, count};
use super::delivery::Delivery;
use super::model::{Extension, Template, TemplateType, Token, User, Workspace};
use super::options::Options;
use super::webhook::Webhook;
use crate::faults::Fault;

const WINDOW: Duration = Duration::minutes(5);

/// The account; what is skipped belongs to one run of the program.
#[derive(Serialize, Deserialize)]
pub struct State {
    #[serde(skip)]
    pub options: Options,
    pub extensions: Vec<Extension>,
    pub tokens: Vec<Token>,
    #[serde(skip)]
    pub users: Vec<User>,
    #[serde(skip)]
    pub workspaces: Vec<Workspace>,
    pub types: Vec<TemplateType>,
    pub templates: Vec<Template>,
    /// In the order of creation.
    pub contracts: Vec<Contract>,
    pub webhooks: Vec<Webhook>,
    /// In the order of events.
    pub deliveries: VecDeque<Delivery>,
    #[serde(skip)]
    pub faults: Vec<Fault>,
    /// Templates that are busy, and until when.
    #[serde(skip)]
    pub busy: HashMap<u64, OffsetDateTime>,
    #[serde(skip)]
    pub requests: VecDeque<Value>,
    /// Which of its lives the account is in: one more each time that it starts over.
    #[serde(skip)]
    pub life: u64,
    pub chance: Chance,
    pub counters: Counters,
    /// When each token was used of late.
    #[serde(skip)]
    recent: HashMap<String, VecDeque<OffsetDateTime>>,
}

impl State {
    /// A fresh account.
    pub fn new(options: Options) -> Self {
        let content = options.seed.content();
        let mut state = Self {
            chance: Chance(options.random),
            options,
            extensions: content.extensions,
            tokens: content.tokens,
            users: content.users,
            workspaces: content.workspaces,
            types: content.types,
            templates: content.templates,
            contracts: Vec::new(),
            webhooks: Vec::new(),
            deliveries: VecDeque::new(),
            faults: Vec::new(),
            busy: HashMap::new(),
            requests: VecDeque::new(),
            life: 0,
            counters: Counters::fresh(),
            recent: HashMap::new(),
        };
        state.settle();
        state.offer_extensions();
        state
    }

    /// A state from a file, with what belongs to this run of the program.
    pub fn resumed(mut self, options: Options) -> Self {
        let content = options.seed.content();
        (self.users, self.workspaces, self.options) = (content.users, content.workspaces, options);
        self.offer_extensions();
        self
    }

    pub fn now(&self) -> OffsetDateTime {
        self.options.clock.now()
    }

    pub fn now_shown(&self) -> String {
        shown(self.now())
    }

    /// The address of something under the API's base.
    pub fn href(&self, path: &str) -> Value {
        serde_json::json!({"href": format!("{}{path}", self.options.api_base)})
    }

    pub fn template_type(&self, id: Option<u64>) -> Option<&TemplateType> {
        self.types.iter().find(|kind| Some(kind.id) == id)
    }

    pub fn contract(&self, id: u64) -> Option<&Contract> {
        self.contracts.iter().find(|contract| contract.id == id)
    }

    pub fn workspace(&self, id: u64) -> Option<&Workspace> {
        self.workspaces.iter().find(|workspace| workspace.id == id)
    }

    /// Counts one request with a token; false once the window holds as many as are allowed.
    pub fn allow_request(&mut self, token: &str) -> bool {
        let now = self.now();
        let recent = self.recent.entry(token.to_owned()).or_default();
        while recent.front().is_some_and(|earliest| now - *earliest >= WINDOW) {
            recent.pop_front();
        }
        if recent.len() >= self.options.requests_per_window {
            return false;
        }
        recent.push_back(now);
        true
    }
}
