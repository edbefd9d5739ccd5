//! Parties and participants in requests: how they are read, checked, and stored in a contract.

mod input;
mod limits;
mod participant;
mod party;
mod rules;

pub use input::{ParticipantInput, Side, counterparty_participants, participants_by_party};
pub use limits::{MAX_OWNER_PARTICIPANTS, MAX_PARTICIPANTS};
pub use participant::{is_email_of, new_owner_participant, new_participant};
pub use party::new_counterparty;
pub use rules::{check, check_all, require_unique_emails};
