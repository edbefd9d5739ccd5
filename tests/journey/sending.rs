//! Sending the contract: with the creation or after it, refused, without an answer; and what the host has to say about
//! it.

use oneflow_contract_picker::api::contract::State;
use oneflow_contract_picker::api::failure::{Failure, Refusal};
use oneflow_contract_picker::api::ids::{ContractId, ParticipantId};
use oneflow_contract_picker::api::template::Workspace;
use oneflow_contract_picker::flow::event::Event;
use oneflow_contract_picker::flow::form::person::PersonInput;
use oneflow_contract_picker::flow::message::Message;
use oneflow_contract_picker::flow::notice::{Doing, Notice};
use oneflow_contract_picker::flow::steps::choosing::catalogue::Catalogue;
use oneflow_contract_picker::flow::steps::filling::Filling;
use oneflow_contract_picker::flow::steps::reviewing::Sending;
use oneflow_contract_picker::flow::{Flow, Step};
use oneflow_contract_picker::json::{FromJson, Json};
use oneflow_contract_picker::text::Phrases;
use oneflow_contract_picker::text::languages::EN;
use oneflow_sandbox::FaultKind::{Cut, Garbage, Html, Redirect, Silence, Status};
use oneflow_sandbox::{Approvals, NewTemplate};
use serde_json::json;

use super::drawn::Drawn;
use super::stage::{MIRA, Stage};
use super::story::{FIRST, Story, invitation};
use super::wire::Sent;

const PUBLISH: &str = "POST /contracts/{}/publish";
const READ: &str = "GET /contracts/{}";

fn created() -> Story {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    user
}

/// What sending would do, as the review tells.
fn sending(user: &Story) -> Sending {
    let reviewing = user.reviewing();
    user.flow.sending(&reviewing.filling, reviewing.contract.contract())
}

/// How often a contract was read.
fn reads(user: &Story) -> usize {
    let is_read = |sent: &Sent| sent.method == "GET" && sent.path.starts_with("/contracts/");
    user.sent().iter().filter(|sent| is_read(sent)).count()
}

/// How often the contract was sent off to be published.
fn publications(user: &Story) -> usize {
    user.paths().iter().filter(|path| path.ends_with("/publish")).count()
}

#[test]
fn what_is_reviewed_is_what_is_sent_and_nothing_is_sent_before() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_review();
    assert_eq!((user.step(), user.creations()), ("reviewing", 0));
    let contract = user.reviewing().contract.contract().clone();
    assert_eq!((&*contract.name, contract.parties.len()), ("Supply agreement, Acme", 1));
    user.hears(Message::WentBack);
    assert_eq!(user.step(), "filling");
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn create_and_send_makes_one_contract_and_sends_it_with_the_invitation() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_create_and_send();
    let published = user.published();
    assert_eq!(published.contract.state, State::Pending);
    let people: Vec<_> = published.contract.parties.iter().filter(|party| !party.mine).collect();
    assert_eq!(people[0].people[0].channel.as_deref(), Some("email"));
    let id = published.contract.id.0;
    assert_eq!((user.told_created(), user.told_published()), (vec![id], vec![id]));
    assert_eq!(user.oneflow_shows(id)["state"], "pending");
    let sent = user.sent();
    let sent = sent.iter().find(|sent| sent.path.ends_with("/publish")).expect("was sent");
    assert_eq!(sent.body.as_ref().unwrap(), &json!({"subject": "Supply 2027", "message": "Please read and sign."}));
}

#[test]
fn a_contract_that_reaches_nobody_is_not_called_sent_and_links_are_offered() {
    let mut user = Stage::new().opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    let acme = user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
    user.writes_person(acme, FIRST, PersonInput::Channel, "none");
    user.presses_review();
    assert_eq!(sending(&user), Sending::TellsNobody);
    user.hears(Message::Confirmed(Some(invitation())));
    let published = user.published();
    let english = Phrases::from(&EN);
    assert_eq!(english.sent_title(&published.contract), "The contract can be signed now");
    let ada = published.contract.counterparts().next().and_then(|ada| ada.id).expect("has an id");
    user.hears(Message::LinkRequested(ada));
    let link = user.published().link.clone().expect("was made");
    assert_eq!(user.copied.as_deref(), Some(&*link.text));
    let mut user = Stage::new().opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    user.presses_review();
    assert_eq!(sending(&user), Sending::TellsNobody, "there is no counterparty");
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_create_and_send();
    assert_eq!(Phrases::from(&EN).sent_title(&user.published().contract), "Contract sent");
}

