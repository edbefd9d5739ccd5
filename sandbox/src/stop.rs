//! When the program is over.

use std::future::{Future, pending};
use std::io;
use std::thread;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

/// Over at SIGINT, SIGTERM, or, when asked to, at the end of standard input.
pub fn stop(with_parent: bool) -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            () = end_of_input(with_parent) => {}
        }
    })
}

async fn end_of_input(wanted: bool) {
    if !wanted {
        return pending().await;
    }
    let (ending, ended) = oneshot::channel();
    // A thread of its own, because a read that never returns would keep the runtime from ending.
    thread::spawn(move || {
        // Whatever comes in is nobody's, and an error is an end, too.
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        let _ = ending.send(());
    });
    let _ = ended.await;
}
