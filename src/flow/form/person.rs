//! The people of a party, as typed.

use super::role::Role;
use crate::api::Text;
use crate::api::available_options::{AvailableOption, AvailableOptions};
use crate::api::user::User;

/// Tells a person from the others of the party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonKey(pub u32);

/// The acting user's key on the owner side, where they decide their own part.
pub const ME: PersonKey = PersonKey(u32::MAX);

/// A person. Without a choice of its own, channel and methods are the template's preferred ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Its key.
    pub key: PersonKey,
    /// Name.
    pub name: Text,
    /// Email.
    pub email: Text,
    /// Phone.
    pub phone: Text,
    /// Title.
    pub title: Text,
    /// Identification number.
    pub number: Text,
    /// Role.
    pub role: Role,
    /// The chosen delivery channel.
    pub channel: Option<Text>,
    /// The chosen sign method.
    pub sign_method: Option<Text>,
    /// The chosen second factor.
    pub second_factor: Option<Text>,
}

/// The inputs of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonInput {
    /// Name.
    Name,
    /// Email.
    Email,
    /// Phone.
    Phone,
    /// Title.
    Title,
    /// Identification number.
    Number,
    /// Role.
    Role,
    /// Delivery channel.
    Channel,
    /// Sign method.
    SignMethod,
    /// Second factor.
    SecondFactor,
}

impl PersonInput {
    /// Whether it is shown only where somebody asks for more than name, email and role.
    pub fn is_detail(self) -> bool {
        !matches!(self, PersonInput::Name | PersonInput::Email | PersonInput::Role)
    }
}

impl Person {
    /// Nobody yet.
    pub fn new(key: PersonKey) -> Self {
        let empty = Text::default;
        Self {
            key,
            name: empty(),
            email: empty(),
            phone: empty(),
            title: empty(),
            number: empty(),
            role: Role::Signatory,
            channel: None,
            sign_method: None,
            second_factor: None,
        }
    }

    /// Whether it is the same person: by the email if both have one, else by the name.
    pub fn is_same(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.email.trim(), other.email.trim());
        if ours.is_empty() || theirs.is_empty() {
            self.name.trim() == other.name.trim()
        } else {
            ours.eq_ignore_ascii_case(theirs)
        }
    }

    /// Whether nothing is filled in yet.
    pub fn is_blank(&self) -> bool {
        let texts = [&self.name, &self.email, &self.phone, &self.title, &self.number];
        texts.into_iter().all(|text| text.trim().is_empty())
    }

    /// The email address or the phone number, whichever the input is for.
    pub fn contact(&self, input: PersonInput) -> &str {
        match input {
            PersonInput::Email => &self.email,
            PersonInput::Phone => &self.phone,
            _ => "",
        }
    }

    /// Changes one input.
    pub fn set(&mut self, input: PersonInput, text: Text) {
        match input {
            PersonInput::Name => self.name = text,
            PersonInput::Email => self.email = text,
            PersonInput::Phone => self.phone = text,
            PersonInput::Title => self.title = text,
            PersonInput::Number => self.number = text,
            PersonInput::Role => self.role = Role::from_word(&text),
            PersonInput::Channel => self.channel = Some(text),
            PersonInput::SignMethod => self.sign_method = Some(text),
            PersonInput::SecondFactor => self.second_factor = Some(text),
        }
    }

    /// The delivery channel that counts under this template.
    pub fn channel_of<'a>(&self, options: &'a AvailableOptions) -> Option<&'a AvailableOption> {
        chosen(self.channel.as_ref(), &options.channels)
    }

    /// The sign method that counts under this template.
    pub fn sign_method_of<'a>(&self, options: &'a AvailableOptions) -> Option<&'a AvailableOption> {
        chosen(self.sign_method.as_ref(), &options.sign_methods)
    }

    /// The second factor that counts under this template.
    pub fn second_factor_of<'a>(&self, options: &'a AvailableOptions) -> Option<&'a AvailableOption> {
        chosen(self.second_factor.as_ref(), &options.second_factors)
    }
}

impl From<User> for Person {
    fn from(user: User) -> Self {
        let User { name, email, title, .. } = user;
        Self { name, email, title, ..Self::new(PersonKey(0)) }
    }
}

/// A choice counts while the template offers it; else its preferred one does.
fn chosen<'a>(choice: Option<&Text>, options: &'a [AvailableOption]) -> Option<&'a AvailableOption> {
    options.iter().find(|option| choice == Some(&option.name)).or_else(|| AvailableOptions::preferred(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_the_same_by_their_emails_if_both_have_one_and_else_by_their_names() {
        let person = |name: &str, email: &str| {
            let (name, email) = (name.into(), email.into());
            Person { name, email, ..Person::new(PersonKey(0)) }
        };
        let ada = person("Ada Berg", "ada@acme.example");
        assert!(ada.is_same(&person("A. Berg", " ADA@acme.example")));
        assert!(!ada.is_same(&person("Ada Berg", "ada@home.example")));
        assert!(ada.is_same(&person("Ada Berg ", "")) && person("Ada Berg", " ").is_same(&ada));
        assert!(!ada.is_same(&person("Bo Ek", "")));
    }

    #[test]
    fn a_user_becomes_a_person_with_name_email_and_title() {
        let (name, email, title): (Text, Text, Text) = ("Ola".into(), "ola@example.com".into(), "Buyer".into());
        let user = User { name: name.clone(), email: email.clone(), title: title.clone(), active: true };
        assert_eq!(Person::from(user), Person { name, email, title, ..Person::new(PersonKey(0)) });
    }
}
