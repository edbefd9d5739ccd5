//! Records: the host turns to another deal while the element is in use.

use oneflow_contract_picker::flow::PendingReset;
use oneflow_contract_picker::flow::event::Event;
use oneflow_contract_picker::flow::message::Message;
use oneflow_sandbox::FaultKind::Silence;
use serde_json::json;

use super::stage::{CREATE, Stage};
use super::story::Story;

fn on_the_first_deal() -> Story {
    Stage::new().has("externalId", "deal-1").opens()
}

#[test]
fn another_record_is_offered_while_something_is_typed_and_the_user_decides() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    let typed = user.flow.edits.clone();
    user.host_sets("externalId", "deal-2");
    assert!(user.flow.pending_reset.is_some());
    assert_eq!((user.step(), &user.flow.edits), ("filling", &typed));

    user.hears(Message::ResetDeclined);
    assert!(user.flow.pending_reset.is_none());
    assert_eq!(user.flow.settings.external_id.as_deref(), Some("deal-1"));
    assert_eq!(user.flow.edits, typed);

    user.host_sets("externalId", "deal-3");
    user.hears(Message::ResetConfirmed);
    assert_eq!(user.flow.settings.external_id.as_deref(), Some("deal-3"));
    assert_eq!((user.step(), user.flow.edits.is_dirty()), ("choosing", false));
}

#[test]
fn another_record_is_turned_to_at_once_while_nothing_is_typed() {
    let mut user = on_the_first_deal();
    user.chooses("Delivery note");
    user.host_sets("externalId", "deal-2");
    assert_eq!((user.step(), user.flow.pending_reset.is_some()), ("choosing", false));
    assert_eq!(user.flow.settings.external_id.as_deref(), Some("deal-2"));
}

#[test]
fn turning_back_to_the_first_record_withdraws_the_offer() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    user.host_sets("externalId", "deal-2");
    user.host_sets("externalId", "deal-1");
    assert!(user.flow.pending_reset.is_none());
    assert_eq!(user.step(), "filling");
}

#[test]
fn another_record_waits_until_the_creation_is_answered_and_the_contract_seen() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    user.presses_review();
    user.nothing_answers();
    user.hears(Message::Confirmed(None));
    user.host_sets("externalId", "deal-2");
    user.hears(Message::ResetConfirmed);
    assert_eq!(user.step(), "creating");
    user.everything_goes_on();
    assert_eq!((user.step(), user.told_created().len()), ("created", 1));
    user.hears(Message::StartedOver);
    assert_eq!(user.flow.settings.external_id.as_deref(), Some("deal-2"));
    assert_eq!((user.step(), user.flow.edits.is_dirty()), ("choosing", false));
}

#[test]
fn another_record_is_turned_to_at_once_after_the_contract_was_created() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    user.host_sets("externalId", "deal-2");
    assert_eq!((user.step(), user.flow.edits.is_dirty()), ("choosing", false));
    assert!(user.events.contains(&Event::ContractCleared));
}

#[test]
fn another_record_does_not_end_an_attempt_that_is_unconfirmed() {
    let mut user = on_the_first_deal();
    user.chooses("Delivery note");
    user.goes_wrong(CREATE, Silence { after: true });
    user.presses_create();
    user.host_sets("externalId", "deal-2");
    assert_eq!((user.step(), user.flow.pending_reset.is_some()), ("unconfirmed", true));
}

#[test]
fn refreshing_does_not_end_an_attempt_that_is_unconfirmed() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    user.goes_wrong(CREATE, Silence { after: true });
    user.presses_create();
    user.hears(Message::Refreshed);
    assert_eq!(user.step(), "unconfirmed", "the contract may exist: the id stays until the user answers it");
}

#[test]
fn another_filter_or_another_address_is_another_record() {
    for (name, value) in
        [("extensionType", "demo_ats"), ("apiBase", "https://other.example/v1"), ("templateTypeId", "9002")]
    {
        let mut user = on_the_first_deal();
        user.fills_in_a_supply_agreement();
        user.host_sets(name, value);
        assert!(user.flow.pending_reset.is_some(), "{name}");
        assert_eq!(user.step(), "filling", "{name}");
    }
}

#[test]
fn a_changed_prefill_or_name_of_the_same_record_restarts_nothing() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    let requests = user.sent().len();
    user.host_sets("contractName", "Another");
    user.host_sets("prefill", serde_json::json!({"fields": {"amount": "1"}}));
    assert_eq!((user.step(), user.sent().len()), ("filling", requests));
    assert_eq!(&*user.value("amount").value, "1");
}

