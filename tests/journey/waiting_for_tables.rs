//! A review that is asked for while the template's product tables are still being read.

use oneflow_contract_picker::flow::effect::Focus;
use oneflow_contract_picker::flow::form::field::{ErrorKind, FieldId};
use oneflow_contract_picker::flow::form::items::item::{ItemInput, ItemKey};
use oneflow_contract_picker::flow::form::items::written::Written;
use oneflow_contract_picker::flow::item_message::ItemMessage;
use oneflow_contract_picker::flow::message::Message;
use oneflow_sandbox::FaultKind::Status;
use serde_json::{Value, json};

use super::drawn::{Drawn, text};
use super::stage::Stage;
use super::story::Story;

const TEMPLATE: &str = "GET /templates/{}";
const READING: &str = "Reading the template’s products…";

fn given() -> Value {
    json!({"items": [{"name": "Licence", "quantity": "12", "unitPrice": "1200.50"}]})
}

/// The form is there, and its product tables are being read.
fn reads_tables(stage: Stage) -> Story {
    let mut user = stage.opens();
    let choice = user.choice(|choice| choice.template.name.as_deref() == Some("Quotation"));
    user.nothing_answers();
    user.hears(Message::TemplateChosen(choice));
    user.one_call_is_answered();
    assert_eq!((user.step(), user.calls_out()), ("filling", 1));
    user
}

impl Story {
    fn waits_for_the_tables(&self) -> bool {
        let drawn = Drawn::of(&self.flow);
        drawn.keeps_the_rules("filling");
        let button = text(drawn.one("footer .p"));
        assert_eq!(button, "Review");
        let waits = drawn.one("footer .p").attr("disabled").is_some();
        assert_eq!(text(drawn.one("[role=status]")) == READING, waits, "it is said as long as it is so");
        assert_eq!(self.flow.custom_states() == "loading", waits);
        self.step() == "filling" && waits
    }

    fn renames_the_first_row(&mut self, name: &str) {
        let key = ItemKey { table: 0, row: 0 };
        self.hears(Message::Item(ItemMessage::Edited(key, ItemInput::Name, Written::plain(name))));
    }

    fn sent_rows(&self) -> Value {
        let sent = self.sent();
        let created = sent.iter().rev().find(|sent| sent.path == "/contracts/create").expect("was sent");
        created.body.as_ref().expect("has a body")["product_groups"][0]["products"].clone()
    }
}

#[test]
fn a_review_of_rows_that_the_page_gives_waits_for_the_tables_and_goes_on_by_itself() {
    let mut user = reads_tables(Stage::new().has("prefill", given()));
    assert!(!user.waits_for_the_tables());
    user.presses_review();
    assert!(user.waits_for_the_tables());
    user.presses_review();
    assert_eq!(user.calls_out(), 1, "a second press asks nothing anew");
    user.everything_goes_on();
    assert_eq!(user.step(), "reviewing");
    user.hears(Message::Confirmed(None));
    assert_eq!(user.sent_rows()[0]["name"], "Licence");
}

#[test]
fn rows_that_were_edited_before_a_reload_are_waited_for_as_well() {
    let mut before = Stage::new().opens();
    before.chooses("Quotation");
    before.renames_the_first_row("Delivery");
    let mut user = before.after_a_stop();
    user.hears(Message::WentBack);
    let choice = user.choice(|choice| choice.template.name.as_deref() == Some("Quotation"));
    user.nothing_answers();
    user.hears(Message::TemplateChosen(choice));
    user.one_call_is_answered();
    user.presses_review();
    assert!(user.waits_for_the_tables());
    user.everything_goes_on();
    user.hears(Message::Confirmed(None));
    assert_eq!(user.sent_rows()[0]["name"], "Delivery");
}

#[test]
fn what_is_wrong_in_a_row_is_said_once_the_tables_tell_it() {
    let wrong = json!({"items": [{"name": "Licence", "unitPrice": "1.005"}]});
    let mut user = reads_tables(Stage::new().has("prefill", wrong));
    user.presses_review();
    user.everything_goes_on();
    assert_eq!(user.step(), "filling");
    assert!(matches!(user.problems()[..], [(FieldId::Item(..), ErrorKind::TooPrecise { limit: 2 })]));
    assert_eq!(user.focus.last(), Some(&Focus::Summary));
}

#[test]
fn what_is_wrong_elsewhere_is_said_at_once() {
    let mut user = reads_tables(Stage::new().has("prefill", given()));
    user.names_it(&"å".repeat(1_001));
    user.presses_review();
    assert!(matches!(user.problems()[..], [(FieldId::Name, ErrorKind::TooLong { .. })]), "{:?}", user.problems());
    assert!(!user.waits_for_the_tables());
    user.everything_goes_on();
    assert_eq!(user.step(), "filling", "nobody waits for a review");
}

#[test]
fn whoever_goes_on_typing_is_not_taken_away_from_it() {
    let mut user = reads_tables(Stage::new().has("prefill", given()));
    user.presses_review();
    user.names_it("Quotation 7");
    assert!(!user.waits_for_the_tables());
    user.everything_goes_on();
    assert_eq!(user.step(), "filling");
    user.presses_create();
    assert_eq!(user.sent_rows()[0]["name"], "Licence");
}

#[test]
fn only_tables_that_could_not_be_read_let_the_rows_go_and_the_review_says_so() {
    let mut user = reads_tables(Stage::new().has("prefill", given()).once(TEMPLATE, Status(403)));
    user.presses_review();
    user.everything_goes_on();
    assert_eq!(user.step(), "reviewing");
    let warned = text(Drawn::of(&user.flow).one("p.alert.warn"));
    assert_eq!(warned, "The template’s products could not be read. Its rows stay as they are.");
}

#[test]
fn without_a_network_the_form_stays_and_reads_the_tables_when_it_is_back() {
    let mut user = reads_tables(Stage::new().has("prefill", given()).once(TEMPLATE, Status(403)));
    user.presses_review();
    user.hears(Message::ConnectivityChanged(false));
    user.everything_goes_on();
    assert_eq!(user.step(), "filling");
    user.hears(Message::ConnectivityChanged(true));
    user.presses_create();
    assert_eq!(user.sent_rows()[0]["name"], "Licence");
}

#[test]
fn without_rows_nobody_waits_and_no_review_says_that_they_could_not_be_read() {
    let mut user = reads_tables(Stage::new());
    user.presses_review();
    assert_eq!(user.step(), "reviewing");
    assert!(!Drawn::of(&user.flow).text().contains("could not be read"));
    user.host_sets("prefill", given());
    let warned = text(Drawn::of(&user.flow).one("p.alert.warn"));
    assert_eq!(warned, "The template’s products have not been read. Its rows stay as they are.");
    user.hears(Message::WentBack);
    assert!(Drawn::of(&user.flow).text().contains(READING), "they are read again by themselves");
    user.everything_goes_on();
    user.presses_create();
    assert_eq!(user.sent_rows()[0]["name"], "Licence");
}
