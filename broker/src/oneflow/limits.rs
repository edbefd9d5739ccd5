//! How much time and room requests to Oneflow have.

use std::time::Duration;

/// How much time and room requests to Oneflow have.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until a connection is there.
    pub connect: Duration,
    /// Until the whole answer to a request that reads is there. The widget waits 15 seconds.
    pub read: Duration,
    /// Until the whole answer to a request that writes is there. The widget waits 30 seconds.
    pub write: Duration,
    /// Until the whole answer to a file is there.
    pub upload: Duration,
    /// Until a request of a busy tenant gets its turn.
    pub turn: Duration,
    /// Requests of one tenant at once.
    pub at_once: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(4),
            read: Duration::from_secs(12),
            write: Duration::from_secs(22),
            upload: Duration::from_secs(30),
            turn: Duration::from_secs(2),
            at_once: 64,
        }
    }
}
