//! Events as they happen: one look at the database for all streams of a broker.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::sync::broadcast::{Receiver, Sender, channel};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::store::{Store, StoreError, StoredEvent};

/// Between two looks into the database.
const EVERY: Duration = Duration::from_millis(200);
/// The same after a look that failed.
const AFTER_FAILURE: Duration = Duration::from_secs(2);
/// Of how many events one look tells.
const MOST: i64 = 500;
/// How many events a stream may be behind before it must begin again.
const BEHIND: usize = 2_000;

/// The events of all customers, for the streams of this broker. It looks while somebody listens.
#[derive(Debug)]
pub struct Feed {
    store: Store,
    news: Sender<Arc<StoredEvent>>,
    /// Whether a task looks.
    looks: Mutex<bool>,
    ended: CancellationToken,
}

impl Feed {
    /// Of this database.
    pub fn new(store: Store) -> Arc<Self> {
        Arc::new(Self { store, news: channel(BEHIND).0, looks: Mutex::new(false), ended: CancellationToken::new() })
    }

    /// From now on all events come here, none is left out.
    pub async fn listen(self: &Arc<Self>) -> Result<Receiver<Arc<StoredEvent>>, StoreError> {
        let mut looks = self.looks.lock().await;
        let receiver = self.news.subscribe();
        if !*looks {
            let latest = self.store.events().latest().await?;
            *looks = true;
            tokio::spawn(Arc::clone(self).look(latest));
        }
        Ok(receiver)
    }

    /// Ends all streams, and those that come later at once.
    pub fn end(&self) {
        self.ended.cancel();
    }

    /// Completes when streams are to end.
    pub async fn ended(&self) {
        self.ended.cancelled().await;
    }

    async fn look(self: Arc<Self>, mut latest: i64) {
        loop {
            {
                let mut looks = self.looks.lock().await;
                if self.news.receiver_count() == 0 {
                    *looks = false;
                    return;
                }
            }
            let pause = match self.store.events().after(latest, MOST).await {
                Ok(events) => {
                    for event in events {
                        latest = event.id;
                        // Nobody listens any more: the next round ends.
                        let _ = self.news.send(Arc::new(event));
                    }
                    EVERY
                }
                Err(error) => {
                    tracing::error!(%error, "events cannot be read");
                    AFTER_FAILURE
                }
            };
            sleep(pause).await;
        }
    }
}
