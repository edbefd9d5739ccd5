//! The keys with which the partner's backend begins and ends sessions.

use std::fmt;

use sha2::{Digest as _, Sha256};
use subtle::{Choice, ConstantTimeEq as _};

/// The hashes of the keys. Several are valid at once, so that a key can be replaced without a gap.
#[derive(Clone, Default)]
pub struct BackendKeys(Vec<[u8; 32]>);

impl BackendKeys {
    /// From SHA-256 hashes in hexadecimal; one that is none is named by its place, beginning with 1.
    pub fn of_hashes<'a>(hashes: impl IntoIterator<Item = &'a str>) -> Result<Self, usize> {
        let read = |(place, text): (usize, &str)| bytes(text.trim()).ok_or(place + 1);
        hashes.into_iter().enumerate().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Whether this is one of them. Every one is compared, and each takes the same time.
    pub fn contain(&self, key: &str) -> bool {
        let hash: [u8; 32] = Sha256::digest(key).into();
        self.0.iter().fold(Choice::from(0), |found, known| found | known.ct_eq(&hash)).into()
    }

    /// Whether there is none, and so nobody can begin a session.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for BackendKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BackendKeys({})", self.0.len())
    }
}

fn bytes(hexadecimal: &str) -> Option<[u8; 32]> {
    let pairs = hexadecimal.as_bytes().chunks(2);
    let read = |pair: &[u8]| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok();
    let plain = hexadecimal.len() == 64 && hexadecimal.bytes().all(|byte| byte.is_ascii_hexdigit());
    let bytes: Vec<u8> = plain.then(|| pairs.map(read).collect::<Option<_>>())??;
    bytes.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::hash_of;

    #[test]
    fn each_of_several_keys_is_valid_and_no_other() {
        let (old, new) = (hash_of("old"), hash_of("new").to_uppercase());
        let keys = BackendKeys::of_hashes([old.as_str(), new.as_str()]).unwrap_or_default();
        assert!(keys.contain("old") && keys.contain("new"));
        for wrong in ["", "newer", "ne", &old] {
            assert!(!keys.contain(wrong), "{wrong}");
        }
    }

    #[test]
    fn without_keys_nothing_is_valid() {
        assert!(BackendKeys::default().is_empty());
        assert!(!BackendKeys::default().contain(""));
    }

    #[test]
    fn a_hash_that_is_none_is_named_by_its_place() {
        let good = hash_of("key");
        for bad in ["", "abc", &good[1..], &format!("{good}00"), &good.replace('0', "g"), &good.replace('b', "+")] {
            assert_eq!(BackendKeys::of_hashes([&good, bad]).map(|_| ()), Err(2), "{bad}");
        }
    }
}
