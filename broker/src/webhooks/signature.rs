//! The signature of a delivery: SHA-1 over callback id and sign key.

use std::fmt;
use std::fmt::Write as _;

use sha1::{Digest as _, Sha1};
use subtle::{Choice, ConstantTimeEq as _};

/// The sign keys of the webhook. Several are valid at once, so that one can be replaced without a gap.
#[derive(Clone, Default)]
pub struct SignKeys(Vec<String>);

impl SignKeys {
    /// These keys.
    pub fn new(keys: Vec<String>) -> Self {
        Self(keys)
    }

    /// Whether one of the keys has signed this callback id. Every key is tried, and each takes the same time.
    pub fn have_signed(&self, callback_id: &str, signature: &str) -> bool {
        let tried = self.0.iter().map(|key| sign(callback_id, key).as_bytes().ct_eq(signature.as_bytes()));
        tried.fold(Choice::from(0), |found, this| found | this).into()
    }
}

impl fmt::Debug for SignKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignKeys({})", self.0.len())
    }
}

fn sign(callback_id: &str, key: &str) -> String {
    let hash = Sha1::new().chain_update(callback_id).chain_update(key).finalize();
    hash.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_lower_case_sha_1_of_callback_id_and_key() {
        let keys = SignKeys::new(vec!["c".into()]);
        assert!(keys.have_signed("ab", "a9993e364706816aba3e25717850c26c9cd0d89d"));
        for wrong in ["", "a9993e36", "A9993E364706816ABA3E25717850C26C9CD0D89D", &sign("ab", ""), &sign("abc", "c")] {
            assert!(!keys.have_signed("ab", wrong), "{wrong}");
        }
    }

    #[test]
    fn during_a_rotation_both_keys_are_valid_and_without_keys_nothing_is() {
        let both = SignKeys::new(vec!["new".into(), "old".into()]);
        assert!(both.have_signed("id", &sign("id", "old")) && both.have_signed("id", &sign("id", "new")));
        assert!(!SignKeys::new(vec!["new".into()]).have_signed("id", &sign("id", "old")));
        assert!(!SignKeys::default().have_signed("id", &sign("id", "")));
        assert_eq!(format!("{both:?}"), "SignKeys(2)");
    }
}
