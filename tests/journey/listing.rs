//! The list of a record's contracts: read in pages, kept up to date, and left for a contract or a new one.

use oneflow_contract_picker::api::contract::State;
use oneflow_contract_picker::api::ids::ContractId;
use oneflow_contract_picker::flow::effect::Focus;
use oneflow_contract_picker::flow::event::Event;
use oneflow_contract_picker::flow::message::Message;
use oneflow_contract_picker::flow::settings::ConfigError;
use oneflow_contract_picker::flow::steps::unavailable::Reason;
use oneflow_contract_picker::flow::steps::window::Viewport;
use oneflow_sandbox::FaultKind::{Cut, Html, Status};
use serde_json::{Value, json};

use super::drawn::Drawn;
use super::stage::{DRAFTS, Stage};
use super::story::Story;

const KEY: &str = "deal 17";
const READ: &str = "GET /contracts/{}";

pub fn stage() -> Stage {
    Stage::new().has("list", true).has("recordField", "customer_ref").has("externalId", KEY)
}

fn new_contract(name: &str) -> Value {
    json!({
        "workspace_id": 7001,
        "template_id": 8101,
        "name": name,
        "data_fields": [{"custom_id": "customer_ref", "value": KEY}],
    })
}

/// A list in view of so many contracts, made one after another.
pub fn list_of(contracts: usize) -> Story {
    let mut list = stage().opens();
    list.time_stands_still();
    for nth in 1..=contracts {
        list.seconds_pass(60);
        list.oneflow_creates(&new_contract(&format!("Contract {nth}")));
    }
    list.hears(Message::VisibilityChanged(true));
    list
}

/// From now on lists leave out the people of contracts.
fn lists_lack_people(list: &Story) {
    *list.wire.mutates.borrow_mut() = Some(("/contracts", |text| {
        let mut answer: Value = serde_json::from_str(text).expect("is JSON");
        for contract in answer["data"].as_array_mut().expect("is a list") {
            contract.as_object_mut().expect("is a contract").remove("parties");
        }
        (200, answer.to_string())
    }));
}

/// The first so many rows are in view.
fn sees(list: &mut Story, rows: usize) {
    let content = list.listing().window.all * 60;
    list.hears(Message::Scrolled(Viewport { top: 0, height: rows * 60, content }));
}

fn names(list: &Story) -> Vec<String> {
    list.listing().rows.iter().map(|row| row.contract.name.to_string()).collect()
}

fn with_people(list: &Story) -> usize {
    list.listing().rows.iter().filter(|row| row.contract.people().next().is_some()).count()
}

/// The reads of single contracts, and of lists, so far.
fn reads(list: &Story) -> (usize, usize) {
    let paths = list.paths();
    let lists = paths.iter().filter(|path| *path == "/contracts").count();
    (paths.iter().filter(|path| path.starts_with("/contracts/1")).count(), lists)
}

fn id_of(list: &Story, at: usize) -> ContractId {
    list.listing().rows[at].contract.id
}

#[test]
fn the_contracts_of_the_record_are_listed_the_newest_first_and_no_others() {
    let mut list = list_of(3);
    let other = json!({"workspace_id": 7001, "template_id": 8101, "name": "Of another record"});
    list.oneflow_creates(&other);
    let first = list.made()[0];
    list.seconds_pass(60);
    list.oneflow_publishes(first);
    list.hears(Message::RetryRequested);
    assert_eq!(
        (list.step(), names(&list)),
        ("listing", ["Contract 3", "Contract 2", "Contract 1"].map(str::to_owned).into())
    );
    assert_eq!(list.listing().rows[2].contract.state, State::Pending);
    assert_eq!(list.warnings, [], "a list needs no filter");
    let sent = list.sent();
    let query = "/contracts?filter%5Bdata_field_match%5D=customer_ref%3Adeal%2017&sort=-state_updated_time&limit=100";
    assert!(sent.iter().all(|sent| sent.path == query || sent.method == "POST"), "{sent:?}");
}

