//! Which input a path of `parameter_problems` means. Client code has seen paths without indexes (`participant.email`);
//! those with indexes (`parties[1].participants[0].email`, `parties.1.…`) are read as well.

use std::rc::Rc;

use super::edits::Edits;
use super::field::{ErrorKind, FieldError, FieldId};
use super::items::item::{ItemInput, Nth};
use super::items::table::Table;
use super::party::{OWNER, Party, PartyInput};
use super::person::PersonInput;
use super::prefill::Prefill;
use super::validate::ValidContract;
use crate::api::data_field::DataField;
use crate::api::problem::ParameterProblem;
use crate::full::IS_FULL;

/// What the paths are resolved against: what was sent, and the form that it came from.
pub struct SentForm<'a> {
    /// What was sent.
    pub sent: &'a ValidContract,
    /// What was typed.
    pub edits: &'a Edits,
    /// The host's parties, where nothing was typed.
    pub prefill: &'a Prefill,
    /// The active data fields.
    pub fields: &'a [Rc<DataField>],
    /// The template's product tables.
    pub tables: &'a [Rc<Table>],
}

/// One error for each input that a path names. A path that names none belongs to the form.
pub fn field_errors(problems: &[ParameterProblem], form: &SentForm) -> Vec<FieldError> {
    let mut found: Vec<FieldError> = Vec::new();
    for ParameterProblem { path, sentence } in problems {
        let field = field_of(path, form);
        match found.iter_mut().find(|error| error.field == field) {
            Some(FieldError { kind: ErrorKind::Refused(said), .. }) => *said = [&**said, " ", sentence].concat().into(),
            _ => found.push(FieldError { field, kind: ErrorKind::Refused(sentence.clone()) }),
        }
    }
    found
}

fn field_of(path: &str, form: &SentForm) -> FieldId {
    let parties = form.edits.parties(form.prefill);
    let parts: Vec<&str> = path.split(['.', '[', ']']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        ["name"] => FieldId::Name,
        ["data_fields", rest @ ..] => data_field(path, rest, form),
        ["parties", rest @ ..] => match rest {
            [index, inner @ ..] if number(index).is_some() => number(index)
                .and_then(|index| parties.get(index))
                .map_or(FieldId::Parties, |party| within(party, inner)),
            inner => only(parties).map_or(FieldId::Parties, |party| within(party, inner)),
        },
        ["my_party", inner @ ..] => match form.edits.owner.as_ref() {
            Some(owner) if !owner.people().is_empty() => within(owner, inner),
            _ => FieldId::Party(OWNER, PartyInput::Add),
        },
        ["participant" | "participants", inner @ ..] => only(parties)
            .filter(|party| party.people().len() == 1)
            .map_or(FieldId::Parties, |party| person(party, inner)),
        ["product_groups", rest @ ..] if IS_FULL => product_group(rest, form),
        ["party", inner @ ..] => only(parties).map_or(FieldId::Parties, |party| within(party, inner)),
        _ => by_name(path, form).unwrap_or(FieldId::Form),
    }
}

/// A data field by its index in what was sent, or by its custom id. That is free text and may contain dots.
fn data_field(path: &str, rest: &[&str], form: &SentForm) -> FieldId {
    let index = rest.first().and_then(|part| number(part));
    let custom_id = index.and_then(|index| form.sent.contract().data_fields.get(index)).map(|value| &value.custom_id);
    let indexed = custom_id.and_then(|id| form.fields.iter().position(|field| field.custom_id == *id));
    indexed.map(FieldId::Field).or_else(|| by_name(path, form)).unwrap_or(FieldId::Form)
}

/// The field with the longest custom id that the path names.
fn by_name(path: &str, form: &SentForm) -> Option<FieldId> {
    let named = form.fields.iter().enumerate().filter(|(_, field)| names(path, &field.custom_id));
    named.max_by_key(|(_, field)| field.custom_id.len()).map(|(index, _)| FieldId::Field(index))
}

fn names(path: &str, custom_id: &str) -> bool {
    let (path, id) = (path.as_bytes(), custom_id.as_bytes());
    let edge = |byte: Option<&u8>| byte.is_none_or(|byte| b".[]\"'".contains(byte));
    let ends_well =
        |at: usize| edge(at.checked_sub(1).and_then(|before| path.get(before))) && edge(path.get(at + id.len()));
    !id.is_empty() && path.windows(id.len()).enumerate().any(|(at, window)| window == id && ends_well(at))
}