#[test]
fn what_is_preselected_starts_the_element_again_only_where_there_is_no_list_yet_and_nothing_else_does() {
    let mut user = Stage::new().switched_off().opens();
    let starts = |user: &Story| user.paths().iter().filter(|path| path.ends_with("/contract_create_data")).count();
    assert_eq!((user.step(), starts(&user)), ("unavailable", 1));
    user.host_sets("contractName", "Another");
    assert_eq!(starts(&user), 1);
    user.host_sets("workspaceId", "7001");
    assert_eq!(starts(&user), 2);
    user.host_sets("templateId", "8101");
    assert_eq!(starts(&user), 3);
    user.host_sets("setupUrl", "nonsense");
    assert_eq!((user.unavailable().0.kind(), starts(&user)), ("config", 3));
}

#[test]
fn resetting_empties_the_form_and_reads_the_templates_again() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    user.hears(Message::Reset);
    assert_eq!((user.step(), user.flow.edits.is_dirty()), ("choosing", false));
}

#[test]
fn what_is_being_sent_cannot_be_reset() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    user.nothing_answers();
    user.presses_send();
    user.hears(Message::Reset);
    assert_eq!(user.step(), "publishing");
    user.everything_goes_on();
    assert_eq!((user.step(), user.told_published()), ("published", user.made()));
}

#[test]
fn refreshing_keeps_what_was_typed() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    let typed = user.flow.edits.clone();
    user.hears(Message::Refreshed);
    assert_eq!((user.step(), &user.flow.edits), ("choosing", &typed));
}

#[test]
fn starting_afresh_turns_to_the_record_that_waits() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    user.host_sets("externalId", "deal-2");
    user.hears(Message::Reset);
    assert_eq!(user.flow.settings.external_id.as_deref(), Some("deal-2"));
    assert_eq!(
        (user.step(), user.flow.pending_reset.is_some(), user.flow.edits.is_dirty()),
        ("choosing", false, false)
    );
}

#[test]
fn who_wants_to_leave_while_a_record_waits_is_asked_about_both() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    let typed = user.flow.edits.clone();
    user.host_sets("externalId", "deal-2");
    user.hears(Message::LeaveAllowed);
    user.hears(Message::ResetDeclined);
    assert!(matches!(user.flow.pending_reset, Some(PendingReset::Record(_))), "the record still waits");
    assert_eq!((user.flow.settings.external_id.as_deref(), &user.flow.edits), (Some("deal-1"), &typed));

    user.hears(Message::LeaveAllowed);
    user.hears(Message::ResetConfirmed);
    assert_eq!(user.flow.settings.external_id.as_deref(), Some("deal-2"));
    assert_eq!((user.step(), user.flow.edits.is_dirty()), ("choosing", false));
}

#[test]
fn a_changed_prefill_does_not_answer_whether_the_user_leaves() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    user.hears(Message::LeaveAllowed);
    user.host_sets("prefill", json!({"name": "Changed meanwhile"}));
    assert!(matches!(user.flow.pending_reset, Some(PendingReset::Leaving(None))));
}

#[test]
fn nobody_leaves_what_is_being_created() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    user.goes_wrong(CREATE, Silence { after: true });
    user.nothing_answers();
    user.presses_create();
    user.hears(Message::LeaveAllowed);
    user.everything_goes_on();
    assert_eq!((user.step(), user.flow.pending_reset.is_some()), ("unconfirmed", false));
}

#[test]
fn who_creates_does_not_leave_although_the_question_was_open() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    user.presses_review();
    user.hears(Message::LeaveAllowed);
    user.hears(Message::Confirmed(None));
    assert_eq!((user.step(), user.flow.pending_reset.is_some()), ("created", false));
}

#[test]
fn a_record_that_comes_while_the_user_is_asked_about_leaving_waits_behind_that_question() {
    let mut user = on_the_first_deal();
    user.fills_in_a_supply_agreement();
    user.hears(Message::LeaveAllowed);
    user.host_sets("externalId", "deal-2");
    assert!(matches!(user.flow.pending_reset, Some(PendingReset::Leaving(Some(_)))));
    user.hears(Message::ResetConfirmed);
    assert_eq!(user.flow.settings.external_id.as_deref(), Some("deal-2"));
}
