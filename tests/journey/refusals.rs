//! Refusals: a decoded 4xx proves that nothing was made, says where, and keeps what was typed.

use std::collections::BTreeMap;

use oneflow_contract_picker::api::failure::{Failure, Refusal, SessionError};
use oneflow_contract_picker::flow::effect::{AuthorizeReason, Focus};
use oneflow_contract_picker::flow::form::field::{ErrorKind, FieldId};
use oneflow_contract_picker::flow::form::party::{OWNER, PartyInput, PartyKind};
use oneflow_contract_picker::flow::form::person::PersonInput;
use oneflow_contract_picker::flow::message::Message;
use oneflow_contract_picker::flow::notice::{Doing, Notice};
use oneflow_contract_picker::text::Phrases;
use oneflow_contract_picker::text::languages::EN;
use oneflow_sandbox::FaultKind::{self, Busy, Cut, Problems, Status};
use oneflow_sandbox::{Options, ProblemPaths};

use super::authorize::Gives;
use super::stage::{CATALOGUE, CREATE, MIRA, NOON, SIRI, Stage};
use super::story::{FIRST, Story};

fn refused(paths: &[&str]) -> FaultKind {
    let messages = || vec!["Not valid.".to_owned()];
    Problems(paths.iter().map(|path| ((*path).to_owned(), messages())).collect::<BTreeMap<_, _>>())
}

/// What Oneflow says about each path that is refused here.
fn not_valid() -> ErrorKind {
    ErrorKind::Refused("Not valid.".into())
}

/// Acme with two people, and Bo as an individual.
fn with_two_parties(paths: ProblemPaths) -> Story {
    let mut user = Stage::with(Options { problem_paths: paths, ..Options::default() }).opens();
    user.fills_in_a_supply_agreement();
    let acme = user.flow.edits.parties(&user.flow.settings.prefill)[0].key;
    let second = user.adds_person(acme);
    user.writes_person(acme, second, PersonInput::Name, "Eva Ek");
    user.writes_person(acme, second, PersonInput::Email, "eva@acme.example");
    let bo = user.adds(PartyKind::Individual);
    user.writes_person(bo, FIRST, PersonInput::Name, "Bo Ek");
    user.writes_person(bo, FIRST, PersonInput::Email, "bo@ek.example");
    user
}

fn is_refused_with(user: &Story, refusal: Refusal) {
    let Some(Notice::Failed { doing: Doing::Creating, failure }) = user.notice() else {
        panic!("{:?}", user.notice());
    };
    assert_eq!(failure.refusal(), Some(refusal));
    assert!(refusal == Refusal::Busy || failure.request_id().is_some(), "its request id can be copied");
}

#[test]
fn indexed_paths_land_on_the_inputs_that_they_name() {
    let user = with_two_parties(ProblemPaths::Indexed);
    let parties = user.flow.edits.parties(&user.flow.settings.prefill);
    let (acme, bo) = (parties[0].key, parties[1].key);
    let second = parties[0].people[1].key;
    let order_no = FieldId::Field(0);
    let cases = [
        ("name", FieldId::Name),
        ("data_fields[0].value", order_no),
        ("data_fields[1].value", FieldId::Field(3)),
        ("parties[0].name", FieldId::Party(acme, PartyInput::Name)),
        ("parties[0].identification_number", FieldId::Party(acme, PartyInput::Number)),
        ("parties[0].country_code", FieldId::Party(acme, PartyInput::Country)),
        ("parties[0].participants[1].email", FieldId::Person(acme, second, PersonInput::Email)),
        ("parties.0.participants.1.phone_number", FieldId::Person(acme, second, PersonInput::Phone)),
        ("parties[1].participant.email", FieldId::Person(bo, FIRST, PersonInput::Email)),
        ("parties[1].participant.sign_method", FieldId::Person(bo, FIRST, PersonInput::SignMethod)),
        ("parties[9].name", FieldId::Parties),
        ("my_party.participants", FieldId::Party(OWNER, PartyInput::Add)),
        ("something.new", FieldId::Form),
        ("order_no", order_no),
    ];
    for (path, place) in cases {
        let mut user = with_two_parties(ProblemPaths::Indexed);
        let typed = user.flow.edits.clone();
        user.goes_wrong(CREATE, refused(&[path]));
        user.presses_create();
        assert_eq!(user.problems(), [(place, not_valid())], "{path}");
        assert_eq!((user.flow.edits.clone(), user.focus.last()), (typed, Some(&Focus::Summary)));
        is_refused_with(&user, Refusal::Content);
        assert_eq!(user.errors(), ["validation"]);
    }
}

