//! The proxy in front: it passes bytes on, so it speaks HTTP/1.1 and HTTP/2 alike, and takes the brokers in turn.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

pub struct Proxy {
    port: u16,
    brokers: Arc<Vec<u16>>,
    running: Mutex<Option<Runtime>>,
}

impl Proxy {
    pub fn start(brokers: Vec<u16>) -> Result<Self> {
        let proxy = Self { port: super::ports::free()?, brokers: Arc::new(brokers), running: Mutex::default() };
        proxy.revive()?;
        Ok(proxy)
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Every connection breaks, on both sides.
    pub fn kill(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(runtime) = running {
            runtime.shutdown_background();
        }
    }

    pub fn revive(&self) -> Result<()> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.is_some() {
            return Ok(());
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let listener = super::ports::bind(self.port)?;
        runtime.spawn(accept(listener, Arc::clone(&self.brokers)));
        *running = Some(runtime);
        Ok(())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.kill();
    }
}

async fn accept(listener: std::net::TcpListener, brokers: Arc<Vec<u16>>) {
    let Ok(listener) = TcpListener::from_std(listener) else { return };
    let next = AtomicUsize::new(0);
    while let Ok((client, _)) = listener.accept().await {
        let first = next.fetch_add(1, Ordering::Relaxed);
        let brokers = Arc::clone(&brokers);
        tokio::spawn(async move { pass(client, &brokers, first).await });
    }
}

/// Takes the next broker, or another one if that is down.
async fn pass(mut client: TcpStream, brokers: &[u16], first: usize) {
    for port in brokers.iter().cycle().skip(first % brokers.len()).take(brokers.len()) {
        if let Ok(mut broker) = TcpStream::connect((Ipv4Addr::LOCALHOST, *port)).await {
            // A connection that breaks is what is tested.
            let _ = tokio::io::copy_bidirectional(&mut client, &mut broker).await;
            return;
        }
    }
}
