//! From a typed person to a valid participant: what delivery and signing need from them.

use super::rules::{NAME_LIMIT, NUMBER_LIMIT, longest, needed, non_empty};
use crate::api::Text;
use crate::api::new_contract::{NewParticipant, Permissions};
use crate::api::template::{AvailableOption, AvailableOptions};
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
    check(found, party, person, &chosen, phone.is_some());
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

fn check(found: &mut Vec<FieldError>, party: &Party, person: &Person, chosen: &Chosen, phone_is_valid: bool) {
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
    let mut contact = |input, text: &str, attribute, invalid| {
        let kind = match (text.trim().is_empty(), chosen.needs(attribute), invalid) {
            (true, Some(reason), _) => ErrorKind::NeededFor(reason),
            (false, _, Some(kind)) => kind,
            _ => return,
        };
        found.push(FieldError { field: at(input), kind });
    };
    contact(PersonInput::Email, email, "email", (!is_email(email)).then_some(ErrorKind::NotAnEmail));
    let invalid_phone = (!phone_is_valid).then_some(ErrorKind::NotAPhone);
    contact(PersonInput::Phone, &person.phone, "phone_number", invalid_phone);
}
