//! A session's token: random, and kept only as its hash.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// Lets scanners of source code and logs recognise a session.
const PREFIX: &str = "obs_";
const BYTES: usize = 32;
/// The prefix and 32 bytes as base64.
const LENGTH: usize = PREFIX.len() + 43;

/// The token of a session, which only its browser keeps.
#[derive(Clone, Eq, PartialEq)]
pub struct Token(String);

impl Token {
    /// A new one, from the system's random numbers.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes))))
    }

    /// From a request; what cannot be a token is none.
    pub fn of_text(text: &str) -> Option<Self> {
        let is_base64 = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let fits = text.len() == LENGTH && text.strip_prefix(PREFIX).is_some_and(is_base64);
        fits.then(|| Self(text.to_owned()))
    }

    /// What the database holds.
    pub fn hash(&self) -> String {
        hash_of(&self.0)
    }

    /// The text, for the one answer that hands it over.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

/// SHA-256 in lower-case hexadecimal. The text must be random: then nobody finds it by trying.
pub fn hash_of(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_token_is_new_and_is_recognised() -> Result<(), getrandom::Error> {
        let (one, other) = (Token::random()?, Token::random()?);
        assert_ne!(one, other);
        assert_eq!(Token::of_text(one.text()), Some(one));
        Ok(())
    }

    #[test]
    fn what_is_no_token_is_never_looked_up() {
        let long = "a".repeat(43);
        for text in ["", "obs_", "demo-session", &long, &format!("obs_{long}a"), &format!("obs_{}é", "a".repeat(41))] {
            assert_eq!(Token::of_text(text), None, "{text}");
        }
    }

    #[test]
    fn a_token_does_not_print_and_its_hash_is_not_the_token() -> Result<(), getrandom::Error> {
        let token = Token::random()?;
        assert_eq!(format!("{token:?}"), "Token");
        assert!(!token.hash().contains(token.text()));
        assert_eq!(hash_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        Ok(())
    }
}
