//! Everything an account remembers, behind the handle's lock.

use std::collections::{HashMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use super::clock::{Chance, shown};
use super::contract::Contract;
use super::delivery::Delivery;
use super::model::{Extension, Right, Template, TemplateType, Token, User, Workspace};
use super::options::Options;
use super::webhook::Webhook;
use crate::mishap::Mishap;

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
    pub mishaps: Vec<Mishap>,
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

/// The next number of each kind.
#[derive(Serialize, Deserialize)]
pub struct Counters {
    pub contract: u64,
    pub data_field: u64,
    pub party: u64,
    pub participant: u64,
    pub event: u64,
    pub webhook: u64,
    pub delivery: u64,
    pub template_type: u64,
    pub type_field: u64,
    pub template: u64,
    pub request: u64,
}

impl Counters {
    fn fresh() -> Self {
        Self {
            contract: 10_001,
            data_field: 11_001,
            party: 12_001,
            participant: 13_001,
            event: 14_001,
            webhook: 15_001,
            delivery: 16_001,
            template_type: 20_001,
            type_field: 21_001,
            template: 22_001,
            request: 1,
        }
    }
}

/// The number a counter stands at; afterwards it stands at the next.
pub fn count(counter: &mut u64) -> u64 {
    let number = *counter;
    *counter += 1;
    number
}

/// Who asks.
#[derive(Clone, Debug)]
pub enum Actor {
    /// No email was sent: an anonymous administrator.
    Administrator,
    /// The user whose email was sent.
    User(User),
}

impl Actor {
    /// The right this actor has in a workspace, if he sees it at all.
    pub fn right(&self, workspace: u64) -> Option<Right> {
        match self {
            Self::Administrator => Some(Right::Create),
            Self::User(user) => {
                let mut access = user.access.iter();
                access.find(|access| access.workspace == workspace).map(|access| access.right)
            }
        }
    }

    /// The user, if it is one.
    pub fn user(&self) -> Option<&User> {
        match self {
            Self::Administrator => None,
            Self::User(user) => Some(user),
        }
    }

    /// Whether he sees a workspace.
    pub fn sees(&self, workspace: u64) -> bool {
        self.right(workspace).is_some()
    }

    /// Whether he may create contracts in a workspace.
    pub fn creates_in(&self, workspace: u64) -> bool {
        self.right(workspace) == Some(Right::Create)
    }
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
            mishaps: Vec::new(),
            busy: HashMap::new(),
            requests: VecDeque::new(),
            life: 0,
            counters: Counters::fresh(),
            recent: HashMap::new(),
        };
        state.settle();
        state
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
