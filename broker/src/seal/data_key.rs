//! The key of one tenant.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Prk};
use ring::hmac;

use super::{SealError, Sealed, UserId, random};

/// Bytes of a pseudonym.
const PSEUDONYM: usize = 16;

/// What something is sealed for. What was sealed for one purpose cannot be opened for another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Purpose {
    /// The token that opens the account.
    Token,
    /// The email of a user.
    Email,
    /// What an attempt sent.
    Expected,
    /// What Oneflow answered.
    Answer,
}

/// The key of one tenant.
pub struct DataKey {
    tenant: String,
    bytes: [u8; 32],
    seal: LessSafeKey,
    pseudonyms: hmac::Key,
    fingerprints: hmac::Key,
}

impl DataKey {
    /// A new key.
    pub fn generate(tenant: &str) -> Result<Self, SealError> {
        Self::new(tenant, random()?)
    }

    /// The key with these bytes, which a key service has unwrapped.
    pub fn new(tenant: &str, bytes: [u8; 32]) -> Result<Self, SealError> {
        let secret = Prk::new_less_safe(HKDF_SHA256, &bytes);
        let seal = secret.expand(&[b"seal"], &AES_256_GCM).map(UnboundKey::from).map_err(|_| SealError::Opened)?;
        let pseudonyms = secret.expand(&[b"pseudonyms"], hmac::HMAC_SHA256).map_err(|_| SealError::Opened)?;
        let fingerprints = secret.expand(&[b"fingerprints"], hmac::HMAC_SHA256).map_err(|_| SealError::Opened)?;
        let (pseudonyms, fingerprints) = (pseudonyms.into(), fingerprints.into());
        Ok(Self { tenant: tenant.to_owned(), bytes, seal: LessSafeKey::new(seal), pseudonyms, fingerprints })
    }

    /// Whose key it is.
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    /// The bytes that are wrapped.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// Seals a text.
    pub fn seal(&self, purpose: Purpose, text: &str) -> Result<Sealed, SealError> {
        encrypt(&self.seal, &self.context(purpose), text.as_bytes()).map(Sealed)
    }

    /// Opens a text.
    pub fn open(&self, purpose: Purpose, sealed: &Sealed) -> Result<String, SealError> {
        let bytes = decrypt(&self.seal, &self.context(purpose), &sealed.0)?;
        String::from_utf8(bytes).map_err(|_| SealError::Opened)
    }

    /// The pseudonym of a user. Case and white space around an email make no difference.
    pub fn user_id(&self, email: &str) -> UserId {
        let tag = hmac::sign(&self.pseudonyms, email.trim().to_lowercase().as_bytes());
        UserId(URL_SAFE_NO_PAD.encode(tag.as_ref().get(..PSEUDONYM).unwrap_or_default()))
    }

    /// Tells whether something is the same again. Nobody without the key finds out what it is by trying.
    pub fn fingerprint(&self, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.fingerprints, text.as_bytes()))
    }

    fn context(&self, purpose: Purpose) -> String {
        format!("{purpose:?} {}", self.tenant)
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DataKey").field("tenant", &self.tenant).finish_non_exhaustive()
    }
}

/// Nonce and ciphertext, as base64. A key may seal 2^32 times before two random nonces could be the same.
pub(super) fn encrypt(key: &LessSafeKey, context: &str, text: &[u8]) -> Result<String, SealError> {
    let nonce: [u8; NONCE_LEN] = random()?;
    let mut sealed = text.to_vec();
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(context), &mut sealed)
        .map_err(|_| SealError::Opened)?;
    Ok(STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
}

pub(super) fn decrypt(key: &LessSafeKey, context: &str, sealed: &str) -> Result<Vec<u8>, SealError> {
    let bytes = STANDARD_NO_PAD.decode(sealed).map_err(|_| SealError::Opened)?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN).ok_or(SealError::Opened)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::Opened)?;
    let mut sealed = sealed.to_vec();
    let text = key.open_in_place(nonce, Aad::from(context), &mut sealed).map_err(|_| SealError::Opened)?;
    Ok(text.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_can_be_opened_and_shows_nothing() -> Result<(), SealError> {
        let key = DataKey::generate("north")?;
        let sealed = key.seal(Purpose::Email, "siri.lund@example.com")?;
        assert_eq!(key.open(Purpose::Email, &sealed)?, "siri.lund@example.com");
        assert!(!format!("{sealed:?} {key:?} {}", sealed.0).contains("siri"));
        assert_ne!(sealed, key.seal(Purpose::Email, "siri.lund@example.com")?);
        Ok(())
    }

    #[test]
    fn another_key_tenant_or_purpose_opens_nothing() -> Result<(), SealError> {
        let bytes = [7; 32];
        let key = DataKey::new("north", bytes)?;
        let sealed = key.seal(Purpose::Token, "secret")?;
        assert_eq!(DataKey::generate("north")?.open(Purpose::Token, &sealed), Err(SealError::Opened));
        assert_eq!(DataKey::new("south", bytes)?.open(Purpose::Token, &sealed), Err(SealError::Opened));
        assert_eq!(key.open(Purpose::Answer, &sealed), Err(SealError::Opened));
        Ok(())
    }

    #[test]
    fn a_fingerprint_is_the_same_for_one_text_and_differs_between_texts_and_tenants() -> Result<(), SealError> {
        let bytes = [7; 32];
        let (north, south) = (DataKey::new("north", bytes)?, DataKey::generate("south")?);
        assert_eq!(north.fingerprint("a file"), DataKey::new("north", bytes)?.fingerprint("a file"));
        assert_ne!(north.fingerprint("a file"), north.fingerprint("another"));
        assert_ne!(north.fingerprint("a file"), south.fingerprint("a file"));
        Ok(())
    }

    #[test]
    fn what_was_changed_or_cut_is_refused() -> Result<(), SealError> {
        let key = DataKey::generate("north")?;
        let Sealed(text) = key.seal(Purpose::Token, "secret")?;
        for length in 0..text.len() {
            let cut = Sealed(text.chars().take(length).collect());
            assert_eq!(key.open(Purpose::Token, &cut), Err(SealError::Opened), "{length}");
        }
        let changed = Sealed(format!("{}{}", if text.starts_with('A') { 'B' } else { 'A' }, text.split_at(1).1));
        assert_eq!(key.open(Purpose::Token, &changed), Err(SealError::Opened));
        Ok(())
    }

    #[test]
    fn a_pseudonym_is_the_same_for_one_user_and_differs_between_users_and_tenants() -> Result<(), SealError> {
        let (north, south) = (DataKey::generate("north")?, DataKey::generate("south")?);
        assert_eq!(north.user_id("Siri.Lund@example.com "), north.user_id("siri.lund@example.com"));
        assert_ne!(north.user_id("siri.lund@example.com"), north.user_id("ola.nordin@example.com"));
        assert_ne!(north.user_id("siri.lund@example.com"), south.user_id("siri.lund@example.com"));
        Ok(())
    }
}
