//! What all tests of this file's binary have logged.

use std::io;
use std::sync::{Mutex, Once, PoisonError};

use tracing_subscriber::fmt::MakeWriter;

static BEGIN: Once = Once::new();
static TEXT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Writer;

/// Keeps every line of the broker's from now on, at every level. Libraries are silent in production.
pub fn begin() {
    BEGIN.call_once(|| {
        let lines = tracing_subscriber::fmt().json().with_env_filter("oneflow_broker=trace").with_writer(Writer);
        // Another subscriber would have been set by this function only.
        let _ = lines.try_init();
    });
}

pub fn text() -> String {
    String::from_utf8_lossy(&TEXT.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
}

impl io::Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        TEXT.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Writer {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        Self
    }
}