#[test]
fn the_contracts_own_pdf_is_read_before_it_is_sent() {
    let mut user = created();
    user.hears(Message::FileRequested);
    assert_eq!(user.created().file.as_deref(), Some("blob:https://partner.example/1"));
    assert_eq!(user.paths().last().map(String::as_str), Some(&*format!("/contracts/{}/files/1", user.made()[0])));
    assert_eq!(user.errors(), [""; 0]);
}

#[test]
fn a_pdf_that_is_elsewhere_or_none_leads_to_oneflow() {
    for (kind, errors) in [
        (Redirect("https://files.example/1.pdf".into()), vec![]),
        (Html(502), vec!["upstream"]),
        (Garbage, vec!["upstream"]),
        (Status(404), vec!["not-found"]),
    ] {
        let mut user = created();
        user.goes_wrong("GET /contracts/{}/files/{}", kind.clone());
        user.hears(Message::FileRequested);
        let created = user.created();
        assert!(created.file.is_none() && created.trouble.is_some() && created.request.is_none(), "{kind:?}");
        assert_eq!(user.errors(), errors, "{kind:?}");
        user.hears(Message::FileRequested);
        assert!(user.created().file.is_some(), "it can be tried again");
    }
}

#[test]
fn what_was_asked_about_a_draft_is_forgotten_once_it_is_sent() {
    let mut user = created();
    user.nothing_answers();
    user.hears(Message::FileRequested);
    user.presses_send();
    user.everything_goes_on();
    assert_eq!((user.step(), &user.published().request), ("published", &None));
    let mut user = created();
    user.goes_wrong("GET /contracts/{}/files/{}", Html(502));
    user.hears(Message::FileRequested);
    assert!(user.created().trouble.is_some());
    user.presses_send();
    assert_eq!((user.step(), &user.published().trouble), ("published", &None));
}

#[test]
fn what_a_card_beside_it_has_sent_is_sent_in_the_picker_and_reported_once() {
    let mut user = created();
    let id = user.created().contract.id.0;
    user.hears(Message::ContractChanged(ContractId(id)));
    assert_eq!(user.step(), "created", "nothing has happened");
    user.oneflow_publishes(id);
    user.hears(Message::ContractChanged(ContractId(id)));
    assert_eq!((user.step(), publications(&user), user.told_published()), ("published", 0, vec![]));
    assert_eq!(user.published().contract.state, State::Pending);
}

#[test]
fn what_was_created_but_not_sent_and_is_sent_by_somebody_else_is_no_longer_called_unsent() {
    let mut user = Stage::new().has("actions", "draft").opens();
    user.fills_in_a_supply_agreement();
    user.presses_create_and_send();
    assert!(user.created().unsent);
    user.oneflow_publishes(user.made()[0]);
    user.hears(Message::ContractChanged(ContractId(user.made()[0])));
    assert!(!user.published().unsent);
}

#[test]
fn while_something_is_asked_about_the_contract_nothing_else_is_asked_beside_it() {
    let mut user = created();
    user.nothing_answers();
    user.hears(Message::FileRequested);
    let id = user.created().contract.id;
    for message in [Message::FileRequested, Message::ContractChanged(id)] {
        let (flow, effects) = user.flow.clone().update(message);
        assert_eq!((effects, &flow), (vec![], &user.flow));
    }
    user.everything_goes_on();
    assert!(user.created().file.is_some());
    user.presses_send();
    let ada = user.published().contract.counterparts().next().and_then(|ada| ada.id).expect("has an id");
    let nobody = ParticipantId(1);
    assert_eq!(user.flow.clone().update(Message::LinkRequested(nobody)).1, []);
    user.nothing_answers();
    user.hears(Message::LinkRequested(ada));
    for participant in [ada, nobody] {
        assert_eq!(user.flow.clone().update(Message::LinkRequested(participant)).1, []);
    }
}

