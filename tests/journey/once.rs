//! One contract, whatever is on the way: requests that are sent twice, keys against it, and answers that fit nothing.

use std::collections::BTreeMap;

use oneflow_contract_picker::api::failure::Failure;
use oneflow_contract_picker::api::ids::ContractId;
use oneflow_contract_picker::flow::effect::AuthorizeReason;
use oneflow_contract_picker::flow::message::Message;
use oneflow_contract_picker::flow::steps::twin::Twin;
use oneflow_sandbox::FaultKind::{Busy, Cut, Drop, Problems, Status};
use serde_json::json;

use super::stage::{CREATE, DRAFTS, NOON, Stage};
use super::story::Story;

const DELETE: &str = "DELETE /contracts/{id}";
const PUBLISH: &str = "POST /contracts/{id}/publish";

fn filled_in() -> Story {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user
}

fn with_keys() -> Story {
    let mut user = Stage::new().opens();
    user.server_honours_keys();
    user.fills_in_a_supply_agreement();
    user
}

fn sent_keys(user: &Story, path: &str) -> Vec<Option<String>> {
    user.sent().into_iter().filter(|sent| sent.path.ends_with(path)).map(|sent| sent.key).collect()
}

#[test]
fn a_creation_that_was_sent_twice_shows_its_twin_and_deletes_it_at_the_second_press() {
    let mut user = filled_in();
    user.is_sent_twice(None);
    user.presses_create();
    let [first, second] = user.made()[..] else { panic!("{:?}", user.made()) };
    assert_eq!((user.step(), user.told_created()), ("created", vec![second]));
    let Twin::Found(draft) = &user.created().twin else { panic!("{:?}", user.created().twin) };
    assert_eq!(draft.id, ContractId(first));
    user.hears(Message::TwinDeletionRequested);
    assert_eq!(user.made().len(), 2, "the first press only asks");
    user.hears(Message::TwinDeletionRequested);
    assert_eq!((user.made(), &user.created().twin), (vec![second], &Twin::Deleted));
    user.hears(Message::TwinDeletionRequested);
    assert_eq!(user.made(), [second]);
}

#[test]
fn without_a_twin_there_is_one_look_and_nothing_to_delete() {
    let mut user = filled_in();
    user.presses_create();
    assert_eq!(user.paths().iter().filter(|path| *path == "/contracts").count(), 1);
    assert_eq!(user.created().twin, Twin::None);
    user.hears(Message::TwinDeletionRequested);
    user.hears(Message::TwinDeletionRequested);
    assert_eq!(user.made().len(), 1);
}

#[test]
fn created_and_sent_only_the_answered_contract_is_sent_and_the_twin_is_shown_after_it() {
    let mut user = filled_in();
    user.is_sent_twice(None);
    user.presses_create_and_send();
    let [first, second] = user.made()[..] else { panic!("{:?}", user.made()) };
    assert_eq!((user.step(), user.told_published()), ("published", vec![second]));
    let Twin::Found(draft) = &user.published().twin else { panic!("{:?}", user.published().twin) };
    assert_eq!((draft.id, &user.oneflow_shows(first)["state"]), (ContractId(first), &json!("draft")));
    user.hears(Message::TwinDeletionRequested);
    user.hears(Message::TwinDeletionRequested);
    assert_eq!(user.made(), [second]);
}

#[test]
fn a_twin_that_the_acting_user_may_not_delete_is_shown_and_stays() {
    let mut user = filled_in();
    user.is_sent_twice(None);
    *user.wire.mutates.borrow_mut() = Some(("/contracts", |text| {
        let mut page: serde_json::Value = serde_json::from_str(text).expect("is JSON");
        for draft in page["data"].as_array_mut().expect("is a list") {
            draft["_permissions"] = json!({"contract:delete": false});
        }
        (200, page.to_string())
    }));
    user.presses_create();
    user.hears(Message::TwinDeletionRequested);
    user.hears(Message::TwinDeletionRequested);
    assert!(matches!(user.created().twin, Twin::Found(_)), "{:?}", user.created().twin);
    assert_eq!(user.made().len(), 2);
}

