//! Which templates a user creates contracts with, kept for a short time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::policy::TemplateSet;

/// For how long an answer of the helper counts.
const FRESH: Duration = Duration::from_mins(1);
/// Users at once.
const MOST: usize = 10_000;

/// The templates of users, by tenant and user.
#[derive(Default)]
pub struct TemplateCache(Mutex<HashMap<(String, String), (Instant, TemplateSet)>>);

impl TemplateCache {
    /// Whether what the helper has lately listed for this user has the template that is looked for. `None`: it has not
    /// been asked lately.
    pub fn has(&self, tenant: &str, user: &str, looked_for: impl Fn(&TemplateSet) -> bool) -> Option<bool> {
        let cached = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, set) = cached.get(&(tenant.to_owned(), user.to_owned()))?;
        (since.elapsed() < FRESH).then(|| looked_for(set))
    }

    /// Keeps what the helper has listed.
    pub fn keep(&self, tenant: &str, user: &str, set: TemplateSet) {
        let mut cached = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if cached.len() >= MOST {
            cached.retain(|_, (since, _)| since.elapsed() < FRESH);
        }
        if cached.len() < MOST {
            cached.insert((tenant.to_owned(), user.to_owned()), (Instant::now(), set));
        }
    }
}