#[test]
fn a_link_that_is_not_made_after_sending_is_told() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_create_and_send();
    let ada = user.published().contract.counterparts().next().and_then(|ada| ada.id).expect("has an id");
    user.goes_wrong("POST /contracts/{}/participants/{}/access_link", Status(403));
    user.hears(Message::LinkRequested(ada));
    assert!(user.published().trouble.is_some() && user.published().link.is_none());
    assert_eq!((user.step(), user.errors()), ("published", vec!["permission"]));
}

#[test]
fn who_may_not_send_reads_so_before_and_afterwards_that_it_is_created_but_not_sent() {
    let mut user = Stage::new().acting_as(MIRA).opens();
    user.chooses_in("Faults", "Publishing: not allowed from the start");
    user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
    user.presses_review();
    assert_eq!(sending(&user), Sending::Invites, "nothing tells it yet");
    user.hears(Message::Confirmed(Some(invitation())));
    assert_eq!((user.step(), publications(&user)), ("created", 0));
    assert_eq!(Phrases::from(&EN).created_title(user.created()), "Created, but not sent");
    user.hears(Message::StartedOver);
    user.chooses_in("Faults", "Publishing: not allowed from the start");
    user.presses_review();
    assert_eq!(sending(&user), Sending::Forbidden, "the contract has told");
    user.hears(Message::Confirmed(None));
    assert_eq!(Phrases::from(&EN).created_title(user.created()), "Contract created", "nobody asked for more");
}

#[test]
fn a_workspace_from_which_a_contract_may_be_sent_goes_on_offering_it() {
    let mut user = created();
    user.hears(Message::StartedOver);
    user.fills_in_a_supply_agreement();
    user.presses_review();
    assert_eq!(sending(&user), Sending::Invites);
}

#[test]
fn a_workspace_may_tell_beforehand_that_the_acting_user_may_not_send_from_there() {
    for (permissions, expected) in
        [(json!({}), Sending::Invites), (json!({"contract:publish": false}), Sending::Forbidden)]
    {
        let told = json!([{"id": 1, "name": "Sales", "_permissions": permissions,
            "templates": [{"id": 2, "name": "Offer"}]}]);
        let told = told.to_string();
        let workspaces = <Vec<Workspace>>::from_json(&Json::parse(&told).expect("is JSON")).expect("is read");
        let mut user = Stage::new().opens();
        user.fills_in_a_supply_agreement();
        user.presses_review();
        let mut filling = Filling::clone(&user.reviewing().filling);
        filling.choice = Catalogue::new(workspaces).choice(0).expect("is there");
        assert_eq!(user.flow.sending(&filling, user.reviewing().contract.contract()), expected);
    }
}

#[test]
fn a_draft_can_be_sent_after_it_was_created() {
    let mut user = created();
    assert!(user.created().can_be_sent(&user.flow.settings));
    user.presses_send();
    assert_eq!((user.step(), publications(&user)), ("published", 1));
    user.presses_send();
    assert_eq!((user.step(), publications(&user)), ("published", 1));
    user.hears(Message::StartedOver);
    assert_eq!(user.step(), "choosing");
    assert!(user.events.contains(&Event::ContractCleared));
}

#[test]
fn a_refusal_keeps_the_draft_says_why_and_can_be_tried_again() {
    for (status, refusal) in [
        (400, Refusal::Content),
        (401, Refusal::Session),
        (402, Refusal::Plan),
        (403, Refusal::Permission),
        (404, Refusal::Missing),
    ] {
        let mut user = created();
        // A 401 is answered by a renewed session once.
        user.goes_wrong_times(if status == 401 { 2 } else { 1 }, PUBLISH, Status(status));
        user.presses_send();
        let failed = user.publish_failed();
        assert!(failed.certain, "{status}");
        assert_eq!((failed.failure.refusal(), reads(&user)), (Some(refusal), 0), "{status}");
        user.presses_send();
        assert_eq!(user.step(), "published", "{status}");
    }
}

#[test]
fn after_anything_that_proves_nothing_the_contract_is_read_first() {
    for kind in [Cut { after: true }, Silence { after: true }, Garbage] {
        let mut user = created();
        user.goes_wrong(PUBLISH, kind.clone());
        user.presses_send();
        assert_eq!((user.step(), publications(&user)), ("published", 1), "{kind:?}");
        assert_eq!(user.told_published().len(), 1);
    }
    for kind in [Cut { after: false }, Html(502), Status(500)] {
        let mut user = created();
        user.goes_wrong(PUBLISH, kind.clone());
        user.presses_send();
        assert!(user.publish_failed().certain, "{kind:?} and still a draft");
        assert_eq!(user.told_published(), [0; 0]);
    }
}

