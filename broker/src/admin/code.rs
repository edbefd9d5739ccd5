//! The code with which an administrator enters a token: short enough to type, and of use once and for half an hour.

use ring::rand::{SecureRandom as _, SystemRandom};
use time::Duration;

use crate::seal::SealError;
use crate::session::hash_of;

/// How long a code can be used.
pub const LIFETIME: Duration = Duration::minutes(30);
/// Without the letters and digits that look alike. There are 32, so that each byte chooses one evenly.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Sixty bits: nobody guesses one within its time.
const LENGTH: usize = 12;

/// A new code, in groups of four.
pub fn random_code() -> Result<String, SealError> {
    let mut bytes = [0_u8; LENGTH];
    SystemRandom::new().fill(&mut bytes).map_err(|_| SealError::Random)?;
    let letters: Vec<char> =
        bytes.iter().filter_map(|byte| LETTERS.get(usize::from(byte % 32))).map(|byte| char::from(*byte)).collect();
    Ok(letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-"))
}

/// What the database holds of a code, however it was typed.
pub fn hash_of_code(typed: &str) -> String {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).take(64).collect();
    hash_of(&plain.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_recognised_however_it_is_typed() -> Result<(), SealError> {
        let code = random_code()?;
        assert_eq!(code.len(), 14);
        let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
        assert_eq!(hash_of_code(&typed), hash_of_code(&code));
        assert_ne!(hash_of_code(&random_code()?), hash_of_code(&code));
        Ok(())
    }
}
