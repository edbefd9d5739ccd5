//! What `POST /contracts/create` takes (`ContractCreate` in Oneflow's schema).

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::Check;
use super::list::List;
use super::participant::{OwnerSide, Participant, check_all};
use super::product::ProductGroup;
use super::text::{Amount, CountryCode, Currency, Text};

/// At most so many participants over all parties.
const PARTICIPANTS: usize = 40;

/// A contract to create.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NewContract {
    /// Where.
    pub workspace_id: u64,
    /// From what.
    pub template_id: u64,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text<0, 130>>,
    /// Values of data fields.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub data_fields: List<FieldValue, 0, 2_000>,
    /// Its folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder_id: Option<u64>,
    /// The owner side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub my_party: Option<OwnParty>,
    /// The counterparties.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub parties: List<Party, 0, 40>,
    /// Line items.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub product_groups: List<ProductGroup, 0, 20>,
    /// Its tags.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub tags: List<Tag, 0, 100>,
    /// Its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
}

/// The value of a data field.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FieldValue {
    /// Which field.
    pub custom_id: Text<1, 1_024>,
    /// What it says.
    pub value: Text<0, 1_024>,
}

/// The owner side, which is always a company.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnParty {
    #[serde(skip_serializing_if = "Option::is_none")]
    creator_inherit_settings_from_template: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country_code: Option<CountryCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identification_number: Option<Text<0, 25>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Text<1, 100>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    participants: Option<List<Participant, 1, 29>>,
}

/// What a counterparty is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A company with its people.
    Company,
    /// A single person.
    Individual,
}

/// A counterparty.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    #[serde(rename = "type")]
    kind: Kind,
    #[serde(rename = "_private_ownerside", skip_serializing_if = "Option::is_none")]
    owner_side: Option<OwnerSide>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country_code: Option<CountryCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identification_number: Option<Text<0, 25>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Text<1, 100>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    participants: Option<List<Participant, 1, 40>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    participant: Option<Box<Participant>>,
}

/// A tag of the account.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Text<0, 255>>,
}

/// An amount of money.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    amount: Amount,
    currency: Currency,
}

impl Party {
    /// Its name: a company's own, and a person's.
    pub fn name(&self) -> &str {
        let person = self.participant.as_ref().map(|person| person.name());
        self.name.as_ref().map(|name| name.0.as_str()).or(person).unwrap_or_default()
    }

    fn people(&self) -> impl Iterator<Item = &Participant> {
        self.participants.iter().flat_map(|list| &list.0).chain(self.participant.as_deref())
    }

    fn check(&self) -> Result<(), (&'static str, &'static str)> {
        let company = self.kind == Kind::Company;
        let wrong = [
            (company != self.name.is_some(), "name", "A company has a name of its own, and a person has not."),
            (company != self.participants.is_some(), "participants", "A company has participants."),
            (company == self.participant.is_some(), "participant", "A person is one participant."),
            (
                !company && self.identification_number.is_some(),
                "identification_number",
                "It belongs to the participant.",
            ),
        ];
        wrong.into_iter().find(|(is_wrong, ..)| *is_wrong).map_or(Ok(()), |(_, path, sentence)| Err((path, sentence)))
    }
}

impl NewContract {
    /// The value that a data field is to have.
    pub fn field(&self, custom_id: &str) -> Option<&str> {
        self.data_fields.0.iter().find(|field| field.custom_id.0 == custom_id).map(|field| field.value.0.as_str())
    }
}

impl Check for NewContract {
    fn check(&self) -> Result<(), (String, &'static str)> {
        // Whoever judges one of two values does not know which one Oneflow takes.
        let mut seen = HashSet::new();
        if let Some(place) = self.data_fields.0.iter().position(|field| !seen.insert(field.custom_id.0.as_str())) {
            return Err((format!("data_fields[{place}].custom_id"), "A data field has one value."));
        }
        let own = self.my_party.iter().filter_map(|party| party.participants.as_ref()).flat_map(|list| &list.0);
        if own.clone().count() + self.parties.0.iter().flat_map(Party::people).count() > PARTICIPANTS {
            return Err(("parties".to_owned(), "A contract has at most 40 participants."));
        }
        if let Some(place) = own.clone().position(|person| !person.has_email()) {
            return Err((format!("my_party.participants[{place}].email"), "A user of the account has an email."));
        }
        for (place, party) in self.parties.0.iter().enumerate() {
            let at = |(path, sentence): (&str, _)| (format!("parties[{place}].{path}"), sentence);
            party.check().map_err(at)?;
            if let Some(people) = &party.participants {
                check_all(&people.0).map_err(|(index, path, sentence)| {
                    (format!("parties[{place}].participants[{index}].{path}"), sentence)
                })?;
            }
            if let Some(person) = &party.participant {
                person.check().map_err(|(path, sentence)| at((&format!("participant.{path}"), sentence)))?;
            }
        }
        Ok(())
    }
}
