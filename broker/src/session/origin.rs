//! Origins of pages, as browsers send them.

use url::Url;

use crate::address::is_safe;

/// Whether this is the origin of a page that may use sessions: https, or http on this machine.
pub fn is_origin(text: &str) -> bool {
    // Written in one form only, so that a comparison of texts is enough.
    let one_form = |url: Url| is_safe(&url) && url.origin().ascii_serialization() == text;
    !text.contains('*') && Url::parse(text).is_ok_and(one_form)
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
