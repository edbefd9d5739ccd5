//! What a counterparty's person does.

use crate::api::new_contract::NewParticipant;

/// What a counterparty's person does. Oneflow has no word for it on the wire: a role is a combination of flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Signs.
    Signatory,
    /// May edit and fill in, does not sign.
    Influencer,
    /// May read.
    Viewer,
}

impl Role {
    /// All of them, the usual one first.
    pub const ALL: [Role; 3] = [Role::Signatory, Role::Influencer, Role::Viewer];

    /// What a participant's flags mean.
    pub fn of(participant: &NewParticipant) -> Self {
        match (participant.signatory, participant.permissions.update) {
            (true, _) => Role::Signatory,
            (false, true) => Role::Influencer,
            (false, false) => Role::Viewer,
        }
    }

    /// The word of the public interface.
    pub fn word(self) -> &'static str {
        match self {
            Role::Signatory => "signatory",
            Role::Influencer => "influencer",
            Role::Viewer => "viewer",
        }
    }

    /// The role of that word; most people sign.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|role| role.word() == word).unwrap_or(Role::Signatory)
    }
}
