//! The contract card: a contract followed while it is in sight, sent, and opened by a link.

use std::rc::Rc;

use oneflow_contract_picker::api::contract::State;
use oneflow_contract_picker::api::failure::{Failure, Refusal};
use oneflow_contract_picker::api::ids::ParticipantId;
use oneflow_contract_picker::api::money::Money;
use oneflow_contract_picker::api::overview::Overview;
use oneflow_contract_picker::flow::event::Event;
use oneflow_contract_picker::flow::message::Message;
use oneflow_contract_picker::flow::settings::ConfigError;
use oneflow_contract_picker::flow::steps::unavailable::Reason;
use oneflow_contract_picker::text::Phrases;
use oneflow_contract_picker::text::languages::EN;
use oneflow_sandbox::ContractAction;
use oneflow_sandbox::FaultKind::{Cut, Html, Status};

use super::authorize::Gives;
use super::drawn::Drawn;
use super::stage::Stage;
use super::story::Story;

const READ: &str = "GET /contracts/{}";

/// A card for a contract that was created, and sent if it says so.
fn card(sent: bool) -> Story {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    if sent {
        user.presses_create_and_send();
    } else {
        user.presses_create();
    }
    let id = user.made()[0];
    let mut card = user.seen_by_a_card(id);
    card.time_stands_still();
    card
}

fn looks(card: &Story) -> usize {
    card.sent().iter().filter(|sent| sent.method == "GET").count()
}

fn ada(card: &Story) -> u64 {
    let person = card.card().contract.people().find(|person| &*person.name == "Ada Berg").expect("is in it");
    person.id.expect("has an id").0
}

/// The states that the host was told.
fn told(card: &Story) -> Vec<String> {
    let state = |event: &Event| match event {
        Event::ContractChange { state, .. } => Some(state.to_string()),
        _ => None,
    };
    card.events.iter().filter_map(state).collect()
}

#[test]
fn a_card_shows_the_contract_and_asks_for_nothing_else() {
    let card = card(true);
    assert_eq!((card.step(), &card.card().contract.state), ("showing", &State::Pending));
    assert_eq!(card.card().contract.people().filter(|person| person.signs).count(), 2);
    assert_eq!(looks(&card), 1);
    assert_eq!(told(&card), ["pending"]);
    assert_eq!(card.warnings, [], "a card needs no filter");
}

#[test]
fn it_looks_again_while_it_is_in_sight_and_rests_out_of_it() {
    let mut card = card(true);
    card.hears(Message::VisibilityChanged(true));
    assert_eq!(looks(&card), 2);
    card.one_wait_passes();
    assert_eq!(looks(&card), 3);
    card.hears(Message::VisibilityChanged(false));
    assert!(!card.is_waiting(), "a wait would keep a card that the page has dropped");
    card.hears(Message::VisibilityChanged(true));
    assert_eq!(looks(&card), 4);
}

#[test]
fn a_contract_that_is_signed_is_looked_at_no_more() {
    let mut card = card(true);
    card.hears(Message::VisibilityChanged(true));
    let id = card.card().contract.id.0;
    let signers: Vec<_> = card.card().contract.people().filter_map(|person| person.id).collect();
    for person in signers {
        card.account.perform(id, ContractAction::Sign(person.0)).expect("can sign");
    }
    card.one_wait_passes();
    assert_eq!(card.card().contract.state, State::Signed);
    assert_eq!(told(&card), ["pending", "signed"]);
    assert!(!card.is_waiting(), "nothing more will happen");
    card.hears(Message::VisibilityChanged(false));
    card.hears(Message::VisibilityChanged(true));
    assert_eq!(looks(&card), 3);
}

#[test]
fn a_failed_look_keeps_what_was_shown_and_takes_longer_to_come_back() {
    let mut card = card(true);
    card.goes_wrong(READ, Html(502));
    card.hears(Message::VisibilityChanged(true));
    assert_eq!((card.step(), card.errors()), ("showing", vec!["upstream"]));
    assert!(card.card().trouble.is_some());
    let before = card.now.0;
    card.one_wait_passes();
    assert_eq!(card.now.0 - before, 120);
    assert_eq!(card.card().trouble, None);
}

#[test]
fn a_link_is_copied_and_told_with_its_end() {
    let mut card = card(true);
    let ada = ada(&card);
    card.hears(Message::LinkRequested(ParticipantId(ada)));
    let link = card.card().link.clone().expect("was given");
    assert_eq!(card.copied.as_deref(), Some(&*link.text));
    assert_eq!(link.until.0 - card.now.0, 6 * 3_600);
    let told = format!("{:?}", card.events);
    assert!(!told.contains(&*link.text), "a link is as good as a signature, so no event carries it");
}

#[test]
fn a_link_is_not_offered_to_somebody_who_has_signed() {
    let mut card = card(true);
    let id = card.card().contract.id.0;
    let ada = ada(&card);
    assert!(card.card().contract.has_link_for(ParticipantId(ada)));
    card.account.perform(id, ContractAction::Sign(ada)).expect("can sign");
    card.hears(Message::RetryRequested);
    assert!(!card.card().contract.has_link_for(ParticipantId(ada)));
    let asked = card.sent().len();
    card.hears(Message::LinkRequested(ParticipantId(ada)));
    assert_eq!((card.sent().len(), &card.card().link), (asked, &None));
    let english = Phrases::from(&EN);
    let contract = &card.card().contract;
    let told = |name: &str| {
        let person = contract.people().find(|person| &*person.name == name).expect("is in it");
        (english.part_of(person, contract), person.decided.is_some())
    };
    assert_eq!((told("Ada Berg"), told("Siri Lund")), (("Signed", true), ("Has not signed yet", false)));
    assert!(contract.waits_for_me(), "it is the acting user's turn");
}

