//! Files on their way into the contract: one by one, before it is sent, and what the user decides when one does not
//! arrive.

use std::rc::Rc;

use oneflow_contract_picker::api::invitation::Invitation;
use oneflow_contract_picker::flow::Step;
use oneflow_contract_picker::flow::effect::Focus;
use oneflow_contract_picker::flow::event::Event;
use oneflow_contract_picker::flow::message::{FileMessage, Message};
use oneflow_contract_picker::flow::steps::upload::Decision;
use oneflow_contract_picker::flow::steps::upload::{Look, UploadStatus};
use oneflow_sandbox::FaultKind::{Cut, Garbage, Html, Silence, Status};
use serde_json::{Value, json};

use super::drawn::Drawn;
use super::files::draft;
use super::stage::{CREATE, Stage};
use super::story::{Story, invitation};

const UPLOAD: &str = "POST /contracts/{}/files";
const FILES: &str = "GET /contracts/{}/files";

/// A form with two attachments.
fn with_two_files() -> Story {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.offers(&[("terms.pdf", 0, 7), ("prices.xlsx", 1, 9)]);
    user
}

fn statuses(user: &Story) -> Vec<&'static str> {
    let word = |status: &UploadStatus| match status {
        UploadStatus::Waiting => "waiting",
        UploadStatus::UnderWay => "under way",
        UploadStatus::Done => "done",
        UploadStatus::Dropped => "dropped",
        UploadStatus::Missing => "missing",
        UploadStatus::Failed(_) => "failed",
        UploadStatus::Doubtful(_, Look::UnderWay) => "looking",
        UploadStatus::Doubtful(_, Look::Found) => "found",
        UploadStatus::Doubtful(_, Look::NotFound) => "not found",
        UploadStatus::Doubtful(_, Look::Failed) => "cannot look",
        UploadStatus::Doubtful(_, Look::Gone) => "contract gone",
        UploadStatus::Doubtful(_, Look::GivenUp) => "given up",
    };
    let uploads = match &user.flow.step {
        Step::Uploading(uploading) => &*uploading.uploads,
        Step::Created(created) | Step::Published(created) => &created.uploads,
        _ => panic!("is {}", user.step()),
    };
    uploads.iter().map(|upload| word(&upload.status)).collect()
}

/// A file of the page, as the element hands it on.
fn given(name: &str, blob: u64, size: u64) -> Value {
    json!({"file": {"name": name, "blob": blob, "size": size}, "as": "attachment"})
}

fn attachments(names: &[&str]) -> Vec<(String, String)> {
    names.iter().map(|name| ((*name).to_owned(), "attachment".to_owned())).collect()
}

#[test]
fn files_are_uploaded_one_by_one_and_only_then_the_contract_is_sent() {
    let mut user = with_two_files();
    user.presses_create_and_send();
    assert_eq!(user.step(), "published");
    let id = user.made()[0];
    assert_eq!(user.oneflow_has(id), attachments(&["terms.pdf", "prices.xlsx"]));
    let (posted, files) = (|end: &str| user.paths().iter().rposition(|path| path.ends_with(end)), "/files");
    assert!(posted(files) < posted("/publish"), "{:?}", user.paths());
    assert_eq!(user.steps()[3..], ["creating", "uploading", "publishing", "published"]);
    assert_eq!((statuses(&user), user.told_created()), (vec!["done", "done"], vec![id]));
}

#[test]
fn a_document_is_uploaded_first_and_becomes_a_part_of_the_contract() {
    let mut user = Stage::new().opens();
    user.chooses("Data processing agreement");
    user.offers(&[("terms.pdf", 0, 7), ("offer.pdf", 1, 9)]);
    user.makes_document_of("offer.pdf");
    user.presses_create();
    let kinds = [("offer.pdf", "pdf"), ("terms.pdf", "attachment")];
    let kinds = kinds.map(|(name, kind)| (name.to_owned(), kind.to_owned()));
    assert_eq!((user.step(), user.oneflow_has(user.made()[0])), ("created", kinds.to_vec()));
}