#[test]
fn a_list_needs_the_field_and_the_record() {
    for (missing, error) in [("recordField", "record-field"), ("externalId", "external-id")] {
        let list = stage().lacks(missing).opens();
        assert_eq!(list.unavailable().0, &Reason::Configuration(ConfigError::Missing(error)));
        assert_eq!((list.errors(), list.paths().len()), (vec!["config"], 0));
    }
}

#[test]
fn an_empty_list_says_only_what_this_user_may_see() {
    let list = list_of(0);
    let drawn = Drawn::of(&list.flow);
    assert_eq!((list.step(), drawn.all("[role=listitem]").len()), ("listing", 0));
    assert!(drawn.text().contains("No contracts that you may see are linked to this record yet."));
    drawn.control("button", "New contract");
}

#[test]
fn what_keeps_the_list_from_opening_is_told_apart() {
    let cases = [
        (Status(403), Reason::Forbidden, "permission"),
        (Html(502), Reason::Failing, "upstream"),
        (Cut { after: false }, Reason::Unreachable, "network"),
    ];
    for (fault, reason, kind) in cases {
        let mut list = stage().once(DRAFTS, fault).opens();
        assert_eq!((list.unavailable().0, list.errors()), (&reason, vec![kind]));
        list.hears(Message::RetryRequested);
        assert_eq!(list.step(), "listing");
    }
}

#[test]
fn a_reload_that_fails_keeps_the_rows_and_says_so_until_the_next_one() {
    let mut list = list_of(2);
    list.goes_wrong(DRAFTS, Html(502));
    list.hears(Message::RetryRequested);
    assert_eq!((names(&list).len(), list.errors()), (2, vec!["upstream"]));
    assert!(Drawn::of(&list.flow).one("#summary").text().any(|text| text.contains("may be out of date")));
    let before = list.now.0;
    list.one_wait_passes();
    assert_eq!((list.now.0 - before, &list.listing().trouble), (120, &None));
}

#[test]
fn with_the_network_back_the_list_is_read_again() {
    let mut list = list_of(1);
    let before = reads(&list);
    list.hears(Message::ConnectivityChanged(false));
    assert_eq!(reads(&list), before);
    list.hears(Message::ConnectivityChanged(true));
    assert_eq!(reads(&list), (before.0, before.1 + 1));
}

#[test]
fn what_a_list_leaves_out_is_read_for_the_rows_in_view_alone_once_until_they_change() {
    let mut list = stage().opens();
    lists_lack_people(&list);
    list.time_stands_still();
    for nth in 1..=12 {
        list.seconds_pass(60);
        list.oneflow_creates(&new_contract(&format!("Contract {nth}")));
    }
    list.hears(Message::VisibilityChanged(true));
    assert_eq!((names(&list).len(), with_people(&list), reads(&list).0), (12, 0, 0));
    sees(&mut list, 5);
    assert_eq!((with_people(&list), reads(&list).0), (5, 5));
    list.hears(Message::RetryRequested);
    assert_eq!((with_people(&list), reads(&list).0), (5, 10), "the user wants to know how it is now");
    list.seconds_pass(60);
    list.oneflow_publishes(id_of(&list, 1).0);
    list.hears(Message::RetryRequested);
    assert_eq!((with_people(&list), reads(&list).0), (5, 15));
    assert_eq!(list.listing().rows[1].contract.state, State::Pending);
}

