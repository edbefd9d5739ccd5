//! A server in this process that can be killed, and comes back on the same port.

use std::net::TcpListener;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use tokio::runtime::{Builder, Runtime};

pub struct Served {
    pub port: u16,
    running: Mutex<Option<Runtime>>,
}

impl Served {
    /// A port of its own. Nothing serves there before it is revived.
    pub fn new() -> Result<Self> {
        Ok(Self { port: super::ports::free()?, running: Mutex::default() })
    }

    /// Every connection breaks.
    pub fn kill(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(runtime) = running {
            runtime.shutdown_background();
        }
    }

    /// Serves again, unless it does.
    pub fn revive<S: Future<Output = ()> + Send + 'static>(&self, serve: impl FnOnce(TcpListener) -> S) -> Result<()> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.is_some() {
            return Ok(());
        }
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        runtime.spawn(serve(super::ports::bind(self.port)?));
        *running = Some(runtime);
        Ok(())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill();
    }
}
