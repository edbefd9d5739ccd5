//! From typed text to valid data. Only this module makes a [`ValidContract`], and only a [`ValidContract`] can be
//! created.

mod items;
mod participant;
mod parties;
mod rules;

use std::rc::Rc;

pub(in crate::flow) use self::participant::contact_error;
use self::rules::longest;
use super::contact::is_number;
use super::edits::Edits;
use super::field::{ErrorKind, FieldError, FieldId};
use super::files::arrangement::Arrangement;
use super::items::table::Table;
use super::prefill::Prefill;
use super::record::Record;
use crate::api::Text;
use crate::api::contract_file::NewFile;
use crate::api::data_field::DataField;
use crate::api::ids::WorkspaceId;
use crate::api::new_contract::{FieldValue, NewContract, NewParty};
use crate::api::template::Template;
use crate::full::{IS_FULL, OfFull};

/// `reference/create-a-contract`: name 0..130.
pub const NAME_LIMIT: usize = 130;
/// `docs/data-field`: values up to 1,024 characters.
pub const VALUE_LIMIT: usize = 1_024;

/// A contract that passes every rule known here.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidContract {
    contract: NewContract,
    record: Option<Record>,
    files: OfFull<Vec<NewFile>>,
}

impl ValidContract {
    /// What is sent.
    pub fn contract(&self) -> &NewContract {
        &self.contract
    }

    /// The record whose key a data field of it carries, if one does.
    pub fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }

    /// The files to be uploaded once it exists.
    pub fn files(&self) -> &[NewFile] {
        &self.files
    }

    /// Whether these are the names of the counterparties, in whatever order.
    pub fn has_counterparties(&self, names: &[&Text]) -> bool {
        let named = |party: &NewParty| match party {
            NewParty::Company { name, .. } => names.contains(&name),
            NewParty::Individual { participant, .. } => names.contains(&&participant.name),
        };
        self.contract.parties.len() == names.len() && self.contract.parties.iter().all(named)
    }
}

/// Validates everything at once: all errors, in the order of the form, or the contract.
pub fn validate(
    edits: &Edits,
    prefill: &Prefill,
    workspace: WorkspaceId,
    template: &Template,
    fields: &[Rc<DataField>],
    tables: &[Rc<Table>],
) -> Result<ValidContract, Vec<FieldError>> {
    let mut found = Vec::new();
    let typed = edits.name_for(prefill, template).value;
    let name = if typed.trim().is_empty() { template.name.clone().unwrap_or_default() } else { typed };
    if name.is_empty() {
        found.push(FieldError { field: FieldId::Name, kind: ErrorKind::Needed });
    }
    longest(&mut found, FieldId::Name, &name, NAME_LIMIT);
    let data_fields = values(&mut found, edits, prefill, fields);
    let product_groups =
        if IS_FULL { OfFull::from(items::tables(&mut found, edits, prefill, tables)) } else { OfFull::default() };
    let options = &template.options;
    let my_party = parties::owner(&mut found, edits, options);
    let parties = parties::counterparties(&mut found, edits, prefill, options);
    let (workspace_id, template_id) = (workspace, template.id);
    if found.is_empty() {
        let contract = NewContract { workspace_id, template_id, name, data_fields, my_party, parties, product_groups };
        let carries_key = fields.iter().any(|field| prefill.key_in(&field.custom_id).is_some());
        let record = prefill.record.clone().filter(|_| carries_key);
        let arranged = Arrangement::new(&prefill.files, &edits.files, options);
        let files: Vec<NewFile> = arranged.files.into_iter().map(|(file, _)| file).collect();
        Ok(ValidContract { contract, record, files: files.into() })
    } else {
        Err(found)
    }
}

