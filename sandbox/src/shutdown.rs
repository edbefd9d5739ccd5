//! When the program ends.

use std::future::{Future, pending};
use std::io;
use std::thread;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

/// Whether the end of standard input ends the program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum StandardInput {
    Watched,
    Ignored,
}

/// Completes at SIGINT, SIGTERM, or at the end of standard input if that is watched.
pub fn shutdown(input: StandardInput) -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            () = end_of_input(input) => {}
        }
    })
}

async fn end_of_input(input: StandardInput) {
    if input == StandardInput::Ignored {
        return pending().await;
    }
    let (ending, ended) = oneshot::channel();
    // A separate thread, because a read that never returns would block the end of the runtime.
    thread::spawn(move || {
        // The input itself does not matter, and an error is an end, too.
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        let _ = ending.send(());
    });
    let _ = ended.await;
}
