//! A contract's PDF. Oneflow may redirect to where it is kept: that is followed once, without token and user.

use std::time::Duration;

use http_body_util::Limited;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use reqwest::{Body, Response};
use tokio::sync::OwnedSemaphorePermit;

use super::call::{Call, CallError};
use super::line::{Line, failure, receive};
use crate::answers::Received;

/// The largest file: Oneflow allows 50 MB of attachments.
const LARGEST: usize = 64 * 1024 * 1024;
/// Until the whole file is there.
const TIME: Duration = Duration::from_mins(1);
const PDF: &str = "application/pdf";

/// A PDF that is on its way.
pub struct File {
    /// The content, cut off at the largest size.
    pub content: Limited<Body>,
    /// The turn lasts until the content is there.
    pub turn: OwnedSemaphorePermit,
}

/// Why there is no PDF.
#[derive(Debug)]
pub enum FileError {
    /// There is no answer.
    Call(CallError),
    /// Oneflow has answered something else.
    Answer(Received),
    /// What is there, or where it is, is not what may be passed on.
    NoPdf,
}

impl Line {
    /// Reads a contract's PDF.
    pub async fn file(self, call: Call<'_>, token: &str) -> Result<File, FileError> {
        let request = self.request(call, token).map_err(FileError::Call)?;
        let first = request.timeout(TIME).send().await.map_err(|error| FileError::Call(failure(&error)))?;
        let last = if first.status().is_redirection() {
            self.follow(&first).await?
        } else if first.status() == 200 && is_pdf(&first) {
            first
        } else {
            return Err(receive(first).await.map_or_else(FileError::Call, FileError::Answer));
        };
        if last.status() != 200 || !is_pdf(&last) || length(&last) > LARGEST {
            return Err(FileError::NoPdf);
        }
        Ok(File { content: Limited::new(Body::from(last), LARGEST), turn: self.turn })
    }

    /// The address is all the proof that the file needs.
    async fn follow(&self, first: &Response) -> Result<Response, FileError> {
        let location = first.headers().get(LOCATION).and_then(|value| value.to_str().ok());
        let target = location.and_then(|text| first.url().join(text).ok()).ok_or(FileError::NoPdf)?;
        if !self.pool.base.may_lead_to(&target) {
            return Err(FileError::NoPdf);
        }
        let request = self.pool.writes.get(target).timeout(TIME);
        request.send().await.map_err(|error| FileError::Call(failure(&error)))
    }
}

fn is_pdf(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(PDF))
}

fn length(response: &Response) -> usize {
    let text = response.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}
