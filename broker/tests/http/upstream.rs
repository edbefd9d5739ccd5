//! Servers in Oneflow's place that do what the sandbox does not.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The requests that a server has received, as text.
pub type Seen = Arc<Mutex<Vec<String>>>;

/// A port at which nobody listens.
pub async fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port())
}

/// A server that gives each request the answer of a function, and nothing where there is none: then the connection
/// closes. Connections are kept otherwise.
pub async fn serve(answer: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Result<(String, Seen)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let (seen, answer) = (Seen::default(), Arc::new(answer));
    let all = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, Arc::clone(&answer), Arc::clone(&all)));
        }
    });
    Ok((origin, seen))
}

async fn converse(mut stream: TcpStream, answer: Arc<impl Fn(&str) -> Option<String>>, seen: Seen) {
    let mut read = Vec::new();
    while let Some(request) = next(&mut stream, &mut read).await {
        seen.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
        let Some(answer) = answer(&request) else { return };
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// The next request, with its body.
async fn next(stream: &mut TcpStream, read: &mut Vec<u8>) -> Option<String> {
    loop {
        let text = String::from_utf8_lossy(read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let lower = head.to_lowercase();
            let length =
                lower.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
            if body.len() >= length {
                read.drain(..head.len() + 4 + length);
                return Some(text);
            }
        }
        if stream.read_buf(read).await.ok()? == 0 {
            return None;
        }
    }
}

/// An answer with a body.
pub fn answer(status: &str, kind: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n{body}")
}

/// An answer that leads elsewhere.
pub fn redirect(location: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n")
}
