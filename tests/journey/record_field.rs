//! The data field that carries the key of the partner's record: what is sent in it, and what it tells.

use oneflow_contract_picker::flow::effect::Warning;
use oneflow_contract_picker::flow::form::edits::Origin;
use oneflow_contract_picker::flow::message::Message;
use oneflow_contract_picker::flow::settings::ConfigError;
use oneflow_contract_picker::flow::steps::unavailable::Reason;
use oneflow_sandbox::FaultKind::{Busy, Silence, Status};
use serde_json::{Value, json};

use super::drawn::Drawn;
use super::stage::{CREATE, DRAFTS, Stage};
use super::story::Story;

const KEY: &str = " deal 17/å:& ";
/// The filter by the field and the key, encoded once.
const FILTER: &str = "filter%5Bdata_field_match%5D=customer_ref%3A%20deal%2017%2F%C3%A5%3A%26%20";

fn of_record(stage: Stage) -> Story {
    stage.has("recordField", "customer_ref").has("externalId", KEY).opens()
}

/// Somebody has filled in for *deal 18* what 10001, a draft of another record, says too.
fn beside_a_draft_of_another_record() -> Story {
    let mut other = of_record(Stage::new());
    other.fills_in_a_supply_agreement();
    other.presses_create();
    let mut stage = Stage::new().has("recordField", "customer_ref").has("externalId", "deal 18");
    stage.account = other.account.clone();
    let mut user = stage.opens();
    user.fills_in_a_supply_agreement();
    user
}

fn sent_field(user: &Story, custom_id: &str) -> Vec<Value> {
    let sent = user.sent().into_iter().rev().find(|sent| sent.path == "/contracts/create").expect("was created");
    let fields = sent.body.expect("has a body")["data_fields"].as_array().cloned().unwrap_or_default();
    let named = fields.into_iter().filter(|field| field["custom_id"] == custom_id);
    named.map(|field| field["value"].clone()).collect()
}

fn property_warnings(user: &Story) -> Vec<&str> {
    let mut texts = Vec::new();
    for warning in &user.warnings {
        if let Warning::Property(text) = warning {
            texts.push(&**text);
        }
    }
    texts
}

/// The requests for contracts so far, without what all have in common.
fn asked(user: &Story) -> Vec<String> {
    let lists = user.sent().into_iter().filter_map(|sent| sent.path.strip_prefix("/contracts?").map(str::to_owned));
    lists.map(|query| query.replace("sort=-state_updated_time&limit=100", "")).collect()
}

#[test]
fn the_key_is_sent_exactly_as_given_and_nobody_can_change_it() {
    let mut user = of_record(Stage::new());
    user.fills_in_a_supply_agreement();
    user.types("customer_ref", "another");
    let shown = user.value("customer_ref");
    assert_eq!((&*shown.value, shown.origin), (KEY, Origin::Host(None)));
    let drawn = Drawn::of(&user.flow);
    assert!(drawn.control("input", "Your reference").attr("readonly").is_some());
    assert!(drawn.control("input", "Order number").attr("readonly").is_none());
    user.presses_create();
    assert_eq!((user.step(), sent_field(&user, "customer_ref")), ("created", vec![json!(KEY)]));
    assert_eq!(property_warnings(&user), [""; 0]);
}

#[test]
fn the_key_counts_before_the_pages_prefill_and_the_console_says_so() {
    let given = json!({"fields": {"customer_ref": {"value": "other", "input": "number"}}});
    let mut user = of_record(Stage::new().has("prefill", given));
    user.fills_in_a_supply_agreement();
    user.presses_create();
    assert_eq!((user.step(), sent_field(&user, "customer_ref")), ("created", vec![json!(KEY)]));
    assert_eq!(property_warnings(&user), ["prefill.fields.customer_ref: external-id counts instead"]);
}

