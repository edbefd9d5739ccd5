//! Parties as Oneflow allows them: the owner side, suggested people, their order, and how many they may be.

use oneflow_contract_picker::flow::effect::{Effect, Focus};
use oneflow_contract_picker::flow::form::field::{ErrorKind, FieldId};
use oneflow_contract_picker::flow::form::party::{OWNER, PartyInput, PartyKey, PartyKind};
use oneflow_contract_picker::flow::form::person::{ME, PersonInput, PersonKey};
use oneflow_contract_picker::flow::form::role::Role;
use oneflow_contract_picker::flow::message::{Message, PartyMessage};
use oneflow_contract_picker::text::Phrases;
use oneflow_contract_picker::text::languages::EN;
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
fn the_list_of_colleagues_is_asked_for_once_and_only_for_the_owner_side() {
    let mut user = filling(json!({}));
    let company = user.adds(PartyKind::Company);
    says(&mut user, PartyMessage::Expanded(company));
    let asked = |user: &Story| user.paths().iter().filter(|path| *path == "/users").count();
    assert_eq!(asked(&user), 0);
    user.nothing_answers();
    says(&mut user, PartyMessage::Expanded(OWNER));
    let (_, effects) = user.flow.clone().update(Message::Party(PartyMessage::Expanded(OWNER)));
    assert!(effects.iter().all(|effect| matches!(effect, Effect::Focus(_))), "it is asked for already");
    user.everything_goes_on();
    says(&mut user, PartyMessage::Expanded(OWNER));
    assert_eq!(asked(&user), 1);
}

#[test]
fn who_reviews_before_the_colleagues_have_come_can_ask_for_them_again() {
    let mut user = filling(json!({}));
    user.nothing_answers();
    says(&mut user, PartyMessage::Expanded(OWNER));
    user.presses_review();
    user.everything_goes_on();
    user.hears(Message::WentBack);
    assert_eq!((&user.filling().request, &user.filling().colleagues), (&None, &None));
    says(&mut user, PartyMessage::Expanded(OWNER));
    assert!(user.filling().colleagues.is_some());
}

#[test]
fn the_acting_users_part_changes_in_their_own_row_and_in_no_colleagues() {
    let mut user = filling(json!({}));
    says(&mut user, PartyMessage::PersonAdded(OWNER));
    user.writes_person(OWNER, FIRST, PersonInput::Role, "viewer");
    says(&mut user, PartyMessage::OwnPartChosen(Some(Role::Organizer)));
    says(&mut user, PartyMessage::OwnPartChosen(Some(Role::Signatory)));
    let owner = user.flow.edits.owner.clone().expect("was edited");
    let roles: Vec<_> = owner.people.iter().map(|person| (person.key, person.role)).collect();
    assert_eq!(roles, [(ME, Role::Signatory), (FIRST, Role::Viewer)]);
}

#[test]
fn ticking_somebody_moves_the_focus_only_where_the_summary_has_offered_them() {
    let mut user = filling(suggesting_two());
    let company = user.adds(PartyKind::Company);
    let summary = Focus::Input(FieldId::Party(company, PartyInput::Summary));
    says(&mut user, PartyMessage::PersonToggled(company, 0));
    assert_ne!(user.focus.last(), Some(&summary));
    says(&mut user, PartyMessage::Collapsed(company));
    user.focus.clear();
    says(&mut user, PartyMessage::PersonToggled(company, 1));
    assert_eq!(user.focus, [summary]);
    says(&mut user, PartyMessage::PersonToggled(company, 1));
    let english = Phrases::from(&EN);
    let said: Vec<_> = user.filling().removed.iter().map(|it| english.removed_names(it)).collect();
    assert_eq!(said, ["Bo Ek"], "the empty place that Ada took was nobody");
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
    let [(place, ErrorKind::Refused(said))] = &user.problems()[..] else { panic!("{:?}", user.problems()) };
    assert_eq!(*place, FieldId::Person(OWNER, FIRST, PersonInput::Email));
    assert!(said.contains("user"), "Oneflow says why: {said}");
}

