//! What only a server between the page and Oneflow says: whose the problem is, and what it knows of an attempt.

use oneflow_contract_picker::api::failure::Failure;
use oneflow_contract_picker::api::ids::ContractId;
use oneflow_contract_picker::flow::effect::AuthorizeReason;
use oneflow_contract_picker::flow::message::Message;
use oneflow_contract_picker::flow::notice::{Doing, Notice};
use oneflow_contract_picker::flow::steps::unavailable::Reason;
use oneflow_sandbox::FaultKind::Status;
use serde_json::json;

use super::stage::{CREATE, Stage};
use super::story::Story;
use super::wire::Mutation;

fn problem(status: u16, kind: &str, candidates: &[u64]) -> (u16, String) {
    let kind = format!("https://broker.example/problems/{kind}");
    (status, json!({"status": status, "type": kind, "request_id": "r1", "candidates": candidates}).to_string())
}

/// The server has not looked yet.
fn unlooked(_: &str) -> (u16, String) {
    (503, json!({"status": 503, "type": "https://broker.example/creation-unknown"}).to_string())
}

const TOKEN: Mutation = |_| problem(403, "tenant-token", &[]);
const USER: Mutation = |_| problem(403, "acting-user-unknown", &[]);
const NONE: Mutation = |_| problem(403, "tenant", &[]);
const NOT_SENT: Mutation = |_| problem(424, "oneflow-unreachable", &[]);

#[test]
fn what_only_an_administrator_or_time_can_mend_asks_nobody_to_sign_in() {
    let cases = [
        (TOKEN, Reason::TokenRefused, "setup"),
        (NONE, Reason::TokenRefused, "setup"),
        (USER, Reason::UserUnknown, "identity"),
        (NOT_SENT, Reason::Unreachable, "network"),
    ];
    for (mutation, reason, kind) in cases {
        let mut user = Stage::new().opens();
        *user.wire.mutates.borrow_mut() = Some(("/contract_create_data", mutation));
        user.hears(Message::Refreshed);
        assert_eq!((user.unavailable().0, user.errors()), (&reason, vec![kind]));
        assert_eq!(user.authorize.calls, [AuthorizeReason::Start; 2], "no session is renewed");
    }
}

#[test]
fn what_keeps_the_server_from_creating_is_said_and_nothing_typed_is_lost() {
    for (mutation, kind) in [(TOKEN, "setup"), (NOT_SENT, "network")] {
        let mut user = Stage::new().opens();
        user.server_honours_keys();
        user.fills_in_a_supply_agreement();
        *user.wire.mutates.borrow_mut() = Some(("/contracts/create", mutation));
        user.presses_create();
        let notice = user.notice().cloned();
        assert!(matches!(notice, Some(Notice::Failed { doing: Doing::Creating, .. })), "{notice:?}");
        assert_eq!((user.step(), user.errors()), ("reviewing", vec![kind]));
        *user.wire.mutates.borrow_mut() = None;
        user.presses_create();
        assert_eq!(user.step(), "created");
    }
}

/// An attempt that Oneflow carried out, and of which the server knows no more than what may have come of it.
fn unknown(mutation: Mutation) -> Story {
    let mut user = Stage::new().opens();
    user.server_honours_keys();
    user.fills_in_a_supply_agreement();
    *user.wire.mutates.borrow_mut() = Some(("/contracts/create", mutation));
    user.presses_create();
    user
}

