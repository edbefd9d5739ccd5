//! Addresses that the host gives.

use super::error::ConfigError;
use crate::api::Text;
use crate::api::address::{AddressError, check};

/// An https address, or http on this machine, without query and without a slash at the end. The headers prove who is
/// asking: they travel encrypted, or not at all.
pub(super) fn address(text: &str, attribute: &'static str) -> Result<Text, ConfigError> {
    let text = text.trim();
    if text.contains(['?', '#']) {
        return Err(ConfigError::NotAnAddress(attribute));
    }
    check(text).map_err(|error| match error {
        AddressError::NotAnAddress => ConfigError::NotAnAddress(attribute),
        AddressError::Insecure => ConfigError::Insecure(attribute),
    })?;
    Ok(text.trim_end_matches('/').into())
}

/// The address has to end in `/v1`.
pub(super) fn with_version(base: Text) -> Result<Text, ConfigError> {
    if base.ends_with("/v1") { Ok(base) } else { Err(ConfigError::WithoutVersion("api-base")) }
}
