//! The custom states: what a style sheet of the host's can tell apart.

use oneflow_contract_picker::flow::Flow;
use oneflow_contract_picker::flow::message::Message;
use oneflow_sandbox::FaultKind::Status;

use super::stage::{CREATE, Stage};

#[test]
fn from_loading_to_the_contract_that_was_sent() {
    assert_eq!(Flow::default().custom_states(), "loading");
    let mut user = Stage::new().opens();
    assert_eq!(user.flow.custom_states(), "");
    user.fills_in_a_supply_agreement();
    user.presses_create();
    assert_eq!(user.flow.custom_states(), "created");
    user.nothing_answers();
    user.presses_send();
    assert_eq!((user.step(), user.flow.custom_states().as_str()), ("publishing", "busy created"));
    user.everything_goes_on();
    assert_eq!(user.flow.custom_states(), "created published");
    let contract = user.made()[0];
    assert_eq!(user.seen_by_a_card(contract).flow.custom_states(), "created published");
}

#[test]
fn a_template_that_is_picked_is_loading_until_its_form_is_there() {
    let mut user = Stage::new().once("GET /helpers/template_types/{}/data_fields", Status(429)).opens();
    user.time_stands_still();
    user.chooses("Supply agreement");
    assert_eq!((user.step(), user.flow.custom_states().as_str()), ("choosing", "loading"));
}

#[test]
fn what_is_under_way_is_busy_and_what_failed_is_not() {
    let mut user = Stage::new().once(CREATE, Status(429)).once("POST /contracts/{}/publish", Status(403)).opens();
    user.fills_in_a_supply_agreement();
    user.time_stands_still();
    user.presses_create_and_send();
    assert_eq!((user.step(), user.flow.custom_states().as_str()), ("creating", "busy"));
    user.everything_goes_on();
    assert_eq!((user.step(), user.flow.custom_states().as_str()), ("publish-failed", "created"));
}

#[test]
fn a_form_with_problems_is_invalid_until_they_are_mended() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.names_it(&"n".repeat(131));
    user.presses_review();
    assert_eq!((user.step(), user.flow.custom_states().as_str()), ("filling", "invalid"));
    user.names_it("Supply");
    assert_eq!(user.flow.custom_states(), "");
}

#[test]
fn without_a_network_it_is_offline_whatever_else_it_is() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    user.hears(Message::ConnectivityChanged(false));
    assert_eq!(user.flow.custom_states(), "offline created");
}
