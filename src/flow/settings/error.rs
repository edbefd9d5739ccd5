//! What can be wrong with the configuration.

/// What is wrong with the configuration.
#[derive(Clone, Debug, PartialEq)]
pub enum ConfigError {
    /// An attribute that is required is missing.
    Missing(&'static str),
    /// It is not an http or https address.
    NotAnAddress(&'static str),
    /// It is http, and not this machine's.
    Insecure(&'static str),
    /// It does not end in `/v1`.
    WithoutVersion(&'static str),
    /// It is not a whole number.
    NotANumber(&'static str),
    /// It names no data field by which Oneflow can be asked for contracts.
    NotARecordField,
    /// `authorize` is missing or no function.
    NoAuthorize,
}
