//! The origins of all customers' pages: a preflight carries no session, so it cannot name its customer.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::problem::Problem;
use crate::store::Store;
use crate::tenants::Settings;

/// For how long they are not read again.
const FRESH: Duration = Duration::from_secs(10);

/// The origins, with the time at which they were read.
#[derive(Default)]
pub struct Origins(Mutex<Option<(Instant, Arc<HashSet<String>>)>>);

impl Origins {
    /// Whether pages of any customer have this origin.
    pub async fn contain(&self, origin: &str, store: &Store) -> Result<bool, Problem> {
        let fresh = self.fresh();
        let known = match fresh {
            Some(known) => known,
            None => self.read(store).await?,
        };
        Ok(known.contains(origin))
    }

    fn fresh(&self) -> Option<Arc<HashSet<String>>> {
        let cached = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cached.as_ref().filter(|(since, _)| since.elapsed() < FRESH).map(|(_, known)| Arc::clone(known))
    }

    async fn read(&self, store: &Store) -> Result<Arc<HashSet<String>>, Problem> {
        let all = store.tenants().all().await?;
        // Settings that cannot be read belong to a customer who cannot be served.
        let settings = all.iter().filter_map(|tenant| Settings::of_text(&tenant.settings).ok());
        let known: Arc<HashSet<String>> = Arc::new(settings.flat_map(|settings| settings.origins).collect());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), Arc::clone(&known)));
        Ok(known)
    }
}