#[test]
fn at_most_four_contracts_are_read_at_once_and_none_out_of_view() {
    let mut list = stage().opens();
    lists_lack_people(&list);
    list.time_stands_still();
    for _ in 0..9 {
        list.oneflow_creates(&new_contract("Contract"));
    }
    list.hears(Message::RetryRequested);
    sees(&mut list, 9);
    assert_eq!(reads(&list).0, 0, "nobody sees the element");
    list.hears(Message::VisibilityChanged(true));
    assert_eq!((reads(&list).0, with_people(&list)), (9, 9));
    let mut slow = list.seen_by_a_fresh_element();
    lists_lack_people(&slow);
    slow.time_stands_still();
    slow.hears(Message::VisibilityChanged(true));
    slow.nothing_answers();
    slow.hears(Message::RetryRequested);
    sees(&mut slow, 9);
    for out in [4, 4, 4, 4, 4, 4, 3, 2, 1] {
        assert_eq!(slow.calls_out() - usize::from(slow.listing().request.is_some()), out);
        slow.the_latest_call_is_answered();
    }
}

#[test]
fn a_contract_that_cannot_be_read_leaves_its_row_as_it_is_and_is_tried_again_when_the_user_wants() {
    let mut list = stage().opens();
    lists_lack_people(&list);
    list.time_stands_still();
    list.oneflow_creates(&new_contract("Contract"));
    list.hears(Message::VisibilityChanged(true));
    list.goes_wrong(READ, Html(502));
    sees(&mut list, 1);
    assert_eq!((names(&list).len(), with_people(&list), reads(&list).0), (1, 0, 1));
    assert_eq!((list.errors(), &list.listing().trouble), (vec![], &None));
    list.one_wait_passes();
    assert_eq!(reads(&list).0, 1);
    list.hears(Message::RetryRequested);
    assert_eq!((with_people(&list), reads(&list).0), (1, 2));
}

#[test]
fn a_row_opens_its_contract_and_the_way_back_leads_to_the_row() {
    let mut list = list_of(3);
    let id = id_of(&list, 1);
    list.picks(Message::ContractOpened(id));
    assert_eq!((list.step(), list.card().contract.id, reads(&list).0), ("showing", id, 1));
    let told = |event: &Event| matches!(event, Event::ContractChange { contract, .. } if *contract == id);
    assert!(list.events.iter().any(told));
    let before = reads(&list).1;
    Drawn::of(&list.flow).control("button", "← Back to the list");
    list.hears(Message::LeaveAllowed);
    assert_eq!((list.step(), list.focus.last(), reads(&list).1), ("listing", Some(&Focus::Contract(id)), before + 1));
    assert!(list.events.contains(&Event::ContractCleared));
    assert!(!list.events.iter().any(|event| matches!(event, Event::Cancel(_))));
}

#[test]
fn the_page_is_asked_before_something_takes_the_place_of_the_list_and_may_keep_it_there() {
    let mut list = list_of(2);
    let id = id_of(&list, 1);
    let before = (reads(&list), list.events.len());
    list.hears(Message::ContractOpened(id));
    list.hears(Message::NewContractRequested);
    assert_eq!((&list.events[before.1..], list.step()), (&[Event::Select(id), Event::New][..], "listing"));
    assert_eq!((reads(&list), list.is_waiting()), (before.0, true), "the list stays as it is, and is kept up to date");
    list.hears(Message::LeaveAllowed);
    assert_eq!(list.step(), "choosing", "of the latter");
    list.hears(Message::LeaveAllowed);
    list.hears(Message::LeaveAllowed);
    assert_eq!(list.step(), "listing", "nothing was picked since");
}

#[test]
fn a_contract_that_is_gone_from_the_list_when_the_page_answers_is_not_opened() {
    let mut list = list_of(1);
    let id = id_of(&list, 0);
    list.hears(Message::ContractOpened(id));
    list.host_sets("externalId", "deal 18");
    list.hears(Message::LeaveAllowed);
    assert_eq!((list.step(), names(&list).len()), ("listing", 0));
}

