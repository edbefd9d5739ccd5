//! One request to Oneflow, and what can become of it.

use std::fmt;

use bytes::Bytes;
use reqwest::Method;

use crate::routes::Route;

/// A request, without the token.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The method.
    pub method: Method,
    /// Path and query below the base.
    pub place: String,
    /// The acting user. Without one, Oneflow takes the token for an administrator.
    pub user: Option<&'a str>,
    /// What is sent.
    pub body: Option<Content>,
}

/// What a request sends.
#[derive(Clone, Debug)]
pub enum Content {
    /// JSON.
    Json(String),
    /// A form with a file.
    File(NamedFile),
}

/// A file for a contract. Its name and its content are never printed.
#[derive(Clone)]
pub struct NamedFile {
    /// Its name, with the extension.
    pub name: String,
    /// Where in the contract it goes.
    pub upload_as: &'static str,
    /// What is in it.
    pub content: Bytes,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CallError {
    /// The tenant has too many requests under way; nothing was sent.
    Busy,
    /// No connection came about; nothing was sent.
    NotSent,
    /// The connection ended before the answer did: it may have been carried out.
    Lost,
    /// No whole answer within the time limit: it may have been carried out.
    Timeout,
    /// The answer is larger than what is read.
    TooLarge,
    /// Oneflow has redirected the request, which is not followed: the token would go along.
    Redirected,
}

impl<'a> Call<'a> {
    /// Reads something as a user.
    pub fn read(place: impl Into<String>, user: &'a str) -> Self {
        Self { method: Method::GET, place: place.into(), user: Some(user), body: None }
    }

    /// Asks whether the token is accepted, as nobody.
    pub fn ping() -> Self {
        Self { method: Method::GET, place: Route::Ping.path(), user: None, body: None }
    }

    /// Sends JSON as a user.
    pub fn post(place: impl Into<String>, user: &'a str, body: String) -> Self {
        Self { method: Method::POST, place: place.into(), user: Some(user), body: Some(Content::Json(body)) }
    }

    /// Sends something as a user.
    pub fn send(place: impl Into<String>, user: &'a str, content: Content) -> Self {
        Self { method: Method::POST, place: place.into(), user: Some(user), body: Some(content) }
    }

    /// Replaces something by JSON as a user.
    pub fn put(place: impl Into<String>, user: &'a str, body: String) -> Self {
        Self { method: Method::PUT, ..Self::post(place, user, body) }
    }

    /// Deletes something as a user.
    pub fn delete(place: impl Into<String>, user: &'a str) -> Self {
        Self { method: Method::DELETE, ..Self::read(place, user) }
    }

    /// Whether it can change something.
    pub fn writes(&self) -> bool {
        self.method != Method::GET
    }
}

impl fmt::Debug for NamedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NamedFile")
    }
}

impl CallError {
    /// A word for metrics.
    pub fn word(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::NotSent => "not-sent",
            Self::Lost => "lost",
            Self::Timeout => "timeout",
            Self::TooLarge => "too-large",
            Self::Redirected => "redirected",
        }
    }

    /// Whether it is certain that nothing was sent.
    pub fn proves_nothing_was_sent(self) -> bool {
        matches!(self, Self::Busy | Self::NotSent)
    }
}