#[test]
fn a_twin_of_a_contract_that_could_not_be_sent_is_deleted_as_well() {
    let mut user = filled_in();
    user.is_sent_twice(None);
    user.presses_create();
    let [first, second] = user.made()[..] else { panic!("{:?}", user.made()) };
    user.goes_wrong("POST /contracts/{}/publish", Status(403));
    user.presses_send();
    user.hears(Message::TwinDeletionRequested);
    user.hears(Message::TwinDeletionRequested);
    assert_eq!((user.made(), &user.publish_failed().created.twin), (vec![second], &Twin::Deleted), "{first} is gone");
}

#[test]
fn a_twin_that_cannot_be_deleted_stays_and_can_be_tried_again() {
    let mut user = filled_in();
    user.is_sent_twice(None);
    user.presses_create();
    user.goes_wrong(DELETE, Status(500));
    user.hears(Message::TwinDeletionRequested);
    user.hears(Message::TwinDeletionRequested);
    assert!(matches!(user.created().twin, Twin::Kept(_)), "{:?}", user.created().twin);
    assert_eq!((user.made().len(), user.errors()), (2, vec!["upstream"]));
    user.hears(Message::TwinDeletionRequested);
    assert_eq!((user.made().len(), &user.created().twin), (1, &Twin::Deleted));
}

#[test]
fn a_twin_is_shown_although_somebody_else_has_sent_the_contract_before_the_look_is_answered() {
    let mut user = filled_in();
    user.is_sent_twice(None);
    user.presses_review();
    user.nothing_answers();
    user.hears(Message::Confirmed(None));
    user.one_call_is_answered();
    assert!(matches!(user.created().twin, Twin::Sought(..)));
    let [first, second] = user.made()[..] else { panic!("{:?}", user.made()) };
    user.oneflow_publishes(second);
    user.hears(Message::ContractChanged(user.created().contract.id));
    user.the_latest_call_is_answered();
    assert_eq!(user.step(), "published");
    user.everything_goes_on();
    let Twin::Found(draft) = &user.published().twin else { panic!("{:?}", user.published().twin) };
    assert_eq!(draft.id, ContractId(first));
}

#[test]
fn a_twin_that_is_gone_already_counts_as_deleted() {
    let mut user = filled_in();
    user.is_sent_twice(None);
    user.presses_create();
    user.goes_wrong(DELETE, Status(404));
    user.hears(Message::TwinDeletionRequested);
    user.hears(Message::TwinDeletionRequested);
    assert_eq!((&user.created().twin, user.errors()), (&Twin::Deleted, vec![]));
}

#[test]
fn a_contract_of_an_earlier_attempt_is_no_twin() {
    let mut user = filled_in();
    user.presses_create();
    user.hears(Message::StartedOver);
    user.fills_in_a_supply_agreement();
    user.presses_create();
    assert_eq!((user.made().len(), &user.created().twin), (2, &Twin::None));
}

#[test]
fn with_keys_a_creation_that_is_sent_twice_makes_one_contract_and_nothing_is_looked_for() {
    let mut user = with_keys();
    user.is_sent_twice(None);
    user.presses_create_and_send();
    assert_eq!((user.step(), user.made().len()), ("published", 1));
    assert_eq!(user.paths().iter().filter(|path| *path == "/contracts").count(), 0);
    let (created, published) = (sent_keys(&user, "/create"), sent_keys(&user, "/publish"));
    assert_eq!((created.len(), published.len()), (1, 1));
    assert!(created[0].is_some() && published[0].is_some() && created != published, "a key of its own each");
}

