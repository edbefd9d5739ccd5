//! The proxy in front: it passes bytes on, so it speaks HTTP/1.1 and HTTP/2 alike, and takes the brokers in turn.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use tokio::net::{TcpListener, TcpStream};

use super::served::Served;

pub struct Proxy {
    served: Served,
    brokers: Arc<Vec<u16>>,
}

impl Proxy {
    pub fn start(brokers: Vec<u16>) -> Result<Self> {
        let proxy = Self { served: Served::new()?, brokers: Arc::new(brokers) };
        proxy.revive()?;
        Ok(proxy)
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.served.port)
    }

    /// Every connection breaks, on both sides.
    pub fn kill(&self) {
        self.served.kill();
    }

    pub fn revive(&self) -> Result<()> {
        let brokers = Arc::clone(&self.brokers);
        self.served.revive(|listener| accept(listener, brokers))
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