#[test]
fn without_files_there_is_no_step_for_them() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    assert!(!user.steps().contains(&"uploading"), "{:?}", user.steps());
}

#[test]
fn a_refused_file_stops_the_others_and_is_uploaded_again_or_left_out_as_the_user_says() {
    let mut user = with_two_files();
    user.goes_wrong_times(2, UPLOAD, Status(400));
    user.presses_create();
    assert_eq!((user.step(), statuses(&user)), ("uploading", vec!["failed", "waiting"]));
    assert_eq!(user.errors(), ["validation"]);
    user.decides(Decision::Again);
    assert_eq!(statuses(&user), ["failed", "waiting"]);
    user.decides(Decision::Drop);
    assert_eq!((user.step(), statuses(&user)), ("created", vec!["dropped", "done"]));
    assert_eq!(user.oneflow_has(user.made()[0]), attachments(&["prices.xlsx"]));
    assert_eq!(user.uploads(), ["terms.pdf", "terms.pdf", "prices.xlsx"]);
}

#[test]
fn a_contract_that_lacks_a_file_which_was_reviewed_is_not_sent_without_another_press() {
    let mut user = with_two_files();
    user.goes_wrong(UPLOAD, Status(409));
    user.presses_create_and_send();
    user.decides(Decision::DropAll);
    let created = user.created();
    assert!(created.unsent && user.told_published().is_empty());
    assert_eq!(statuses(&user), ["dropped", "dropped"]);
    user.presses_send();
    assert_eq!(user.step(), "published");
}

#[test]
fn without_a_clear_answer_the_contracts_files_are_read_and_the_user_decides() {
    for (fault, found) in
        [(Cut { after: true }, "found"), (Cut { after: false }, "not found"), (Html(502), "not found")]
    {
        let mut user = with_two_files();
        user.goes_wrong(UPLOAD, fault);
        user.presses_create();
        assert_eq!((user.step(), statuses(&user)), ("uploading", vec![found, "waiting"]));
        user.decides(if found == "found" { Decision::Take } else { Decision::Again });
        assert_eq!((user.step(), statuses(&user)), ("created", vec!["done", "done"]));
        assert_eq!(user.oneflow_has(user.made()[0]), attachments(&["terms.pdf", "prices.xlsx"]));
    }
}

#[test]
fn what_was_not_found_is_not_taken_for_uploaded() {
    let mut user = with_two_files();
    user.goes_wrong(UPLOAD, Cut { after: false });
    user.presses_create();
    user.decides(Decision::Take);
    assert_eq!(statuses(&user), ["not found", "waiting"]);
}

#[test]
fn what_the_contract_may_have_is_never_called_left_out() {
    let ends = |fault| {
        let mut user = with_two_files();
        user.goes_wrong(UPLOAD, fault);
        user.presses_create_and_send();
        user.decides(Decision::Drop);
        assert!(user.told_published().is_empty());
        (user.step(), statuses(&user))
    };
    assert_eq!(ends(Cut { after: true }), ("uploading", vec!["found", "waiting"]));
    assert_eq!(ends(Cut { after: false }), ("created", vec!["given up", "done"]));
}

#[test]
fn a_file_whose_content_is_gone_stays_one_over_any_number_of_reloads() {
    let mut user = with_two_files();
    user.goes_wrong(UPLOAD, Status(400));
    user.presses_create();
    for _ in 0..2 {
        user = user.reloaded_with(draft);
        assert_eq!((user.step(), statuses(&user)), ("uploading", vec!["not found", "missing"]));
    }
    user.decides(Decision::DropAll);
    assert_eq!((user.step(), statuses(&user)), ("created", vec!["given up", "dropped"]));
}