/// A table by its index in what was sent, and its row by the index among those that were sent.
fn product_group(rest: &[&str], form: &SentForm) -> FieldId {
    let (index, inner) = match rest {
        [index, inner @ ..] if number(index).is_some() => (number(index), inner),
        inner => (Some(0), inner),
    };
    let sent = index.and_then(|index| (*form.sent.contract().product_groups).get(index));
    let table = sent.and_then(|sent| form.tables.iter().find(|table| table.group.id == sent.table.id));
    let Some(table) = table else { return FieldId::Table(0) };
    let ["products", row, inner @ ..] = inner else { return FieldId::Table(table.number) };
    let rows = table.rows(&form.edits.tables, &form.prefill.items);
    let row = number(row).and_then(|row| rows.items.get(row));
    row.map_or(FieldId::Table(table.number), |row| FieldId::Item(row.key, item_input(inner, row.kind.is_choice())))
}

fn item_input(parts: &[&str], is_choice: bool) -> ItemInput {
    let price = |nth, inner: &[&str]| match inner {
        [discount, ..] if discount.starts_with("discount") => ItemInput::Discount(nth),
        _ => ItemInput::Price(nth),
    };
    match parts {
        ["description", ..] => ItemInput::Description,
        ["price_1", inner @ ..] => price(Nth::First, inner),
        ["price_2", inner @ ..] => price(Nth::Second, inner),
        ["quantity", ..] if is_choice => ItemInput::Chosen,
        ["quantity", ..] => ItemInput::Quantity,
        _ => ItemInput::Name,
    }
}

fn within(party: &Party, parts: &[&str]) -> FieldId {
    match parts {
        ["participants", index, inner @ ..] if number(index).is_some() => {
            let somebody = number(index).and_then(|index| party.people().get(index));
            somebody.map_or(FieldId::Parties, |it| FieldId::Person(party.key, it.key, person_input(inner)))
        }
        ["participants" | "participant", inner @ ..] => person(party, inner),
        ["identification_number"] => FieldId::Party(party.key, PartyInput::Number),
        ["country_code"] => FieldId::Party(party.key, PartyInput::Country),
        _ => FieldId::Party(party.key, PartyInput::Name),
    }
}

fn person(party: &Party, parts: &[&str]) -> FieldId {
    party.people().first().map_or(FieldId::Parties, |it| FieldId::Person(party.key, it.key, person_input(parts)))
}

fn person_input(parts: &[&str]) -> PersonInput {
    match parts {
        ["email"] => PersonInput::Email,
        ["phone_number"] => PersonInput::Phone,
        ["title"] => PersonInput::Title,
        ["identification_number"] => PersonInput::Number,
        ["delivery_channel"] => PersonInput::Channel,
        ["sign_method"] => PersonInput::SignMethod,
        ["two_step_authentication_method"] => PersonInput::SecondFactor,
        ["signatory" | "organizer" | "_permissions", ..] => PersonInput::Role,
        _ => PersonInput::Name,
    }
}

fn only(parties: &[Party]) -> Option<&Party> {
    match parties {
        [party] => Some(party),
        _ => None,
    }
}

