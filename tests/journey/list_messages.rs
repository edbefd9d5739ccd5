//! What a list says when it has nothing, or not all: each in words of its own, and nothing of what was typed.

use oneflow_contract_picker::flow::message::Message;
use oneflow_contract_picker::flow::steps::unavailable::Reason;
use oneflow_sandbox::FaultKind::{self, Cut, Html, Status};

use super::drawn::{Drawn, text};
use super::listing::{list_of, stage};
use super::stage::DRAFTS;
use super::story::Story;
use super::wire::Mutation;

/// A list for which a server in between answers so.
fn answered(mutate: Mutation) -> Story {
    let mut list = list_of(1);
    *list.wire.mutates.borrow_mut() = Some(("/contracts", mutate));
    list.hears(Message::Reset);
    list
}

/// A refusal in the shape of Oneflow's.
fn refusal(status: u16, kind: &str) -> (u16, String) {
    (status, format!(r#"{{"status": {status}, "title": "No.", "type": "{kind}", "request_id": "r-1"}}"#))
}

fn says(list: &Story, texts: &[&str]) {
    let drawn = Drawn::of(&list.flow);
    drawn.keeps_the_rules(list.step());
    for expected in texts {
        assert!(drawn.text().contains(expected), "{expected}: {}", drawn.text());
    }
    assert!(!drawn.text().contains("you typed"), "{}", drawn.text());
}

/// A list of 120 contracts that has read the first hundred, and then this goes wrong.
fn half_read(fault: FaultKind) -> Story {
    let mut list = list_of(120).seen_by_a_fresh_element();
    list.nothing_answers();
    list.hears(Message::Reset);
    list.one_call_is_answered();
    list.one_call_is_answered();
    list.goes_wrong(DRAFTS, fault);
    list
}

#[test]
fn a_list_that_is_not_read_to_its_end_says_so_and_gives_no_count_that_looks_whole() {
    let mut list = half_read(Html(502));
    says(&list, &["At least 100 contracts"]);
    list.one_call_is_answered();
    says(&list, &["At least 100 contracts", "The rest of the contracts could not be read just now."]);
    let drawn = Drawn::of(&list.flow);
    let live = text(drawn.one("[role=status]"));
    assert_eq!(live, "The rest of the contracts could not be read just now. This list is not complete.");
    assert!(!drawn.text().contains("out of date"));
    let mut whole = list.seen_by_a_fresh_element();
    whole.hears(Message::RetryRequested);
    says(&whole, &["120 contracts"]);
    assert!(!Drawn::of(&whole.flow).text().contains("At least"));
}

#[test]
fn why_more_could_not_be_read_is_said_where_it_does_not_pass() {
    let mut list = half_read(Status(403));
    list.one_call_is_answered();
    says(&list, &["The rest of the contracts could not be read", "An administrator of your Oneflow account can"]);
    let mut list = list_of(1);
    list.goes_wrong(DRAFTS, Html(404));
    list.hears(Message::RetryRequested);
    says(&list, &["This list may be out of date.", "This page’s server does not list them."]);
}

#[test]
fn offline_a_list_says_that_it_will_be_brought_up_to_date() {
    let mut list = list_of(1);
    list.hears(Message::ConnectivityChanged(false));
    let offline = "You are offline. The list is brought up to date as soon as you are back.";
    says(&list, &[offline]);
    let drawn = Drawn::of(&list.flow);
    assert_eq!(text(drawn.one("[role=status]")), offline);
    list.hears(Message::NewContractRequested);
    list.hears(Message::LeaveAllowed);
    assert!(Drawn::of(&list.flow).text().contains("What you typed is safe"), "in the place of the list one may type");
}

#[test]
fn a_list_that_cannot_be_read_says_what_is_the_matter_in_words_of_its_own() {
    let cases: [(FaultKind, &[&str]); 3] = [
        (Cut { after: false }, &["The contracts could not be loaded", "Oneflow can’t be reached. Check your"]),
        (Html(502), &["The contracts could not be loaded", "Oneflow has a problem. This usually passes."]),
        (Status(403), &["You don’t have access to these contracts", "Your Oneflow user may not see them."]),
    ];
    for (fault, texts) in cases {
        says(&stage().once(DRAFTS, fault).opens(), texts);
    }
}

#[test]
fn a_user_who_may_not_see_contracts_asks_their_administrator_for_that_and_not_for_creating_them() {
    let list = stage().once(DRAFTS, Status(403)).opens();
    let drawn = Drawn::of(&list.flow);
    let message = text(drawn.one("textarea"));
    assert!(message.contains("I would like to see contracts of Oneflow in this app"), "{message}");
    assert!(message.contains("You don’t have access to these contracts"), "{message}");
}

#[test]
fn a_server_that_does_not_pass_the_request_on_is_told_apart_from_oneflow() {
    let answers: [Mutation; 5] = [
        |_| refusal(404, "about:blank"),
        |_| refusal(404, "https://api.oneflow.com/v1/error_codes/4040000"),
        |_| refusal(400, "/problems/content"),
        |_| refusal(403, "about:blank"),
        |_| (404, "<h1>Not Found</h1>".to_owned()),
    ];
    for answer in answers {
        let list = answered(answer);
        assert_eq!((list.unavailable().0, list.errors()), (&Reason::Missing, vec!["not-found"]));
        says(
            &list,
            &["This record’s contracts can’t be shown here", "The people who run this page have to look into it."],
        );
        let drawn = Drawn::of(&list.flow);
        assert!(!drawn.text().contains("usually passes") && drawn.all("textarea").is_empty());
        drawn.control("button", "Try again");
        assert!(drawn.all(".close").is_empty(), "nobody leaves a list");
    }
    let oneflows = answered(|_| refusal(403, "https://api.oneflow.com/v1/error_codes/4030000"));
    assert_eq!(oneflows.unavailable().0, &Reason::Forbidden);
    let tenant = answered(|_| refusal(403, "/problems/tenant-token"));
    assert_eq!(tenant.unavailable().0, &Reason::TokenRefused);
}
