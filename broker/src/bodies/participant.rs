//! A participant (`ParticipantFields` in Oneflow's schema).

use serde::{Deserialize, Serialize};

use super::text::{Email, Phone, Text, Word};

/// A person who takes part.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Text<1, 100>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Email>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_number: Option<Phone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Text<0, 100>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identification_number: Option<Text<0, 25>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery_channel: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organizer: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signatory: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sign_method: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    two_step_authentication_method: Option<Word>,
    #[serde(rename = "_permissions", skip_serializing_if = "Option::is_none")]
    permissions: Option<Permissions>,
    #[serde(rename = "_options", skip_serializing_if = "Option::is_none")]
    options: Option<Options>,
    #[serde(rename = "_private_ownerside", skip_serializing_if = "Option::is_none")]
    owner_side: Option<OwnerSide>,
}

/// What a participant may do.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Permissions {
    #[serde(rename = "contract:update", skip_serializing_if = "Option::is_none")]
    update: Option<bool>,
}

/// Whether a participant is invited.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    #[serde(skip_serializing_if = "Option::is_none")]
    invite: Option<bool>,
}

/// What only the owner side sees.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnerSide {
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_id: Option<Text<0, 255>>,
}

impl Participant {
    /// Their name.
    pub fn name(&self) -> &str {
        self.name.as_ref().map(|name| name.0.as_str()).unwrap_or_default()
    }

    /// Whether an email is given.
    pub fn has_email(&self) -> bool {
        self.email.is_some()
    }

    /// What somebody of a counterparty needs.
    pub fn check(&self) -> Result<(), (&'static str, &'static str)> {
        let channel = self.delivery_channel.as_ref().map(|word| word.0.as_str());
        let (by_email, by_sms) = match channel {
            Some("email_and_sms") => (true, true),
            Some(channel) => (channel == "email", channel == "sms"),
            None => return Err(("delivery_channel", "A participant needs a channel.")),
        };
        let wrong = [
            (self.name.is_none(), "name", "A participant needs a name."),
            (by_email && self.email.is_none(), "email", "The channel needs an email."),
            (by_sms && self.phone_number.is_none(), "phone_number", "The channel needs a phone number."),
        ];
        wrong.into_iter().find(|(is_wrong, ..)| *is_wrong).map_or(Ok(()), |(_, path, sentence)| Err((path, sentence)))
    }
}

/// The first participant with something wrong, by place.
pub fn check_all(people: &[Participant]) -> Result<(), (usize, &'static str, &'static str)> {
    people
        .iter()
        .enumerate()
        .try_for_each(|(place, person)| person.check().map_err(|(path, sentence)| (place, path, sentence)))
}
