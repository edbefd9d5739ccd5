//! Unconfirmed: no answer that proves anything. Nothing is repeated by itself, and the user decides.

use oneflow_contract_picker::api::announced::Announced;
use oneflow_contract_picker::api::contract::Contract;
use oneflow_contract_picker::api::data_field::ContractField;
use oneflow_contract_picker::api::failure::{Failure, TransportError};
use oneflow_contract_picker::api::ids::ContractId;
use oneflow_contract_picker::flow::Step;
use oneflow_contract_picker::flow::effect::{ApiCall, AuthorizeReason, Effect, RequestId};
use oneflow_contract_picker::flow::message::Message;
use oneflow_contract_picker::flow::response::ApiResponse;
use oneflow_sandbox::FaultKind::{Busy, Cut, Garbage, Html, Redirect, Silence as Silent, Status};
use oneflow_sandbox::time::OffsetDateTime;
use oneflow_sandbox::{Clock, FaultKind};

use super::stage::{CREATE, DRAFTS, MIRA, NOON, Stage};
use super::story::Story;

/// An attempt that goes wrong.
fn attempt(fault: FaultKind) -> Story {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.goes_wrong(CREATE, fault);
    user.presses_create();
    user
}

#[test]
fn every_answer_that_is_no_decoded_refusal_is_unconfirmed_and_nothing_is_sent_again() {
    let cases = [
        (Status(500), "upstream"),
        (Status(503), "upstream"),
        (Html(502), "upstream"),
        (Html(403), "upstream"),
        (Garbage, "upstream"),
        (Cut { after: false }, "network"),
        (Cut { after: true }, "network"),
        (Silent { after: false }, "network"),
        (Silent { after: true }, "network"),
        (Redirect("https://elsewhere.example/v1".into()), "network"),
    ];
    for (fault, kind) in cases {
        let user = attempt(fault.clone());
        assert_eq!((user.step(), user.creations()), ("unconfirmed", 1), "{fault:?}");
        assert_eq!(user.errors(), [kind], "{fault:?}");
        assert_eq!(user.candidates(), user.made(), "{fault:?}: what was made is found");
        assert_eq!(user.told_created(), [0; 0], "{fault:?}");
        assert_eq!(
            user.flow.edits.name.as_ref().map(|typed| &*typed.text),
            Some("Supply agreement, Acme"),
            "{fault:?}"
        );
    }
}

#[test]
fn a_lost_connection_and_a_time_limit_are_told_apart() {
    assert_eq!(attempt(Cut { after: true }).unconfirmed().failure, Failure::Unreachable(TransportError::Network));
    assert_eq!(attempt(Silent { after: true }).unconfirmed().failure, Failure::Unreachable(TransportError::Timeout));
    let broken = attempt(Html(502));
    assert_eq!(broken.unconfirmed().failure, Failure::UnexpectedResponse { status: 502, request_id: None });
    assert!(attempt(Status(500)).unconfirmed().failure.request_id().is_some());
}

#[test]
fn silence_after_sending_asks_before_trying_again() {
    let mut user = attempt(Silent { after: true });
    let id = user.made()[0];
    assert_eq!(user.candidates(), [id]);
    assert!(!user.unconfirmed().is_searching(), "it was found at the first look");
    user.says_this_is_it(ContractId(id));
    assert_eq!((user.step(), user.told_created()), ("created", vec![id]));
    user.says_this_is_it(ContractId(id));
    assert_eq!((user.told_created(), user.creations(), user.made().len()), (vec![id], 1, 1));
    assert_eq!(&*user.created().contract.name, "Supply agreement, Acme");
}

#[test]
fn a_contract_that_is_not_among_the_candidates_cannot_be_recognised() {
    let mut user = attempt(Silent { after: true });
    user.says_this_is_it(ContractId(4_711));
    assert_eq!((user.step(), user.told_created()), ("unconfirmed", vec![]));
}

#[test]
fn silence_before_anything_was_made_is_searched_for_two_minutes_and_then_rests() {
    let user = attempt(Silent { after: false });
    assert_eq!((user.step(), user.candidates(), user.creations()), ("unconfirmed", vec![], 1));
    assert!(!user.unconfirmed().is_searching());
    let looks = user.paths().iter().filter(|path| *path == "/contracts").count();
    let seconds = user.now.0 - NOON;
    assert!((110..=120).contains(&seconds), "{looks} looks in {seconds} s");
}

#[test]
fn none_of_these_creates_it_by_the_users_will_alone() {
    let mut user = attempt(Silent { after: false });
    user.says_none_of_these();
    assert_eq!((user.step(), user.creations(), user.made().len()), ("created", 2, 1));
    assert_eq!(user.told_created(), user.made());
}

#[test]
fn none_of_these_sends_exactly_what_was_sent_before() {
    let mut user = attempt(Cut { after: false });
    user.says_none_of_these();
    let bodies: Vec<_> = user.sent().into_iter().filter_map(|sent| sent.body).collect();
    assert_eq!(bodies.len(), 2);
    assert_eq!(bodies[0], bodies[1]);
}