#[test]
fn a_page_that_answers_a_pick_with_another_record_opens_its_list_once() {
    let mut list = list_of(1);
    list.hears(Message::ContractOpened(id_of(&list, 0)));
    list.nothing_answers();
    list.host_sets("externalId", "deal 18");
    let out = list.calls_out();
    list.hears(Message::LeaveAllowed);
    assert_eq!((list.step(), list.calls_out(), list.aborted.len()), ("opening", out, 0));
}

#[test]
fn what_has_happened_in_the_card_stands_in_the_list_at_once() {
    let mut list = list_of(2);
    list.picks(Message::ContractOpened(id_of(&list, 1)));
    list.presses_send();
    assert_eq!((list.step(), list.told_published().len()), ("showing", 1));
    list.nothing_answers();
    list.hears(Message::LeaveAllowed);
    assert_eq!(list.listing().rows[1].contract.state, State::Pending);
}

#[test]
fn a_draft_that_could_not_be_sent_leads_back_to_its_card_and_to_the_list() {
    let mut list = list_of(1);
    list.picks(Message::ContractOpened(id_of(&list, 0)));
    list.goes_wrong("POST /contracts/{}/publish", Cut { after: false });
    list.presses_send();
    assert_eq!(list.step(), "publish-failed");
    list.hears(Message::StartedOver);
    assert_eq!(list.step(), "showing");
    list.hears(Message::LeaveAllowed);
    assert_eq!(list.step(), "listing");
}

#[test]
fn a_new_contract_is_made_in_the_place_of_the_list_which_then_has_it() {
    let mut list = list_of(1);
    list.picks(Message::NewContractRequested);
    assert_eq!(list.step(), "choosing");
    Drawn::of(&list.flow).control("button", "← Back to the list");
    list.fills_in_a_supply_agreement();
    list.seconds_pass(60);
    list.presses_create();
    assert_eq!(list.step(), "created");
    list.hears(Message::LeaveAllowed);
    assert_eq!((list.step(), &*names(&list)[0]), ("listing", "Supply agreement, Acme"));
    assert!(!list.flow.edits.is_dirty());
}

#[test]
fn a_new_contract_that_oneflow_does_not_list_yet_is_there_for_two_minutes() {
    let mut list = list_of(1);
    list.picks(Message::NewContractRequested);
    list.fills_in_a_supply_agreement();
    list.seconds_pass(60);
    list.presses_create();
    *list.wire.mutates.borrow_mut() = Some(("/contracts", |text| {
        let mut answer: Value = serde_json::from_str(text).expect("is JSON");
        answer["data"].as_array_mut().expect("is a list").remove(0);
        (200, answer.to_string())
    }));
    list.hears(Message::LeaveAllowed);
    let before = list.now.0;
    while names(&list).len() == 2 {
        assert_eq!(&*names(&list)[0], "Supply agreement, Acme");
        list.one_wait_passes();
    }
    assert_eq!((list.now.0 - before, &*names(&list)[0]), (150, "Contract 1"));
}

#[test]
fn nobody_loses_what_they_typed_on_the_way_back_without_their_word() {
    let mut list = list_of(1);
    list.picks(Message::NewContractRequested);
    list.fills_in_a_supply_agreement();
    list.hears(Message::LeaveAllowed);
    assert_eq!((list.step(), list.flow.pending_reset.is_some()), ("filling", true));
    list.hears(Message::ResetDeclined);
    assert!(list.flow.edits.is_dirty());
    list.hears(Message::LeaveAllowed);
    list.hears(Message::ResetConfirmed);
    assert_eq!((list.step(), list.flow.edits.is_dirty()), ("listing", false));
}

#[test]
fn a_refresh_in_the_place_of_the_list_stays_there_and_a_picker_that_cannot_start_has_a_way_back() {
    let mut list = list_of(1);
    list.picks(Message::NewContractRequested);
    list.hears(Message::Refreshed);
    assert_eq!(list.step(), "choosing");
    list.account.disable_extension(oneflow_sandbox::EXTENSION_TYPE);
    list.hears(Message::Refreshed);
    assert_eq!(list.step(), "unavailable");
    list.hears(Message::LeaveAllowed);
    assert_eq!((list.step(), names(&list).len()), ("listing", 1));
}

