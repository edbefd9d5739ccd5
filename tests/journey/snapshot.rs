//! A core that stops: its successor goes on where it was, as far as the element remembers.

use std::collections::BTreeMap;

use oneflow_contract_picker::flow::form::party::{OWNER, PartyKind};
use oneflow_contract_picker::flow::form::person::{PersonInput, PersonKey};
use oneflow_contract_picker::flow::message::{Message, PartyMessage};
use oneflow_contract_picker::flow::snapshot::{Continuation, HandedOver, Snapshot, SnapshotPart};
use oneflow_contract_picker::json::Json;
use oneflow_sandbox::FaultKind::Cut;

use super::stage::{CREATE, Stage};
use super::story::{FIRST, Story};

fn remembered(user: &Story) -> Snapshot {
    let Continuation::Snapshot(snapshot) = user.flow.continuation() else {
        panic!("there is nothing to remember");
    };
    *snapshot
}

/// The text that the element puts together from parts.
fn joined(parts: &[SnapshotPart]) -> String {
    let (mut head, mut fields) = ("", BTreeMap::new());
    for part in parts {
        match &part.field {
            None => head = &part.json,
            Some(field) if part.json.is_empty() => _ = fields.remove(field),
            Some(field) => _ = fields.insert(field, &*part.json),
        }
    }
    let fields: Vec<&str> = fields.into_values().collect();
    format!(r#"{{"head":{head},"fields":[{}]}}"#, fields.join(","))
}

#[test]
fn a_key_hands_over_one_field_and_the_parts_together_are_the_whole() {
    let mut user = typed_in();
    let mut handed_over = HandedOver::default();
    let mut parts = handed_over.changes(user.flow.continuation());
    user.types("amount", "7");
    let key = handed_over.changes(user.flow.continuation());
    assert_eq!(key.iter().map(|part| part.field.as_deref()).collect::<Vec<_>>(), [Some("amount")]);
    assert!(key[0].json.len() < 100, "{}", key[0].json);
    assert_eq!(handed_over.changes(user.flow.continuation()), []);
    parts.extend(key);
    user.hears(Message::FieldRestored("amount".into()));
    parts.extend(handed_over.changes(user.flow.continuation()));
    let text = joined(&parts);
    let again = Snapshot::from_parts(&Json::parse(&text).expect("is JSON")).expect("is a snapshot");
    assert_eq!(again, remembered(&user));
    let gone = handed_over.changes(Continuation::Nothing);
    assert!(gone.iter().all(|part| part.json.is_empty()) && gone.len() > 1, "{gone:?}");
}

fn typed_in() -> Story {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.types("amount", "12 \"5\"\n0");
    let party = user.adds(PartyKind::Individual);
    user.writes_person(party, FIRST, PersonInput::Name, "Åsa Öst");
    user.writes_person(party, FIRST, PersonInput::Email, "asa@ost.example");
    user.writes_person(party, FIRST, PersonInput::Role, "viewer");
    user.hears(Message::Party(PartyMessage::PersonAdded(OWNER)));
    user.writes_person(OWNER, PersonKey(0), PersonInput::Name, "Ola Nordin");
    user.writes_person(OWNER, PersonKey(0), PersonInput::Email, "ola.nordin@example.com");
    user
}

#[test]
fn what_was_typed_comes_back_in_the_form_of_the_same_template() {
    let user = typed_in();
    let (draft, choice) = (user.flow.edits.clone(), user.filling().choice.clone());
    let again = user.after_a_stop();
    assert_eq!(again.step(), "filling");
    assert!(again.filling().choice.is_same(&choice));
    assert_eq!(again.flow.edits, draft);
}

#[test]
fn in_the_middle_of_a_creation_it_comes_back_as_unconfirmed_and_finds_the_draft() {
    let mut user = typed_in();
    user.types("amount", "125");
    user.goes_wrong(CREATE, Cut { after: true });
    user.time_stands_still();
    user.presses_review();
    user.nothing_answers();
    user.hears(Message::Confirmed(None));
    assert!(user.creating().request.is_writing());
    assert!(remembered(&user).creating);
    user.everything_goes_on();
    let made = user.made();
    assert_eq!(made.len(), 1);
    let mut again = user.after_a_stop();
    assert_eq!(again.candidates(), made);
    again.says_this_is_it(oneflow_contract_picker::api::ids::ContractId(made[0]));
    assert_eq!((again.step(), again.creations()), ("created", 0));
}

#[test]
fn while_the_host_is_asked_nothing_was_sent_so_the_form_comes_back() {
    let mut user = typed_in();
    user.types("amount", "125");
    user.presses_review();
    assert!(!remembered(&user).creating);
    assert_eq!(user.after_a_stop().step(), "filling");
}

#[test]
fn what_was_typed_outlives_a_template_that_is_gone() {
    let user = typed_in();
    let draft = user.flow.edits.clone();
    let mut snapshot = remembered(&user);
    snapshot.choice =
        Some((oneflow_contract_picker::api::ids::WorkspaceId(1), oneflow_contract_picker::api::ids::TemplateId(2)));
    let again = user.recalling(snapshot);
    assert_eq!((again.step(), &again.flow.edits), ("choosing", &draft));
}

#[test]
fn after_the_creation_there_is_nothing_to_remember() {
    let mut user = Stage::new().opens();
    assert_eq!(remembered(&user), Snapshot::default());
    user.fills_in_a_supply_agreement();
    user.presses_create();
    assert_eq!(user.flow.continuation(), Continuation::Nothing);
}
