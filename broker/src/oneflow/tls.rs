//! Which servers are believed to be who they say they are.

use std::fmt;
use std::sync::Arc;

use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt;

/// Why there can be no encrypted connections.
#[derive(Debug)]
pub struct TlsError(String);

/// Those with certificates that the machine trusts.
pub fn trusted() -> Result<ClientConfig, TlsError> {
    let failed = |error: rustls::Error| TlsError(error.to_string());
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(failed)?
        .with_no_client_auth();
    Ok(tls)
}

impl From<reqwest::Error> for TlsError {
    fn from(error: reqwest::Error) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for TlsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the certificates that this machine trusts cannot be read: {}", self.0)
    }
}

impl std::error::Error for TlsError {}
