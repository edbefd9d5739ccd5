//! The authentication that Oneflow's webhook is configured with: basic, bearer, or OAuth client credentials.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use time::OffsetDateTime;

use super::access_token;
use crate::seal::Stamp;
use crate::session::{BackendKeys, hash_of};

/// What is accepted. All secrets but those of clients are kept as hashes, and all are compared in constant time.
#[derive(Clone, Default)]
pub struct Proofs {
    passwords: BackendKeys,
    tokens: BackendKeys,
    clients: Vec<(BackendKeys, Stamp)>,
}

impl Proofs {
    /// Also accepts a user with a password.
    #[must_use]
    pub fn with_basic<'a>(self, users: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self { passwords: hashed(users.into_iter().map(|(name, password)| pair(name, password))), ..self }
    }

    /// Also accepts these tokens.
    #[must_use]
    pub fn with_bearer<'a>(self, tokens: impl IntoIterator<Item = &'a str>) -> Self {
        Self { tokens: hashed(tokens.into_iter().map(str::to_owned)), ..self }
    }

    /// Also issues access tokens to these clients, and accepts them.
    #[must_use]
    pub fn with_clients<'a>(self, clients: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let known = |(id, secret)| (hashed([pair(id, secret)]), Stamp::of_secret(secret));
        Self { clients: clients.into_iter().map(known).collect(), ..self }
    }

    /// Whether access tokens are issued.
    pub fn have_clients(&self) -> bool {
        !self.clients.is_empty()
    }

    /// Whether the header `authorization` proves the sender. Without any proof that could be asked for, none is.
    pub fn accept(&self, authorization: Option<&str>, now: OffsetDateTime) -> bool {
        if self.passwords.is_empty() && self.tokens.is_empty() && self.clients.is_empty() {
            return true;
        }
        let Some((scheme, proof)) = authorization.and_then(|header| header.split_once(' ')) else { return false };
        let proof = proof.trim();
        if scheme.eq_ignore_ascii_case("basic") {
            return decoded(proof).is_some_and(|pair| self.passwords.contain(&pair));
        }
        let issued = |(_, stamp): &(BackendKeys, Stamp)| access_token::is_valid(stamp, proof, now);
        scheme.eq_ignore_ascii_case("bearer") && (self.tokens.contain(proof) || self.clients.iter().any(issued))
    }

    /// An access token for a client that proves itself.
    pub fn issue(&self, id: &str, secret: &str, now: OffsetDateTime) -> Option<String> {
        let asks = pair(id, secret);
        let known = self.clients.iter().find(|(known, _)| known.contain(&asks));
        known.map(|(_, stamp)| access_token::issue(stamp, now))
    }

    /// An access token for a client that proves itself by a header. RFC 6749 (section 2.3.1) has id and secret written
    /// as in a form, which many clients leave out.
    pub fn issue_by_header(&self, authorization: &str, now: OffsetDateTime) -> Option<String> {
        let (scheme, proof) = authorization.split_once(' ')?;
        let pair = scheme.eq_ignore_ascii_case("basic").then(|| decoded(proof.trim())).flatten()?;
        let (id, secret) = pair.split_once(':')?;
        self.issue(id, secret, now).or_else(|| self.issue(&of_form(id)?, &of_form(secret)?, now))
    }
}

impl fmt::Debug for Proofs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Proofs")
    }
}

/// A name has no colon, so each pair is written in one way.
fn pair(name: &str, secret: &str) -> String {
    format!("{name}:{secret}")
}

fn hashed(secrets: impl IntoIterator<Item = String>) -> BackendKeys {
    let hashes: Vec<String> = secrets.into_iter().map(|secret| hash_of(&secret)).collect();
    // A hash is one.
    BackendKeys::of_hashes(hashes.iter().map(String::as_str)).unwrap_or_default()
}

fn of_form(text: &str) -> Option<String> {
    percent_decode_str(&text.replace('+', " ")).decode_utf8().ok().map(Cow::into_owned)
}

fn decoded(proof: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(proof).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOON: OffsetDateTime = datetime!(2026-11-30 12:00 UTC);

    fn basic(pair: &str) -> String {
        format!("Basic {}", STANDARD.encode(pair))
    }

    #[test]
    fn a_password_is_accepted_with_its_user_only() {
        let proofs = Proofs::default().with_basic([("oneflow", "pass:word"), ("other", "secret")]);
        for right in [basic("oneflow:pass:word"), basic("other:secret"), basic("other:secret").replace('B', "b")] {
            assert!(proofs.accept(Some(&right), NOON), "{right}");
        }
        for wrong in ["", "Basic", "Basic !", &basic("oneflow:secret"), &basic("oneflow"), "Bearer secret"] {
            assert!(!proofs.accept(Some(wrong), NOON), "{wrong}");
        }
        assert!(!proofs.accept(None, NOON));
    }

    #[test]
    fn a_bearer_token_is_accepted_as_it_is() {
        let proofs = Proofs::default().with_bearer(["old", "new"]);
        assert!(proofs.accept(Some("Bearer old"), NOON) && proofs.accept(Some("bearer new"), NOON));
        for wrong in ["Bearer", "Bearer newer", "Basic old", &basic("old"), "old"] {
            assert!(!proofs.accept(Some(wrong), NOON), "{wrong}");
        }
    }

    #[test]
    fn a_client_gets_a_token_by_form_or_header_and_nobody_else_does() {
        let proofs = Proofs::default().with_clients([("oneflow", "secret"), ("second", "other")]);
        let issued = [proofs.issue("second", "other", NOON), proofs.issue_by_header(&basic("oneflow:secret"), NOON)];
        for token in issued {
            assert!(token.is_some_and(|token| proofs.accept(Some(&format!("Bearer {token}")), NOON)));
        }
        assert_eq!(proofs.issue("oneflow", "other", NOON), None);
        assert_eq!(proofs.issue_by_header("Bearer secret", NOON), None);
        assert!(!proofs.accept(Some("Bearer secret"), NOON) && !proofs.accept(Some(&basic("oneflow:secret")), NOON));
    }

    #[test]
    fn a_client_may_write_its_id_and_secret_as_in_a_form_before_base64() {
        let proofs = Proofs::default().with_clients([("one flow/é", "a+b%41/=:c"), ("plain", "100%+")]);
        for right in [
            "one+flow%2F%C3%A9:a%2Bb%2541%2F%3D%3Ac",
            "one%20flow%2f%c3%a9:a%2bb%2541%2f%3d%3ac",
            "one flow/é:a+b%41/=:c",
            "plain:100%+",
            "plain:100%25%2B",
        ] {
            assert!(proofs.issue_by_header(&basic(right), NOON).is_some(), "{right}");
        }
        for wrong in ["one+flow%2F%C3%A9:a%2Bb%41%2F%3D%3Ac", "plain:100%25+", "plain:100%2525%252B", "plain%3A100%+"] {
            assert_eq!(proofs.issue_by_header(&basic(wrong), NOON), None, "{wrong}");
        }
    }

    #[test]
    fn where_no_proof_is_configured_none_is_asked_for() {
        assert!(Proofs::default().accept(None, NOON) && !Proofs::default().have_clients());
        assert_eq!(Proofs::default().issue("", "", NOON), None);
    }
}