#[test]
fn a_file_whose_content_is_gone_is_uploaded_once_the_page_gives_it_again() {
    let mut user = with_two_files();
    user.goes_wrong(UPLOAD, Status(400));
    user.presses_create();
    let mut user = user.reloaded_with(draft);
    user.host_sets("prefill", json!({"files": [given("prices.xlsx", 4, 8)]}));
    assert_eq!(statuses(&user), ["not found", "missing"], "another size is another file");
    user.host_sets("prefill", json!({"files": [given("terms.pdf", 5, 7), given("prices.xlsx", 6, 9)]}));
    assert_eq!((statuses(&user), user.uploads().len()), (vec!["not found", "waiting"], 0));
    user.decides(Decision::Again);
    assert_eq!((user.step(), statuses(&user)), ("created", vec!["done", "done"]));
    assert_eq!(user.oneflow_has(user.made()[0]), attachments(&["terms.pdf", "prices.xlsx"]));
}

#[test]
fn a_file_for_whose_content_the_others_wait_goes_on_by_itself_once_the_page_gives_it() {
    let mut user = with_two_files();
    user.goes_wrong(UPLOAD, Status(400));
    user.presses_create();
    let mut user = user.reloaded_with(draft);
    user.decides(Decision::Drop);
    assert_eq!(statuses(&user), ["given up", "missing"]);
    user.host_sets("prefill", json!({"files": [given("prices.xlsx", 6, 9)]}));
    assert_eq!((user.step(), statuses(&user)), ("created", vec!["given up", "done"]));
}

#[test]
fn files_that_cannot_be_listed_can_be_asked_for_again() {
    let mut user = with_two_files();
    user.goes_wrong(UPLOAD, Silence { after: false });
    user.goes_wrong(FILES, Garbage);
    user.presses_create();
    assert_eq!(statuses(&user), ["cannot look", "waiting"]);
    user.decides(Decision::LookAgain);
    assert_eq!(statuses(&user), ["not found", "waiting"]);
}

#[test]
fn a_session_that_ends_is_renewed_and_too_many_requests_are_waited_for() {
    let mut user = with_two_files();
    user.goes_wrong(UPLOAD, Status(401));
    user.presses_create();
    assert_eq!((user.step(), user.uploads().len()), ("created", 3));
    let mut user = with_two_files();
    user.goes_wrong(UPLOAD, Status(429));
    user.presses_create();
    assert_eq!((user.step(), statuses(&user)), ("created", vec!["done", "done"]));
}

#[test]
fn each_upload_has_a_key_of_its_own_where_the_server_honours_keys_and_a_renewed_request_keeps_it() {
    let mut user = Stage::new().opens();
    user.server_honours_keys();
    user.fills_in_a_supply_agreement();
    user.offers(&[("terms.pdf", 0, 7), ("prices.xlsx", 1, 9)]);
    user.goes_wrong(UPLOAD, Status(401));
    user.presses_create();
    assert_eq!(user.step(), "created");
    let keys: Vec<_> = user.sent().iter().filter(|sent| sent.file.is_some()).filter_map(|it| it.key.clone()).collect();
    assert_eq!(keys, ["key-1-1", "key-1-1", "key-1-2"]);
    let mut user = with_two_files();
    user.presses_create();
    assert!(user.sent().iter().filter(|sent| sent.file.is_some()).all(|sent| sent.key.is_none()));
}

#[test]
fn an_upload_that_the_user_stops_is_ended_on_the_way_and_looked_for() {
    let mut user = with_the_first_file_on_its_way(None);
    user.hears(Message::UploadStopped);
    assert_eq!((user.aborted.len(), statuses(&user)), (1, vec!["looking", "waiting"]));
    user.hears(Message::UploadStopped);
    user.decides(Decision::Drop);
    assert_eq!((user.aborted.len(), statuses(&user)), (1, vec!["looking", "waiting"]), "only one thing at a time");
    user.everything_goes_on();
    assert!(matches!(statuses(&user)[..], ["found" | "not found", "waiting"]), "{:?}", statuses(&user));
    user.decides(Decision::DropAll);
    assert_eq!(user.step(), "created");
}

