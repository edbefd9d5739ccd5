//! Which addresses may be used: https, or http on this machine.

use url::{Host, Url};

/// Whether it leads to this machine.
pub fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether nobody on the way reads what goes there, and nobody's name is in it.
pub fn is_safe(url: &Url) -> bool {
    let plain = url.username().is_empty() && url.password().is_none();
    plain && (url.scheme() == "https" || url.scheme() == "http" && is_local(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_this_machine_are_safe_and_nothing_else_is() {
        let judge = |text: &str| Url::parse(text).is_ok_and(|url| is_safe(&url));
        for text in ["https://a.example/x", "http://localhost:1", "http://127.0.0.1/x", "http://[::1]:8080/"] {
            assert!(judge(text), "{text}");
        }
        for text in [
            "http://a.example",
            "http://127.0.0.1.evil.example",
            "https://user@a.example",
            "https://user:word@a.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///x",
            "x",
        ] {
            assert!(!judge(text), "{text}");
        }
    }
}
