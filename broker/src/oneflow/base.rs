//! Where a tenant's Oneflow is.

use std::fmt;

use url::Url;

use crate::address::{is_local, is_safe};

/// The address of an API: https, or http on this machine for the sandbox.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Base {
    address: String,
    local: bool,
}

/// Why an address is none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BaseError;

impl Base {
    /// Reads an address such as `https://api.oneflow.com/v1`.
    pub fn parse(text: &str) -> Result<Self, BaseError> {
        let url = Url::parse(text).map_err(|_| BaseError)?;
        // Written in one form only, so that a path can be put behind it.
        if is_safe(&url) && !text.contains(['?', '#']) && url.as_str() == text && text.ends_with("/v1") {
            return Ok(Self { address: text.to_owned(), local: is_local(&url) });
        }
        Err(BaseError)
    }

    /// The address of a path below it.
    pub fn at(&self, place: &str) -> String {
        format!("{}{place}", self.address)
    }

    /// Whether a file may be read from there: by https, or, if the API itself is on this machine, from this machine.
    pub fn may_lead_to(&self, url: &Url) -> bool {
        is_safe(url) && (self.local || !is_local(url))
    }
}

impl fmt::Display for BaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address of Oneflow's API is https, or http on this machine, and ends in /v1")
    }
}

impl std::error::Error for BaseError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_api_is_reached_by_https_or_on_this_machine() {
        for text in ["https://api.oneflow.com/v1", "http://127.0.0.1:8787/v1", "http://localhost:1/v1"] {
            let base = Base::parse(text);
            assert_eq!(base.map(|base| base.at("/ping")), Ok(format!("{text}/ping")));
        }
        for text in [
            "",
            "api.oneflow.com/v1",
            "http://api.oneflow.com/v1",
            "https://api.oneflow.com",
            "https://x@y/v1",
            "https://api.oneflow.com/v1/",
            "https://api.oneflow.com/v1?x=/v1",
            "https://API.oneflow.com/v1",
            "ftp://127.0.0.1/v1",
            "http://127.0.0.1.evil.example/v1",
            "https://api.oneflow.com/../v1",
        ] {
            assert_eq!(Base::parse(text), Err(BaseError), "{text}");
        }
    }

    #[test]
    fn a_file_is_read_by_https_or_from_this_machine_if_the_api_is_there() -> Result<(), Box<dyn std::error::Error>> {
        let (oneflow, sandbox) = (Base::parse("https://api.oneflow.com/v1")?, Base::parse("http://127.0.0.1:1/v1")?);
        let (stored, local) = (Url::parse("https://files.example/1.pdf")?, Url::parse("http://127.0.0.1:2/1.pdf")?);
        assert!(oneflow.may_lead_to(&stored) && sandbox.may_lead_to(&stored) && sandbox.may_lead_to(&local));
        assert!(!oneflow.may_lead_to(&local));
        for other in ["http://files.example/1.pdf", "file:///etc/passwd", "data:application/pdf,x"] {
            assert!(!sandbox.may_lead_to(&Url::parse(other)?), "{other}");
        }
        Ok(())
    }
}
