//! A participant of a contract, as Oneflow answers it (`docs/participant`).

use super::channel::notifies;
use super::ids::ParticipantId;
use super::moment::Moment;
use super::{Text, cut};
use crate::json::{DecodeError, FromJson, Json};

/// A participant of a contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// The participant's id, where the answer tells it.
    pub id: Option<ParticipantId>,
    /// The participant's name.
    pub name: Text,
    /// Whether the participant signs.
    pub signs: bool,
    /// Oneflow's word for it: `undecided`, `signed`, `declined`, or one that is newer.
    pub sign_state: Text,
    /// When the participant signed or declined, once they have.
    pub decided: Option<Moment>,
    /// Whether it is the acting user.
    pub me: bool,
    /// How the invitation reaches the participant: Oneflow's word, where the answer tells it.
    pub channel: Option<Text>,
    /// The participant's email, else their phone number; may be empty.
    pub address: Text,
}

impl Participant {
    /// Whether an invitation goes out to the participant. An answer that says nothing about it denies nothing.
    pub fn is_notified(&self) -> bool {
        self.channel.as_deref().is_none_or(notifies)
    }

    /// Whether the participant signs, and has neither signed nor declined.
    pub fn is_undecided(&self) -> bool {
        self.signs && !matches!(&*self.sign_state, "signed" | "declined")
    }
}

impl FromJson for Participant {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let text = |key| json.get::<Option<Text>>(key).map(Option::unwrap_or_default);
        let email = text("email")?;
        Ok(Self {
            id: json.get("id")?,
            name: cut(text("name")?),
            signs: json.get::<Option<bool>>("signatory")?.unwrap_or_default(),
            sign_state: text("sign_state")?,
            decided: json.get("sign_state_updated_time")?,
            me: json.get::<Option<bool>>("my_participant")? == Some(true),
            channel: json.get("delivery_channel")?,
            address: if email.is_empty() { text("phone_number")? } else { email },
        })
    }
}