#[test]
fn a_prefill_that_comes_later_loses_to_the_key_too_and_one_that_equals_it_is_no_news() {
    let given = |value: &str| json!({"fields": {"customer_ref": value}});
    let mut user = of_record(Stage::new().has("prefill", given(KEY)));
    user.fills_in_a_supply_agreement();
    assert_eq!(property_warnings(&user), [""; 0]);
    user.host_sets("prefill", given("other"));
    assert_eq!(&*user.value("customer_ref").value, KEY);
    assert_eq!(property_warnings(&user), ["prefill.fields.customer_ref: external-id counts instead"]);
}

#[test]
fn a_template_without_the_field_or_with_an_inactive_one_gets_nothing_for_it_and_the_creation_goes_on() {
    for field in ["nowhere", "legacy_region"] {
        let mut user = Stage::new().has("recordField", field).has("externalId", KEY).opens();
        user.fills_in_a_supply_agreement();
        user.presses_create();
        assert_eq!((user.step(), sent_field(&user, field)), ("created", vec![]), "{field}");
        let [warning] = property_warnings(&user)[..] else { panic!("{:?}", user.warnings) };
        assert!(warning.starts_with("record-field: ") && warning.ends_with(field), "{warning}");
        assert!(!warning.contains(KEY), "a field value goes into no console");
    }
}

#[test]
fn a_record_field_without_a_record_or_with_a_colon_is_a_configuration_that_says_what_is_wrong() {
    let long = "x".repeat(600);
    let cases = [
        ("deal_id", None, ConfigError::Missing("external-id"), "external-id"),
        ("deal:id", Some("17"), ConfigError::NotARecordField, "colon"),
        (&*long, Some("17"), ConfigError::NotARecordField, "600"),
    ];
    for (field, key, error, word) in cases {
        let user = Stage::new().has("recordField", field).has("externalId", key).opens();
        assert_eq!(user.unavailable().0, &Reason::Configuration(error));
        assert_eq!((user.errors(), user.paths().len()), (vec!["config"], 0));
        assert!(Drawn::of(&user.flow).one(".hint").text().collect::<String>().contains(word), "{word}");
    }
}

#[test]
fn another_record_field_is_another_record() {
    let mut user = of_record(Stage::new());
    user.chooses("Delivery note");
    user.host_sets("recordField", "order_no");
    assert_eq!((user.step(), user.flow.pending_reset.is_some()), ("choosing", false));
    user.fills_in_a_supply_agreement();
    user.host_sets("recordField", "customer_ref");
    assert_eq!((user.step(), user.flow.pending_reset.is_some()), ("filling", true));
    user.hears(Message::ResetConfirmed);
    assert_eq!((user.step(), user.flow.edits.is_dirty()), ("choosing", false));
}

#[test]
fn after_an_unclear_answer_the_drafts_of_the_record_are_read_first_and_are_all_that_is_offered() {
    let mut user = beside_a_draft_of_another_record();
    user.goes_wrong(CREATE, Silence { after: true });
    user.presses_create();
    assert_eq!((user.step(), user.candidates()), ("unconfirmed", vec![10_002]), "10001 is of another record");
    let drafts = "filter%5Bdata_field_match%5D=customer_ref%3Adeal%2018&filter%5Bstates%5D=draft&";
    assert_eq!(asked(&user).last().map(String::as_str), Some(drafts));
}

#[test]
fn where_the_records_drafts_show_nothing_or_cannot_be_read_the_latest_drafts_are_read() {
    for fault in [None, Some(Status(404))] {
        let mut user = of_record(Stage::new());
        user.fills_in_a_supply_agreement();
        user.presses_review();
        user.goes_wrong(CREATE, Silence { after: false });
        user.time_stands_still();
        let before = asked(&user).len();
        if let Some(fault) = fault.clone() {
            user.goes_wrong(DRAFTS, fault);
        }
        user.hears(Message::Confirmed(None));
        let record = [FILTER, "&filter%5Bstates%5D=draft&"].concat();
        assert_eq!(asked(&user)[before..], [record, "filter%5Bstates%5D=draft&".to_owned()], "{fault:?}");
        assert!(user.unconfirmed().looked || user.is_waiting(), "{fault:?}");
    }
}