#[test]
fn nobody_has_not_signed_yet_a_draft() {
    let card = card(false);
    let contract = &card.card().contract;
    let english = Phrases::from(&EN);
    let told: Vec<_> = contract.people().map(|person| english.part_of(person, contract)).collect();
    assert_eq!(told, ["Signs", "Signs"]);
    assert!(!contract.waits_for_me());
}

#[test]
fn a_link_that_is_refused_is_told() {
    let mut card = card(true);
    let ada = ada(&card);
    card.goes_wrong("POST /contracts/{}/participants/{}/access_link", Status(403));
    card.hears(Message::LinkRequested(ParticipantId(ada)));
    let refusal = card.card().trouble.as_ref().and_then(Failure::refusal);
    assert_eq!((refusal, card.errors()), (Some(Refusal::Permission), vec!["permission"]));
}

#[test]
fn a_draft_is_sent_from_the_card_and_shown_again() {
    let mut card = card(false);
    card.presses_send();
    assert_eq!((card.step(), &card.card().contract.state), ("showing", &State::Pending));
    assert_eq!(card.told_published().len(), 1);
}

#[test]
fn a_draft_that_could_not_be_sent_leads_back_to_the_card() {
    let mut card = card(false);
    card.goes_wrong("POST /contracts/{}/publish", Cut { after: false });
    card.presses_send();
    assert_eq!(card.step(), "publish-failed");
    card.hears(Message::StartedOver);
    assert_eq!((card.step(), &card.card().contract.state), ("showing", &State::Draft));
}

#[test]
fn a_contract_that_is_not_there_and_a_card_without_one_say_so() {
    let card = Stage::new().has("card", true).has("contractId", "99").opens();
    assert_eq!(card.unavailable().0, &Reason::Missing);
    assert_eq!(card.errors(), ["not-found"]);
    let card = Stage::new().has("card", true).opens();
    assert_eq!(card.unavailable().0, &Reason::Configuration(ConfigError::Missing("contract-id")));
}

#[test]
fn another_contract_is_shown_at_once() {
    let mut card = card(true);
    card.host_sets("contractId", "99");
    assert_eq!(card.unavailable().0, &Reason::Missing);
}

#[test]
fn a_link_that_takes_its_time_does_not_end_the_looking() {
    let mut card = card(true);
    card.hears(Message::VisibilityChanged(true));
    assert!(card.is_waiting());
    let id = ada(&card);
    card.nothing_answers();
    card.hears(Message::LinkRequested(ParticipantId(id)));
    assert!(!card.is_waiting(), "nothing is waited for beside a id");
    card.time_stands_still();
    card.hears(Message::VisibilityChanged(true));
    assert!(card.is_waiting(), "it is looked at again afterwards");
}

#[test]
fn a_session_that_is_refused_is_told_apart_from_a_contract_that_is_gone() {
    let card = Stage::new().authorize(&[Gives::StaleToken]).has("card", true).has("contractId", "10001").opens();
    assert_eq!(card.unavailable().0, &Reason::SessionRefused);
}

#[test]
fn what_another_element_has_changed_is_read_again_and_shown() {
    let mut card = card(false);
    card.oneflow_publishes(card.card().contract.id.0);
    card.hears(Message::ContractChanged(card.card().contract.id));
    assert_eq!((looks(&card), told(&card)), (2, vec!["draft".to_owned(), "pending".to_owned()]));
}

#[test]
fn with_the_network_back_a_card_looks_again_only_where_the_last_look_failed() {
    let mut card = card(true);
    card.hears(Message::ConnectivityChanged(true));
    assert_eq!(looks(&card), 1);
    card.goes_wrong(READ, Html(502));
    card.hears(Message::RetryRequested);
    assert_eq!((looks(&card), card.card().trouble.is_some()), (2, true));
    card.hears(Message::ConnectivityChanged(true));
    assert_eq!((looks(&card), &card.card().trouble), (3, &None));
}

#[test]
fn what_the_answer_to_sending_leaves_out_is_known_from_before() {
    let mut card = card(false);
    let parties = card.card().contract.parties.clone();
    *card.wire.mutates.borrow_mut() = Some(("/publish", |text| {
        let mut answer: serde_json::Value = serde_json::from_str(text).expect("is JSON");
        answer["parties"] = serde_json::json!([]);
        (200, answer.to_string())
    }));
    card.presses_send();
    assert_eq!((&card.card().contract.state, &card.card().contract.parties), (&State::Pending, &parties));
}

#[test]
fn a_card_that_makes_room_for_another_step_waits_for_nothing() {
    let mut card = card(true);
    card.hears(Message::VisibilityChanged(true));
    assert!(card.is_waiting());
    card.host_sets("contractId", "99");
    assert_eq!((card.step(), card.is_waiting()), ("unavailable", false));
}

#[test]
fn what_the_contract_is_worth_is_shown_where_oneflow_tells_it() {
    let mut card = card(false);
    let head = |card: &Story| Drawn::of(&card.flow).one("header").text().collect::<String>();
    let mut contract = card.card().contract.clone();
    assert!(head(&card).ends_with(&contract.id.to_string()), "{}", head(&card));
    let value = Some(Money { amount: "1200.50".into(), currency: "SEK".into() });
    contract.overview = Rc::new(Overview { updated: None, value });
    card.nothing_answers();
    card.hears(Message::RetryRequested);
    card.answers_the_read_with(contract);
    assert!(head(&card).ends_with(" · 1200.50 SEK"), "{}", head(&card));
}
