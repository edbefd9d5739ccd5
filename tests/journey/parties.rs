//! Parties as Oneflow allows them: the owner side, suggested people, their order, and how many they may be.

use oneflow_contract_picker::flow::form::field::{ErrorKind, FieldId};
use oneflow_contract_picker::flow::form::party::{OWNER, PartyInput, PartyKind};
use oneflow_contract_picker::flow::form::person::{PersonInput, PersonKey};
use oneflow_contract_picker::flow::message::{Message, PartyMessage};
use oneflow_sandbox::FaultKind::Html;
use serde_json::{Value, json};

use super::stage::Stage;
use super::story::{FIRST, Story};

fn suggesting_two() -> Value {
    json!({"people": [
        {"name": "Ada Berg", "email": "ada@acme.example", "title": "Purchasing"},
        {"name": "Bo Ek", "email": "bo@acme.example", "identificationNumber": "19800101-0001"},
    ]})
}

fn filling(prefill: Value) -> Story {
    let mut user = Stage::new().has("prefill", prefill).opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    user
}

fn says(user: &mut Story, message: PartyMessage) {
    user.hears(Message::Party(message));
}

fn names(user: &Story, party: usize) -> Vec<String> {
    let party = &user.flow.edits.parties(&user.flow.settings.prefill)[party];
    party.people().iter().map(|person| person.name.to_string()).collect()
}

#[test]
fn colleagues_are_offered_from_the_account_and_stand_on_the_owner_side() {
    let mut user = filling(json!({}));
    says(&mut user, PartyMessage::Expanded(OWNER));
    let offered: Vec<_> = user
        .filling()
        .suggested(OWNER, &user.flow.settings.prefill)
        .into_iter()
        .flat_map(|it| it.iter())
        .map(|it| it.name.to_string())
        .collect();
    let ola = offered.iter().position(|name| name == "Ola Nordin").expect("is an active user");
    assert!(!offered.iter().any(|name| name.contains("Nils")), "who is not active cannot take part");
    says(&mut user, PartyMessage::PersonToggled(OWNER, ola));
    user.writes_person(OWNER, PersonKey(0), PersonInput::Role, "organizer");
    user.presses_create();
    let made = user.oneflow_shows(user.made()[0]);
    let mine = made["parties"].as_array().unwrap().iter().find(|party| party["my_party"] == true).unwrap();
    let people = mine["participants"].as_array().unwrap();
    assert_eq!(people.len(), 2, "the acting user is there by himself");
    let colleague = people.iter().find(|person| person["email"] == "ola.nordin@example.com").expect("stands there");
    assert_eq!((&colleague["organizer"], &colleague["signatory"]), (&json!(true), &json!(false)));
}