#[test]
fn nobody_leaves_a_contract_whose_files_are_on_their_way() {
    let mut user = with_two_files();
    user.goes_wrong(UPLOAD, Status(400));
    user.presses_create();
    assert!(!user.flow.can_be_left());
    user.hears(Message::LeaveAllowed);
    user.hears(Message::Refreshed);
    assert_eq!(user.step(), "uploading");
    user.hears(Message::ConnectivityChanged(false));
    user.decides(Decision::Again);
    assert_eq!((user.flow.held_back, statuses(&user)), (true, vec!["failed", "waiting"]));
}

/// The user has pressed *Create*, and the first file is on its way.
fn with_the_first_file_on_its_way(invitation: Option<Rc<Invitation>>) -> Story {
    let mut user = with_two_files();
    user.presses_review();
    user.nothing_answers();
    user.hears(Message::Confirmed(invitation));
    while user.step() != "uploading" {
        user.one_call_is_answered();
    }
    user
}

#[test]
fn without_a_network_the_next_file_waits_which_the_notice_says_and_goes_on_by_itself() {
    let mut user = with_the_first_file_on_its_way(None);
    user.hears(Message::ConnectivityChanged(false));
    user.the_latest_call_is_answered();
    assert_eq!((statuses(&user), user.uploads().len(), user.calls_out()), (vec!["done", "waiting"], 1, 1));
    assert_eq!(user.focus.last(), Some(&Focus::Heading), "the button that stopped it is gone");
    let drawn = Drawn::of(&user.flow);
    drawn.keeps_the_rules("uploading");
    assert!(drawn.one("#offline").html().contains("You are offline."));
    assert!(drawn.all("#summary").is_empty(), "nothing has gone wrong with a file: {}", drawn.text());
    drawn.control("button", "Leave it out");
    user.everything_goes_on();
    assert_eq!(statuses(&user), ["done", "waiting"]);
    user.hears(Message::ConnectivityChanged(true));
    assert_eq!((user.step(), statuses(&user)), ("created", vec!["done", "done"]));
    assert_eq!((user.uploads(), user.errors().len()), (vec!["terms.pdf".to_owned(), "prices.xlsx".to_owned()], 0));
}

#[test]
fn an_upload_that_the_network_cut_off_is_looked_for_once_the_network_is_back() {
    let mut user = with_the_first_file_on_its_way(None);
    user.goes_wrong(UPLOAD, Cut { after: true });
    user.hears(Message::ConnectivityChanged(false));
    user.the_latest_call_is_answered();
    user.everything_goes_on();
    assert_eq!(statuses(&user), ["looking", "waiting"]);
    assert!(!user.sent().iter().any(|sent| sent.method == "GET" && sent.path.contains("/files")));
    user.hears(Message::ConnectivityChanged(true));
    assert_eq!((statuses(&user), user.focus.last()), (vec!["found", "waiting"], Some(&Focus::Summary)));
}

#[test]
fn what_the_user_decides_without_a_network_begins_no_upload_before_it_is_back() {
    for (fault, decision, decided) in
        [(Status(400), Decision::Drop, "dropped"), (Cut { after: true }, Decision::Take, "done")]
    {
        let mut user = with_two_files();
        user.goes_wrong(UPLOAD, fault);
        user.presses_create();
        user.hears(Message::ConnectivityChanged(false));
        user.decides(Decision::Again);
        assert!(user.flow.held_back);
        user.decides(decision);
        assert_eq!((statuses(&user), user.uploads().len()), (vec![decided, "waiting"], 1));
        assert!(!user.flow.held_back, "nobody has to press again");
        user.hears(Message::ConnectivityChanged(true));
        assert_eq!((user.step(), statuses(&user)), ("created", vec![decided, "done"]));
    }
}

#[test]
fn a_user_without_a_network_need_not_wait_for_it() {
    let mut user = with_the_first_file_on_its_way(None);
    user.goes_wrong(UPLOAD, Cut { after: true });
    user.hears(Message::ConnectivityChanged(false));
    user.the_latest_call_is_answered();
    user.decides(Decision::DropAll);
    assert_eq!((user.step(), statuses(&user)), ("created", vec!["given up", "dropped"]));
}