#[test]
fn exactly_the_servers_candidates_are_offered_and_it_is_told_which_one_it_is() {
    // Somebody else's draft of the same content is no candidate, because the server says so.
    let mut user = unknown(|_| problem(503, "creation-unknown", &[10_001]));
    assert_eq!((user.step(), user.candidates(), user.creations()), ("unconfirmed", vec![10_001], 1));
    assert!(user.unconfirmed().looked && !user.unconfirmed().is_searching());
    assert!(!user.paths().contains(&"/contracts".to_owned()), "no list was read: the server knows better");
    let key = user.unconfirmed().attempt.key.to_string();
    user.says_this_is_it(ContractId(10_001));
    let last = user.sent().pop().expect("was sent");
    assert_eq!((last.method, last.path), ("POST", format!("/attempts/{key}/resolve")));
    assert_eq!(last.body, Some(json!({"contract": 10_001})));
    assert_eq!((user.step(), user.told_created()), ("created", vec![10_001]));
}

#[test]
fn a_server_without_candidates_leaves_the_search_to_the_widget() {
    let mut user = unknown(|_| problem(503, "creation-unknown", &[]));
    assert_eq!((user.step(), user.candidates()), ("unconfirmed", user.made()));
    assert!(matches!(user.unconfirmed().failure, Failure::CreationUnknown { .. }));
    let id = user.made()[0];
    user.says_this_is_it(ContractId(id));
    assert_eq!((user.step(), user.told_created()), ("created", vec![id]));
}

#[test]
fn a_server_that_does_not_take_the_users_word_leaves_the_candidates_there() {
    let mut user = unknown(|_| problem(503, "creation-unknown", &[10_001]));
    *user.wire.mutates.borrow_mut() = None;
    user.wire.down.set(true);
    user.says_this_is_it(ContractId(10_001));
    assert_eq!((user.step(), user.candidates(), user.told_created()), ("unconfirmed", vec![10_001], vec![]));
    assert!(user.unconfirmed().trouble.is_some());
    user.wire.down.set(false);
    user.says_this_is_it(ContractId(10_001));
    assert_eq!((user.step(), user.told_created()), ("created", vec![10_001]));
}

#[test]
fn the_review_says_that_the_record_has_a_contract_already_where_the_server_knows_records() {
    let mut user = Stage::new().has("externalId", "deal-1").opens();
    *user.wire.of_record.borrow_mut() = Some(vec![4_712, 4_711]);
    user.server_honours_keys();
    user.fills_in_a_supply_agreement();
    user.presses_review();
    let latest = user.flow.of_record.as_ref().map(|known| (known.id, &*known.name, known.is_out));
    assert_eq!((user.step(), latest), ("reviewing", Some((ContractId(4_712), "", false))));
    user.presses_create();
    assert_eq!(user.step(), "created", "it is said, and hinders nobody");
}

#[test]
fn without_a_record_or_a_server_that_knows_records_nobody_is_asked_about_them() {
    for external_id in [None, Some("deal-1")] {
        let mut user = match external_id {
            None => Stage::new().opens(),
            Some(id) => Stage::new().has("externalId", id).opens(),
        };
        *user.wire.of_record.borrow_mut() = external_id.is_none().then(|| vec![4_711]);
        user.server_honours_keys();
        user.fills_in_a_supply_agreement();
        user.presses_review();
        assert!(!user.paths().contains(&"/record/contracts".to_owned()), "{external_id:?}");
        assert_eq!(user.flow.of_record, None);
    }
}

#[test]
fn while_the_server_has_not_looked_itself_nobody_can_say_none_of_these_for_a_minute() {
    let mut user = Stage::new().opens();
    user.server_honours_keys();
    user.fills_in_a_supply_agreement();
    *user.wire.mutates.borrow_mut() = Some(("/contracts/create", unlooked));
    user.goes_wrong(CREATE, Status(500));
    user.time_stands_still();
    user.presses_create();
    let begin = user.now.0;
    while !user.unconfirmed().looked {
        assert!(user.is_waiting() && user.candidates().is_empty());
        user.says_none_of_these();
        assert_eq!(user.step(), "unconfirmed");
        user.one_wait_passes();
    }
    assert!((50..=60).contains(&(user.now.0 - begin)), "{} s", user.now.0 - begin);
    user.says_none_of_these();
    assert_eq!(user.creations(), 2);
}
