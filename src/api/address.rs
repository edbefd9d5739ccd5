//! Addresses that the browser is led to: https, or http on this machine.

/// Why a text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// It is no http or https address, or has a user name.
    NotAnAddress,
    /// It is http, and not this machine's.
    Insecure,
}

/// Whether it is an https address, or http on this machine.
pub fn check(text: &str) -> Result<(), AddressError> {
    let secure = text.strip_prefix("https://");
    let rest = secure.or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\');
    if host.is_empty() || host.contains('@') || text.contains(odd) {
        return Err(AddressError::NotAnAddress);
    }
    let port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let name = host.rsplit_once(':').filter(|(_, text)| port(text)).map_or(host, |(name, _)| name);
    if secure.is_none() && !matches!(name, "localhost" | "127.0.0.1" | "[::1]") {
        return Err(AddressError::Insecure);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_this_machine_are_led_to() {
        for good in ["https://a.example", "https://a.example:8443/x?y=1#z", "http://127.0.0.1:8787/v1", "http://[::1]/"]
        {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for bad in ["", "javascript:alert(1)", "https://", "https:///x", "//a.example", "https://u:p@a.example", "x y"]
        {
            assert_eq!(check(bad), Err(AddressError::NotAnAddress), "{bad}");
        }
        assert_eq!(check("https://a.example\\@b.example"), Err(AddressError::NotAnAddress));
        for bad in ["http://a.example", "http://localhost.example.com", "http://127.0.0.1.example.com/"] {
            assert_eq!(check(bad), Err(AddressError::Insecure), "{bad}");
        }
    }
}