#[test]
fn a_contract_whose_last_file_arrived_as_the_network_went_is_not_sent_and_says_so() {
    let mut user = with_the_first_file_on_its_way(Some(invitation()));
    user.the_latest_call_is_answered();
    user.hears(Message::ConnectivityChanged(false));
    user.the_latest_call_is_answered();
    user.everything_goes_on();
    assert_eq!((statuses(&user), user.flow.held_back, user.created().unsent), (vec!["done", "done"], true, true));
    user.hears(Message::ConnectivityChanged(true));
    assert!(user.told_published().is_empty(), "sending never goes on by itself");
    user.presses_send();
    assert_eq!(user.step(), "published");
}

#[test]
fn an_upload_that_had_to_wait_waits_on_for_the_network_and_keeps_its_key() {
    let mut user = Stage::new().opens();
    user.server_honours_keys();
    user.fills_in_a_supply_agreement();
    user.offers(&[("terms.pdf", 0, 7), ("prices.xlsx", 1, 9)]);
    user.time_stands_still();
    user.goes_wrong(UPLOAD, Status(429));
    user.presses_create();
    user.hears(Message::ConnectivityChanged(false));
    user.everything_goes_on();
    assert_eq!((statuses(&user), user.uploads().len()), (vec!["waiting", "waiting"], 1));
    user.hears(Message::ConnectivityChanged(true));
    let sent = user.sent();
    let keys: Vec<_> = sent.iter().filter(|sent| sent.file.is_some()).filter_map(|sent| sent.key.clone()).collect();
    assert_eq!((user.step(), keys), ("created", ["key-1-1", "key-1-1", "key-1-2"].map(str::to_owned).to_vec()));
}

#[test]
fn a_look_that_had_to_wait_waits_on_for_the_network() {
    let mut user = with_two_files();
    user.time_stands_still();
    user.goes_wrong(UPLOAD, Cut { after: true });
    user.goes_wrong(FILES, Status(429));
    user.presses_create();
    user.hears(Message::ConnectivityChanged(false));
    user.everything_goes_on();
    assert_eq!(statuses(&user), ["looking", "waiting"]);
    user.hears(Message::ConnectivityChanged(true));
    assert_eq!(statuses(&user), ["found", "waiting"]);
}

#[test]
fn a_contract_that_is_gone_meanwhile_takes_no_file_and_nobody_is_asked_to_try_again() {
    let mut user = with_the_first_file_on_its_way(None);
    user.oneflow_deletes(user.made()[0]);
    user.the_latest_call_is_answered();
    assert_eq!(statuses(&user), ["failed", "waiting"]);
    let drawn = Drawn::of(&user.flow);
    drawn.keeps_the_rules("uploading");
    assert!(drawn.text().contains("It may have been deleted in Oneflow, or you may not see it."), "{}", drawn.text());
    let offered: Vec<String> = drawn.all("button").into_iter().map(|button| drawn.name(button)).collect();
    assert!(offered.contains(&"Leave out all that remain".to_owned()), "{offered:?}");
    assert!(!offered.iter().any(|name| name == "Upload again" || name == "Leave it out"), "{offered:?}");
    user.everything_goes_on();
    user.decides(Decision::Again);
    assert_eq!((statuses(&user), user.uploads().len()), (vec!["failed", "waiting"], 1));
    user.decides(Decision::DropAll);
    assert_eq!((user.step(), statuses(&user)), ("created", vec!["dropped", "dropped"]));
}

