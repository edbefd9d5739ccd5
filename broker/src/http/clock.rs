//! What time it is.

use std::fmt;
use std::sync::Arc;

use time::OffsetDateTime;

/// Tells the time; tests have one of their own.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> OffsetDateTime + Send + Sync>);

impl Clock {
    /// A clock that this function reads.
    pub fn new(read: impl Fn() -> OffsetDateTime + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// Now.
    pub fn now(&self) -> OffsetDateTime {
        (self.0)()
    }

    /// Now, in seconds since 1970.
    pub fn seconds(&self) -> u64 {
        u64::try_from(self.now().unix_timestamp()).unwrap_or_default()
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(OffsetDateTime::now_utc)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
