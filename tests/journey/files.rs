//! Files in the form: the page's and the user's, checked before anything is uploaded.

use oneflow_contract_picker::api::contract_file::FileKind::{Attachment, Document};
use oneflow_contract_picker::flow::effect::{Focus, Warning};
use oneflow_contract_picker::flow::form::field::{ErrorKind, FieldId};
use oneflow_contract_picker::flow::form::files::rules::FileError;
use oneflow_contract_picker::flow::form::files::{Offered, TakenAway};
use oneflow_contract_picker::flow::handed_over::Continuation;
use oneflow_contract_picker::flow::message::{FileMessage, Message};
use oneflow_sandbox::{NewSections, NewTemplate};
use serde_json::{Value, json};

use super::drawn::Drawn;
use super::stage::Stage;
use super::story::Story;

fn given(name: &str, blob: u64, kind: &str) -> Value {
    json!({"file": {"name": name, "blob": blob, "size": 900}, "as": kind})
}

/// The form of a template that takes attachments and a document.
fn with_both() -> Story {
    let mut user = Stage::new().opens();
    user.chooses("Data processing agreement");
    user
}

fn listed(
    files: &[(&str, oneflow_contract_picker::api::contract_file::FileKind)],
) -> Vec<(String, oneflow_contract_picker::api::contract_file::FileKind)> {
    files.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect()
}

#[test]
fn files_that_break_a_rule_are_refused_each_with_its_name_and_the_rule() {
    let mut user = with_both();
    user.offers(&[("terms.pdf", 0, 7), ("run.exe", 1, 7), ("none.txt", 2, 0), ("big.zip", 3, 20_000_001)]);
    let refused =
        [("run.exe", FileError::WrongKind), ("none.txt", FileError::Empty), ("big.zip", FileError::WrongKind)];
    assert_eq!(user.refused_files(), refused.map(|(name, error)| (name.to_owned(), error)));
    assert_eq!(user.files(), listed(&[("terms.pdf", Attachment)]));
    let folder = Offered { name: "Photos".into(), content: None };
    user.hears(Message::Files(FileMessage::Offered(vec![folder])));
    user.offers(&[]);
    assert_eq!(user.refused_files(), [], "what is offered next says something new");
    user.offers(&[("terms.pdf", 4, 9)]);
    assert_eq!(user.refused_files(), [("terms.pdf".to_owned(), FileError::NameTaken)]);
}

#[test]
fn a_second_document_takes_the_place_of_the_first_says_so_and_can_be_undone() {
    let mut user = with_both();
    user.offers(&[("first.pdf", 0, 7), ("second.pdf", 1, 7)]);
    user.makes_document_of("first.pdf");
    assert_eq!(user.files(), listed(&[("first.pdf", Document), ("second.pdf", Attachment)]));
    user.makes_document_of("second.pdf");
    assert_eq!(user.files(), listed(&[("second.pdf", Document)]));
    let told = TakenAway::Replaced("second.pdf".into(), "first.pdf".into());
    assert_eq!(user.filling().file_remarks.taken_away, Some(told));
    user.hears(Message::Files(FileMessage::Undone));
    assert_eq!(user.files(), listed(&[("first.pdf", Document), ("second.pdf", Attachment)]));
}

#[test]
fn a_file_that_was_removed_comes_back_where_it_was_and_the_focus_is_not_lost() {
    let mut user = with_both();
    user.offers(&[("a.pdf", 0, 7), ("b.png", 1, 7)]);
    user.removes_file("a.pdf");
    assert_eq!(
        (user.files(), user.focus.last()),
        (listed(&[("b.png", Attachment)]), Some(&Focus::Input(FieldId::Files)))
    );
    user.hears(Message::Files(FileMessage::Undone));
    assert_eq!(user.files(), listed(&[("a.pdf", Attachment), ("b.png", Attachment)]));
    user.hears(Message::Files(FileMessage::Undone));
    assert_eq!(user.files().len(), 2, "there is nothing more to undo");
}

#[test]
fn the_pages_files_are_shown_and_removed_like_the_users_unless_they_are_locked() {
    let files = json!({"files": [given("offer.pdf", 0, "document"), given("prices.xlsx", 1, "attachment")]});
    let both = listed(&[("offer.pdf", Document), ("prices.xlsx", Attachment)]);
    let mut user = Stage::new().has("prefill", files.clone()).opens();
    user.chooses("Data processing agreement");
    assert_eq!(user.files(), both);
    user.removes_file("offer.pdf");
    assert_eq!(user.files(), listed(&[("prices.xlsx", Attachment)]));
    let mut user = Stage::new().has("prefill", files).has("lock", "files").opens();
    user.chooses("Data processing agreement");
    user.removes_file("offer.pdf");
    user.offers(&[("mine.pdf", 5, 7)]);
    assert_eq!((user.files(), user.flow.edits.is_dirty()), (both, false));
}