#[test]
fn a_look_at_a_contract_that_is_gone_says_so_and_offers_another_look() {
    let mut user = with_the_first_file_on_its_way(None);
    user.goes_wrong(UPLOAD, Cut { after: true });
    user.the_latest_call_is_answered();
    user.oneflow_deletes(user.made()[0]);
    user.everything_goes_on();
    assert_eq!(statuses(&user), ["contract gone", "waiting"]);
    let drawn = Drawn::of(&user.flow);
    drawn.control("button", "Look again");
    assert!(drawn.text().contains("The contract is not there"), "{}", drawn.text());
    user.decides(Decision::Again);
    assert_eq!((statuses(&user), user.uploads().len()), (vec!["contract gone", "waiting"], 1));
    user.decides(Decision::LookAgain);
    assert_eq!(statuses(&user), ["contract gone", "waiting"]);
}

#[test]
fn an_instance_that_stops_while_files_are_uploaded_goes_on_with_the_contract_and_makes_no_second_one() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.offers(&[("a.pdf", 0, 7), ("b.pdf", 1, 7), ("c.pdf", 2, 7)]);
    user.presses_review();
    user.nothing_answers();
    user.hears(Message::Confirmed(None));
    while user.uploads().len() < 2 {
        user.one_call_is_answered();
    }
    let before = user.sent().len();
    let mut user = user.after_a_stop();
    assert_eq!((user.step(), statuses(&user)), ("uploading", vec!["done", "done", "not found"]));
    assert!(before > 0 && user.creations() == 0 && user.told_created().is_empty());
    user.decides(Decision::Again);
    assert_eq!((user.step(), user.uploads()), ("created", vec!["c.pdf".to_owned()]));
    let id = user.made()[0];
    assert_eq!((user.made().len(), user.oneflow_has(id)), (1, attachments(&["a.pdf", "b.pdf", "c.pdf"])));
    assert_eq!(user.created().contract.parties.len(), 2, "the contract was read");
}

#[test]
fn a_contract_that_was_found_after_an_unclear_creation_gets_its_files() {
    let mut user = with_two_files();
    user.goes_wrong(CREATE, Cut { after: true });
    user.presses_create();
    let candidate = user.unconfirmed().candidates[0].id;
    user.says_this_is_it(candidate);
    assert_eq!((user.step(), user.oneflow_has(candidate.0).len()), ("created", 2));
}

#[test]
fn after_a_reload_contents_that_the_page_gives_before_the_contract_is_found_are_uploaded() {
    let mut user = with_two_files();
    user.goes_wrong(CREATE, Cut { after: true });
    user.presses_create();
    let mut user = user.reloaded_with(draft);
    user.host_sets("prefill", json!({"files": [given("terms.pdf", 7, 7), given("prices.xlsx", 9, 9)]}));
    let candidate = user.unconfirmed().candidates[0].id;
    user.says_this_is_it(candidate);
    assert_eq!(user.oneflow_has(candidate.0), attachments(&["terms.pdf", "prices.xlsx"]));
    assert_eq!((user.step(), statuses(&user)), ("created", vec!["done", "done"]));
}

#[test]
fn a_server_that_does_not_pass_a_file_on_says_nothing_of_the_contract() {
    let mut user = with_two_files();
    *user.wire.mutates.borrow_mut() = Some(("/files", |_| {
        (404, r#"{"status": 404, "title": "This is not passed on.", "request_id": "r-1"}"#.to_owned())
    }));
    user.presses_create();
    assert_eq!(statuses(&user), ["failed", "waiting"]);
    let drawn = Drawn::of(&user.flow);
    assert!(!drawn.text().contains("deleted in Oneflow"), "{}", drawn.text());
    drawn.control("button", "Upload again");
}

#[test]
fn nothing_that_the_page_is_told_names_a_file() {
    let mut user = with_two_files();
    user.goes_wrong(UPLOAD, Status(400));
    user.presses_create();
    user.hears(Message::Files(FileMessage::Undone));
    user.decides(Decision::Drop);
    let told: Vec<String> =
        user.events.iter().filter(|it| !matches!(it, Event::Created { .. })).map(|it| format!("{it:?}")).collect();
    assert!(told.iter().all(|event| !event.contains("terms") && !event.contains("prices")), "{told:?}");
}
