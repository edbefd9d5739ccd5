//! A stamp on a text, which only whoever has the secret can make.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;

/// Stamps texts with a secret: HMAC-SHA-256.
#[derive(Clone)]
pub struct Stamp(hmac::Key);

impl Stamp {
    /// The stamp of a secret.
    pub fn of_secret(secret: &str) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()))
    }

    /// What it leaves on a text.
    pub fn on(&self, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.0, text.as_bytes()))
    }

    /// Whether this was left on the text, in constant time.
    pub fn is_on(&self, text: &str, left: &str) -> bool {
        let left = URL_SAFE_NO_PAD.decode(left).unwrap_or_default();
        hmac::verify(&self.0, text.as_bytes(), &left).is_ok()
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stamp")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_of_one_secret_and_on_one_text() {
        let stamp = Stamp::of_secret("secret");
        let left = stamp.on("until 17");
        assert!(stamp.is_on("until 17", &left));
        assert!(!stamp.is_on("until 18", &left) && !Stamp::of_secret("other").is_on("until 17", &left));
        for wrong in ["", "x", "é", left.get(1..).unwrap_or_default()] {
            assert!(!stamp.is_on("until 17", wrong), "{wrong}");
        }
        assert_eq!(format!("{stamp:?}"), "Stamp");
    }
}