/// What is sent is what the user saw. An empty field is sent only where it clears a default.
fn values(found: &mut Vec<FieldError>, edits: &Edits, prefill: &Prefill, fields: &[Rc<DataField>]) -> Vec<FieldValue> {
    let mut values = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        let value = edits.value_of(field, prefill).value;
        longest(found, FieldId::Field(index), &value, VALUE_LIMIT);
        if prefill.input_of(&field.custom_id) == "number" && !is_number(&value) {
            found.push(FieldError { field: FieldId::Field(index), kind: ErrorKind::NotANumber });
        }
        if !(value.is_empty() && field.default.is_empty()) {
            values.push(FieldValue { custom_id: field.custom_id.clone(), value });
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::available_options::{AvailableOption, AvailableOptions};
    use crate::api::ids::TemplateId;
    use crate::api::new_contract::NewParticipant;
    use crate::flow::form::edits::Edited;
    use crate::flow::form::party::{OWNER, Party, PartyInput, PartyKey, PartyKind};
    use crate::flow::form::person::{Person, PersonInput, PersonKey};
    use crate::flow::form::role::Role;

    fn option(name: &str, requires: &[&str]) -> AvailableOption {
        let requires = requires.iter().map(|attribute| Text::from(*attribute)).collect();
        AvailableOption { name: name.into(), preferred: true, requires }
    }

    fn template(channel: AvailableOption) -> Template {
        let options = AvailableOptions { channels: vec![channel], ..AvailableOptions::default() };
        Template { id: TemplateId(8), name: Some("Supply".into()), kind: None, creator_signs: None, options }
    }

    fn with(parties: Vec<Party>) -> Edits {
        Edits { parties: Some(parties), ..Edits::default() }
    }

    fn person(key: u32, name: &str, email: &str) -> Person {
        Person { name: name.into(), email: email.into(), ..Person::new(PersonKey(key)) }
    }

    fn company(people: Vec<Person>) -> Party {
        Party { name: " Acme AB ".into(), people, ..Party::new(PartyKey(0), PartyKind::Company) }
    }

    fn check(edits: &Edits, template: &Template) -> Result<ValidContract, Vec<FieldError>> {
        validate(edits, &Prefill::default(), WorkspaceId(7), template, &[], &[])
    }

    fn errors(edits: &Edits, template: &Template) -> Vec<(FieldId, ErrorKind)> {
        let found = check(edits, template).err().unwrap_or_default();
        found.into_iter().map(|error| (error.field, error.kind)).collect()
    }

    #[test]
    fn limits_count_characters_and_hold_exactly() {
        let named = |length: usize| {
            let text = "å".repeat(length).into();
            Edits { name: Some(Edited { text, base: Text::default() }), ..Edits::default() }
        };
        let by_email = template(option("email", &["email"]));
        assert_eq!(errors(&named(NAME_LIMIT), &by_email), []);
        let kind = ErrorKind::TooLong { length: NAME_LIMIT + 1, limit: NAME_LIMIT };
        assert_eq!(errors(&named(NAME_LIMIT + 1), &by_email), [(FieldId::Name, kind)]);
    }

    #[test]
    fn a_channel_asks_for_what_it_needs_and_for_nothing_else() {
        let email = FieldId::Person(PartyKey(0), PersonKey(0), PersonInput::Email);
        let phone = FieldId::Person(PartyKey(0), PersonKey(0), PersonInput::Phone);
        let nothing = with(vec![company(vec![person(0, "Ada", "")])]);
        let needed = |word: &str| ErrorKind::NeededFor(word.into());
        assert_eq!(errors(&nothing, &template(option("email", &["email"]))), [(email, needed("email"))]);
        assert_eq!(errors(&nothing, &template(option("sms", &["phone_number"]))), [(phone, needed("sms"))]);
        assert_eq!(errors(&nothing, &template(option("same_device", &[]))), []);
        let wrong = with(vec![company(vec![person(0, "Ada", "ada")])]);
        assert_eq!(errors(&wrong, &template(option("none", &[]))), [(email, ErrorKind::NotAnEmail)]);
    }

    #[test]
    fn all_errors_are_found_at_once_in_the_order_of_the_form() {
        let twice = vec![person(0, "", "ada@acme.example"), person(1, "Bo", " ADA@acme.example")];
        let edits = Edits {
            owner: Some(Party { people: vec![person(0, "Siri", "")], ..Party::owner() }),
            ..with(vec![Party { country: "Sweden".into(), name: Text::default(), ..company(twice) }])
        };
        let (party, first) = (PartyKey(0), PersonKey(0));
        let expected = [
            (FieldId::Person(OWNER, first, PersonInput::Email), ErrorKind::Needed),
            (FieldId::Party(party, PartyInput::Name), ErrorKind::Needed),
            (FieldId::Party(party, PartyInput::Country), ErrorKind::NotACountry),
            (FieldId::Person(party, PersonKey(1), PersonInput::Email), ErrorKind::Duplicate),
            (FieldId::Person(party, first, PersonInput::Name), ErrorKind::Needed),
        ];
        assert_eq!(errors(&edits, &template(option("email", &["email"]))), expected);
    }

    #[test]
    fn forty_participants_count_the_acting_user() {
        let people = |count: u32| (0..count).map(|key| person(key, "Ada", "")).collect();
        let free = template(option("none", &[]));
        assert_eq!(errors(&with(vec![company(people(39))]), &free), []);
        let kind = ErrorKind::TooMany { limit: 39 };
        assert_eq!(errors(&with(vec![company(people(40))]), &free), [(FieldId::Parties, kind)]);
        assert_eq!(errors(&with(vec![company(Vec::new())]), &free).len(), 1, "a company has somebody");
    }

    #[test]
    fn a_country_is_two_capital_letters_or_nothing() {
        let free = template(option("none", &[]));
        let with = |country: &str| with(vec![Party { country: country.into(), ..company(vec![person(0, "Ada", "")]) }]);
        for sound in ["SE", " NO ", "", " "] {
            assert_eq!(errors(&with(sound), &free), [], "{sound}");
        }
        for wrong in ["se", "SWE", "S", "S1", "Å"] {
            let place = FieldId::Party(PartyKey(0), PartyInput::Country);
            assert_eq!(errors(&with(wrong), &free), [(place, ErrorKind::NotACountry)], "{wrong}");
        }
    }

    #[test]
    fn somebody_without_name_and_email_is_not_taken_for_the_acting_user() {
        let nobody = with(vec![company(vec![person(0, "", "")])]);
        let place = FieldId::Person(PartyKey(0), PersonKey(0), PersonInput::Name);
        assert_eq!(errors(&nobody, &template(option("none", &[]))), [(place, ErrorKind::Needed)]);
    }

    /// Everybody in a contract, the owner side first.
    fn everybody(contract: &NewContract) -> Vec<NewParticipant> {
        let mine = contract.my_party.iter().flat_map(|owner| owner.participants.clone());
        let theirs = contract.parties.iter().flat_map(|party| match party {
            NewParty::Company { participants, .. } => participants.clone(),
            NewParty::Individual { participant, .. } => vec![participant.clone()],
        });
        mine.chain(theirs).collect()
    }

    #[test]
    fn a_second_factor_is_for_those_who_sign_and_a_contract_is_run_by_an_organizer_of_the_owner_side() {
        let mut template = template(option("none", &[]));
        template.options.second_factors = vec![option("app", &[])];
        let as_role = |role| Person { role, ..person(0, "Ada", "ada@acme.example") };
        let told = |role| {
            let owner = Party { people: vec![as_role(role)], ..Party::owner() };
            let edits = Edits { owner: Some(owner), ..with(vec![company(vec![as_role(role)])]) };
            let people = check(&edits, &template).map(|valid| everybody(valid.contract()));
            let told = |person: &NewParticipant| (person.organizer, person.two_step_authentication_method.is_some());
            people.map(|people| people.iter().map(told).collect::<Vec<_>>())
        };
        assert_eq!(told(Role::Signatory), Ok(vec![(false, false), (false, true)]));
        assert_eq!(told(Role::Viewer), Ok(vec![(false, false), (false, false)]));
        assert_eq!(told(Role::Organizer), Ok(vec![(true, false), (false, false)]));
    }

    #[test]
    fn where_the_template_offers_no_channel_a_counterparty_is_told_nothing_and_a_colleague_is_oneflows_matter() {
        let mut template = template(option("email", &[]));
        template.options.channels.clear();
        let owner = Party { people: vec![person(0, "Siri", "siri@example.com")], ..Party::owner() };
        let edits = Edits { owner: Some(owner), ..with(vec![company(vec![person(0, "Ada", "")])]) };
        let people = check(&edits, &template).map(|valid| everybody(valid.contract()));
        let channels =
            people.map(|people| people.into_iter().map(|person| person.delivery_channel).collect::<Vec<_>>());
        assert_eq!(channels, Ok(vec![None, Some("none".into())]));
    }

    #[test]
    fn what_is_valid_is_trimmed_and_says_only_what_counts() {
        let mut viewer = person(0, " Ada Berg ", " ada@acme.example ");
        (viewer.role, viewer.phone) = (Role::Viewer, "0046 70-000 00 01".into());
        let individual = Party { people: vec![viewer], ..Party::new(PartyKey(1), PartyKind::Individual) };
        let valid = check(&with(vec![individual]), &template(option("email", &["email"])));
        let parties = valid.as_ref().map(|valid| &*valid.contract().parties);
        let Ok([NewParty::Individual { participant, .. }]) = parties else {
            return assert_eq!(parties.map(<[_]>::len), Ok(1));
        };
        assert_eq!((&*participant.name, participant.email.as_deref()), ("Ada Berg", Some("ada@acme.example")));
        assert_eq!(participant.phone_number.as_deref(), Some("+46700000001"));
        assert_eq!((participant.signatory, participant.permissions.update), (false, false));
        assert_eq!(participant.sign_method, None, "somebody who does not sign has no method");
    }
}