#[test]
fn every_sending_of_an_attempt_carries_one_key_and_create_it_begins_another_attempt() {
    let mut user = with_keys();
    user.goes_wrong(CREATE, Status(401));
    user.goes_wrong(CREATE, Busy { retry_after: Some("3".into()) });
    user.goes_wrong(CREATE, Drop { after: false });
    user.presses_create();
    assert_eq!((user.step(), user.made().len()), ("unconfirmed", 0));
    user.says_none_of_these();
    let keys = sent_keys(&user, "/create");
    assert_eq!((user.step(), keys.len()), ("created", 4));
    assert!(keys[0].is_some() && keys[0] == keys[1] && keys[1] == keys[2] && keys[2] != keys[3], "{keys:?}");
}

#[test]
fn the_latest_answer_says_whether_the_server_honours_keys() {
    let mut user = with_keys();
    user.presses_review();
    user.wire.ledger.take();
    user.hears(Message::RetryRequested);
    user.hears(Message::Confirmed(None));
    assert!(sent_keys(&user, "/create")[0].is_some(), "the latest answer so far announced it");
    user.hears(Message::StartedOver);
    user.fills_in_a_supply_agreement();
    user.presses_create();
    assert_eq!(sent_keys(&user, "/create")[1], None);
    assert!(user.sent().iter().any(|sent| sent.path == "/contracts/create" && sent.unrepeatable));
}

#[test]
fn a_refusal_may_hide_a_contract_that_was_made_before_so_it_is_looked_for() {
    for refusal in [Status(401), Busy { retry_after: Some("7".into()) }] {
        let mut user = filled_in();
        user.is_sent_twice(Some(refusal.clone()));
        user.presses_create();
        assert_eq!((user.step(), user.creations(), user.made().len()), ("unconfirmed", 1, 1), "{refusal:?}");
        assert_eq!(user.candidates(), user.made());
        user.says_this_is_it(ContractId(user.made()[0]));
        assert_eq!((user.step(), user.told_created()), ("created", user.made()));
    }
}

#[test]
fn a_refusal_that_hides_nothing_goes_on_after_one_look() {
    for refusal in [Status(401), Busy { retry_after: Some("7".into()) }] {
        let mut user = filled_in();
        user.goes_wrong(CREATE, refusal.clone());
        user.presses_create();
        assert_eq!((user.step(), user.creations(), user.made().len()), ("created", 2, 1), "{refusal:?}");
        let writes: Vec<_> = user.paths().into_iter().filter(|path| path.starts_with("/contracts")).collect();
        assert_eq!(writes, ["/contracts/create", "/contracts", "/contracts/create", "/contracts"], "{refusal:?}");
    }
}

#[test]
fn a_look_does_not_take_the_contract_of_an_earlier_attempt_for_this_ones() {
    let mut user = filled_in();
    user.presses_create();
    user.hears(Message::StartedOver);
    user.fills_in_a_supply_agreement();
    user.goes_wrong(CREATE, Status(401));
    user.presses_create();
    assert_eq!((user.step(), user.made().len(), user.told_created().len()), ("created", 2, 2));
}

#[test]
fn a_refusal_whose_look_fails_leaves_it_open() {
    let mut user = filled_in();
    user.goes_wrong(CREATE, Status(401));
    user.goes_wrong(DRAFTS, Status(500));
    user.presses_create();
    assert_eq!((user.step(), user.creations()), ("unconfirmed", 1));
}

#[test]
fn a_session_that_the_look_has_renewed_is_not_renewed_again() {
    let mut user = filled_in();
    user.goes_wrong(CREATE, Status(401));
    user.goes_wrong(DRAFTS, Status(401));
    user.presses_create();
    assert_eq!((user.step(), user.creations()), ("created", 2));
    assert_eq!(user.authorize.calls, [AuthorizeReason::Start, AuthorizeReason::Expired]);
}

#[test]
fn with_keys_a_refusal_needs_no_look() {
    let mut user = with_keys();
    user.goes_wrong(CREATE, Status(401));
    user.presses_create();
    assert_eq!((user.step(), user.creations()), ("created", 2));
    assert_eq!(user.paths().iter().filter(|path| *path == "/contracts").count(), 0);
}