#[test]
fn a_second_silence_asks_again() {
    let mut user = attempt(Silent { after: true });
    user.goes_wrong(CREATE, Silent { after: true });
    user.says_none_of_these();
    assert_eq!((user.step(), user.creations()), ("unconfirmed", 2));
    let mut made = user.made();
    made.reverse();
    assert_eq!(user.candidates(), made, "both may be it, the latest first");
}

/// Two attempts that differ in one value of the form, and nobody knows what came of either.
fn two_attempts(read: Option<FaultKind>) -> Story {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.types("order_no", "4711");
    user.goes_wrong_times(2, CREATE, Silent { after: true });
    user.presses_create();
    user.hears(Message::WentBack);
    user.hears(Message::WentBack);
    user.types("order_no", "4712");
    if let Some(fault) = read {
        user.goes_wrong("GET /contracts/{}", fault);
    }
    user.presses_create();
    user
}

#[test]
fn a_value_of_the_form_tells_candidates_apart() {
    let user = two_attempts(None);
    let told = |user: &Story| -> Vec<Option<String>> {
        let it = user.unconfirmed();
        it.candidates.iter().map(|draft| it.telling_field(draft).map(|field| field.value.to_string())).collect()
    };
    assert_eq!(told(&user), [Some("4712".to_owned()), Some("4711".to_owned())]);
    assert!(!user.unconfirmed().is_searching(), "what reads a candidate is no search");
    let broken = two_attempts(Some(Status(500)));
    assert_eq!(broken.candidates().len(), 2, "a candidate that cannot be read stays");
    assert_eq!(told(&broken).iter().filter(|value| value.is_none()).count(), 1, "and the next one is read");
}

#[test]
fn looks_that_fail_say_so_and_the_search_goes_on() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.goes_wrong(CREATE, Cut { after: true });
    user.goes_wrong_times(3, DRAFTS, Html(502));
    user.time_stands_still();
    user.presses_create();
    assert_eq!(user.unconfirmed().trouble, Some(Failure::UnexpectedResponse { status: 502, request_id: None }));
    assert!(user.unconfirmed().is_searching());
    user.everything_goes_on();
    assert_eq!((user.candidates(), user.unconfirmed().trouble.clone()), (user.made(), None));
    assert_eq!((user.creations(), user.now.0 - NOON), (1, 15));
}

#[test]
fn a_look_renews_the_session_and_waits_out_too_many_requests() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.goes_wrong(CREATE, Cut { after: true });
    user.goes_wrong(DRAFTS, Status(401));
    user.goes_wrong(DRAFTS, Busy { retry_after: Some("2".into()) });
    user.presses_create();
    assert_eq!((user.candidates(), user.creations()), (user.made(), 1));
    assert_eq!(user.authorize.calls, [AuthorizeReason::Start, AuthorizeReason::Expired]);
}

#[test]
fn who_goes_on_no_longer_waits_for_the_next_look() {
    for on in [Message::WentBack, Message::CandidatesDismissed] {
        let mut user = Stage::new().opens();
        user.fills_in_a_supply_agreement();
        user.goes_wrong(CREATE, Cut { after: false });
        user.time_stands_still();
        user.presses_create();
        assert!(user.unconfirmed().is_searching() && user.is_waiting());
        user.hears(on);
        assert!(!user.is_waiting(), "{}", user.step());
    }
}

#[test]
fn while_a_look_is_under_way_there_is_no_second_one() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.goes_wrong(CREATE, Cut { after: true });
    user.presses_review();
    user.nothing_answers();
    user.hears(Message::Confirmed(None));
    user.one_call_is_answered();
    assert!(user.unconfirmed().request.is_some());
    let (_, effects) = user.flow.clone().update(Message::RetryRequested);
    assert_eq!(effects, []);
}

#[test]
fn the_user_can_have_it_look_again() {
    let mut user = attempt(Silent { after: false });
    let looks = user.sent().len();
    user.hears(Message::RetryRequested);
    assert!(user.sent().len() > looks);
    assert_eq!(user.creations(), 1);
}

#[test]
fn the_search_says_when_it_looked_last() {
    let user = attempt(Silent { after: true });
    assert_eq!(user.unconfirmed().read_at, Some(user.now));
    assert_eq!(user.unconfirmed().attempt.since, user.now);
}

#[test]
fn a_contract_that_this_element_made_before_is_not_taken_for_the_attempts() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    user.hears(Message::StartedOver);
    user.fills_in_a_supply_agreement();
    user.goes_wrong(CREATE, Cut { after: true });
    user.presses_create();
    assert_eq!(user.made().len(), 2);
    assert_eq!(user.candidates(), user.made()[1..]);
}

#[test]
fn drafts_of_another_name_template_party_or_day_are_not_taken_for_the_attempts() {
    let mut user = Stage::new().opens();
    user.account.set_clock(clock(NOON - 172_800));
    user.now.0 -= 172_800;
    make(&mut user, "Sales Nordics", "Supply agreement, Acme", "Acme AB");
    user.account.set_clock(clock(NOON));
    user.now.0 += 172_800;
    make(&mut user, "Partners", "Supply agreement, Acme", "Acme AB");
    make(&mut user, "Sales Nordics", "Supply agreement, Other", "Acme AB");
    make(&mut user, "Sales Nordics", "Supply agreement, Acme", "Other AB");
    let mut user = user.seen_by_a_fresh_element();
    user.fills_in_a_supply_agreement();
    user.goes_wrong(CREATE, Cut { after: true });
    user.presses_create();
    assert_eq!(user.made().len(), 5);
    assert_eq!(user.candidates(), user.made()[4..]);
}