#[test]
fn while_it_cannot_be_read_it_is_not_sent_again() {
    let mut user = created();
    user.goes_wrong(PUBLISH, Cut { after: true });
    user.goes_wrong(READ, Html(502));
    user.presses_send();
    assert!(!user.publish_failed().certain);
    user.presses_send();
    assert_eq!((user.step(), publications(&user)), ("publish-failed", 1));
    user.hears(Message::RetryRequested);
    assert_eq!((user.step(), publications(&user)), ("published", 1));
}

#[test]
fn with_the_network_back_it_is_looked_into_by_itself() {
    let mut user = created();
    user.goes_wrong(PUBLISH, Cut { after: true });
    user.goes_wrong(READ, Html(502));
    user.presses_send();
    user.hears(Message::ConnectivityChanged(false));
    assert!(!user.publish_failed().certain);
    user.hears(Message::ConnectivityChanged(true));
    assert_eq!((user.step(), publications(&user)), ("published", 1));
}

#[test]
fn a_conflict_is_looked_into_because_somebody_may_have_sent_it_already() {
    let mut user = created();
    let id = user.created().contract.id.0;
    user.goes_wrong(PUBLISH, Cut { after: true });
    user.goes_wrong(READ, Html(502));
    user.presses_send();
    assert_eq!(user.oneflow_shows(id)["state"], "pending");
    let mut user = created();
    user.goes_wrong(PUBLISH, Status(409));
    user.presses_send();
    assert_eq!((user.publish_failed().certain, reads(&user)), (true, 1), "it is still a draft");
}

#[test]
fn the_host_may_forbid_the_creation_and_say_why() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.host_vetoes(Some("The discount needs approval."));
    user.presses_create();
    let failure = Failure::Rejected(Some("The discount needs approval.".into()));
    assert_eq!(user.notice(), Some(&Notice::Failed { doing: Doing::Creating, failure }));
    assert_eq!((user.step(), user.creations(), user.errors()), ("reviewing", 0, vec!["policy"]));
    user.presses_create();
    user.hears(Message::Confirmed(None));
    assert_eq!((user.step(), user.creations()), ("created", 1));
}

#[test]
fn the_host_may_forbid_the_sending_and_the_draft_is_kept() {
    let mut user = created();
    user.host_vetoes(None);
    user.presses_send();
    assert_eq!(user.publish_failed().failure, Failure::Rejected(None));
    assert_eq!((publications(&user), user.errors()), (0, vec!["policy"]));
    user.presses_send();
    assert_eq!(user.step(), "published");
}

#[test]
fn while_the_host_thinks_the_user_can_go_back() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_review();
    let (flow, effects) = user.flow.clone().update(Message::Confirmed(None));
    assert!(matches!(effects.first(), Some(oneflow_contract_picker::flow::effect::Effect::CallHost(..))));
    let says = |flow: &Flow| {
        let Step::Creating(creating) = &flow.step else { panic!("is {}", flow.step.name()) };
        Phrases::from(&EN).request_status(&creating.request, "Creating")
    };
    assert_eq!(says(&flow), "Waiting for this page to agree…");
    let (flow, _) = flow.update(Message::WentBack);
    assert_eq!(flow.step.name(), "reviewing");
    assert_eq!(flow.edits, user.flow.edits);
    user.nothing_answers();
    user.hears(Message::Confirmed(None));
    assert_eq!(says(&user.flow), "Creating", "the page has agreed");
}

#[test]
fn who_allows_drafts_only_sends_nothing() {
    let mut user = Stage::new().has("actions", "draft").opens();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    assert!(!user.created().can_be_sent(&user.flow.settings));
    user.presses_send();
    assert_eq!((user.step(), publications(&user)), ("created", 0));
}

#[test]
fn who_leaves_with_something_typed_is_asked_first() {
    let mut user = Stage::new().opens();
    user.hears(Message::Cancelled);
    assert!(user.events.contains(&Event::Cancel(false)));
    user.fills_in_a_supply_agreement();
    user.hears(Message::Cancelled);
    assert!(user.events.contains(&Event::Cancel(true)));
    user.hears(Message::LeaveAllowed);
    assert_eq!(user.step(), "filling");
    user.hears(Message::ResetDeclined);
    assert!(user.flow.edits.is_dirty());
    user.hears(Message::LeaveAllowed);
    user.hears(Message::ResetConfirmed);
    assert_eq!((user.step(), user.flow.edits.is_dirty()), ("choosing", false));
}

