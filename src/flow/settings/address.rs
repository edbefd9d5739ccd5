//! Addresses that the host gives.

use super::error::ConfigError;
use crate::api::Text;

/// An https address, or http on this machine, without a slash at the end.
pub(super) fn address(text: &str, attribute: &'static str) -> Result<Text, ConfigError> {
    let text = text.trim();
    let secure = text.strip_prefix("https://");
    let rest = secure.or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '"' | '<' | '>');
    if host.is_empty() || host.contains('@') || text.contains(odd) {
        return Err(ConfigError::NotAnAddress(attribute));
    }
    // The headers prove who is asking: they travel encrypted, or not at all.
    let name = host.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).map_or(host, |(name, _)| name);
    if secure.is_none() && !matches!(name, "localhost" | "127.0.0.1" | "[::1]") {
        return Err(ConfigError::Insecure(attribute));
    }
    Ok(text.trim_end_matches('/').into())
}

/// The address has to end in `/v1`.
pub(super) fn with_version(base: Text) -> Result<Text, ConfigError> {
    if base.ends_with("/v1") { Ok(base) } else { Err(ConfigError::WithoutVersion("api-base")) }
}