#[test]
fn without_the_list_a_colleague_is_typed_in_and_needs_an_email() {
    let mut user = filling(json!({}));
    user.goes_wrong("GET /users", Html(502));
    says(&mut user, PartyMessage::Expanded(OWNER));
    says(&mut user, PartyMessage::PersonAdded(OWNER));
    user.writes_person(OWNER, FIRST, PersonInput::Name, "Ola Nordin");
    user.presses_create();
    assert_eq!(user.problems(), [(FieldId::Person(OWNER, FIRST, PersonInput::Email), ErrorKind::Needed)]);
    user.writes_person(OWNER, FIRST, PersonInput::Email, "ola.nordin@example.com");
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn a_colleague_whom_oneflow_does_not_know_is_pointed_at() {
    let mut user = filling(json!({}));
    says(&mut user, PartyMessage::PersonAdded(OWNER));
    user.writes_person(OWNER, FIRST, PersonInput::Name, "Somebody");
    user.writes_person(OWNER, FIRST, PersonInput::Email, "somebody@elsewhere.example");
    user.presses_create();
    assert_eq!(user.problems(), [(FieldId::Person(OWNER, FIRST, PersonInput::Email), ErrorKind::Refused)]);
}

#[test]
fn the_acting_user_may_decide_his_own_part() {
    for (decides, inherits) in [(false, true), (true, false)] {
        let mut user = filling(json!({}));
        says(&mut user, PartyMessage::PersonAdded(OWNER));
        user.writes_person(OWNER, FIRST, PersonInput::Name, "Siri Lund");
        user.writes_person(OWNER, FIRST, PersonInput::Email, "siri.lund@example.com");
        user.writes_person(OWNER, FIRST, PersonInput::Role, "viewer");
        says(&mut user, PartyMessage::CreatorDecides(decides));
        user.presses_create();
        let sent = user.sent();
        let sent = sent.iter().find_map(|sent| sent.body.as_ref()).expect("was sent");
        assert_eq!(sent["my_party"]["creator_inherit_settings_from_template"], inherits);
        assert_eq!(user.step(), "created");
    }
}

#[test]
fn suggested_people_are_ticked_in_and_out_and_nobody_who_was_typed_is_driven_out() {
    let mut user = filling(suggesting_two());
    let company = user.adds(PartyKind::Company);
    says(&mut user, PartyMessage::PersonToggled(company, 0));
    says(&mut user, PartyMessage::PersonToggled(company, 1));
    assert_eq!(names(&user, 0), ["Ada Berg", "Bo Ek"], "the first takes the empty place");
    says(&mut user, PartyMessage::PersonToggled(company, 0));
    assert_eq!(names(&user, 0), ["Bo Ek"]);

    let individual = user.adds(PartyKind::Individual);
    says(&mut user, PartyMessage::PersonToggled(individual, 0));
    says(&mut user, PartyMessage::PersonToggled(individual, 1));
    assert_eq!(names(&user, 1), ["Bo Ek"], "an individual is one person");
    user.writes_person(individual, FIRST, PersonInput::Name, "Kim");
    user.writes_person(individual, FIRST, PersonInput::Email, "kim@home.example");
    says(&mut user, PartyMessage::PersonToggled(individual, 0));
    assert_eq!(names(&user, 1), ["Kim"]);
}

#[test]
fn an_identification_number_goes_along() {
    let mut user = filling(suggesting_two());
    let individual = user.adds(PartyKind::Individual);
    says(&mut user, PartyMessage::PersonToggled(individual, 1));
    user.presses_create();
    let made = user.oneflow_shows(user.made()[0]);
    assert!(made.to_string().contains("19800101-0001"), "{made:#}");
}

#[test]
fn parties_change_their_order() {
    let mut user = filling(json!({}));
    user.adds_company("First AB", "Ada Berg", "ada@first.example");
    let second = user.adds_company("Second AB", "Bo Ek", "bo@second.example");
    says(&mut user, PartyMessage::MovedUp(second));
    says(&mut user, PartyMessage::MovedUp(second));
    let order: Vec<_> =
        user.flow.edits.parties(&user.flow.settings.prefill).iter().map(|party| party.name.to_string()).collect();
    assert_eq!(order, ["Second AB", "First AB"], "the first stays the first");
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn at_most_28_colleagues_beside_the_acting_user_and_40_people_in_all() {
    let mut user = filling(json!({}));
    for index in 0..29 {
        says(&mut user, PartyMessage::PersonAdded(OWNER));
        user.writes_person(OWNER, PersonKey(index), PersonInput::Name, "Colleague");
        user.writes_person(OWNER, PersonKey(index), PersonInput::Email, &format!("c{index}@northwind.example"));
    }
    user.presses_create();
    assert_eq!(user.problems(), [(FieldId::Party(OWNER, PartyInput::Add), ErrorKind::TooMany { limit: 28 })]);
    says(&mut user, PartyMessage::PersonRemoved(OWNER, PersonKey(0)));
    let company = user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
    for index in 1..12 {
        let person = user.adds_person(company);
        user.writes_person(company, person, PersonInput::Name, "Somebody");
        user.writes_person(company, person, PersonInput::Email, &format!("s{index}@acme.example"));
    }
    user.presses_create();
    assert_eq!(user.problems(), [(FieldId::Parties, ErrorKind::TooMany { limit: 39 })]);
}