#[test]
fn what_the_page_kept_is_gone_on_with_and_the_list_waits_behind_it() {
    let mut list = list_of(1);
    list.picks(Message::NewContractRequested);
    list.fills_in_a_supply_agreement();
    let mut again = list.after_a_stop();
    assert_eq!(
        (again.step(), &*again.flow.edits.name.as_ref().expect("was typed").text),
        ("filling", "Supply agreement, Acme")
    );
    again.presses_create();
    again.hears(Message::LeaveAllowed);
    assert_eq!((again.step(), names(&again).len()), ("listing", 2));
}

#[test]
fn another_record_has_another_list() {
    let mut list = list_of(2);
    list.host_sets("externalId", "deal 18");
    assert_eq!((list.step(), names(&list).len()), ("listing", 0));
    list.host_sets("externalId", KEY);
    list.picks(Message::ContractOpened(id_of(&list, 0)));
    list.host_sets("externalId", "deal 18");
    assert_eq!((list.step(), names(&list).len()), ("listing", 0));
    assert!(list.events.contains(&Event::ContractCleared), "it was the other record's");
}

#[test]
fn a_list_that_nobody_sees_reads_nothing_for_the_contracts_of_others() {
    let mut list = list_of(1);
    list.hears(Message::VisibilityChanged(false));
    let before = reads(&list);
    list.hears(Message::ContractChanged(ContractId(99)));
    assert_eq!(reads(&list), before);
    list.hears(Message::VisibilityChanged(true));
    assert_eq!(reads(&list).1, before.1 + 1);
}

#[test]
fn an_event_reads_its_contract_alone_and_one_of_an_unknown_contract_the_list() {
    let mut list = list_of(2);
    let (first, before) = (id_of(&list, 1), reads(&list));
    list.oneflow_publishes(first.0);
    list.hears(Message::ContractChanged(first));
    assert_eq!((reads(&list), &list.listing().rows[1].contract.state), ((before.0 + 1, before.1), &State::Pending));
    list.seconds_pass(60);
    list.oneflow_creates(&new_contract("Contract 3"));
    list.hears(Message::ContractChanged(ContractId(list.made()[2])));
    assert_eq!((reads(&list), &*names(&list)[0]), ((before.0 + 1, before.1 + 1), "Contract 3"));
}

#[test]
fn an_event_of_a_contract_that_is_gone_reads_the_list() {
    let mut list = list_of(2);
    let (id, before) = (id_of(&list, 0), reads(&list));
    list.goes_wrong(READ, Status(404));
    list.hears(Message::ContractChanged(id));
    assert_eq!(reads(&list), (before.0 + 1, before.1 + 1));
}

#[test]
fn what_happens_during_a_read_is_read_after_it() {
    let mut list = list_of(1);
    let (id, before) = (id_of(&list, 0), reads(&list));
    list.nothing_answers();
    for _ in 0..3 {
        list.hears(Message::ContractChanged(id));
        list.hears(Message::ContractChanged(ContractId(77)));
    }
    list.time_stands_still();
    list.hears(Message::ConnectivityChanged(false));
    assert_eq!(reads(&list), (before.0 + 2, before.1 + 2), "what is told again and again is read once more");
}