#[test]
fn the_acting_users_own_part_is_one_choice() {
    let me = |input| FieldId::Person(OWNER, ME, input);
    for (role, signs) in [(Role::Signatory, true), (Role::Organizer, false)] {
        let mut user = filling(json!({}));
        says(&mut user, PartyMessage::Expanded(OWNER));
        says(&mut user, PartyMessage::OwnPartChosen(Some(role)));
        user.presses_create();
        assert_eq!(user.problems(), [(me(PersonInput::Email), ErrorKind::Needed)], "who they are is asked once");
        user.writes_person(OWNER, ME, PersonInput::Email, "siri.lund@example.com");
        user.presses_review();
        assert_eq!(user.flow.edits.own_role(), Some(role));
        user.hears(Message::Confirmed(None));
        let sent = user.sent().into_iter().find_map(|sent| sent.body).expect("was sent");
        assert_eq!(sent["my_party"]["creator_inherit_settings_from_template"], false);
        let people = sent["my_party"]["participants"].as_array().expect("are listed").clone();
        assert_eq!(people.len(), 1);
        assert_eq!((&people[0]["name"], &people[0]["signatory"]), (&json!("Siri Lund"), &json!(signs)));
        assert_eq!(user.created().contract.is_signed_by_me(), signs);
    }
    let mut user = filling(json!({}));
    says(&mut user, PartyMessage::OwnPartChosen(Some(Role::Signatory)));
    says(&mut user, PartyMessage::OwnPartChosen(None));
    user.presses_create();
    let sent = user.sent().into_iter().find_map(|sent| sent.body).expect("was sent");
    assert_eq!(sent.get("my_party"), None, "the template decides");
}

#[test]
fn the_own_part_survives_a_stop() {
    let mut user = filling(json!({}));
    says(&mut user, PartyMessage::OwnPartChosen(Some(Role::Organizer)));
    user.writes_person(OWNER, ME, PersonInput::Email, "siri.lund@example.com");
    let user = user.after_a_stop();
    assert_eq!(user.flow.edits.own_role(), Some(Role::Organizer));
}

#[test]
fn what_is_removed_is_put_back_where_it_was() {
    let mut user = filling(json!({}));
    let first = user.adds_company("First AB", "Ada Berg", "ada@first.example");
    user.adds_company("Second AB", "Bo Ek", "bo@second.example");
    let eva = user.adds_person(first);
    user.writes_person(first, eva, PersonInput::Name, "Eva Ek");
    let all = user.flow.edits.clone();
    says(&mut user, PartyMessage::PersonRemoved(first, FIRST));
    says(&mut user, PartyMessage::Removed(first));
    let english = Phrases::from(&EN);
    let said: Vec<_> = user.filling().removed.iter().map(|it| english.removed_names(it)).collect();
    assert_eq!(said, ["Ada Berg", "First AB"]);
    says(&mut user, PartyMessage::Undone);
    says(&mut user, PartyMessage::Undone);
    assert_eq!(user.flow.edits, all);
    assert_eq!(user.filling().removed, []);
}

#[test]
fn what_is_put_back_takes_nobodys_place() {
    let mut user = filling(json!({}));
    user.adds_company("First AB", "Ada Berg", "ada@first.example");
    let second = user.adds_company("Second AB", "Bo Ek", "bo@second.example");
    says(&mut user, PartyMessage::Removed(second));
    let third = user.adds_company("Third AB", "Cleo Dahl", "cleo@third.example");
    assert_eq!(second, third, "its key is free");
    says(&mut user, PartyMessage::Undone);
    user.writes(third, PartyInput::Number, "556000-0003");
    let parties = user.flow.edits.parties(&user.flow.settings.prefill);
    let told: Vec<_> = parties.iter().map(|party| (&*party.name, &*party.number)).collect();
    assert_eq!(told, [("First AB", ""), ("Second AB", ""), ("Third AB", "556000-0003")]);
}

#[test]
fn a_person_who_is_put_back_and_one_who_has_come_meanwhile_are_two() {
    let mut user = filling(json!({}));
    let company = user.adds_company("First AB", "Ada Berg", "ada@first.example");
    let bo = user.adds_person(company);
    user.writes_person(company, bo, PersonInput::Name, "Bo Ek");
    says(&mut user, PartyMessage::PersonRemoved(company, bo));
    let cleo = user.adds_person(company);
    assert_eq!(bo, cleo, "the key is free");
    user.writes_person(company, cleo, PersonInput::Name, "Cleo Dahl");
    says(&mut user, PartyMessage::Undone);
    user.writes_person(company, cleo, PersonInput::Title, "Purchasing");
    let people = &user.flow.edits.parties(&user.flow.settings.prefill)[0].people;
    let told: Vec<_> = people.iter().map(|person| (&*person.name, &*person.title)).collect();
    assert_eq!(told, [("Ada Berg", ""), ("Bo Ek", ""), ("Cleo Dahl", "Purchasing")]);
}