#[test]
fn a_template_without_a_place_for_the_pages_files_is_created_without_them_and_developers_learn_it() {
    let files = json!({"files": [given("offer.pdf", 0, "document")]});
    let mut user = Stage::new().lacks("extensionType").has("prefill", files).opens();
    user.chooses("Blank document");
    assert!(user.warnings.contains(&left_out(0)), "{:?}", user.warnings);
    user.presses_create();
    assert_eq!((user.step(), user.uploads().len(), user.created().uploads.len()), ("created", 0, 0));
}

fn left_out(index: usize) -> Warning {
    Warning::Property(format!("prefill.files[{index}] is not uploaded; the form says why").into())
}

#[test]
fn a_second_document_and_a_name_given_twice_cost_the_record_nothing_else() {
    let twice = [
        given("old.pdf", 0, "document"),
        given("new.pdf", 1, "document"),
        given("terms.txt", 2, "attachment"),
        given("terms.txt", 3, "attachment"),
    ];
    let record = json!({"name": "From the record", "files": twice});
    let mut user = Stage::new().has("prefill", record).opens();
    assert_eq!((user.flow.settings.prefill_error.as_ref(), user.errors().len()), (None, 0));
    user.chooses("Data processing agreement");
    assert_eq!(user.files(), listed(&[("new.pdf", Document), ("terms.txt", Attachment)]));
    assert_eq!(user.flow.settings.prefill.name.as_deref(), Some("From the record"));
    for index in [0, 3] {
        assert!(user.warnings.contains(&left_out(index)), "{:?}", user.warnings);
    }
    assert!(!format!("{:?}", user.warnings).contains("terms"), "{:?}", user.warnings);
    let said = Drawn::of(&user.flow).text();
    assert!(said.contains("new.pdf is part of the contract now, in place of old.pdf."), "{said}");
    assert!(said.contains("There is already a file called terms.txt."), "{said}");
    user.presses_create();
    assert_eq!((user.step(), user.uploads()), ("created", vec!["new.pdf".to_owned(), "terms.txt".to_owned()]));
}

#[test]
fn of_more_files_than_a_contract_takes_the_others_go_along_and_each_too_many_is_named() {
    let many: Vec<Value> = (0..130).map(|nth| given(&format!("{nth}.txt"), nth, "attachment")).collect();
    let mut user = Stage::new().has("prefill", json!({"files": many})).opens();
    user.chooses("Data processing agreement");
    assert_eq!((user.files().len(), user.errors().len()), (30, 0));
    assert_eq!(user.warnings.iter().filter(|it| format!("{it:?}").contains("prefill.files[")).count(), 100);
    assert!(Drawn::of(&user.flow).text().contains("129.txt is one too many: a contract takes 30 attachments."));
}

#[test]
fn of_several_documents_that_are_chosen_at_once_the_last_one_counts_and_is_named() {
    let stage = Stage::new().lacks("extensionType");
    let sections = NewSections { attachments: false, expanded_pdf: true, ..NewSections::default() };
    let new = NewTemplate { name: "Lease".to_owned(), workspace_ids: vec![7001], sections, ..NewTemplate::default() };
    stage.account.create_template(new).expect("is a template");
    let mut user = stage.opens();
    user.chooses("Lease");
    user.offers(&[("a.pdf", 0, 7), ("b.pdf", 1, 7), ("c.pdf", 2, 7)]);
    assert_eq!(user.files(), listed(&[("c.pdf", Document)]));
    let said = Drawn::of(&user.flow).text();
    assert!(said.contains("c.pdf is part of the contract now, in place of b.pdf."), "{said}");
}

#[test]
fn the_users_document_takes_the_place_of_every_one_that_the_page_gave() {
    let files = json!({"files": [given("old.pdf", 0, "document"), given("new.pdf", 1, "document")]});
    let mut user = Stage::new().has("prefill", files).opens();
    user.chooses("Data processing agreement");
    user.offers(&[("mine.pdf", 5, 7)]);
    user.makes_document_of("mine.pdf");
    assert_eq!(user.files(), listed(&[("mine.pdf", Document)]));
    user.hears(Message::Files(FileMessage::Undone));
    assert_eq!(user.files(), listed(&[("new.pdf", Document), ("mine.pdf", Attachment)]));
}

