//! The account: a handle that is cheap to clone, around everything the sandbox remembers.

mod actor;
mod clock;
pub mod contract;
mod counters;
pub mod delivery;
mod events;
mod extensions;
mod log;
pub mod model;
mod options;
mod rights;
pub mod state;
mod steps;
mod templates;
pub mod webhook;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::watch;

pub use clock::{Clock, shown};
pub use options::{Options, ProblemPaths, Strictness};
pub use steps::Step;
pub use templates::NewTemplate;

use crate::faults::Fault;
use crate::seed::Seed;
use state::{Actor, State};

/// One customer account of Oneflow's, with its state; clones are the same account.
#[derive(Clone)]
pub struct Account(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    /// Tells the courier and whoever keeps the state in a file.
    changed: watch::Sender<()>,
}

impl Account {
    /// An account with default options.
    pub fn seeded(seed: Seed) -> Self {
        Self::with(Options { seed, ..Options::default() })
    }

    /// An account with chosen options.
    pub fn with(options: Options) -> Self {
        Self::of(State::new(options))
    }

    pub(crate) fn of(state: State) -> Self {
        Self(Arc::new(Shared { state: Mutex::new(state), changed: watch::Sender::new(()) }))
    }

    /// The state as it is by now.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        // A handler that panicked leaves at worst a missing contract; the sandbox goes on.
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.let_time_pass();
        state
    }

    /// Says that something has changed.
    pub(crate) fn touch(&self) {
        self.0.changed.send_replace(());
    }

    pub(crate) fn changes(&self) -> watch::Receiver<()> {
        self.0.changed.subscribe()
    }

    /// Forgets everything and starts from the seed again.
    pub fn reset(&self) {
        let mut state = self.lock();
        let options = state.options.clone();
        let life = state.life + 1;
        *state = State::new(options);
        state.life = life;
        drop(state);
        self.touch();
    }

    /// Lets something go wrong the next times a request fits.
    pub fn arm(&self, fault: Fault) {
        self.lock().faults.push(fault);
    }

    /// Every contract that exists, in the order of creation, as a JSON array; as an administrator sees them.
    pub fn contracts(&self) -> Value {
        let state = self.lock();
        state.contracts.iter().map(|contract| state.seen_by(&Actor::Administrator, contract)).collect()
    }

    /// One contract, or `null`.
    pub fn contract(&self, id: u64) -> Value {
        let state = self.lock();
        let found = state.contract(id);
        found.map_or(Value::Null, |contract| state.seen_by(&Actor::Administrator, contract))
    }

    /// The account's time, as answers show it.
    pub fn now(&self) -> String {
        self.lock().now_shown()
    }

    /// Switches a data field on or off wherever it occurs; false when there is none of that custom id.
    pub fn switch_field(&self, custom_id: &str, active: bool) -> bool {
        let mut state = self.lock();
        let mut found = false;
        for field in state.types.iter_mut().flat_map(|kind| &mut kind.fields).filter(|it| it.custom_id == custom_id) {
            field.active = active;
            found = true;
        }
        found
    }

    /// Sets the account's time.
    pub fn set_clock(&self, clock: Clock) {
        self.lock().options.clock = clock;
        // What time brings about happens when the account is looked at, and the courier looks.
        self.touch();
    }

    /// Moves the account's time on.
    pub fn advance(&self, by: time::Duration) {
        let clock = self.lock().options.clock.later(by);
        self.set_clock(clock);
    }
}
