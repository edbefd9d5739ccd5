//! Opening: how it begins, and every way in which the door stays closed.

use oneflow_contract_picker::api::failure::{Failure, SessionError, TransportError};
use oneflow_contract_picker::flow::effect::{AuthorizeReason, Focus, Warning};
use oneflow_contract_picker::flow::event::Event;
use oneflow_contract_picker::flow::message::Message;
use oneflow_contract_picker::flow::settings::ConfigError;
use oneflow_contract_picker::flow::steps::unavailable::Reason;
use oneflow_sandbox::FaultKind::{Busy, Cut, Garbage, Html, Redirect, Silence as Silent, Status};
use oneflow_sandbox::{Options, Seed, TOKEN};
use serde_json::json;

use super::authorize::Gives;
use super::stage::{CATALOGUE, NILS, NOON, OLA, SIRI, Stage, TEMPLATES};
use super::wire::Mutation;

#[test]
fn it_asks_for_a_session_then_for_the_templates_and_opens_the_list() {
    let user = Stage::new().opens();
    assert_eq!(user.step(), "choosing");
    assert_eq!(user.authorize.calls, [AuthorizeReason::Start]);
    assert_eq!(user.paths(), ["/helpers/contract_create_data"]);
    assert_eq!(user.events, [Event::StateChange { from: "opening", to: "choosing" }]);
    assert_eq!(user.focus, [Focus::Heading]);
    assert_eq!(user.warnings, []);
}

#[test]
fn the_filter_by_extension_type_hides_all_other_templates() {
    let user = Stage::new().opens();
    assert!(user.shows("Supply agreement"));
    for hidden in ["Employment agreement", "Leave agreement", "Job offer", "Blank document", "Supply agreement (2019)"]
    {
        assert!(!user.shows(hidden), "{hidden}");
    }
}

#[test]
fn without_a_filter_every_template_is_offered_and_the_developer_is_told() {
    let user = Stage::new().lacks("extensionType").opens();
    for shown in ["Supply agreement", "Employment agreement", "Blank document"] {
        assert!(user.shows(shown), "{shown}");
    }
    assert_eq!(user.warnings, [Warning::Unfiltered]);
}

#[test]
fn both_filters_are_sent_when_both_are_given() {
    let user = Stage::new().has("templateTypeId", "9002").opens();
    let sent = user.sent();
    assert_eq!(sent[0].path, "/helpers/contract_create_data?extension_type=demo_crm&template_type_id=9002");
    assert!(user.shows("Delivery note") && !user.shows("Supply agreement"));
}

#[test]
fn a_faulty_configuration_is_told_before_anything_is_asked() {
    let cases = [
        ("apiBase", json!(null), ConfigError::Missing("api-base")),
        ("apiBase", json!("nonsense"), ConfigError::NotAnAddress("api-base")),
        ("apiBase", json!("https://partner.example"), ConfigError::WithoutVersion("api-base")),
        ("authorizes", json!(false), ConfigError::NoAuthorize),
        ("templateId", json!("eight"), ConfigError::NotANumber("template-id")),
    ];
    for (name, value, fault) in cases {
        let mut user = Stage::new().has(name, value).opens();
        assert_eq!(user.unavailable(), (&Reason::Configuration(fault), None));
        assert_eq!((user.errors(), user.sent().len(), user.authorize.calls.len()), (vec!["config"], 0, 0));
        user.host_sets("apiBase", "https://partner.example/v1");
        user.host_sets("authorizes", true);
        user.host_sets("templateId", json!(null));
        assert_eq!(user.step(), "choosing", "{name} was mended");
    }
}

#[test]
fn a_prefill_of_the_wrong_shape_is_told_and_taken_as_empty() {
    let user = Stage::new().has("prefill", json!({"fields": {"amount": [1]}})).opens();
    assert_eq!(user.step(), "choosing");
    assert_eq!(user.warnings, [Warning::Property("prefill.fields.amount: expected text".into())]);
    assert_eq!(user.errors(), ["config"]);
}

#[test]
fn an_unknown_extension_type_that_comes_back_as_an_empty_list_means_no_template_yet() {
    let user = Stage::new().has("extensionType", "demo_erp").opens();
    assert_eq!(user.unavailable().0, &Reason::NoTemplate);
    assert_eq!(user.paths(), ["/helpers/contract_create_data", "/accounts/extensions", "/templates"]);
    assert_eq!(user.errors(), ["setup"]);
}

#[test]
fn an_unknown_extension_type_that_comes_back_as_an_error_means_the_same() {
    let user = Stage::new().has("extensionType", "demo_erp").once(CATALOGUE, Status(404)).opens();
    let (reason, failure) = user.unavailable();
    assert_eq!(reason, &Reason::NoTemplate);
    assert_eq!(failure.and_then(Failure::status), Some(404));
    assert!(failure.and_then(Failure::request_id).is_some(), "its request id can be copied");
    assert_eq!(user.errors(), ["setup"]);
}