fn number(part: &str) -> Option<usize> {
    part.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::available_options::AvailableOptions;
    use crate::api::ids::{TemplateId, WorkspaceId};
    use crate::api::template::Template;
    use crate::flow::form::party::{PartyKey, PartyKind};
    use crate::flow::form::person::{Person, PersonKey};
    use crate::flow::form::validate::validate;

    const ACME: PartyKey = PartyKey(0);
    const BO: PartyKey = PartyKey(1);

    fn party(key: PartyKey, kind: PartyKind, people: u32) -> Party {
        let mut party = Party { name: "Acme AB".into(), people: Vec::new(), ..Party::new(key, kind) };
        for number in 0..people {
            let (name, key) = (format!("Ada {number}").into(), PersonKey(number));
            party.people.push(Person { name, ..Person::new(key) });
        }
        party
    }

    fn fields() -> Vec<Rc<DataField>> {
        let field = |id: &str| DataField {
            custom_id: id.into(),
            name: id.into(),
            description: None,
            placeholder: None,
            default: "x".into(),
            active: true,
        };
        ["order", "order.no", "date"].map(|id| Rc::new(field(id))).into()
    }

    /// Where the path of a refusal of a form with these parties leads.
    #[expect(clippy::expect_used, reason = "the form of the tests is valid")]
    fn leads(path: &str, parties: Vec<Party>, owner: Option<Party>) -> FieldId {
        let edits = Edits { parties: Some(parties), owner, ..Edits::default() };
        let (prefill, fields) = (Prefill::default(), fields());
        let options = AvailableOptions::default();
        let template =
            Template { id: TemplateId(1), name: Some("Supply".into()), kind: None, creator_signs: None, options };
        let sent = validate(&edits, &prefill, WorkspaceId(1), &template, &fields, &[]).expect("is valid");
        let form = SentForm { sent: &sent, edits: &edits, prefill: &prefill, fields: &fields, tables: &[] };
        let problem = || ParameterProblem { path: path.into(), sentence: "No.".into() };
        let found = field_errors(&[problem(), problem()], &form);
        assert_eq!(found.len(), 1, "{path} is one error");
        found.first().map_or(FieldId::Form, |error| error.field)
    }

    #[test]
    fn a_path_leads_to_the_input_that_it_names_with_or_without_indexes() {
        let company = |input| FieldId::Party(ACME, input);
        let person = |key, input| FieldId::Person(ACME, PersonKey(key), input);
        let cases = [
            ("name", FieldId::Name),
            ("data_fields", FieldId::Form),
            ("data_fields[1].value", FieldId::Field(1)),
            ("data_fields.2", FieldId::Field(2)),
            ("data_fields.order.no", FieldId::Field(1)),
            ("data_fields['order']", FieldId::Field(0)),
            ("order.no", FieldId::Field(1)),
            ("reorder", FieldId::Form),
            ("parties", company(PartyInput::Name)),
            ("parties[0].country_code", company(PartyInput::Country)),
            ("parties.0.identification_number", company(PartyInput::Number)),
            ("parties[0].participants[1].email", person(1, PersonInput::Email)),
            ("parties[0].participants[9].email", FieldId::Parties),
            ("parties[1].participants[0].email", FieldId::Parties),
            ("parties[0].participant.sign_method", person(0, PersonInput::SignMethod)),
            ("parties.name", company(PartyInput::Name)),
            ("parties[0].participants.email", person(0, PersonInput::Email)),
            ("parties[0].participants[0].title", person(0, PersonInput::Title)),
            ("parties[0].participants[0].identification_number", person(0, PersonInput::Number)),
            ("parties[0].participants[1].two_step_authentication_method", person(1, PersonInput::SecondFactor)),
            ("party.name", company(PartyInput::Name)),
            ("participant.email", FieldId::Parties),
            ("something_new", FieldId::Form),
        ];
        for (path, field) in cases {
            assert_eq!(leads(path, vec![party(ACME, PartyKind::Company, 2)], None), field, "{path}");
        }
    }

    #[test]
    fn a_path_without_an_index_names_somebody_only_where_there_is_one() {
        let alone = || vec![party(ACME, PartyKind::Individual, 1)];
        let email = FieldId::Person(ACME, PersonKey(0), PersonInput::Email);
        assert_eq!(leads("participant.email", alone(), None), email);
        assert_eq!(
            leads("participants.phone_number", alone(), None),
            FieldId::Person(ACME, PersonKey(0), PersonInput::Phone)
        );
        let two = vec![party(ACME, PartyKind::Individual, 1), party(BO, PartyKind::Individual, 1)];
        assert_eq!(leads("participant.email", two.clone(), None), FieldId::Parties);
        assert_eq!(leads("parties.name", two, None), FieldId::Parties);
    }

    #[test]
    fn the_owner_side_is_its_people_or_the_button_that_adds_one() {
        assert_eq!(leads("my_party.participants", Vec::new(), None), FieldId::Party(OWNER, PartyInput::Add));
        let nobody = Some(party(OWNER, PartyKind::Owner, 0));
        assert_eq!(leads("my_party.participants", Vec::new(), nobody), FieldId::Party(OWNER, PartyInput::Add));
        let mut owner = party(OWNER, PartyKind::Owner, 1);
        if let Some(person) = owner.people.first_mut() {
            person.email = "siri@example.com".into();
        }
        let place = leads("my_party.participants[0].signatory", Vec::new(), Some(owner));
        assert_eq!(place, FieldId::Person(OWNER, PersonKey(0), PersonInput::Role));
    }
}
