//! What is decided about Oneflow's webhooks, without I/O.
//!
//! Oneflow signs its callback id only, so a delivery is a hint. `delivery` reads it, `signature` and `proof` say
//! whether Oneflow has sent it, `judgement` what the contract's read means, and `message` and `signer` make what the
//! partner gets.

mod access_token;
mod backoff;
mod delivery;
mod error;
mod judgement;
mod message;
mod proof;
mod secrets;
mod signature;
mod signer;

pub use access_token::LIFETIME;
pub use backoff::{DELIVERIES, FORWARDS, next_forward, next_look};
pub use delivery::{Delivery, Event, Fault};
pub use error::SecretsError;
pub use judgement::{Judgement, Seen, is_nobodys, judge};
pub use message::Message;
pub use proof::Proofs;
pub use secrets::Secrets;
pub use signature::SignKeys;
pub use signer::{Headers, Signer};