#[test]
fn a_later_look_that_is_refused_leads_to_the_latest_drafts_and_one_without_an_answer_does_not() {
    for (fault, lists) in [(Status(404), 2), (Status(500), 1), (Silence { after: false }, 1)] {
        let mut user = of_record(Stage::new());
        user.fills_in_a_supply_agreement();
        user.goes_wrong(CREATE, Silence { after: true });
        user.presses_create();
        assert_eq!((user.step(), user.candidates()), ("unconfirmed", vec![10_001]));
        let before = asked(&user).len();
        user.goes_wrong(DRAFTS, fault.clone());
        user.time_stands_still();
        user.hears(Message::RetryRequested);
        assert_eq!(asked(&user).len() - before, lists, "{fault:?}");
    }
}

#[test]
fn a_draft_that_carries_another_key_is_none_of_the_candidates() {
    let mut user = beside_a_draft_of_another_record();
    user.goes_wrong(CREATE, Silence { after: false });
    user.presses_review();
    user.time_stands_still();
    user.hears(Message::Confirmed(None));
    assert_eq!(
        (user.step(), user.candidates()),
        ("unconfirmed", vec![]),
        "the latest drafts have one of another record"
    );
}

#[test]
fn who_goes_back_to_the_review_still_learns_of_a_contract_that_is_out() {
    let mut user = of_record(Stage::new());
    user.fills_in_a_supply_agreement();
    user.presses_create_and_send();
    user.hears(Message::StartedOver);
    user.fills_in_a_supply_agreement();
    user.goes_wrong(DRAFTS, Status(500));
    user.presses_review();
    assert_eq!(user.flow.of_record, None);
    user.host_vetoes(None);
    user.hears(Message::Confirmed(None));
    assert_eq!((user.step(), user.flow.of_record.as_ref().map(|known| known.id.0)), ("reviewing", Some(10_001)));
}

#[test]
fn before_a_second_contract_the_review_says_that_one_is_out_for_signing_and_the_user_goes_on() {
    let mut user = of_record(Stage::new());
    user.fills_in_a_supply_agreement();
    user.presses_create_and_send();
    assert_eq!((user.step(), &user.flow.of_record), ("published", &None));
    user.hears(Message::StartedOver);
    user.fills_in_a_supply_agreement();
    assert_eq!(asked(&user).iter().filter(|query| query.starts_with(FILTER)).count(), 1, "the list waits for nothing");
    user.presses_create();
    user.hears(Message::StartedOver);
    user.fills_in_a_supply_agreement();
    user.presses_review();
    let known = user.flow.of_record.clone().expect("is known");
    assert_eq!((known.id.0, &*known.name, known.is_out), (10_001, "Supply agreement, Acme", true), "not the draft");
    let notice = Drawn::of(&user.flow).one(".alert.warn").text().collect::<String>();
    assert!(notice.contains("already out for signing") && notice.contains("Open Supply agreement, Acme"), "{notice}");
    user.hears(Message::Confirmed(None));
    assert_eq!((user.step(), user.made().len()), ("created", 3));
}

#[test]
fn a_failure_of_that_look_says_nothing_and_waits_for_nothing() {
    for fault in [Status(500), Busy { retry_after: Some("30".into()) }] {
        let mut user = of_record(Stage::new());
        user.fills_in_a_supply_agreement();
        user.goes_wrong(DRAFTS, fault.clone());
        user.time_stands_still();
        user.presses_review();
        assert_eq!((user.step(), user.errors(), &user.flow.of_record), ("reviewing", vec![], &None), "{fault:?}");
        assert!(user.reviewing().request.is_none() && !user.is_waiting(), "{fault:?}");
    }
}

#[test]
fn a_contract_whose_template_lacks_the_field_is_known_to_the_server_alone() {
    let mut user = of_record(Stage::new());
    *user.wire.of_record.borrow_mut() = Some(vec![4_711]);
    user.server_honours_keys();
    user.fills_in_a_supply_agreement();
    user.presses_review();
    assert_eq!(user.flow.of_record.as_ref().map(|known| known.id.0), Some(4_711));
    assert!(asked(&user).contains(&[FILTER, "&"].concat()));
}