#[test]
fn plain_paths_land_on_the_input_where_there_is_but_one() {
    let mut user = Stage::with(Options { problem_paths: ProblemPaths::Plain, ..Options::default() }).opens();
    user.fills_in_a_supply_agreement();
    let acme = user.flow.edits.parties(&user.flow.settings.prefill)[0].key;
    let cases = [
        ("parties[0].participants[0].email", FieldId::Person(acme, FIRST, PersonInput::Email)),
        ("parties[0].participants[0].delivery_channel", FieldId::Person(acme, FIRST, PersonInput::Channel)),
        ("parties[0].name", FieldId::Party(acme, PartyInput::Name)),
        ("data_fields[0].value", FieldId::Form),
        ("name", FieldId::Name),
    ];
    for (path, place) in cases {
        user.goes_wrong(CREATE, refused(&[path]));
        user.presses_create();
        assert_eq!(user.problems(), [(place, not_valid())], "{path}");
    }
    user.presses_create();
    assert_eq!((user.step(), user.made().len()), ("created", 1), "once it is mended, it is created");
}

#[test]
fn plain_paths_that_could_mean_several_people_belong_to_the_parties() {
    let mut user = with_two_parties(ProblemPaths::Plain);
    user.goes_wrong(CREATE, refused(&["parties[0].participants[1].email"]));
    user.presses_create();
    assert_eq!(user.problems(), [(FieldId::Parties, not_valid())]);
}

#[test]
fn oneflows_own_sentences_are_kept_for_the_user_and_nothing_else_of_a_problem() {
    let mut user = with_two_parties(ProblemPaths::Indexed);
    let sentences = |paths: &[(&str, &[&str])]| {
        let owned = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect();
        Problems(paths.iter().map(|(path, all)| ((*path).to_owned(), owned(all))).collect())
    };
    let kind = sentences(&[
        ("data_fields[0].custom_id", &["Not in this template."]),
        ("data_fields[0].value", &["This order is already in a contract.", "Choose another one."]),
    ]);
    user.goes_wrong(CREATE, kind);
    user.presses_create();
    let said = "Not in this template. This order is already in a contract. Choose another one.";
    assert_eq!(user.problems(), [(FieldId::Field(0), ErrorKind::Refused(said.into()))]);
    let english = Phrases::from(&EN);
    let shown = english.field_error(&user.problems()[0].1);
    assert_eq!(shown, format!("Oneflow does not accept this: “{said}”"));
    assert!(!format!("{:?}", user.notice()).contains("attributes of the request"), "the detail is not even decoded");
}

#[test]
fn several_problems_are_shown_at_once_and_editing_one_takes_back_that_one() {
    let mut user = with_two_parties(ProblemPaths::Indexed);
    user.goes_wrong(CREATE, refused(&["name", "parties[1].participant.email"]));
    user.presses_create();
    assert_eq!(user.problems().len(), 2);
    user.names_it("Another name");
    assert_eq!(user.problems().len(), 1);
}

#[test]
fn a_field_that_was_refused_by_its_custom_id_is_found() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.types("Kundens önskemål", "Nej");
    user.goes_wrong(CREATE, refused(&["data_fields.Kundens önskemål"]));
    user.presses_create();
    assert_eq!(user.problems(), [(FieldId::Field(10), not_valid())]);
}

#[test]
fn a_refusal_of_plan_rights_or_state_is_told_above_the_form_with_everything_kept() {
    let cases = [
        (402, Refusal::Plan, "plan"),
        (403, Refusal::Permission, "permission"),
        (409, Refusal::Conflict, "conflict"),
        (400, Refusal::Content, "validation"),
        (422, Refusal::Content, "validation"),
    ];
    for (status, refusal, kind) in cases {
        let mut user = Stage::new().opens();
        user.fills_in_a_supply_agreement();
        let typed = user.flow.edits.clone();
        user.goes_wrong(CREATE, Status(status));
        user.presses_create();
        is_refused_with(&user, refusal);
        assert_eq!((&user.flow.edits, user.errors(), user.made().len()), (&typed, vec![kind], 0), "{status}");
        user.presses_create();
        assert_eq!((user.step(), user.made().len()), ("created", 1), "{status}");
    }
}

#[test]
fn a_template_that_has_vanished_leads_back_to_the_list_with_the_reason_and_everything_typed() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    let typed = user.flow.edits.clone();
    user.goes_wrong(CREATE, Status(404));
    user.presses_create();
    assert_eq!(user.step(), "choosing");
    is_refused_with(&user, Refusal::Missing);
    assert_eq!((&user.flow.edits, user.errors()), (&typed, vec!["not-found"]));
    assert_eq!(user.paths().iter().filter(|path| *path == "/helpers/contract_create_data").count(), 2, "read again");
    user.chooses_in("Partners", "Supply agreement");
    assert_eq!((&user.flow.edits, &*user.value("order_no").value), (&typed, "A-17"));
    user.presses_create();
    assert_eq!((user.step(), user.made().len()), ("created", 1));
}

