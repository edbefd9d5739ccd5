//! What the host decides: what is locked, how a value is typed, and what it changes while somebody types.

use std::collections::BTreeMap;

use oneflow_contract_picker::flow::closed::Notice;
use oneflow_contract_picker::flow::draft::Origin;
use oneflow_contract_picker::flow::message::{Message, PartyMessage};
use oneflow_contract_picker::flow::party::PartyKind;
use oneflow_contract_picker::flow::problem::{Fault, Place};
use oneflow_sandbox::FaultKind::{Html, Problems};
use serde_json::{Value, json};

use super::stage::{CREATE, FIELDS, Stage};
use super::story::Story;

fn with_amount(amount: &str) -> Value {
    json!({"fields": {"amount": {"value": amount, "origin": "Deal · Amount", "input": "number"}}})
}

fn acme() -> Value {
    json!({"parties": [{"type": "company", "name": "Acme AB", "participants": [{"name": "Ada Berg", "email": "ada@acme.example"}]}]})
}

fn filling(prefill: Value) -> Story {
    let mut user = Stage::new().has("prefill", prefill).opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    user
}

#[test]
fn what_is_locked_is_shown_and_cannot_be_changed() {
    let mut user = Stage::new().has("lock", "name fields parties template").has("prefill", acme()).opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    let before = user.flow.draft.clone();
    user.names_it("Something else");
    user.types("order_no", "A-17");
    user.hears(Message::Party(PartyMessage::Added(PartyKind::Company)));
    user.hears(Message::WentBack);
    assert_eq!((user.step(), &user.flow.draft), ("filling", &before));
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn a_locked_workspace_cannot_be_left() {
    let mut user = Stage::new().has("lock", "workspace").has("workspaceId", "7001").opens();
    user.hears(Message::Narrowed(None));
    assert!(user.list().iter().all(|(workspace, _)| workspace == "Sales Nordics"));
}

#[test]
fn a_value_that_the_page_changes_while_somebody_types_is_offered_and_never_overwrites() {
    let mut user = filling(with_amount("100"));
    user.types("amount", "90");
    user.host_sets("prefill", with_amount("100"));
    assert!(!user.value("amount").outdated, "an equal value changes nothing");
    user.host_sets("prefill", with_amount("120"));
    let amount = user.value("amount");
    assert_eq!((&*amount.value, &*amount.underneath, amount.outdated), ("90", "120", true));
    user.hears(Message::Restored("amount".into()));
    let amount = user.value("amount");
    assert_eq!((&*amount.value, amount.outdated), ("120", false));
    assert_eq!(amount.origin, Origin::Host(Some("Deal · Amount".into())));
}

#[test]
fn parties_that_the_page_changes_are_offered_once_the_user_has_edited_them() {
    let mut user = filling(acme());
    user.adds(PartyKind::Individual);
    assert!(!user.flow.draft.parties_outdated(&user.flow.host));
    user.host_sets("prefill", json!({"parties": []}));
    assert!(user.flow.draft.parties_outdated(&user.flow.host));
    assert_eq!(user.flow.draft.parties(&user.flow.host).len(), 2, "nothing that was typed is lost");
    user.hears(Message::Party(PartyMessage::Restored));
    assert_eq!(user.flow.draft.parties(&user.flow.host).len(), 0);
}

#[test]
fn a_field_that_the_host_calls_a_number_holds_one() {
    let mut user = filling(with_amount("100"));
    user.types("amount", "a lot");
    user.presses_review();
    let at = user.filling().fields.iter().position(|field| &*field.custom_id == "amount").unwrap();
    assert_eq!(user.problems(), [(Place::Field(at), Fault::NotANumber)]);
    user.types("amount", "125 000,50");
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn a_field_that_is_switched_off_while_somebody_types_is_gone_and_its_value_is_kept_in_sight() {
    let mut user = filling(json!({}));
    user.types("order_no", "A-17");
    user.account.switch_field("order_no", false);
    user.presses_create();
    assert_eq!(user.notice(), Some(&Notice::FieldsChanged));
    assert!(user.filling().fields.iter().all(|field| &*field.custom_id != "order_no"));
    assert_eq!(user.unused(), ["Order number: A-17"]);
    assert_eq!(user.problems(), []);
    user.presses_create();
    assert_eq!((user.step(), user.made().len()), ("created", 1));
}

#[test]
fn fields_that_cannot_be_read_again_leave_the_form_as_it_is() {
    let mut user = filling(json!({}));
    user.types("order_no", "A-17");
    user.goes_wrong(CREATE, Problems(BTreeMap::from([("order_no".to_owned(), vec!["No.".to_owned()])])));
    user.goes_wrong(FIELDS, Html(502));
    user.presses_create();
    let at = user.filling().fields.iter().position(|field| &*field.custom_id == "order_no").unwrap();
    assert_eq!(user.problems(), [(Place::Field(at), Fault::Refused)]);
}
