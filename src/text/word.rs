//! Oneflow's words in the user's: open lists, so an unknown word is shown as it is, made readable.

use super::Phrases;
use super::interpolate;
use super::languages::phrases::Forms;
use crate::api::contract::State;
use crate::api::moment::Moment;
use crate::flow::form::party::PartyInput;
use crate::flow::form::person::PersonInput;
use crate::flow::form::role::Role;

impl Phrases {
    /// The phrase for this count.
    pub fn count(&self, forms: Forms, count: usize) -> String {
        interpolate(self.form(forms, u32::try_from(count).unwrap_or(u32::MAX)), &[&self.number_text(count)])
    }

    /// A delivery channel.
    pub fn channel(&self, word: &str) -> String {
        known(match word {
            "email" => self.channel_email(),
            "sms" => self.channel_sms(),
            "same_device" => self.channel_same_device(),
            "none" => self.channel_none(),
            "email_and_sms" => self.channel_email_and_sms(),
            other => return readable(other),
        })
    }

    /// A sign method.
    pub fn sign_method(&self, word: &str) -> String {
        known(match word {
            "standard_esign" => self.sign_standard(),
            "sms" => self.sign_sms(),
            "swedish_bankid" => self.sign_swedish(),
            "norwegian_bankid" => self.sign_norwegian(),
            "danish_nemid" => self.sign_danish(),
            "finnish_bankid" => self.sign_finnish(),
            "handwritten_signature" => self.sign_handwritten(),
            "eid_sign" => self.sign_eid(),
            other => return readable(other),
        })
    }

    /// A second factor.
    pub fn second_factor_word(&self, word: &str) -> String {
        known(match word {
            "none" => self.factor_none(),
            "email" => self.factor_email(),
            "sms" => self.factor_sms(),
            other => return readable(other),
        })
    }

    /// What a person does.
    pub fn role_word(&self, role: Role) -> &'static str {
        match role {
            Role::Signatory => self.role_signatory(),
            Role::Influencer => self.role_influencer(),
            Role::Viewer => self.role_viewer(),
            Role::Organizer => self.role_organizer(),
        }
    }

    /// A contract's state.
    pub fn state(&self, state: &State) -> String {
        known(match state {
            State::Draft => self.draft(),
            State::Pending => self.pending(),
            State::Overdue => self.overdue(),
            State::Signed => self.signed(),
            State::Declined => self.declined(),
            State::Other(word) => return readable(word),
        })
    }

    /// The label of a party's input.
    pub fn party_input(&self, input: PartyInput) -> &'static str {
        match input {
            PartyInput::Summary | PartyInput::Add | PartyInput::MoveUp => self.parties(),
            PartyInput::Name => self.company_name(),
            PartyInput::Number => self.registration_number(),
            PartyInput::Country => self.country(),
        }
    }

    /// The label of a person's input.
    pub fn person_input(&self, input: PersonInput) -> &'static str {
        match input {
            PersonInput::Name => self.person_name(),
            PersonInput::Email => self.email(),
            PersonInput::Phone => self.phone(),
            PersonInput::Title => self.title(),
            PersonInput::Number => self.id_number(),
            PersonInput::Role => self.role(),
            PersonInput::Channel => self.delivery(),
            PersonInput::SignMethod => self.sign_with(),
            PersonInput::SecondFactor => self.second_factor(),
        }
    }

    /// How long ago something was.
    pub fn ago(&self, then: Moment, now: Moment) -> String {
        let minutes = usize::try_from(now.since(then) / 60).unwrap_or(usize::MAX);
        match minutes {
            0 => known(self.just_now()),
            1..=59 => self.count(self.minutes_ago(), minutes),
            _ => self.count(self.hours_ago(), minutes / 60),
        }
    }
}

fn known(phrase: &str) -> String {
    phrase.to_owned()
}

/// `same_device` becomes `Same device`.
fn readable(word: &str) -> String {
    let spaced = word.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::languages::EN;
    use super::*;

    #[test]
    fn a_word_that_oneflow_adds_later_is_shown_readably() {
        let english = Phrases::from(&EN);
        assert_eq!(english.sign_method("mit_id_erhverv"), "Mit id erhverv");
        assert_eq!(english.state(&State::Other("canceled".into())), "Canceled");
    }

    #[test]
    fn a_moment_is_told_by_its_distance() {
        let now = Moment(100_000);
        let english = Phrases::from(&EN);
        let said = |seconds: i64| english.ago(Moment(now.0 - seconds), now);
        assert_eq!(
            [said(-30), said(20), said(70), said(600), said(7_300)],
            ["just now", "just now", "a minute ago", "10 minutes ago", "2 hours ago"]
        );
    }
}
