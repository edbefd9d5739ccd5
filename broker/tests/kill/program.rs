//! A broker as a process of its own, which dies by SIGKILL.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

pub struct Program {
    pub port: u16,
    config: PathBuf,
    log: PathBuf,
    running: Mutex<Option<Child>>,
}

impl Program {
    /// Writes the configuration into the folder. The process begins with `revive`.
    pub fn new(folder: &Path, number: usize, url: &str) -> Result<Self> {
        let port = super::ports::free()?;
        let (config, log) = (folder.join(format!("broker-{number}.toml")), folder.join(format!("broker-{number}.log")));
        std::fs::write(&config, super::config::text(folder, port, url)?)?;
        Ok(Self { port, config, log, running: Mutex::default() })
    }

    pub fn kill(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut child) = running {
            // It may have died of something else, which the next start shows.
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Starts it, if it does not run, and waits until it answers.
    pub async fn revive(&self) -> Result<()> {
        {
            let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
            if running.is_some() {
                return Ok(());
            }
            let log = File::options().create(true).append(true).open(&self.log)?;
            let mut command = Command::new(env!("CARGO_BIN_EXE_oneflow-broker"));
            command.arg("--config").arg(&self.config);
            command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
            *running = Some(command.spawn()?);
        }
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_secs(20) {
            if tokio::net::TcpStream::connect(("127.0.0.1", self.port)).await.is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bail!("the broker does not start: {}", std::fs::read_to_string(&self.log).unwrap_or_default())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}