#[test]
fn after_a_minute_without_an_answer_a_read_goes_before_the_creation() {
    for (seconds, pings) in [(60, 0), (61, 1)] {
        let mut user = filled_in();
        user.presses_review();
        user.seconds_pass(seconds);
        user.hears(Message::Confirmed(None));
        assert_eq!((user.step(), user.paths().iter().filter(|path| *path == "/ping").count()), ("created", pings));
    }
}

#[test]
fn a_read_before_the_creation_that_fails_for_another_reason_keeps_nothing_back() {
    let mut user = filled_in();
    user.presses_review();
    user.seconds_pass(61);
    user.goes_wrong("GET /ping", Status(500));
    user.hears(Message::Confirmed(None));
    assert_eq!((user.step(), user.made().len()), ("created", 1));
}

#[test]
fn a_session_that_has_ended_and_a_network_that_is_gone_show_before_anything_is_sent() {
    let mut user = filled_in();
    user.presses_review();
    user.seconds_pass(3_600);
    user.goes_wrong_times(2, "GET /ping", Status(401));
    user.hears(Message::Confirmed(None));
    assert_eq!((user.step(), user.creations(), user.errors()), ("reviewing", 0, vec!["session"]));
    user.wire.down.set(true);
    user.hears(Message::Confirmed(None));
    assert_eq!((user.step(), user.creations(), user.errors()), ("reviewing", 0, vec!["session", "network"]));
    user.wire.down.set(false);
    user.hears(Message::Confirmed(None));
    assert_eq!((user.step(), user.creations()), ("created", 1));
}

#[test]
fn an_answer_about_another_contract_is_no_clear_answer_and_is_never_sent() {
    let changes: [fn(&mut serde_json::Value); 5] = [
        |answer| answer["_private"]["name"] = json!("Somebody else’s"),
        |answer| answer["state"] = json!("pending"),
        |answer| answer["_private"]["workspace_id"] = json!(7_999),
        |answer| answer["_private_ownerside"]["template_id"] = json!(8_999),
        |answer| answer["_private_ownerside"]["created_time"] = json!("2025-06-02T11:54:59+00:00"),
    ];
    for (index, change) in changes.into_iter().enumerate() {
        let mut user = filled_in();
        user.is_answered_with(change);
        user.presses_create_and_send();
        assert_eq!((user.step(), user.creations()), ("unconfirmed", 1), "{index}");
        assert!(matches!(user.unconfirmed().failure, Failure::Unreadable { .. }), "{index}");
        assert_eq!((user.candidates(), user.told_created()), (user.made(), vec![]), "{index}");
        assert_eq!(sent_keys(&user, "/publish"), [], "{index}");
    }
}

#[test]
fn a_created_time_within_five_minutes_and_an_answer_that_leaves_things_out_are_taken() {
    let changes: [fn(&mut serde_json::Value); 2] = [
        |answer| answer["_private_ownerside"]["created_time"] = json!("2025-06-02T11:55:00+00:00"),
        |answer| {
            let name = answer["_private"]["name"].take();
            *answer = json!({"id": answer["id"], "state": "draft", "_private": {"name": name}});
        },
    ];
    for change in changes {
        let mut user = filled_in();
        user.is_answered_with(change);
        user.presses_create();
        assert_eq!((user.step(), user.told_created()), ("created", user.made()));
    }
}

#[test]
fn an_answer_with_a_contract_that_the_user_has_dismissed_is_not_the_attempts() {
    let mut user = filled_in();
    user.goes_wrong(CREATE, Cut { after: true });
    user.presses_create();
    assert_eq!(user.candidates(), [10_001]);
    user.is_answered_with(|answer| answer["id"] = json!(10_001));
    user.says_none_of_these();
    assert_eq!((user.step(), user.told_created()), ("unconfirmed", vec![]));
}

