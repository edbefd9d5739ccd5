//! The fixed names, ids and tokens that tests and demos rely on.

/// The account's API token, created by hand.
pub const TOKEN: &str = "sandbox-0000000000000000000000000000demo";
/// The token of the extension that demos use.
pub const EXTENSION_TOKEN: &str = "sandbox-000000000000000000000000demo-crm";
/// The user that demos act as.
pub const USER: &str = "siri.lund@example.com";
/// The extension type that demos use.
pub const EXTENSION_TYPE: &str = "demo_crm";
/// An extension that is disabled.
pub(crate) const ATS: &str = "demo_ats";
/// The account's name.
pub(crate) const ACCOUNT: &str = "Northwind Demo AB";
pub(crate) const ACCOUNT_ID: u64 = 5001;
pub(crate) const REGISTRATION: &str = "559000-0001";
