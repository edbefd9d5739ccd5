//! The account as text that outlives a run.

use std::sync::Arc;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::handle::Account;
use super::options::Options;
use super::state::State;
use crate::platform::Platform;
use crate::seed::Seed;

const VERSION: u32 = 2;

/// What the text contains, as JSON.
#[derive(Serialize, Deserialize)]
struct Content<S> {
    oneflow_sandbox: u32,
    seed: Seed,
    state: S,
}

impl Account {
    /// The account as text. Armed faults, the clock and the request log are not in it.
    pub fn saved(&self) -> Result<String, serde_json::Error> {
        let state = self.lock();
        serde_json::to_string(&Content { oneflow_sandbox: VERSION, seed: state.options.seed, state: &*state })
    }

    /// The account from its text. The error is the end of a sentence that begins with what the text is from.
    pub fn restored(platform: Arc<dyn Platform>, text: &str, options: Options) -> Result<Self, String> {
        let state = parse(text, options.seed)?.resume(options);
        Ok(Self::from_state(platform, state))
    }
}

fn parse(text: &str, seed: Seed) -> Result<State, String> {
    let damaged = |error| format!("is damaged and was not changed: {error}");
    let head: Content<IgnoredAny> = serde_json::from_str(text).map_err(damaged)?;
    if head.oneflow_sandbox != VERSION {
        let version = head.oneflow_sandbox;
        return Err(format!("is of version {version}; this sandbox reads version {VERSION}"));
    }
    if head.seed != seed {
        let (theirs, ours) = (head.seed.name(), seed.name());
        return Err(format!("was created with --seed {theirs}, not {ours}"));
    }
    let Content { state, .. } = serde_json::from_str::<Content<State>>(text).map_err(damaged)?;
    if !state.counters.are_safe() {
        return Err("was not changed: one of its counters is not below 2^53".to_owned());
    }
    Ok(state)
}