#[test]
fn resetting_after_silence_is_the_hosts_right_and_keeps_no_question_open() {
    let mut user = attempt(Silent { after: true });
    user.hears(Message::Reset);
    assert_eq!((user.step(), user.creations()), ("choosing", 1));
}

#[test]
fn an_answer_that_comes_after_all_changes_nothing_any_more() {
    let mut user = attempt(Silent { after: true });
    let before = user.flow.clone();
    for id in (0..100).map(RequestId) {
        let response = ApiResponse::Created(Err(Failure::Unreachable(TransportError::Network)));
        user.hears(Message::ApiAnswered { id, at: user.now, announced: Some(Announced::default()), response });
        user.hears(Message::HostAnswered { id, at: user.now, result: Ok("key".into()) });
        user.hears(Message::TimerFired(id));
        assert_eq!(user.flow, before);
    }
    assert_eq!(user.creations(), 1);
}

#[test]
fn offline_while_creating_is_unconfirmed_and_is_sorted_out_once_online() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.wire.down.set(true);
    user.presses_create();
    assert_eq!((user.step(), user.creations()), ("unconfirmed", 1));
    assert_eq!(user.unconfirmed().trouble, Some(Failure::Unreachable(TransportError::Network)));
    user.wire.down.set(false);
    user.hears(Message::RetryRequested);
    assert_eq!((user.candidates(), user.unconfirmed().trouble.clone()), (vec![], None));
    user.says_none_of_these();
    assert_eq!((user.step(), user.made().len()), ("created", 1));
}

#[test]
fn the_templates_that_lose_their_answers_do_what_their_names_say() {
    let cases = [
        ("Answer lost after creation", 1),
        ("Connection lost before creation", 0),
        ("Answer never comes", 1),
        ("Server error page", 0),
        ("Server problem", 0),
        ("Unreadable answer", 1),
    ];
    for (template, made) in cases {
        let mut user = Stage::new().acting_as(MIRA).opens();
        user.chooses(template);
        user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
        user.presses_create();
        assert_eq!((user.step(), user.made().len()), ("unconfirmed", made), "{template}");
        assert_eq!((user.candidates(), user.creations()), (user.made(), 1), "{template}");
    }
}

fn make(user: &mut Story, workspace: &str, name: &str, company: &str) {
    user.chooses_in(workspace, "Supply agreement");
    user.names_it(name);
    user.adds_company(company, "Ada Berg", "ada@acme.example");
    user.presses_create();
    user.hears(Message::StartedOver);
}

fn clock(seconds: i64) -> Clock {
    Clock::Fixed(OffsetDateTime::from_unix_timestamp(seconds).unwrap())
}

#[test]
fn with_the_network_back_a_search_that_has_ended_begins_again_and_one_under_way_goes_on() {
    let mut user = attempt(Cut { after: false });
    assert!(!user.unconfirmed().is_searching());
    let (flow, effects) = user.flow.clone().update(Message::ConnectivityChanged(true));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::CallApi(_, ApiCall::RecentDrafts))));
    let (_, effects) = flow.update(Message::ConnectivityChanged(true));
    assert_eq!(effects, [], "the look is under way");
    user.time_stands_still();
    user.hears(Message::RetryRequested);
    assert!(user.unconfirmed().is_searching() && user.unconfirmed().request.is_none());
    let (_, effects) = user.flow.clone().update(Message::ConnectivityChanged(true));
    assert_eq!(effects, [], "the next look is due anyway");
}

#[test]
fn a_candidate_is_told_by_a_field_in_which_it_differs_or_else_by_the_first_that_is_filled_in() {
    let mut user = attempt(Cut { after: true });
    let field =
        |name: &str, value: &str| ContractField { custom_id: "".into(), name: name.into(), value: value.into() };
    let with = |number: &str, place: &str| Contract {
        fields: vec![
            field("Note", ""),
            field("Customer", "Acme"),
            field("Order number", number),
            field("Place", place),
        ],
        ..user.unconfirmed().candidates[0].clone()
    };
    let (first, second) = (with("1", "Lund"), with("2", "Lund"));
    let Step::Unconfirmed(unconfirmed) = &mut user.flow.step else { panic!("is another step") };
    unconfirmed.candidates = vec![first, second];
    let told = |at: usize| unconfirmed.telling_field(&unconfirmed.candidates[at]);
    assert_eq!([told(0), told(1)], [Some(&field("Order number", "1")), Some(&field("Order number", "2"))]);
    unconfirmed.candidates.pop();
    let told = unconfirmed.telling_field(&unconfirmed.candidates[0]);
    assert_eq!(told, Some(&field("Customer", "Acme")));
}
