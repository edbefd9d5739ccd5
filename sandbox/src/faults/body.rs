//! A body that breaks off: over a socket the connection is cut, in process the stream fails.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use http_body::{Body, Frame};

/// Promises more than it sends.
pub struct Cut(Progress);

enum Progress {
    Beginning,
    // One turn in which the server can write out the head and what it has of the body.
    Pause,
    Break,
}

impl Cut {
    /// How long the body claims to be.
    pub const PROMISED: u64 = 4_096;

    pub fn new() -> Self {
        Self(Progress::Beginning)
    }
}

impl Body for Cut {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match self.0 {
            Progress::Beginning => {
                self.0 = Progress::Pause;
                Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b"{\"")))))
            }
            Progress::Pause => {
                self.0 = Progress::Break;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Progress::Break => {
                let cut = io::Error::new(io::ErrorKind::ConnectionReset, "the connection was cut");
                Poll::Ready(Some(Err(cut)))
            }
        }
    }
}
