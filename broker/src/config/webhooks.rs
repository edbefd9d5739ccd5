//! Oneflow's webhooks: who proves to have sent them, and where they are forwarded.

use url::Url;

use super::ConfigError;
use super::source::SecretSource;
use super::written::WrittenWebhooks;
use crate::address::is_safe;
use crate::webhooks::Secrets;

/// Oneflow's webhooks.
#[derive(Clone)]
pub struct Webhooks {
    /// The partner's receiver.
    pub forward_to: Url,
    secrets: SecretSource,
}

impl Webhooks {
    /// Nothing, if nothing is set.
    pub(super) fn of(written: WrittenWebhooks) -> Result<Option<Self>, ConfigError> {
        let secrets = SecretSource::of(written.secrets_text, written.secrets);
        let (secrets, url) = match (secrets, written.forward_to) {
            (None, None) => return Ok(None),
            (Some(secrets), Some(url)) => (secrets, url),
            (None, Some(_)) => return Err(wrong("secrets", "a file is needed, or the secrets in the environment")),
            (Some(_), None) => return Err(wrong("forward_to", "the address of your receiver is needed")),
        };
        let url = Url::parse(&url).ok().filter(|url| is_safe(url) && url.fragment().is_none());
        let url = url.ok_or(wrong("forward_to", "this is an address with https, or with http on this machine"))?;
        Ok(Some(Self { forward_to: url, secrets }))
    }

    /// The secrets.
    pub fn secrets(&self) -> Result<Secrets, ConfigError> {
        let text = self.secrets.read("webhooks.secrets")?;
        Secrets::parse(&text).map_err(|error| wrong("secrets", error.to_string()))
    }
}

fn wrong(name: &str, sentence: impl Into<String>) -> ConfigError {
    ConfigError::new(&format!("webhooks.{name}"), sentence)
}
