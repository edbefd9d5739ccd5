//! A card before a server that tells what happens with its contract.

use oneflow_contract_picker::api::contract::State;
use oneflow_contract_picker::flow::message::Message;
use oneflow_sandbox::ContractAction;

use super::stage::Stage;
use super::story::Story;

/// A card in view of a contract that is out for signing; the server says that it tells what happens.
fn card() -> Story {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_create_and_send();
    let id = user.made()[0];
    let mut card = user.seen_by_a_card(id);
    card.time_stands_still();
    card.server_honours_keys();
    card.hears(Message::VisibilityChanged(true));
    card
}

fn looks(card: &Story) -> usize {
    card.sent().iter().filter(|sent| sent.method == "GET").count()
}

/// The seconds until the next read by the clock, which then passes.
fn wait(card: &mut Story) -> i64 {
    let before = card.now.0;
    card.one_wait_passes();
    card.now.0 - before
}

fn all_sign(card: &Story) {
    let contract = &card.card().contract;
    for person in contract.people().filter_map(|person| person.id) {
        card.account.perform(contract.id.0, ContractAction::Sign(person.0)).expect("can sign");
    }
}

#[test]
fn a_contract_in_sight_is_followed_where_the_server_says_that_it_tells_and_nowhere_else() {
    let mut card = card();
    assert!(card.flow.follows());
    card.hears(Message::VisibilityChanged(false));
    assert!(!card.flow.follows());
    card.hears(Message::VisibilityChanged(true));
    assert!(card.flow.follows());
    *card.wire.ledger.borrow_mut() = None;
    card.hears(Message::RetryRequested);
    assert!(!card.flow.follows(), "another server answers now, which says nothing");
}

#[test]
fn a_card_of_another_address_or_contract_follows_nothing_until_that_server_says_that_it_tells() {
    for (name, value) in [("apiBase", "https://other.example/v1"), ("contractId", "99")] {
        let mut card = card();
        card.nothing_answers();
        card.host_sets(name, value);
        assert_eq!((card.step(), card.flow.follows()), ("opening", false), "{name}");
    }
}

#[test]
fn an_event_is_read_at_once_and_a_signed_contract_is_followed_no_more() {
    let mut card = card();
    card.hears(Message::LiveChanged(true));
    let before = looks(&card);
    all_sign(&card);
    card.hears(Message::ContractChanged(card.card().contract.id));
    assert_eq!((looks(&card), &card.card().contract.state), (before + 1, &State::Signed));
    assert_eq!((card.flow.follows(), card.is_waiting()), (false, false));
}

#[test]
fn while_the_server_tells_the_clock_reads_once_more_and_then_seldom() {
    let mut card = card();
    card.hears(Message::LiveChanged(true));
    assert_eq!([wait(&mut card), wait(&mut card), wait(&mut card)], [30, 600, 600]);
    card.hears(Message::ContractChanged(card.card().contract.id));
    assert_eq!([wait(&mut card), wait(&mut card)], [30, 600], "what was read right after the event may have been old");
}

#[test]
fn a_server_that_tells_nothing_any_more_leaves_the_reading_to_the_clock() {
    let mut card = card();
    assert_eq!([wait(&mut card), wait(&mut card)], [30, 30]);
    card.hears(Message::LiveChanged(true));
    assert_eq!([wait(&mut card), wait(&mut card)], [30, 600]);
    card.hears(Message::LiveChanged(false));
    assert_eq!([wait(&mut card), wait(&mut card)], [30, 30]);
}

#[test]
fn what_happens_during_a_request_is_read_after_its_answer() {
    let mut card = card();
    card.hears(Message::LiveChanged(true));
    let before = looks(&card);
    card.nothing_answers();
    card.hears(Message::RetryRequested);
    card.hears(Message::ContractChanged(card.card().contract.id));
    card.hears(Message::ContractChanged(card.card().contract.id));
    card.time_stands_still();
    card.one_call_is_answered();
    assert_eq!(looks(&card), before + 2, "two events are one change");
    assert!(card.is_waiting());
}

#[test]
fn whether_the_server_tells_does_not_matter_to_a_picker_or_out_of_sight() {
    let mut card = card();
    card.hears(Message::VisibilityChanged(false));
    for live in [true, false] {
        card.hears(Message::LiveChanged(live));
        assert!(!card.is_waiting());
    }
    let mut picker = Stage::new().opens();
    picker.server_honours_keys();
    let asked = picker.sent().len();
    for message in [Message::LiveChanged(true), Message::LiveChanged(false), Message::VisibilityChanged(true)] {
        picker.hears(message);
    }
    assert_eq!((picker.sent().len(), picker.flow.follows()), (asked, false));
}
