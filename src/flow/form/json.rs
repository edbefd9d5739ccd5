//! Parties and people as JSON: as the host gives them in `prefill`, and as a snapshot keeps them.

use super::party::{Party, PartyKey, PartyKind};
use super::person::{Person, PersonKey};
use super::role::Role;
use crate::api::Text;
use crate::json::{DecodeError, FromJson, Json, ToJson, Writer, optional};

mod key {
    pub const TYPE: &str = "type";
    pub const NAME: &str = "name";
    pub const NUMBER: &str = "identificationNumber";
    pub const COUNTRY: &str = "countryCode";
    pub const PEOPLE: &str = "participants";
    pub const EMAIL: &str = "email";
    pub const PHONE: &str = "phoneNumber";
    pub const TITLE: &str = "title";
    pub const ROLE: &str = "role";
    pub const CHANNEL: &str = "deliveryChannel";
    pub const SIGN_METHOD: &str = "signMethod";
    pub const SECOND_FACTOR: &str = "twoStepAuthenticationMethod";
}

const COMPANY: &str = "company";
const INDIVIDUAL: &str = "individual";

fn text_or_empty(json: &Json, key: &str) -> Result<Text, DecodeError> {
    json.get::<Option<Text>>(key).map(Option::unwrap_or_default)
}

impl FromJson for Party {
    // Each is drawn with all its people.
    const MOST: usize = 500;

    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let kind = match &*json.get::<Text>(key::TYPE)? {
            COMPANY => PartyKind::Company,
            INDIVIDUAL => PartyKind::Individual,
            _ => return Err(DecodeError::new("\"company\" or \"individual\"").under(key::TYPE)),
        };
        let mut people: Vec<Person> = json.get(key::PEOPLE)?;
        if people.is_empty() && kind == PartyKind::Individual {
            people.push(Person::new(PersonKey(0)));
        }
        for (person, key) in people.iter_mut().zip(0..) {
            person.key = PersonKey(key);
        }
        Ok(Self {
            key: PartyKey(0),
            kind,
            name: text_or_empty(json, key::NAME)?,
            number: text_or_empty(json, key::NUMBER)?,
            country: text_or_empty(json, key::COUNTRY)?,
            people,
        })
    }
}

impl ToJson for Party {
    fn to_json(&self, to: &mut Writer) {
        let kind: Text = if self.kind == PartyKind::Individual { INDIVIDUAL } else { COMPANY }.into();
        to.object(&[
            (key::TYPE, Some(&kind)),
            (key::NAME, Some(&self.name)),
            (key::NUMBER, Some(&self.number)),
            (key::COUNTRY, Some(&self.country)),
            (key::PEOPLE, Some(&self.people)),
        ]);
    }
}

impl FromJson for Person {
    const MOST: usize = 500;

    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self {
            key: PersonKey(0),
            name: json.get(key::NAME)?,
            email: text_or_empty(json, key::EMAIL)?,
            phone: text_or_empty(json, key::PHONE)?,
            title: text_or_empty(json, key::TITLE)?,
            number: text_or_empty(json, key::NUMBER)?,
            role: Role::from_word(&text_or_empty(json, key::ROLE)?),
            channel: json.get(key::CHANNEL)?,
            sign_method: json.get(key::SIGN_METHOD)?,
            second_factor: json.get(key::SECOND_FACTOR)?,
        })
    }
}

impl ToJson for Person {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[
            (key::NAME, Some(&self.name)),
            (key::EMAIL, Some(&self.email)),
            (key::PHONE, Some(&self.phone)),
            (key::TITLE, Some(&self.title)),
            (key::NUMBER, Some(&self.number)),
            (key::ROLE, Some(&Text::from(self.role.word()))),
            (key::CHANNEL, optional(&self.channel)),
            (key::SIGN_METHOD, optional(&self.sign_method)),
            (key::SECOND_FACTOR, optional(&self.second_factor)),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_individual_is_somebody_and_a_company_may_have_nobody_yet() {
        let people = |kind: &str| {
            let text = format!(r#"{{"type": "{kind}", "participants": []}}"#);
            Json::parse(&text).and_then(|json| Party::from_json(&json)).map(|party| party.people)
        };
        assert_eq!(people("individual"), Ok(vec![Person::new(PersonKey(0))]));
        assert_eq!(people("company"), Ok(Vec::new()));
        let refused = people("club").map_err(|error| error.to_string());
        assert_eq!(refused, Err("type: expected \"company\" or \"individual\"".to_owned()));
    }
}
