//! From a typed person to a valid participant: what delivery and signing need from them.

use super::rules::{NAME_LIMIT, NUMBER_LIMIT, longest, needed, non_empty};
use crate::api::Text;
use crate::api::available_options::{AvailableOption, AvailableOptions};
use crate::api::new_contract::{NewParticipant, Permissions};
use crate::flow::form::contact::{is_email, phone};
use crate::flow::form::field::{ErrorKind, FieldError, FieldId};
use crate::flow::form::party::{OWNER, Party};
use crate::flow::form::person::{ME, Person, PersonInput};
use crate::flow::form::role::Role;

/// The options that count for a person.
struct Chosen<'a> {
    channel: Option<&'a AvailableOption>,
    sign_method: Option<&'a AvailableOption>,
    second_factor: Option<&'a AvailableOption>,
}

impl<'a> Chosen<'a> {
    fn by(person: &Person, available: &'a AvailableOptions, owner: bool) -> Self {
        let signs = person.role == Role::Signatory;
        Self {
            // Oneflow knows how to reach its own users.
            channel: person.channel_of(available).filter(|_| !owner),
            sign_method: person.sign_method_of(available).filter(|_| signs),
            second_factor: person.second_factor_of(available).filter(|_| signs && !owner),
        }
    }

    /// The option because of which an attribute has to be filled in: Oneflow's word for it.
    fn needs(&self, attribute: &str) -> Option<Text> {
        let lists = |option: &&AvailableOption| option.requires.iter().any(|it| &**it == attribute);
        let listing = self.channel.into_iter().chain(self.second_factor).find(lists);
        // A sign method has no list of its own; signing by SMS needs the number all the same (`docs/participant`).
        let by_sms = |option: &&AvailableOption| attribute == "phone_number" && &*option.name == "sms";
        listing.or_else(|| self.sign_method.filter(by_sms)).map(|option| option.name.clone())
    }
}

pub(super) fn participant(
    found: &mut Vec<FieldError>,
    party: &Party,
    person: &Person,
    available: &AvailableOptions,
) -> NewParticipant {
    let owner = party.key == OWNER;
    let chosen = Chosen::by(person, available, owner);
    let phone = phone(&person.phone);
    check(found, party, person, &chosen);
    let name = |option: Option<&AvailableOption>| option.map(|option| option.name.clone());
    NewParticipant {
        name: person.name.trim().into(),
        email: non_empty(&person.email),
        phone_number: phone,
        title: non_empty(&person.title),
        identification_number: non_empty(&person.number),
        delivery_channel: name(chosen.channel).or_else(|| (!owner).then(|| "none".into())),
        organizer: owner && person.role == Role::Organizer,
        signatory: person.role == Role::Signatory,
        sign_method: name(chosen.sign_method),
        two_step_authentication_method: name(chosen.second_factor),
        permissions: Permissions { update: person.role != Role::Viewer },
    }
}

fn check(found: &mut Vec<FieldError>, party: &Party, person: &Person, chosen: &Chosen) {
    let at = |input| FieldId::Person(party.key, person.key, input);
    let email = person.email.trim();
    // Who the acting user is says their email.
    if !(person.key == ME && email.is_empty()) {
        needed(found, at(PersonInput::Name), &person.name, NAME_LIMIT);
    }
    longest(found, at(PersonInput::Title), &person.title, NAME_LIMIT);
    longest(found, at(PersonInput::Number), &person.number, NUMBER_LIMIT);
    if party.key == OWNER && email.is_empty() {
        found.push(FieldError { field: at(PersonInput::Email), kind: ErrorKind::Needed });
    }
    for (input, text, attribute) in
        [(PersonInput::Email, &person.email, "email"), (PersonInput::Phone, &person.phone, "phone_number")]
    {
        let missing = || chosen.needs(attribute).filter(|_| text.trim().is_empty()).map(ErrorKind::NeededFor);
        if let Some(kind) = missing().or_else(|| contact_error(input, text)) {
            found.push(FieldError { field: at(input), kind });
        }
    }
}

/// What is wrong with an email address or a phone number by itself; nothing with one that is not there.
pub(in crate::flow) fn contact_error(input: PersonInput, text: &str) -> Option<ErrorKind> {
    let text = text.trim();
    match input {
        _ if text.is_empty() => None,
        PersonInput::Email => (!is_email(text)).then_some(ErrorKind::NotAnEmail),
        PersonInput::Phone => phone(text).is_none().then_some(ErrorKind::NotAPhone),
        _ => None,
    }
}
