//! What wraps the data keys.

use std::fmt;
use std::pin::Pin;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{AES_256_GCM, LessSafeKey, UnboundKey};

use super::data_key::{decrypt, encrypt};
use super::{DataKey, SealError, Sealed, WrappedKey};

/// What wrapping and unwrapping return: a key service is asked over the network.
pub type Wrapping<'a, T> = Pin<Box<dyn Future<Output = Result<T, SealError>> + Send + 'a>>;

/// Wraps data keys: master keys of your own, or a key management service.
pub trait KeyWrap: Send + Sync {
    /// The name of the master key that wraps now. Data keys under another one are wrapped anew at the next start.
    fn current(&self) -> &str;
    /// Wraps the data key of a tenant.
    fn wrap<'a>(&'a self, key: &'a DataKey) -> Wrapping<'a, WrappedKey>;
    /// Unwraps the data key of a tenant.
    fn unwrap<'a>(&'a self, tenant: &'a str, wrapped: &'a WrappedKey) -> Wrapping<'a, DataKey>;
}

/// Master keys from a file or the environment: the first one wraps, all unwrap.
pub struct MasterKeys {
    current: String,
    keys: Vec<(String, LessSafeKey)>,
}

impl MasterKeys {
    /// Reads one key from each line: a name, a space and 32 bytes in base64. Empty lines, and lines that begin with
    /// `#`, are skipped.
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let mut keys: Vec<(String, LessSafeKey)> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, key) = parse_line(line).ok_or(SealError::MasterKey(index + 1))?;
            if keys.iter().any(|(other, _)| other == name) {
                return Err(SealError::SameName(name.to_owned()));
            }
            keys.push((name.to_owned(), key));
        }
        let current = keys.first().map(|(name, _)| name.clone()).ok_or(SealError::NoMasterKey)?;
        Ok(Self { current, keys })
    }

    fn key(&self, name: &str) -> Result<&LessSafeKey, SealError> {
        let found = self.keys.iter().find(|(own, _)| own == name);
        found.map(|(_, key)| key).ok_or_else(|| SealError::UnknownMasterKey(name.to_owned()))
    }

    fn wrap_now(&self, key: &DataKey) -> Result<WrappedKey, SealError> {
        let wrapped = encrypt(self.key(&self.current)?, &context(key.tenant()), key.bytes())?;
        Ok(WrappedKey { master: self.current.clone(), wrapped: Sealed(wrapped) })
    }

    fn unwrap_now(&self, tenant: &str, wrapped: &WrappedKey) -> Result<DataKey, SealError> {
        let bytes = decrypt(self.key(&wrapped.master)?, &context(tenant), &wrapped.wrapped.0)?;
        DataKey::new(tenant, bytes.try_into().map_err(|_| SealError::Opened)?)
    }
}

impl KeyWrap for MasterKeys {
    fn current(&self) -> &str {
        &self.current
    }

    fn wrap<'a>(&'a self, key: &'a DataKey) -> Wrapping<'a, WrappedKey> {
        Box::pin(async { self.wrap_now(key) })
    }

    fn unwrap<'a>(&'a self, tenant: &'a str, wrapped: &'a WrappedKey) -> Wrapping<'a, DataKey> {
        Box::pin(async { self.unwrap_now(tenant, wrapped) })
    }
}

impl fmt::Debug for MasterKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|(name, _)| name)).finish()
    }
}

fn parse_line(line: &str) -> Option<(&str, LessSafeKey)> {
    let (name, key) = line.split_once(' ')?;
    let key = STANDARD.decode(key.trim()).ok()?;
    Some((name, LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).ok()?)))
}

fn context(tenant: &str) -> String {
    format!("DataKey {tenant}")
}

#[cfg(test)]
mod tests {
    use super::super::Purpose;
    use super::*;

    fn line(name: &str, byte: u8) -> String {
        format!("{name} {}\n", STANDARD.encode([byte; 32]))
    }

    #[test]
    fn after_a_rotation_the_old_master_key_is_needed_until_the_data_key_is_wrapped_anew() -> Result<(), SealError> {
        let old = MasterKeys::parse(&line("2026", 1))?;
        let key = DataKey::generate("north")?;
        let (wrapped, token) = (old.wrap_now(&key)?, key.seal(Purpose::Token, "secret")?);

        let both = MasterKeys::parse(&(line("2027", 2) + &line("2026", 1)))?;
        let anew = both.wrap_now(&both.unwrap_now("north", &wrapped)?)?;
        assert_eq!((anew.master.as_str(), both.current()), ("2027", "2027"));

        let new = MasterKeys::parse(&line("2027", 2))?;
        assert_eq!(new.unwrap_now("north", &anew)?.open(Purpose::Token, &token)?, "secret");
        assert_eq!(new.unwrap_now("north", &wrapped).err(), Some(SealError::UnknownMasterKey("2026".into())));
        Ok(())
    }

    #[test]
    fn a_data_key_belongs_to_one_tenant_and_one_master_key() -> Result<(), SealError> {
        let keys = MasterKeys::parse(&line("a", 1))?;
        let wrapped = keys.wrap_now(&DataKey::generate("north")?)?;
        assert_eq!(keys.unwrap_now("south", &wrapped).err(), Some(SealError::Opened));
        let others = MasterKeys::parse(&line("a", 2))?;
        assert_eq!(others.unwrap_now("north", &wrapped).err(), Some(SealError::Opened));
        Ok(())
    }

    #[test]
    fn master_keys_that_cannot_be_read_are_refused_by_their_line_and_never_printed() -> Result<(), SealError> {
        let of = |text: &str| MasterKeys::parse(text).err();
        assert_eq!(of("# nothing\n\n"), Some(SealError::NoMasterKey));
        for broken in ["2026", "2026 short", "2026 AAAA"] {
            assert_eq!(of(&format!("# first\n{broken}")), Some(SealError::MasterKey(2)), "{broken}");
        }
        assert_eq!(of(&(line("a", 1) + &line("a", 2))), Some(SealError::SameName("a".into())));
        let shown = format!("{:?}", MasterKeys::parse(&line("a", 1))?);
        assert_eq!(shown, "[\"a\"]");
        Ok(())
    }
}