#[test]
fn who_made_room_in_an_individual_comes_back_in_the_place_of_whoever_is_there_and_nobody_is_lost() {
    let mut user = filling(suggesting_two());
    let individual = user.adds(PartyKind::Individual);
    says(&mut user, PartyMessage::PersonToggled(individual, 0));
    let ada = user.flow.edits.clone();
    says(&mut user, PartyMessage::PersonToggled(individual, 0));
    let english = Phrases::from(&EN);
    let said: Vec<_> = user.filling().removed.iter().map(|it| english.removed_names(it)).collect();
    assert_eq!((names(&user, 0), said), (vec![String::new()], vec!["Ada Berg".to_owned()]));
    says(&mut user, PartyMessage::Undone);
    assert_eq!((&user.flow.edits, user.filling().removed.len()), (&ada, 0));
    says(&mut user, PartyMessage::PersonToggled(individual, 1));
    assert_eq!(names(&user, 0), ["Bo Ek"]);
    says(&mut user, PartyMessage::Undone);
    assert_eq!((&user.flow.edits, user.filling().removed.len()), (&ada, 1), "Bo made room in turn");
    says(&mut user, PartyMessage::Undone);
    assert_eq!(names(&user, 0), ["Bo Ek"]);
}

#[test]
fn an_individual_is_ticked_where_it_is_shown_whoever_is_kept_behind_it() {
    let mut user = filling(suggesting_two());
    let company = user.adds_company("First AB", "Kim Vik", "kim@first.example");
    user.adds_person(company);
    says(&mut user, PartyMessage::KindChanged(company, PartyKind::Individual));
    says(&mut user, PartyMessage::PersonToggled(company, 0));
    assert_eq!(names(&user, 0), ["Kim Vik"], "who was typed is not driven out");
    says(&mut user, PartyMessage::KindChanged(company, PartyKind::Company));
    assert_eq!(names(&user, 0), ["Kim Vik", ""], "and nobody was put behind them");
    let nobody = user.adds(PartyKind::Company);
    says(&mut user, PartyMessage::PersonRemoved(nobody, FIRST));
    says(&mut user, PartyMessage::KindChanged(nobody, PartyKind::Individual));
    says(&mut user, PartyMessage::PersonToggled(nobody, 0));
    assert_eq!(names(&user, 1), ["Ada Berg"]);
}

#[test]
fn the_parties_that_the_hosts_replaced_come_back_and_nothing_typed_since_is_lost() {
    let acme = |name: &str| json!([{"type": "company", "name": name, "participants": [{"name": "Ada Berg"}]}]);
    let mut user = filling(json!({"parties": acme("Acme AB")}));
    let typed = user.adds_company("Typed AB", "Bo Ek", "bo@typed.example");
    user.host_sets("prefill", json!({"parties": acme("Acme Holding AB")}));
    assert!(user.flow.edits.parties_outdated(&user.flow.settings.prefill));
    let before = user.flow.edits.clone();
    let english = Phrases::from(&EN);
    let shown = english.party_names(user.flow.edits.parties(&user.flow.settings.prefill));
    assert_eq!(shown, "Acme AB (Ada Berg), Typed AB (Bo Ek)", "what would go is shown before");
    says(&mut user, PartyMessage::Restored);
    assert_eq!(user.flow.edits.parties, None);
    says(&mut user, PartyMessage::Undone);
    assert_eq!(user.flow.edits, before);
    says(&mut user, PartyMessage::Restored);
    user.writes(PartyKey(0), PartyInput::Number, "556000-0009");
    says(&mut user, PartyMessage::Undone);
    assert!(user.flow.edits.parties(&user.flow.settings.prefill).iter().any(|party| party.key == typed));
    says(&mut user, PartyMessage::Undone);
    let numbers = user.flow.edits.parties(&user.flow.settings.prefill).iter().map(|party| party.number.to_string());
    assert_eq!(numbers.collect::<Vec<_>>(), ["556000-0009"]);
}

