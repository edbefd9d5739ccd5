//! The handle of an account: its state behind a lock, and a signal for changes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::watch;

use super::options::Options;
use super::state::State;
use crate::clock::Clock;
use crate::model::Actor;
use crate::platform::Platform;

/// One customer account at Oneflow with its state; clones share the account.
#[derive(Clone)]
pub struct Account(Arc<Shared>);

struct Shared {
    platform: Arc<dyn Platform>,
    /// The clock that the account starts with.
    clock: Clock,
    state: Mutex<State>,
    /// Signals changes to webhook delivery and to the state file.
    changed: watch::Sender<()>,
}

impl Account {
    /// An account with these options, on this platform.
    pub fn on(platform: Arc<dyn Platform>, options: Options) -> Self {
        let state = State::new(options, platform.now());
        Self::from_state(platform, state)
    }

    pub(super) fn from_state(platform: Arc<dyn Platform>, state: State) -> Self {
        let clock = state.options.clock;
        Self(Arc::new(Shared { platform, clock, state: Mutex::new(state), changed: watch::Sender::new(()) }))
    }

    /// The current state.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        // A handler that panicked leaves at worst a missing contract, so the sandbox goes on.
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.system_time = self.0.platform.now();
        state.expire_contracts();
        state
    }

    /// What the account runs on.
    pub(crate) fn platform(&self) -> &dyn Platform {
        &*self.0.platform
    }

    /// Signals that something may have changed.
    pub(crate) fn notify_changed(&self) {
        self.0.changed.send_replace(());
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<()> {
        self.0.changed.subscribe()
    }

    /// Completes when something may have changed after this call.
    pub fn changed(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut changes = self.subscribe();
        async move {
            // An error means that the account is gone, which is a change, too.
            let _ = changes.changed().await;
        }
    }

    /// Starts again from the seed, with the options of the start.
    pub fn reset(&self) {
        let mut state = self.lock();
        let options = Options { clock: self.0.clock, ..state.options.clone() };
        let generation = state.generation + 1;
        *state = State::new(options, state.system_time);
        state.generation = generation;
        drop(state);
        self.notify_changed();
    }

    /// Every contract in the order of creation, as an administrator sees them: a JSON array.
    pub fn contracts(&self) -> Value {
        let state = self.lock();
        state.contracts.iter().map(|contract| state.contract_json(&Actor::Administrator, contract)).collect()
    }

    /// One contract, or `null`.
    pub fn contract(&self, id: u64) -> Value {
        let state = self.lock();
        let contract = state.contract(id);
        contract.map_or(Value::Null, |contract| state.contract_json(&Actor::Administrator, contract))
    }

    /// The account's time, in the format of responses.
    pub fn now(&self) -> String {
        self.lock().timestamp()
    }

    /// Replaces the account's clock.
    pub fn set_clock(&self, clock: Clock) {
        self.lock().options.clock = clock;
        // Contracts expire when the account is next locked; webhook delivery does that on this signal.
        self.notify_changed();
    }

    /// Moves the account's clock forward.
    pub fn advance(&self, by: time::Duration) {
        let clock = self.lock().options.clock.advanced(by);
        self.set_clock(clock);
    }
}
