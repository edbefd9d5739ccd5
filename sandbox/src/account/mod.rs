//! The account: a handle that is cheap to clone, around everything the sandbox remembers.

mod clock;
pub mod contract;
mod events;
mod log;
pub mod model;
mod options;
mod rights;
pub mod state;
mod steps;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

pub use clock::{Clock, shown};
pub use options::{Options, ProblemPaths, Strictness};
pub use steps::Step;

use crate::mishap::Mishap;
use crate::seed::Seed;
use state::{Actor, State};

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

    /// The state as it is by now.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        // A handler that panicked leaves at worst a missing contract; the sandbox goes on.
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.let_time_pass();
        state
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

    /// Enables or disables an extension for the account; false when there is none of that type.
    pub fn switch_extension(&self, extension_type: &str, active: bool) -> bool {
        let mut state = self.lock();
        let mut extensions = state.extensions.iter_mut();
        match extensions.find(|extension| extension.kind == extension_type) {
            Some(extension) => {
                extension.active = active;
                true
            }
            None => false,
        }
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
    }

    /// Moves the account's time on, if it stands still by itself.
    pub fn advance(&self, by: time::Duration) {
        let mut state = self.lock();
        state.options.clock = state.options.clock.later(by);
    }
}
