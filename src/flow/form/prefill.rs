//! What the partner's record fills in: names, values with their origin, parties.

use std::rc::Rc;

use super::files::json::Given;
use super::items::item::Item;
use super::items::json::items_of_host;
use super::party::{Party, with_keys};
use super::person::Person;
use super::record::Record;
use super::values::Values;
use crate::api::Text;
use crate::api::contract_file::NewFile;
use crate::full::{IS_FULL, OfFull};
use crate::json::{DecodeError, FromJson, Json};

/// The longest text in it, in characters.
const LONGEST: usize = 100_000;

/// The element's property `prefill`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prefill {
    /// The contract's name.
    pub name: Option<Text>,
    /// Values by custom id.
    pub fields: Values<PrefilledValue>,
    /// Counterparties.
    pub parties: Vec<Party>,
    /// People to be ticked.
    pub people: Rc<[Person]>,
    /// Files to be uploaded.
    pub files: OfFull<Vec<NewFile>>,
    /// Line items.
    pub items: OfFull<Vec<Item>>,
    /// The record, whose key counts before anything else in its field.
    pub record: Option<Record>,
}

impl Prefill {
    /// The key of the record, if this data field carries it.
    pub fn key_in(&self, id: &str) -> Option<&Text> {
        self.record.as_ref().filter(|record| &*record.field == id).map(|record| &record.key)
    }

    /// How the host wants a data field to be typed, if it says so.
    pub fn input_of(&self, id: &str) -> &str {
        let given = self.fields.get(id).filter(|_| self.key_in(id).is_none());
        given.and_then(|value| value.input.as_deref()).unwrap_or_default()
    }
}

/// A value, and where it comes from in the partner's words.
#[derive(Clone, Debug, PartialEq)]
pub struct PrefilledValue {
    /// The value.
    pub value: Text,
    /// Such as `Deal · Amount`.
    pub origin: Option<Text>,
    /// How it is typed: `text`, `multiline`, `date`, `number` or `checkbox`. Oneflow's fields do not say.
    pub input: Option<Text>,
}

impl FromJson for Prefill {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        json.entries()?;
        short_enough(json)?;
        let parties = with_keys(json.get::<Option<_>>("parties")?.unwrap_or_default());
        let fields = json.get::<Option<Fields>>("fields")?.map(|it| it.0).unwrap_or_default();
        let people = json.get::<Option<Vec<Person>>>("people")?.unwrap_or_default().into();
        let items = if IS_FULL { items(json)? } else { OfFull::default() };
        // The small module meets none: an element whose page gives files starts with the full one.
        let files = if IS_FULL { files(json)? } else { OfFull::default() };
        Ok(Self { name: json.get("name")?, fields, parties, people, items, files, record: None })
    }
}

fn files(json: &Json) -> Result<OfFull<Vec<NewFile>>, DecodeError> {
    let given = json.get::<Option<Vec<Given>>>("files")?.unwrap_or_default();
    Ok(given.into_iter().map(|file| file.0).collect::<Vec<_>>().into())
}

fn items(json: &Json) -> Result<OfFull<Vec<Item>>, DecodeError> {
    let items = json.find("items").filter(|items| **items != Json::Null).map(items_of_host).transpose();
    items.map(|items| items.unwrap_or_default().into()).map_err(|error| error.under("items"))
}

/// Refuses a text that no input is for, wherever it is: drawing it would hold the page up.
fn short_enough(json: &Json) -> Result<(), DecodeError> {
    match json {
        Json::Text(text) if text.chars().nth(LONGEST).is_some() => Err(DecodeError::new("at most 100,000 characters")),
        Json::List(items) => {
            items.iter().enumerate().try_for_each(|(index, item)| short_enough(item).map_err(|error| error.at(index)))
        }
        Json::Map(entries) => {
            entries.iter().try_for_each(|(key, value)| short_enough(value).map_err(|error| error.under(key)))
        }
        _ => Ok(()),
    }
}

struct Fields(Values<PrefilledValue>);

impl FromJson for Fields {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let mut fields = Values::default();
        if json.entries()?.len() > PrefilledValue::MOST {
            return Err(DecodeError::new("fewer items"));
        }
        for (key, value) in json.entries()? {
            // A record without a value leaves the template's own.
            if !matches!(value, Json::Null) && !matches!(value.find("value"), Some(Json::Null)) {
                fields.set(Text::from(&**key), PrefilledValue::from_json(value).map_err(|error| error.under(key))?);
            }
        }
        Ok(Self(fields))
    }
}

impl FromJson for PrefilledValue {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let text = |key| json.get::<Option<Text>>(key).map(|text| text.filter(|text| !text.is_empty()));
        match json {
            Json::Map(_) => Ok(Self {
                value: scalar(json.find("value").unwrap_or(&Json::Null)).map_err(|it| it.under("value"))?,
                origin: text("origin")?,
                input: text("input")?,
            }),
            value => Ok(Self { value: scalar(value)?, origin: None, input: None }),
        }
    }
}

/// Text. A whole number counts as its digits, nothing as empty text.
fn scalar(json: &Json) -> Result<Text, DecodeError> {
    match json {
        Json::Integer(number) => Ok(number.to_string().into()),
        Json::Null => Ok(Text::default()),
        json => json.text().map(Text::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Prefill, DecodeError> {
        Json::parse(text).and_then(|json| Prefill::from_json(&json))
    }

    #[test]
    fn a_value_that_the_record_does_not_have_leaves_the_templates_own() {
        let prefill = read(r#"{"fields": {"a": null, "b": {"value": null}, "c": "", "d": {"origin": "Deal"}}}"#);
        let ids = prefill.map(|prefill| prefill.fields.ids().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(ids, Ok(vec!["c".to_owned(), "d".to_owned()]));
    }

    #[test]
    fn more_fields_than_a_page_can_draw_are_refused() {
        let with = |fields: usize| {
            let fields: Vec<String> = (0..fields).map(|field| format!(r#""f{field}": "1""#)).collect();
            let read = read(&format!(r#"{{"fields": {{{}}}}}"#, fields.join(", ")));
            read.map(|prefill| prefill.fields.ids().count()).map_err(|error| error.to_string())
        };
        assert_eq!(with(PrefilledValue::MOST), Ok(PrefilledValue::MOST));
        let refused = Err("fields: expected fewer items".to_owned());
        assert_eq!((with(PrefilledValue::MOST + 1), with(PrefilledValue::MOST + 9)), (refused.clone(), refused));
    }
}