#[test]
fn an_invitation_is_written_where_it_can_be_sent_and_is_asked_about_before_it_is_lost() {
    let subject = |user: &mut Story, text: &str| user.hears(Message::SubjectEdited(text.into()));
    let mut user = Stage::new().opens();
    subject(&mut user, "Too early");
    user.hears(Message::InvitationEdited("Too early".into()));
    assert!(!user.flow.edits.is_dirty());
    let mut user = created();
    user.hears(Message::Cancelled);
    assert_eq!(user.events.last(), Some(&Event::Cancel(false)), "what was typed is in the contract");
    subject(&mut user, "Supply 2027");
    assert_eq!(user.flow.edits.subject.as_deref(), Some("Supply 2027"));
    user.hears(Message::Cancelled);
    assert_eq!(user.events.last(), Some(&Event::Cancel(true)));
    let mut user = created();
    user.hears(Message::InvitationEdited("Please sign.".into()));
    assert_eq!(user.flow.edits.message.as_deref(), Some("Please sign."));
    user.hears(Message::Cancelled);
    assert_eq!(user.events.last(), Some(&Event::Cancel(true)));
    user.presses_send();
    user.hears(Message::Cancelled);
    assert_eq!((user.step(), user.events.last()), ("published", Some(&Event::Cancel(false))));
}

#[test]
fn who_may_send_a_contract_that_may_need_an_approval_reads_so_before() {
    let hints = |template: &str, actions: &str| {
        let mut user = Stage::new().has("actions", actions).lacks("extensionType").opens();
        user.chooses(template);
        user.presses_review();
        assert_eq!(user.step(), "reviewing", "{template}");
        let texts: Vec<_> =
            Drawn::of(&user.flow).all(".alert").iter().map(|it| it.text().collect::<String>()).collect();
        texts.iter().filter(|text| **text == *EN.needs_approval).count()
    };
    assert_eq!(hints("Support plan", "draft send"), 1);
    assert_eq!(hints("Support plan", "draft"), 0, "it is not sent from here");
    assert_eq!(hints("Quotation", "draft send"), 0);
}

#[test]
fn a_template_is_asked_about_an_approval_once_and_its_draft_says_so_as_well() {
    let stage = Stage::new().lacks("extensionType");
    let approvals = Approvals { draft: true, ..Approvals::default() };
    let new = NewTemplate { name: "Lease".to_owned(), workspace_ids: vec![7001], approvals, ..NewTemplate::default() };
    let path = format!("/templates/{}", stage.account.create_template(new).expect("is a template"));
    let mut user = stage.opens();
    let asked = |user: &Story| user.sent().iter().filter(|sent| sent.path == path).count();
    let says = |user: &Story| Drawn::of(&user.flow).text().contains(EN.needs_approval);
    user.chooses("Lease");
    assert_eq!(asked(&user), 0);
    user.presses_review();
    assert_eq!((asked(&user), says(&user)), (1, true));
    user.hears(Message::WentBack);
    user.presses_review();
    assert_eq!((asked(&user), says(&user)), (1, true));
    user.presses_create();
    assert_eq!((user.step(), says(&user)), ("created", true));
}

#[test]
fn without_an_answer_about_an_approval_nothing_is_said_and_nothing_waits() {
    let mut user = Stage::new().once("GET /templates/{}", Status(403)).opens();
    user.chooses("Supply agreement");
    user.presses_review();
    assert!(!Drawn::of(&user.flow).text().contains(EN.needs_approval));
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn offline_nobody_is_asked_about_an_approval_before_the_network_is_back() {
    let mut user = Stage::new().opens();
    user.chooses("Supply agreement");
    user.hears(Message::ConnectivityChanged(false));
    user.presses_review();
    let asked = |user: &Story| user.sent().iter().filter(|sent| sent.path == "/templates/8101").count();
    assert_eq!((user.step(), asked(&user)), ("reviewing", 0));
    user.hears(Message::ConnectivityChanged(true));
    assert_eq!((user.step(), asked(&user)), ("reviewing", 1));
}
