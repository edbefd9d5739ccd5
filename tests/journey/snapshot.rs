//! A core that stops: its successor goes on where it was, as far as the element remembers.

use std::collections::BTreeMap;

use oneflow_contract_picker::flow::effect::Warning;
use oneflow_contract_picker::flow::form::party::{OWNER, PartyKind};
use oneflow_contract_picker::flow::form::person::{PersonInput, PersonKey};
use oneflow_contract_picker::flow::handed_over::{Continuation, HandedOver, SnapshotPart};
use oneflow_contract_picker::flow::message::{Message, PartyMessage};
use oneflow_contract_picker::flow::snapshot::Snapshot;
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
    assert!(remembered(&user).attempt.is_some());
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
    assert_eq!(remembered(&user).attempt, None);
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
fn an_attempt_with_a_template_that_is_gone_is_not_taken_for_one_with_another() {
    let mut user = typed_in();
    user.types("amount", "125");
    user.goes_wrong(CREATE, Cut { after: true });
    user.presses_create();
    let mut snapshot = remembered(&user);
    let other = Some((oneflow_contract_picker::api::ids::WorkspaceId(1), snapshot.choice.expect("is picked").1));
    snapshot.choice = other;
    let mut again = user.recalling(snapshot);
    again.chooses("Supply agreement");
    assert_eq!(again.step(), "filling");
}

#[test]
fn a_template_that_was_picked_and_a_text_that_was_typed_are_each_worth_remembering() {
    let mut user = Stage::new().opens();
    assert_eq!(user.flow.continuation(), Continuation::Nothing);
    user.chooses("Delivery note");
    assert!(remembered(&user).choice.is_some());
    user.names_it("Delivery 7");
    user.hears(Message::WentBack);
    let snapshot = remembered(&user);
    assert_eq!((snapshot.choice, snapshot.edits), (None, user.flow.edits.clone()));
}

#[test]
fn after_the_creation_there_is_nothing_to_remember() {
    let mut user = Stage::new().opens();
    assert_eq!(user.flow.continuation(), Continuation::Nothing, "nothing is picked or typed");
    user.fills_in_a_supply_agreement();
    user.presses_create();
    assert_eq!(user.flow.continuation(), Continuation::Nothing);
}

/// What the property `draft` is of this element.
fn kept(user: &Story, record: &str) -> String {
    let parts = HandedOver::default().changes(user.flow.continuation());
    format!(r#"{{"version":1,"externalId":"{record}",{}"#, &joined(&parts)[1..])
}

fn of_record(record: &str) -> Story {
    let mut user = Stage::new().has("externalId", record).opens();
    user.fills_in_a_supply_agreement();
    user
}

#[test]
fn a_draft_that_the_page_kept_brings_back_what_was_typed_after_a_reload() {
    let user = of_record("deal-1");
    let draft = kept(&user, "deal-1");
    let again = Stage::new().has("externalId", "deal-1").has("draft", draft.clone()).opens();
    assert_eq!((again.step(), &again.flow.edits), ("filling", &user.flow.edits));
    let mut late = Stage::new().has("externalId", "deal-1").opens();
    late.host_sets("draft", draft);
    assert_eq!((late.step(), &late.flow.edits), ("filling", &user.flow.edits), "also once the element has started");
    assert_eq!(late.errors(), [""; 0]);
}

#[test]
fn an_attempt_under_way_comes_back_from_a_draft_as_unconfirmed_with_its_own_time() {
    let mut user = of_record("deal-1");
    user.presses_create();
    user.hears(Message::StartedOver);
    user.seconds_pass(600);
    user.fills_in_a_supply_agreement();
    user.goes_wrong(CREATE, Cut { after: true });
    user.presses_create();
    let (made, since) = (user.made(), user.unconfirmed().attempt.since);
    let mut again = user.reloaded_with(|user| kept(user, "deal-1"));
    again.seconds_pass(3_600);
    assert_eq!((again.step(), again.candidates()), ("unconfirmed", made[1..].to_vec()), "the first is older");
    assert_eq!((again.unconfirmed().attempt.since, again.creations()), (since, 0));
    assert_eq!(&*again.unconfirmed().attempt.key, "key-2");
}

#[test]
fn a_draft_of_another_record_or_version_or_nonsense_is_refused_and_the_element_starts_without_it() {
    let user = of_record("deal-1");
    let draft = kept(&user, "deal-1");
    for wrong in [kept(&user, "deal-2"), draft.replace(r#""version":1"#, r#""version":2"#), "[]".to_owned()] {
        let again = Stage::new().has("externalId", "deal-1").has("draft", wrong).opens();
        assert_eq!((again.step(), again.errors()), ("choosing", vec!["config"]));
        assert!(matches!(&again.warnings[..], [Warning::Property(text)] if text.starts_with("draft")));
    }
}

#[test]
fn a_draft_never_replaces_what_the_user_has_typed() {
    let draft = kept(&of_record("deal-1"), "deal-1");
    let mut user = of_record("deal-1");
    user.names_it("Typed meanwhile");
    let edits = user.flow.edits.clone();
    user.host_sets("draft", draft);
    assert_eq!((user.step(), &user.flow.edits, user.errors()), ("filling", &edits, vec!["config"]));
}

#[test]
fn a_draft_that_comes_with_its_record_waits_for_the_record() {
    let draft = kept(&of_record("deal-2"), "deal-2");
    let mut user = of_record("deal-1");
    let edits = user.flow.edits.clone();
    user.host_sets_both("externalId", "deal-2", "draft", &draft);
    assert_eq!(user.flow.edits, edits, "the user is asked first");
    user.hears(Message::ResetConfirmed);
    assert_eq!((user.step(), user.flow.edits.name.is_some()), ("filling", true));
}
