//! The secrets of the webhooks, as the operator writes them.

use serde::Deserialize;

use super::error::SecretsError;
use super::{Proofs, SignKeys, Signer};

/// What can be guessed is no secret.
const SHORTEST: usize = 16;
const LONGEST: usize = 512;

/// The secrets: what Oneflow proves itself with, and what the partner's receiver verifies.
#[derive(Clone, Debug)]
pub struct Secrets {
    /// The keys with which Oneflow signs.
    pub sign_keys: SignKeys,
    /// The authentication that Oneflow adds.
    pub proofs: Proofs,
    /// What signs for the partner's receiver.
    pub signer: Signer,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    sign_keys: Vec<String>,
    forward: Vec<String>,
    #[serde(default)]
    basic: Vec<User>,
    #[serde(default)]
    bearer: Vec<String>,
    #[serde(default)]
    oauth: Vec<Client>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct User {
    username: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Client {
    client_id: String,
    client_secret: String,
}

impl Secrets {
    /// Reads TOML.
    pub fn parse(text: &str) -> Result<Self, SecretsError> {
        let written: Written = toml::from_str(text).map_err(|error| of_toml(&error, text))?;
        let Written { sign_keys, forward, basic, bearer, oauth } = written;
        let users: Vec<(&str, &str)> =
            basic.iter().map(|user| (user.username.as_str(), user.password.as_str())).collect();
        let clients: Vec<(&str, &str)> =
            oauth.iter().map(|client| (client.client_id.as_str(), client.client_secret.as_str())).collect();
        if sign_keys.is_empty() {
            return Err(SecretsError::new("sign_keys", "at least one key is needed, with which Oneflow signs"));
        }
        let (passwords, secrets) = (users.iter().map(|(_, it)| *it), clients.iter().map(|(_, it)| *it));
        check("sign_keys", sign_keys.iter().map(String::as_str))?;
        check("bearer", bearer.iter().map(String::as_str))?;
        check("basic", passwords)?;
        check("oauth", secrets)?;
        for (place, named) in [("basic", &users), ("oauth", &clients)] {
            if named.iter().any(|(name, _)| name.is_empty() || name.contains(':') || !is_plain(name)) {
                return Err(SecretsError::new(place, "a name is plain characters without a colon"));
            }
        }
        let signer = Signer::of_secrets(forward.iter().map(String::as_str)).ok().filter(|_| !forward.is_empty());
        let signer = signer.filter(|_| forward.iter().all(|secret| secret.starts_with("whsec_") && secret.len() >= 38));
        let signer = signer.ok_or_else(|| {
            SecretsError::new("forward", "at least one secret is needed: whsec_ and 24 to 64 bytes in base64")
        })?;
        let proofs = Proofs::default().with_basic(users).with_clients(clients);
        let proofs = proofs.with_bearer(bearer.iter().map(String::as_str));
        Ok(Self { sign_keys: SignKeys::new(sign_keys), proofs, signer })
    }
}

fn check<'a>(place: &str, mut secrets: impl Iterator<Item = &'a str>) -> Result<(), SecretsError> {
    if secrets.all(|secret| (SHORTEST..=LONGEST).contains(&secret.len()) && is_plain(secret)) {
        return Ok(());
    }
    Err(SecretsError::new(place, "a secret has 16 to 512 plain characters without white space"))
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Only the line is named.
fn of_toml(error: &toml::de::Error, text: &str) -> SecretsError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    SecretsError::new(format!("line {line}"), "this is no TOML, or no secret of the webhooks")
}

#[cfg(test)]
mod tests {
    use time::OffsetDateTime;

    use super::*;

    const GOOD: &str = r#"
sign_keys = ["sign-key-0123456789", "sign-key-of-before"]
forward = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]
bearer = ["token-0123456789abcdef"]
basic = [{ username = "oneflow", password = "password-0123456789" }]
oauth = [{ client_id = "oneflow", client_secret = "secret-0123456789" }]
"#;

    #[test]
    fn all_that_is_written_is_accepted() -> Result<(), SecretsError> {
        let secrets = Secrets::parse(GOOD)?;
        let now = OffsetDateTime::UNIX_EPOCH;
        assert!(secrets.proofs.accept(Some("Bearer token-0123456789abcdef"), now));
        assert!(secrets.proofs.issue("oneflow", "secret-0123456789", now).is_some());
        assert!(secrets.signer.sign("msg_1", now, "{}").is_some());
        assert_eq!(format!("{secrets:?}"), "Secrets { sign_keys: SignKeys(2), proofs: Proofs, signer: Signer(1) }");
        let short: String = GOOD.lines().take(3).collect::<Vec<_>>().join("\n");
        assert!(Secrets::parse(&short)?.proofs.accept(None, now));
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_named_and_no_value_is_repeated() {
        for (from, to, named) in [
            ("[\"sign-key-0123456789\", \"sign-key-of-before\"]", "[]", "sign_keys"),
            ("sign-key-of-before", "hidden", "sign_keys"),
            ("sign-key-of-before", "hidden with spaces in it", "sign_keys"),
            ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_hidden!", "forward"),
            ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_aGlkZGVu", "forward"),
            ("[\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"]", "[]", "forward"),
            ("token-0123456789abcdef", "hidden", "bearer"),
            ("password-0123456789", "hidden", "basic"),
            ("username = \"oneflow\"", "username = \"hid:den\"", "basic"),
            ("secret-0123456789", "hidden", "oauth"),
            ("client_id = \"oneflow\"", "client_id = \"\"", "oauth"),
            ("bearer = ", "hidden = ", "line 4"),
            ("bearer = [", "bearer = [hidden", "line 4"),
        ] {
            let error = Secrets::parse(&GOOD.replace(from, to)).err().map(|error| error.to_string());
            let error = error.unwrap_or_default();
            assert!(error.contains(named) && !error.contains("hid"), "{to}: {error}");
        }
    }
}