#[test]
fn a_contract_with_another_id_than_was_asked_for_is_unreadable() {
    let mut user = filled_in();
    user.presses_create();
    user.goes_wrong(PUBLISH, Cut { after: false });
    user.presses_send();
    assert_eq!((user.step(), user.publish_failed().certain), ("publish-failed", true));
    let id = user.made()[0];
    let mut user = user.seen_by_a_card(id);
    assert_eq!(user.step(), "showing");
    let other = user.card().contract.clone();
    let before = user.flow.clone();
    user.nothing_answers();
    user.hears(Message::Refreshed);
    user.answers_the_read_with(oneflow_contract_picker::api::contract::Contract { id: ContractId(id + 1), ..other });
    assert!(matches!(user.card().trouble, Some(Failure::Unreadable { .. })));
    assert_eq!(
        Some(&user.card().contract),
        Some(match &before.step {
            oneflow_contract_picker::flow::Step::Card(card) => &card.contract,
            other => panic!("is {}", other.name()),
        })
    );
}

#[test]
fn a_server_that_refuses_a_streamed_body_gets_ordinary_ones_from_then_on() {
    let mut user = filled_in();
    user.goes_wrong(CREATE, Status(411));
    user.presses_create();
    assert_eq!((user.step(), user.made().len()), ("filling", 0));
    user.presses_create();
    let streamed: Vec<_> =
        user.sent().iter().filter(|sent| sent.path == "/contracts/create").map(|sent| sent.unrepeatable).collect();
    assert_eq!((user.step(), streamed), ("created", vec![true, false]));
}

#[test]
fn a_failure_that_a_stream_does_not_explain_changes_nothing_about_streams() {
    let refused = Problems(BTreeMap::from([("name".to_owned(), vec!["No.".to_owned()])]));
    for fault in [refused, Status(402), Status(403), Status(500), Drop { after: false }] {
        let mut user = filled_in();
        user.goes_wrong(CREATE, fault.clone());
        user.presses_create();
        if user.step() == "unconfirmed" {
            user.says_none_of_these();
        } else {
            user.names_it("Supply agreement, Acme again");
            user.presses_create();
        }
        user.hears(Message::Confirmed(None));
        assert_eq!(user.step(), "created", "{fault:?}");
        let sent = user.sent().into_iter().filter(|sent| sent.path == "/contracts/create");
        assert_eq!(sent.map(|sent| sent.unrepeatable).collect::<Vec<_>>(), [true, true], "{fault:?}");
    }
}

#[test]
fn drafts_older_than_the_attempt_are_no_candidates() {
    let mut user = filled_in();
    user.presses_create();
    let mut user = user.seen_by_a_fresh_element();
    user.seconds_pass(301);
    user.fills_in_a_supply_agreement();
    user.goes_wrong(CREATE, Drop { after: true });
    user.presses_create();
    assert_eq!((user.made().len(), user.candidates()), (2, user.made()[1..].to_vec()));
    assert_eq!(user.unconfirmed().attempt.since.0, NOON + 301);
}

#[test]
fn nothing_leads_on_from_unconfirmed_before_a_look_has_an_answer() {
    let mut user = filled_in();
    user.goes_wrong(CREATE, Drop { after: true });
    user.presses_review();
    user.nothing_answers();
    user.hears(Message::Confirmed(None));
    user.one_call_is_answered();
    assert_eq!((user.step(), user.unconfirmed().looked), ("unconfirmed", false));
    user.says_none_of_these();
    user.hears(Message::WentBack);
    assert_eq!((user.step(), user.creations(), user.flow.can_be_left()), ("unconfirmed", 1, false));
    user.everything_goes_on();
    assert!(user.unconfirmed().looked && user.flow.can_be_left());
    user.hears(Message::WentBack);
    assert_eq!((user.step(), user.is_waiting()), ("reviewing", false));
}

#[test]
fn a_look_that_fails_opens_the_way_on_too() {
    let mut user = filled_in();
    user.goes_wrong(CREATE, Drop { after: false });
    user.goes_wrong_times(99, DRAFTS, Status(403));
    user.presses_create();
    assert!(user.unconfirmed().looked);
    user.says_none_of_these();
    assert_eq!((user.step(), user.made().len()), ("created", 1));
}