#[test]
fn files_that_the_page_changes_later_are_judged_anew_and_developers_learn_it_once() {
    let mut user = with_both();
    let twice = json!({"files": [given("a.pdf", 0, "attachment"), given("a.pdf", 1, "attachment")]});
    user.host_sets("prefill", twice);
    user.host_sets("lock", "name");
    assert_eq!(user.warnings.iter().filter(|it| **it == left_out(1)).count(), 1);
}

#[test]
fn a_prefill_whose_files_have_another_shape_names_the_path_and_counts_for_nothing() {
    let user = Stage::new().has("prefill", json!({"files": [{"file": "offer.pdf", "as": "document"}]})).opens();
    assert_eq!(user.flow.settings.prefill_error.as_deref(), Some("prefill.files[0].file: expected a Blob"));
    assert_eq!(user.errors(), ["config"]);
}

#[test]
fn a_restored_draft_asks_for_its_files_again_and_nothing_is_created_before() {
    let mut user = with_both();
    user.offers(&[("a.pdf", 0, 7), ("b.png", 1, 9)]);
    let mut user = user.reloaded_with(draft);
    assert_eq!(user.files().len(), 2);
    user.presses_review();
    assert_eq!(user.problems(), [(FieldId::Files, ErrorKind::FilesMissing)]);
    let drawn = Drawn::of(&user.flow);
    drawn.keeps_the_rules("filling");
    let (input, missing) = (drawn.one("#files"), "Choose the files again that are missing, or remove them.");
    assert_eq!(input.attr("aria-invalid"), Some("true"));
    assert!(drawn.description(input).ends_with(missing), "{}", drawn.description(input));
    user.offers(&[("a.pdf", 4, 8)]);
    assert_eq!(user.refused_files(), [("a.pdf".to_owned(), FileError::NameTaken)], "another size is another file");
    user.offers(&[("a.pdf", 5, 7)]);
    user.removes_file("b.png");
    user.presses_create();
    assert_eq!((user.step(), user.uploads()), ("created", vec!["a.pdf".to_owned()]));
}

#[test]
fn a_restored_draft_takes_the_contents_of_its_files_from_a_prefill_that_comes_later() {
    let mut user = with_both();
    user.offers(&[("a.pdf", 0, 900)]);
    let mut user = user.reloaded_with(draft);
    user.presses_review();
    assert_eq!(user.problems(), [(FieldId::Files, ErrorKind::FilesMissing)]);
    user.host_sets("prefill", json!({"files": [given("a.pdf", 4, "attachment")]}));
    assert_eq!(user.problems(), []);
    user.presses_create();
    assert_eq!((user.step(), user.uploads()), ("created", vec!["a.pdf".to_owned()]));
}

#[test]
fn an_instance_that_stops_leaves_the_files_to_its_successor_because_the_element_has_their_contents() {
    let mut user = with_both();
    user.offers(&[("a.pdf", 3, 7)]);
    user.makes_document_of("a.pdf");
    let mut user = user.after_a_stop();
    assert_eq!(user.files(), listed(&[("a.pdf", Document)]));
    user.presses_create();
    assert_eq!((user.step(), user.uploads().len()), ("created", 1));
}

/// What the page keeps of the element.
pub fn draft(user: &Story) -> String {
    let Continuation::Snapshot(snapshot) = user.flow.continuation() else {
        panic!("there is nothing to keep");
    };
    format!(r#"{{"version":1,"externalId":null,"head":{},"fields":[]}}"#, snapshot.to_text())
}

#[test]
fn the_small_module_asks_for_the_full_one_when_files_are_wanted_and_hands_the_form_on() {
    let mut user = with_both();
    user.types("amount", "125");
    user.nothing_answers();
    user.hears(Message::FilesWanted);
    assert!(user.filling().hands_over());
    let mut user = user.after_a_stop();
    assert_eq!((user.step(), user.focus.last()), ("filling", Some(&Focus::Input(FieldId::Files))));
    user.offers(&[("a.pdf", 0, 7)]);
    assert_eq!(user.files().len(), 1);
}

#[test]
fn a_full_module_that_does_not_arrive_leaves_the_form_as_it_is_and_says_so() {
    let mut user = with_both();
    user.types("amount", "125");
    user.hears(Message::FilesWanted);
    assert_eq!((user.step(), user.filling().hands_over(), user.errors()), ("filling", false, vec!["network"]));
    assert!(user.notice().is_some() && user.flow.edits.is_dirty());
}
