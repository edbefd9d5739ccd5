//! The account: a handle that is cheap to clone, around everything the sandbox remembers.

mod clock;
mod extensions;
mod log;
pub mod model;
mod options;
pub mod state;
pub mod webhook;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

pub use clock::Clock;
pub use options::{Options, ProblemPaths, Strictness};

use crate::mishap::Mishap;
use crate::seed::Seed;
use state::State;

/// One customer account of Oneflow's, with its state; clones are the same account.
#[derive(Clone)]
pub struct Account(Arc<Mutex<State>>);

impl Account {
    /// An account with default options.
    pub fn seeded(seed: Seed) -> Self {
        Self::with(Options { seed, ..Options::default() })
    }

    /// An account with chosen options.
    pub fn with(options: Options) -> Self {
        Self(Arc::new(Mutex::new(State::new(options))))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        // A handler that panicked leaves at worst a missing contract; the sandbox goes on.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets everything and starts from the seed again.
    pub fn reset(&self) {
        let mut state = self.lock();
        let options = state.options.clone();
        *state = State::new(options);
    }

    /// Lets something go wrong the next times a request fits.
    pub fn arm(&self, mishap: Mishap) {
        self.lock().mishaps.push(mishap);
    }

    /// Every contract that exists, in the order of creation, as a JSON array.
    pub fn contracts(&self) -> Value {
        self.lock().contracts.iter().map(|contract| contract.body.clone()).collect()
    }

    /// One contract, or `null`.
    pub fn contract(&self, id: u64) -> Value {
        let state = self.lock();
        let found = state.contracts.iter().find(|contract| contract.id == id);
        found.map_or(Value::Null, |contract| contract.body.clone())
    }

    /// Sets the account's time.
    pub fn set_clock(&self, clock: Clock) {
        self.lock().options.clock = clock;
    }

    /// Moves the account's time on, if it stands still by itself.
    pub fn advance(&self, by: time::Duration) {
        let mut state = self.lock();
        state.options.clock = state.options.clock.later(by);
    }
}