#[test]
fn an_extension_that_is_off_is_named() {
    let user = Stage::new().switched_off().opens();
    assert_eq!(user.unavailable().0, &Reason::ExtensionOff(Some("Demo CRM".into())));
    assert_eq!(user.errors(), ["setup"]);
}

#[test]
fn a_user_who_may_create_nowhere_is_told_so() {
    for stage in [Stage::new(), Stage::new().lacks("extensionType")] {
        let user = stage.acting_as(OLA).opens();
        assert_eq!(user.unavailable().0, &Reason::NoWorkspace);
        assert_eq!(user.errors(), ["permission"]);
    }
}

#[test]
fn a_server_in_between_that_says_so_itself_is_understood_with_either_status() {
    let mutations: [Mutation; 2] = [
        |_| (401, r#"{"status": 401, "type": "/problems/acting-user-unknown"}"#.to_owned()),
        |_| (403, r#"{"status": 403, "type": "/problems/acting-user-unknown"}"#.to_owned()),
    ];
    for mutation in mutations {
        let mut user = Stage::new().opens();
        *user.wire.mutates.borrow_mut() = Some(("/helpers/contract_create_data", mutation));
        user.host_sets("extensionType", "demo_ats");
        assert_eq!(user.unavailable().0, &Reason::UserUnknown);
    }
}

#[test]
fn a_user_whom_oneflow_does_not_know_is_told_apart_from_a_refused_token() {
    for stranger in [NILS, "stranger@example.com"] {
        let user = Stage::new().acting_as(stranger).opens();
        assert_eq!(user.unavailable().0, &Reason::UserUnknown);
        assert_eq!(user.authorize.calls, [AuthorizeReason::Start, AuthorizeReason::Expired]);
        assert_eq!(user.sent().last().map(|ping| (&*ping.path, ping.acting_user.clone())), Some(("/ping", None)));
        assert_eq!(user.errors(), ["identity"]);
    }
}

#[test]
fn a_refused_token_means_signing_in_again() {
    let user = Stage::new().authorize(&[Gives::StaleToken]).opens();
    assert_eq!(user.unavailable().0, &Reason::SessionRefused);
    assert_eq!(
        user.authorize.calls,
        [AuthorizeReason::Start, AuthorizeReason::Expired],
        "ping does not ask for yet another session"
    );
    assert_eq!(user.errors(), ["session"]);
}

#[test]
fn a_session_that_is_good_again_by_the_third_call_does_not_make_the_user_unknown() {
    let user = Stage::new().authorize(&[Gives::StaleToken, Gives::StaleToken, Gives::User(SIRI)]).opens();
    assert!(user.step() == "choosing" || user.unavailable().0 == &Reason::SessionRefused, "{:?}", user.flow.step);
}

#[test]
fn an_authorize_that_gives_no_headers_keeps_every_request_back() {
    let cases = [
        (Gives::Rejection, SessionError::Rejected),
        (Gives::Nothing, SessionError::TimedOut),
        (Gives::Nonsense, SessionError::Invalid),
    ];
    for (gives, session) in cases {
        let mut user = Stage::new().authorize(&[gives, Gives::User(SIRI)]).opens();
        assert_eq!(user.unavailable(), (&Reason::SessionRefused, Some(&Failure::Unauthorised(session))));
        assert_eq!((user.sent().len(), user.errors()), (0, vec!["session"]));
        user.hears(Message::RetryRequested);
        assert_eq!(user.step(), "choosing", "the second try is given headers");
    }
}

#[test]
fn a_session_that_has_expired_is_renewed_once_and_silently() {
    let user = Stage::new().authorize(&[Gives::StaleToken, Gives::User(SIRI)]).opens();
    assert_eq!(user.step(), "choosing");
    assert_eq!(user.authorize.calls, [AuthorizeReason::Start, AuthorizeReason::Expired]);
    assert_eq!(user.errors(), [""; 0]);
}

#[test]
fn a_session_that_cannot_be_renewed_makes_the_element_unavailable() {
    let user = Stage::new().authorize(&[Gives::StaleToken, Gives::Rejection]).opens();
    assert_eq!(user.unavailable(), (&Reason::SessionRefused, Some(&Failure::Unauthorised(SessionError::Rejected))));
}

#[test]
fn a_network_that_is_down_is_no_empty_list_and_can_be_tried_again() {
    let faults = [Cut { after: false }, Silent { after: false }, Redirect("https://elsewhere.example/v1".into())];
    let errors = [TransportError::Network, TransportError::Timeout, TransportError::Network];
    for (fault, error) in faults.into_iter().zip(errors) {
        let mut user = Stage::new().once(CATALOGUE, fault).opens();
        assert_eq!(user.unavailable(), (&Reason::Unreachable, Some(&Failure::Unreachable(error))));
        assert_eq!(user.errors(), ["network"]);
        user.hears(Message::RetryRequested);
        assert_eq!(user.step(), "choosing");
    }
}

#[test]
fn a_server_that_fails_keeps_its_status() {
    for (fault, status) in [(Status(500), 500), (Status(503), 503), (Html(502), 502), (Html(403), 403), (Garbage, 200)]
    {
        let user = Stage::new().once(CATALOGUE, fault).once(TEMPLATES, Html(504)).opens();
        let (reason, failure) = user.unavailable();
        assert_eq!((reason, failure.and_then(Failure::status)), (&Reason::Failing, Some(status)));
        assert_eq!(user.errors(), ["upstream"]);
    }
}

#[test]
fn when_the_helper_fails_the_list_of_templates_is_the_second_way() {
    let usual = Stage::new().opens().list();
    for fault in [Status(404), Status(500), Html(502), Garbage] {
        let mut user = Stage::new().once(CATALOGUE, fault.clone()).opens();
        assert_eq!(user.step(), "choosing", "{fault:?}");
        let mut list = user.list();
        let mut expected = usual.clone();
        list.sort();
        expected.sort();
        assert_eq!(list, expected, "{fault:?}");
        user.fills_in_a_supply_agreement();
        user.presses_create();
        assert_eq!(user.step(), "created");
    }
}

#[test]
fn the_second_way_reads_every_page() {
    let user = Stage::with(Options { seed: Seed::Large, ..Options::default() })
        .acting_as(SIRI)
        .once(CATALOGUE, Html(502))
        .opens();
    assert!(user.list().len() > 1_000, "{}", user.list().len());
    let pages = user.paths().iter().filter(|path| **path == "/templates").count();
    assert!(pages > 10, "{pages}");
}

#[test]
fn with_the_network_back_the_start_is_made_again_by_itself() {
    let mut user = Stage::new().opens();
    user.wire.down.set(true);
    user.hears(Message::ConnectivityChanged(false));
    user.hears(Message::Reset);
    assert_eq!(user.unavailable().0, &Reason::Unreachable);
    user.wire.down.set(false);
    user.hears(Message::ConnectivityChanged(true));
    assert_eq!((user.step(), user.flow.offline), ("choosing", false));
}

#[test]
fn offline_nothing_is_sent_and_nothing_is_lost() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.hears(Message::ConnectivityChanged(false));
    user.presses_create();
    assert_eq!((user.step(), user.creations()), ("reviewing", 0));
    assert!(user.flow.held_back, "it is said where the user pressed");
    user.hears(Message::ConnectivityChanged(true));
    assert!(!user.flow.held_back, "the reason has gone");
    user.presses_create();
    user.hears(Message::Confirmed(None));
    assert_eq!((user.step(), user.creations()), ("created", 1));
}

#[test]
fn a_message_for_the_administrator_can_be_copied() {
    let mut user = Stage::new().switched_off().opens();
    user.hears(Message::CopyRequested("Hello".into()));
    assert_eq!(user.copied.as_deref(), Some("Hello"));
    assert_eq!(user.flow.copied.as_deref(), Some("Hello"), "the button says so");
    user.hears(Message::RetryRequested);
    assert_eq!(user.flow.copied, None);
}

#[test]
fn a_user_who_may_not_ask_at_all_is_told_so() {
    let user = Stage::new().once(CATALOGUE, Status(403)).opens();
    assert_eq!(user.unavailable().0, &Reason::Forbidden);
    assert_eq!(user.errors(), ["permission"]);
}

#[test]
fn at_the_start_too_a_429_makes_the_next_request_wait() {
    let user = Stage::new().once(CATALOGUE, Busy { retry_after: Some("7".into()) }).opens();
    assert_eq!((user.step(), user.now.0 - NOON), ("choosing", 7));
    assert_eq!(user.errors(), ["rate-limit"]);
}

#[test]
fn refreshing_reads_the_templates_again() {
    let mut user = Stage::new().opens();
    user.account.disable_extension("demo_crm");
    user.hears(Message::Refreshed);
    assert_eq!(user.step(), "unavailable");
    user.account.enable_extension("demo_crm");
    user.hears(Message::Refreshed);
    assert_eq!(user.step(), "choosing");
}

#[test]
fn the_token_reaches_neither_the_state_nor_an_event() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    assert!(!format!("{:?} {:?}", user.flow, user.events).contains(TOKEN));
}