#[test]
fn the_list_is_read_by_the_clock_while_somebody_sees_it_and_seldom_while_the_server_tells() {
    let mut list = list_of(1);
    let wait = |list: &mut Story| {
        let before = list.now.0;
        list.one_wait_passes();
        list.now.0 - before
    };
    assert_eq!([wait(&mut list), wait(&mut list)], [30, 30]);
    list.server_honours_keys();
    assert!(list.flow.follows());
    list.hears(Message::LiveChanged(true));
    assert_eq!([wait(&mut list), wait(&mut list)], [30, 600]);
    let id = id_of(&list, 0);
    list.hears(Message::ContractChanged(id));
    assert_eq!([wait(&mut list), wait(&mut list)], [30, 600], "what was read right after the event may have been old");
    list.picks(Message::ContractOpened(id));
    assert_eq!([wait(&mut list), wait(&mut list)], [30, 600], "the same stream tells the card");
    list.hears(Message::LeaveAllowed);
    assert_eq!([wait(&mut list), wait(&mut list)], [30, 600], "and the list again");
    list.hears(Message::LiveChanged(false));
    assert_eq!(wait(&mut list), 30);
    list.hears(Message::VisibilityChanged(false));
    assert_eq!((list.is_waiting(), list.flow.follows()), (false, false));
}

#[test]
fn what_takes_the_place_of_the_list_leaves_no_timer_of_it_behind() {
    let mut list = list_of(1);
    assert!(list.is_waiting());
    list.picks(Message::NewContractRequested);
    assert_eq!((list.step(), list.is_waiting()), ("choosing", false));
}

#[test]
fn two_hundred_and_fifty_contracts_are_read_in_pages_and_drawn_in_part() {
    let mut list = list_of(250);
    let paths: Vec<String> = list.sent().iter().rev().take(3).rev().map(|sent| sent.path.clone()).collect();
    assert!(!paths[0].contains("offset") && paths[1].ends_with("&offset=100") && paths[2].ends_with("&offset=200"));
    assert_eq!((names(&list).len(), &*names(&list)[0], &*names(&list)[249]), (250, "Contract 250", "Contract 1"));
    let drawn = Drawn::of(&list.flow);
    let rows = drawn.all("[role=listitem]");
    assert_eq!(rows.len(), 20);
    assert_eq!((rows[0].attr("aria-posinset"), rows[0].attr("aria-setsize")), (Some("1"), Some("250")));
    list.hears(Message::Scrolled(Viewport { top: 6_000, height: 480, content: 15_000 }));
    let listing = list.listing();
    assert!(listing.window.rows.contains(&105) && listing.in_view.contains(&105), "{:?}", listing.window);
    list.goes_wrong_times(1, DRAFTS, Html(502));
    list.hears(Message::RetryRequested);
    assert_eq!(names(&list).len(), 250);
}

#[test]
fn a_page_that_fails_at_first_leaves_what_has_come() {
    let list = list_of(120);
    let mut again = list.seen_by_a_fresh_element();
    again.nothing_answers();
    again.hears(Message::Reset);
    again.one_call_is_answered();
    again.one_call_is_answered();
    assert_eq!(names(&again).len(), 100);
    again.goes_wrong(DRAFTS, Html(502));
    again.one_call_is_answered();
    assert_eq!((names(&again).len(), again.listing().trouble.is_some()), (100, true));
}

#[test]
fn a_row_says_what_the_contract_is_and_a_value_where_there_is_one() {
    let mut list = list_of(1);
    list.seconds_pass(60);
    list.oneflow_publishes(id_of(&list, 0).0);
    *list.wire.mutates.borrow_mut() = Some(("/contracts", |text| {
        let mut answer: Value = serde_json::from_str(text).expect("is JSON");
        answer["data"][0]["_private"]["value"] = json!({"amount": "1200.50", "currency": "SEK"});
        (200, answer.to_string())
    }));
    list.hears(Message::RetryRequested);
    let drawn = Drawn::of(&list.flow);
    drawn.keeps_the_rules("listing");
    let row = drawn.one("[role=listitem] button");
    let said = drawn.name(row);
    for piece in ["Contract 1", "Created ", "Updated ", "Out for signing", "0 of 1 have signed", "1200.50 SEK"] {
        assert!(said.contains(piece), "{piece}: {said}");
    }
    assert_eq!(row.attr("type"), Some("button"));
}
