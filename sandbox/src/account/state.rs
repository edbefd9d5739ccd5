//! Everything an account stores.

use std::collections::{HashMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use super::counters::Counters;
use super::options::Options;
use crate::clock::timestamp;
use crate::faults::Fault;
use crate::model::{Contract, Delivery, Extension, Template, TemplateType, Token, User, Webhook, Workspace};
use crate::random::Random;

const WINDOW: Duration = Duration::minutes(5);

/// The state of an account; skipped fields belong to one run of the program.
#[derive(Serialize, Deserialize)]
pub struct State {
    #[serde(skip)]
    pub options: Options,
    /// What the machine's clock showed when the account was locked.
    #[serde(skip, default = "unix_epoch")]
    pub system_time: OffsetDateTime,
    pub extensions: Vec<Extension>,
    pub tokens: Vec<Token>,
    #[serde(skip)]
    pub users: Vec<User>,
    #[serde(skip)]
    pub workspaces: Vec<Workspace>,
    pub template_types: Vec<TemplateType>,
    pub templates: Vec<Template>,
    /// In the order of creation.
    pub contracts: Vec<Contract>,
    pub webhooks: Vec<Webhook>,
    /// In the order of events.
    pub deliveries: VecDeque<Delivery>,
    #[serde(skip)]
    pub faults: Vec<Fault>,
    /// Templates that respond with 429, and until when.
    #[serde(skip)]
    pub busy: HashMap<u64, OffsetDateTime>,
    #[serde(skip)]
    pub requests: VecDeque<Value>,
    /// Counts the resets, so that deliveries from before a reset stop.
    #[serde(skip)]
    pub generation: u64,
    pub random: Random,
    pub counters: Counters,
    /// When each token was used in the current rate limit window.
    #[serde(skip)]
    recent_requests: HashMap<String, VecDeque<OffsetDateTime>>,
}

fn unix_epoch() -> OffsetDateTime {
    OffsetDateTime::UNIX_EPOCH
}

impl State {
    /// A new account.
    pub fn new(options: Options, system_time: OffsetDateTime) -> Self {
        let content = options.seed.content();
        let mut state = Self {
            random: Random(options.random),
            options,
            system_time,
            extensions: content.extensions,
            tokens: content.tokens,
            users: content.users,
            workspaces: content.workspaces,
            template_types: content.template_types,
            templates: content.templates,
            contracts: Vec::new(),
            webhooks: Vec::new(),
            deliveries: VecDeque::new(),
            faults: Vec::new(),
            busy: HashMap::new(),
            requests: VecDeque::new(),
            generation: 0,
            counters: Counters::default(),
            recent_requests: HashMap::new(),
        };
        state.add_seed_webhooks();
        state.add_blueprint_extensions();
        state
    }

    /// A state from a file, completed with what belongs to this run of the program.
    pub fn resume(mut self, options: Options) -> Self {
        let content = options.seed.content();
        (self.users, self.workspaces, self.options) = (content.users, content.workspaces, options);
        self.add_blueprint_extensions();
        self
    }

    pub fn now(&self) -> OffsetDateTime {
        self.options.clock.reads(self.system_time)
    }

    /// The current time, in the format of responses.
    pub fn timestamp(&self) -> String {
        timestamp(self.now())
    }

    /// A link to a path of the API.
    pub fn link(&self, path: &str) -> Value {
        serde_json::json!({"href": format!("{}{path}", self.options.api_base)})
    }

    pub fn template_type(&self, id: Option<u64>) -> Option<&TemplateType> {
        self.template_types.iter().find(|template_type| Some(template_type.id) == id)
    }

    pub fn template(&self, id: u64) -> Option<&Template> {
        self.templates.iter().find(|template| template.id == id)
    }

    pub fn contract(&self, id: u64) -> Option<&Contract> {
        self.contracts.iter().find(|contract| contract.id == id)
    }

    pub fn workspace(&self, id: u64) -> Option<&Workspace> {
        self.workspaces.iter().find(|workspace| workspace.id == id)
    }

    /// Counts a request with a token; false if that exceeds the rate limit.
    pub fn allow_request(&mut self, token: &str) -> bool {
        let now = self.now();
        let recent = self.recent_requests.entry(token.to_owned()).or_default();
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
