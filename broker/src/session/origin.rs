//! Origins of pages, as browsers send them.

use url::{Host, Url};

/// Whether this is the origin of a page that may use sessions: https, or http on this machine.
pub fn is_origin(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    // Written in one form only, so that a comparison of texts is enough.
    (url.scheme() == "https" || url.scheme() == "http" && local) && url.origin().ascii_serialization() == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_this_machine_are_origins_in_the_form_that_browsers_send() {
        for text in ["https://crm.example", "https://crm.example:8443", "http://localhost:8080", "http://127.0.0.1:1"] {
            assert!(is_origin(text), "{text}");
        }
    }

    #[test]
    fn everything_else_is_none() {
        for text in [
            "",
            "*",
            "null",
            "crm.example",
            "http://crm.example",
            "https://crm.example/",
            "https://CRM.example",
            "https://crm.example:443",
            "https://user@crm.example",
            "https://crm.example/page",
            "file:///x",
            "https://*.example",
            "http://127.0.0.1.evil.example",
        ] {
            assert!(!is_origin(text), "{text}");
        }
    }
}
