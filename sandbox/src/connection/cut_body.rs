//! A response body that ends too early: over a socket the connection breaks, in process the stream fails.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use http_body::{Body, Frame};

/// A body that is shorter than its promised length.
pub struct CutBody(Stage);

enum Stage {
    Start,
    /// Gives the server one turn to write the headers and the start of the body.
    Pause,
    Break,
}

impl CutBody {
    /// Breaks after the headers and the start of the body.
    pub fn after_the_head() -> Self {
        Self(Stage::Start)
    }

    /// Breaks before the server has written anything: it writes the headers together with the start of the body.
    pub fn at_once() -> Self {
        Self(Stage::Break)
    }
}

impl Body for CutBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match self.0 {
            Stage::Start => {
                self.0 = Stage::Pause;
                Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b"{\"")))))
            }
            Stage::Pause => {
                self.0 = Stage::Break;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Stage::Break => {
                let error = io::Error::new(io::ErrorKind::ConnectionReset, "the connection was cut");
                Poll::Ready(Some(Err(error)))
            }
        }
    }
}
