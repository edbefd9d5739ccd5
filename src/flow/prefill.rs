//! What the partner's record fills in: names, values with their origin, parties.

use super::party::{Party, PartyKey, PartyKind, Person, PersonKey, Role};
use super::values::Values;
use crate::api::Text;
use crate::api::json::{Json, Misfit, Read};

/// The element's property `prefill`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prefill {
    /// The contract's name.
    pub name: Option<Text>,
    /// Values by custom id.
    pub fields: Values<Filler>,
    /// Counterparties.
    pub parties: Vec<Party>,
    /// People to be ticked.
    pub people: Vec<Person>,
}

impl Prefill {
    /// How the host wants a data field to be typed; nothing where it does not say.
    pub fn input_of(&self, id: &str) -> &str {
        self.fields.get(id).and_then(|filler| filler.input.as_deref()).unwrap_or_default()
    }
}

/// A value, and where it comes from in the partner's words.
#[derive(Clone, Debug, PartialEq)]
pub struct Filler {
    /// The value.
    pub value: Text,
    /// Such as `Deal · Amount`.
    pub origin: Option<Text>,
    /// How it is to be typed: `text`, `multiline`, `date`, `number` or `checkbox`. Oneflow's fields tell nothing about it.
    pub input: Option<Text>,
}

impl Read for Prefill {
    fn read(json: &Json) -> Result<Self, Misfit> {
        json.entries()?;
        let parties = keyed(json.get::<Option<_>>("parties")?.unwrap_or_default());
        let fields = json.get::<Option<Fields>>("fields")?.map(|it| it.0).unwrap_or_default();
        let people = json.get::<Option<_>>("people")?.unwrap_or_default();
        Ok(Self { name: json.get("name")?, fields, parties, people })
    }
}

/// Gives each party a key of its own.
pub(super) fn keyed(mut parties: Vec<Party>) -> Vec<Party> {
    for (party, key) in parties.iter_mut().zip(0..) {
        party.key = PartyKey(key);
    }
    parties
}

struct Fields(Values<Filler>);

impl Read for Fields {
    fn read(json: &Json) -> Result<Self, Misfit> {
        let mut fields = Values::default();
        for (key, value) in json.entries()? {
            // A record without a value leaves the template's own.
            if !matches!(value, Json::Null) && !matches!(value.find("value"), Some(Json::Null)) {
                fields.set(Text::from(&**key), Filler::read(value).map_err(|misfit| misfit.under(key))?);
            }
        }
        Ok(Self(fields))
    }
}

impl Read for Filler {
    fn read(json: &Json) -> Result<Self, Misfit> {
        let said = |key| json.get::<Option<Text>>(key).map(|text| text.filter(|text| !text.is_empty()));
        match json {
            Json::Map(_) => Ok(Self {
                value: scalar(json.find("value").unwrap_or(&Json::Null)).map_err(|it| it.under("value"))?,
                origin: said("origin")?,
                input: said("input")?,
            }),
            value => Ok(Self { value: scalar(value)?, origin: None, input: None }),
        }
    }
}

/// Text; a whole number or nothing is taken as the text that everybody would write for it.
fn scalar(json: &Json) -> Result<Text, Misfit> {
    match json {
        Json::Integer(number) => Ok(number.to_string().into()),
        Json::Null => Ok(Text::default()),
        json => json.text().map(Text::from),
    }
}

impl Read for Party {
    fn read(json: &Json) -> Result<Self, Misfit> {
        let said = |key| json.get::<Option<Text>>(key).map(Option::unwrap_or_default);
        let kind = match &*json.get::<Text>("type")? {
            "company" => PartyKind::Company,
            "individual" => PartyKind::Individual,
            _ => return Err(Misfit::new("\"company\" or \"individual\"").under("type")),
        };
        let mut people: Vec<Person> = json.get("participants")?;
        if people.is_empty() && kind == PartyKind::Individual {
            people.push(Person::new(PersonKey(0)));
        }
        for (person, key) in people.iter_mut().zip(0..) {
            person.key = PersonKey(key);
        }
        let (name, number, country) = (said("name")?, said("identificationNumber")?, said("countryCode")?);
        Ok(Self { key: PartyKey(0), kind, name, number, country, people })
    }
}

impl Read for Person {
    fn read(json: &Json) -> Result<Self, Misfit> {
        let said = |key| json.get::<Option<Text>>(key).map(Option::unwrap_or_default);
        Ok(Self {
            key: PersonKey(0),
            name: json.get("name")?,
            email: said("email")?,
            phone: said("phoneNumber")?,
            title: said("title")?,
            number: said("identificationNumber")?,
            role: Role::from_word(&said("role")?),
            channel: json.get("deliveryChannel")?,
            sign_method: json.get("signMethod")?,
            second_factor: json.get("twoStepAuthenticationMethod")?,
        })
    }
}