#[test]
fn a_suggested_person_becomes_a_party_by_one_press() {
    let mut user = filling(suggesting_two());
    says(&mut user, PartyMessage::SuggestedAdded(1));
    assert_eq!((names(&user, 0), user.filling().expanded.len()), (vec!["Bo Ek".to_owned()], 0));
    user.presses_create();
    assert_eq!(user.step(), "created");
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
fn who_is_ticked_is_told_from_the_others_and_a_company_may_be_left_with_nobody() {
    let mut user = filling(suggesting_two());
    let company = user.adds_company("First AB", "Cleo Dahl", "cleo@first.example");
    let place = user.adds_person(company);
    says(&mut user, PartyMessage::PersonToggled(company, 0));
    assert_eq!(names(&user, 0), ["Cleo Dahl", "Ada Berg"]);
    user.writes_person(company, place, PersonInput::Title, "Buyer");
    let people = user.flow.edits.parties(&user.flow.settings.prefill)[0].people.clone();
    assert_eq!(people.iter().map(|person| &*person.title).collect::<Vec<_>>(), ["", "Buyer"]);
    says(&mut user, PartyMessage::PersonToggled(company, 0));
    says(&mut user, PartyMessage::PersonRemoved(company, FIRST));
    assert_eq!(names(&user, 0), [""; 0]);
    says(&mut user, PartyMessage::PersonToggled(company, 1));
    says(&mut user, PartyMessage::PersonToggled(company, 1));
    assert_eq!(names(&user, 0), [""; 0], "whoever is ticked out leaves nothing behind");
    let individual = user.adds(PartyKind::Individual);
    says(&mut user, PartyMessage::PersonToggled(individual, 0));
    says(&mut user, PartyMessage::PersonToggled(individual, 0));
    assert_eq!(names(&user, 1), [""], "an individual is somebody");
    let kept = &user.flow.edits.parties(&user.flow.settings.prefill)[1];
    assert_eq!((kept.key, kept.people.len()), (individual, 1));
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
fn the_focus_follows_a_party_that_moves_and_one_that_is_opened() {
    let mut user = filling(json!({}));
    let first = user.adds_company("First AB", "Ada Berg", "ada@first.example");
    let second = user.adds_company("Second AB", "Bo Ek", "bo@second.example");
    let third = user.adds(PartyKind::Individual);
    let focus = |user: &Story| user.focus.last().cloned();
    let at = |party, input| Some(Focus::Input(FieldId::Party(party, input)));
    says(&mut user, PartyMessage::MovedUp(third));
    assert_eq!(focus(&user), at(third, PartyInput::MoveUp));
    says(&mut user, PartyMessage::MovedUp(third));
    let name = Some(Focus::Input(FieldId::Person(third, FIRST, PersonInput::Name)));
    assert_eq!(focus(&user), name, "at the top nothing moves up any more");
    for party in [first, second] {
        says(&mut user, PartyMessage::Expanded(party));
        assert_eq!(focus(&user), at(party, PartyInput::Name));
    }
    says(&mut user, PartyMessage::Expanded(third));
    assert_eq!(focus(&user), name);
    says(&mut user, PartyMessage::Expanded(OWNER));
    assert_eq!(focus(&user), at(OWNER, PartyInput::Add));
}

#[test]
fn after_a_removal_the_focus_is_where_typing_goes_on_and_what_comes_back_is_closed() {
    let mut user = filling(json!({}));
    let first = user.adds_company("First AB", "Ada Berg", "ada@first.example");
    let second = user.adds_company("Second AB", "Bo Ek", "bo@second.example");
    says(&mut user, PartyMessage::Removed(first));
    says(&mut user, PartyMessage::Undone);
    assert_eq!(user.filling().expanded, [second]);
    says(&mut user, PartyMessage::PersonRemoved(second, FIRST));
    assert_eq!(user.focus.last(), Some(&Focus::Input(FieldId::Party(second, PartyInput::Name))));
    says(&mut user, PartyMessage::PersonAdded(OWNER));
    says(&mut user, PartyMessage::PersonRemoved(OWNER, FIRST));
    assert_eq!(user.focus.last(), Some(&Focus::Input(FieldId::Party(OWNER, PartyInput::Add))));
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

#[test]
fn a_party_and_a_persons_further_inputs_are_opened_and_closed_each_for_itself() {
    let mut user = filling(json!({}));
    let first = user.adds_company("First AB", "Ada Berg", "ada@first.example");
    let second = user.adds_company("Second AB", "Bo Ek", "bo@second.example");
    assert_eq!(user.filling().expanded, [first, second]);
    says(&mut user, PartyMessage::Collapsed(first));
    assert_eq!(user.filling().expanded, [second]);
    assert_eq!(user.focus.last(), Some(&Focus::Input(FieldId::Party(first, PartyInput::Summary))));
    says(&mut user, PartyMessage::DetailsToggled(first, FIRST));
    says(&mut user, PartyMessage::DetailsToggled(second, FIRST));
    assert_eq!(user.filling().detailed, [(first, FIRST), (second, FIRST)]);
    says(&mut user, PartyMessage::DetailsToggled(second, FIRST));
    assert_eq!(user.filling().detailed, [(first, FIRST)]);
}
