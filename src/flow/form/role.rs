//! What a person of a party does.

use crate::api::new_contract::NewParticipant;

/// What a person does. Oneflow has no word for it on the wire: a role is a combination of flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Signs.
    Signatory,
    /// May edit and fill in, does not sign.
    Influencer,
    /// May read.
    Viewer,
    /// Runs the contract without signing it; on the owner side only.
    Organizer,
}

impl Role {
    /// All of them, the usual one first.
    pub const ALL: [Role; 4] = [Role::Signatory, Role::Influencer, Role::Viewer, Role::Organizer];

    /// Those of a counterparty's people.
    pub const OTHERS: [Role; 3] = [Role::Signatory, Role::Influencer, Role::Viewer];

    /// What a participant's flags mean.
    pub fn of(participant: &NewParticipant) -> Self {
        match (participant.signatory, participant.permissions.update) {
            _ if participant.organizer => Role::Organizer,
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
            Role::Organizer => "organizer",
        }
    }

    /// The role of that word; most people sign.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|role| role.word() == word).unwrap_or(Role::Signatory)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::new_contract::Permissions;

    #[test]
    fn a_role_is_known_by_its_flags() {
        let role = |organizer, signatory, update| {
            Role::of(&NewParticipant {
                name: "Ada".into(),
                email: None,
                phone_number: None,
                title: None,
                identification_number: None,
                delivery_channel: None,
                organizer,
                signatory,
                sign_method: None,
                two_step_authentication_method: None,
                permissions: Permissions { update },
            })
        };
        assert_eq!(role(true, false, true), Role::Organizer);
        assert_eq!(role(false, true, true), Role::Signatory);
        assert_eq!(role(false, false, true), Role::Influencer);
        assert_eq!(role(false, false, false), Role::Viewer);
    }
}