#[test]
fn what_was_typed_outlives_a_vanished_template_and_a_network_that_fails_on_the_way_back() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    let typed = user.flow.edits.clone();
    user.goes_wrong(CREATE, Status(404));
    user.goes_wrong(CATALOGUE, Cut { after: false });
    user.presses_create();
    assert_eq!((user.step(), &user.flow.edits), ("unavailable", &typed));
    user.hears(Message::RetryRequested);
    user.chooses_in("Sales Nordics", "Supply agreement");
    assert_eq!(user.flow.edits, typed);
    user.presses_create();
    assert_eq!((user.step(), user.made().len()), ("created", 1));
}

#[test]
fn a_vanished_template_that_was_preselected_is_not_picked_again_by_itself() {
    let mut user = Stage::new().has("templateId", "8104").opens();
    user.goes_wrong(CREATE, Status(404));
    user.presses_create();
    assert_eq!((user.step(), user.creations()), ("choosing", 1));
}

#[test]
fn after_a_429_the_creation_waits_and_exactly_one_contract_is_made() {
    let cases = [(Some("5"), 5), (None, 60), (Some("soon"), 60), (Some("0"), 1), (Some("100000"), 300)];
    for (retry_after, seconds) in cases {
        let mut user = Stage::new().opens();
        user.fills_in_a_supply_agreement();
        user.goes_wrong(CREATE, Busy { retry_after: retry_after.map(str::to_owned) });
        user.presses_create();
        assert_eq!((user.step(), user.now.0 - NOON), ("created", seconds), "{retry_after:?}");
        assert_eq!((user.creations(), user.made().len(), user.errors()), (2, 1, vec!["rate-limit"]));
    }
}

#[test]
fn the_countdown_goes_by_seconds_and_the_waiting_doubles_up_to_five_minutes() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.goes_wrong_times(4, CREATE, Busy { retry_after: None });
    user.time_stands_still();
    user.presses_create();
    assert_eq!(user.creating().request.pause(), Some(60));
    user.one_wait_passes();
    assert_eq!(user.creating().request.pause(), Some(59));
    user.everything_goes_on();
    assert_eq!((user.step(), user.now.0 - NOON), ("created", 60 + 120 + 240 + 300));
    assert_eq!(user.made().len(), 1);
}

#[test]
fn a_template_that_is_rate_limited_for_five_seconds_works_by_itself_afterwards() {
    let mut user = Stage::new().acting_as(MIRA).opens();
    user.chooses("Rate limited for 5 seconds");
    user.presses_create();
    assert_eq!((user.step(), user.made().len()), ("created", 1));
}

#[test]
fn a_session_that_stays_refused_leads_back_to_the_form_after_one_renewal() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    let typed = user.flow.edits.clone();
    user.goes_wrong_times(2, CREATE, Status(401));
    user.presses_create();
    is_refused_with(&user, Refusal::Session);
    assert_eq!((&user.flow.edits, user.errors()), (&typed, vec!["session"]));
    assert_eq!(user.authorize.calls, [AuthorizeReason::Start, AuthorizeReason::Expired]);
    assert_eq!(user.creations(), 2);
    user.presses_create();
    assert_eq!((user.step(), user.made().len()), ("created", 1), "signed in again, it goes on");
}

#[test]
fn a_renewal_that_fails_leads_back_to_the_form_for_nothing_was_made() {
    for (gives, session) in [(Gives::Rejection, SessionError::Rejected), (Gives::Nothing, SessionError::TimedOut)] {
        let mut user = Stage::new().authorize(&[Gives::User(SIRI), gives]).opens();
        user.fills_in_a_supply_agreement();
        user.goes_wrong(CREATE, Status(401));
        user.presses_create();
        let failure = Failure::Unauthorised(session);
        assert_eq!(user.notice(), Some(&Notice::Failed { doing: Doing::Creating, failure }));
        assert_eq!((user.creations(), user.made().len()), (1, 0));
    }
}

#[test]
fn the_templates_that_refuse_do_what_their_names_say() {
    let cases = [
        ("Refused: email", "filling", Refusal::Content),
        ("Refused: order number", "filling", Refusal::Content),
        ("Vanished template", "choosing", Refusal::Missing),
        ("No permission after all", "filling", Refusal::Permission),
        ("Conflict", "filling", Refusal::Conflict),
        ("Signed out", "reviewing", Refusal::Session),
    ];
    for (template, step, refusal) in cases {
        let mut user = Stage::new().acting_as(MIRA).opens();
        user.chooses(template);
        user.types("order_no", "A-17");
        user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
        user.presses_create();
        assert_eq!(user.step(), step, "{template}");
        is_refused_with(&user, refusal);
        assert_eq!(user.made(), [0; 0], "{template}");
    }
}
