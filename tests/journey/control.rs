//! What the host decides: what is locked, how a value is typed, and what it changes while somebody types.

use std::collections::BTreeMap;

use oneflow_contract_picker::flow::form::edits::Origin;
use oneflow_contract_picker::flow::form::field::{ErrorKind, FieldId};
use oneflow_contract_picker::flow::form::party::PartyKind;
use oneflow_contract_picker::flow::message::{Message, PartyMessage};
use oneflow_contract_picker::flow::notice::Notice;
use oneflow_sandbox::FaultKind::{Html, Problems};
use serde_json::{Value, json};

use super::stage::{CREATE, FIELDS, Stage};
use super::story::Story;

fn with_amount(amount: &str) -> Value {
    json!({"fields": {"amount": {"value": amount, "origin": "Deal · Amount", "input": "number"}}})
}

fn acme() -> Value {
    let people = json!([{"name": "Ada Berg", "email": "ada@acme.example"}]);
    json!({"parties": [{"type": "company", "name": "Acme AB", "participants": people}]})
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
    let before = user.flow.edits.clone();
    user.names_it("Something else");
    user.types("order_no", "A-17");
    user.hears(Message::Party(PartyMessage::Added(PartyKind::Company)));
    user.hears(Message::WentBack);
    assert_eq!((user.step(), &user.flow.edits), ("filling", &before));
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn a_locked_workspace_cannot_be_left() {
    let mut user = Stage::new().has("lock", "workspace").has("workspaceId", "7001").opens();
    user.hears(Message::WorkspaceFiltered(None));
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
    assert_eq!((&*amount.value, &*amount.base, amount.outdated), ("90", "120", true));
    user.hears(Message::FieldRestored("amount".into()));
    let amount = user.value("amount");
    assert_eq!((&*amount.value, amount.outdated), ("120", false));
    assert_eq!(amount.origin, Origin::Host(Some("Deal · Amount".into())));
}

#[test]
fn parties_that_the_page_changes_are_offered_once_the_user_has_edited_them() {
    let mut user = filling(acme());
    user.adds(PartyKind::Individual);
    assert!(!user.flow.edits.parties_outdated(&user.flow.settings.prefill));
    user.host_sets("prefill", json!({"parties": []}));
    assert!(user.flow.edits.parties_outdated(&user.flow.settings.prefill));
    assert_eq!(user.flow.edits.parties(&user.flow.settings.prefill).len(), 2, "nothing that was typed is lost");
    user.hears(Message::Party(PartyMessage::Restored));
    assert_eq!(user.flow.edits.parties(&user.flow.settings.prefill).len(), 0);
}

#[test]
fn a_field_that_the_host_calls_a_number_holds_one() {
    let mut user = filling(with_amount("100"));
    user.types("amount", "a lot");
    user.presses_review();
    let at = user.filling().fields.iter().position(|field| &*field.custom_id == "amount").unwrap();
    assert_eq!(user.problems(), [(FieldId::Field(at), ErrorKind::NotANumber)]);
    user.types("amount", "125 000,50");
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn a_field_that_is_switched_off_while_somebody_types_is_gone_and_its_value_is_kept_in_sight() {
    let mut user = filling(json!({}));
    user.types("order_no", "A-17");
    user.account.deactivate_data_field("order_no");
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
    assert_eq!(user.problems(), [(FieldId::Field(at), ErrorKind::Refused("No.".into()))]);
}

#[test]
fn what_was_wrong_with_the_form_as_a_whole_is_settled_by_other_fields() {
    let mut user = filling(json!({}));
    user.types("order_no", "A-17");
    user.account.deactivate_data_field("order_no");
    let problems = [("something_new", "No."), ("name", "No.")];
    let problems = problems.map(|(path, said)| (path.to_owned(), vec![said.to_owned()]));
    user.goes_wrong(CREATE, Problems(BTreeMap::from(problems)));
    user.presses_create();
    assert_eq!(user.problems(), [(FieldId::Name, ErrorKind::Refused("No.".into()))]);
    assert_eq!(user.notice(), Some(&Notice::FieldsChanged));
}
