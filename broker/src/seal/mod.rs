//! Encryption at rest: a data key for each tenant, wrapped by a master key.
//!
//! Tokens, emails, what was sent and what Oneflow answered are encrypted with AES-256-GCM under the tenant's data key,
//! bound to their tenant and purpose. Data keys are random and stored only wrapped: by a master key from a file or the
//! environment, or by whatever implements [`KeyWrap`].

mod data_key;
mod error;
mod master;
mod sealed;
mod stamp;

pub use data_key::{DataKey, Purpose};
pub use error::SealError;
pub use master::{KeyWrap, MasterKeys, Wrapping};
pub use sealed::{Sealed, UserId, WrappedKey};
pub use stamp::Stamp;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom, SystemRandom};

/// Sixteen random bytes as text.
pub fn random_text() -> Result<String, SealError> {
    random::<16>().map(|bytes| URL_SAFE_NO_PAD.encode(bytes))
}

fn random<const N: usize>() -> Result<[u8; N], SealError> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| SealError::Random)?;
    Ok(bytes)
}
