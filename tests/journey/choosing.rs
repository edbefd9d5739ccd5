//! Choosing: searching, difficult names, preselection, and loading a template's data fields.

use std::collections::BTreeSet;

use oneflow_contract_picker::api::failure::Failure;
use oneflow_contract_picker::api::ids::{TemplateId, TemplateTypeId, WorkspaceId};
use oneflow_contract_picker::flow::effect::{AuthorizeReason, Focus};
use oneflow_contract_picker::flow::event::Event;
use oneflow_contract_picker::flow::message::Message;
use oneflow_contract_picker::flow::notice::{Doing, Notice};
use oneflow_contract_picker::flow::steps::choosing::Move;
use oneflow_contract_picker::flow::steps::choosing::catalogue::Choice;
use oneflow_contract_picker::flow::steps::choosing::hits::Heading;
use oneflow_contract_picker::flow::steps::window::Viewport;
use oneflow_sandbox::FaultKind::{Busy, Html, Status};
use oneflow_sandbox::{Options, Seed};
use serde_json::json;

use super::authorize::Gives;
use super::stage::{FIELDS, NOON, SIRI, Stage};
use super::story::Story;

#[test]
fn every_word_is_searched_for_whatever_its_case() {
    let mut user = Stage::new().opens();
    user.searches("AGREEMENT frame");
    let names: Vec<_> = user.list().into_iter().map(|(_, name)| name).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.contains(&"Supply agreement, framework".to_owned()));
    user.searches("no such thing");
    assert!(user.list().is_empty());
    user.searches("");
    assert!(user.shows("Delivery note"));
}

#[test]
fn the_list_can_be_narrowed_to_one_workspace_and_picked_from_by_keyboard() {
    let mut user = Stage::new().opens();
    user.hears(Message::WorkspaceFiltered(Some(WorkspaceId(7002))));
    assert!(user.list().iter().all(|(workspace, _)| workspace == "Partners"));
    user.searches("reseller");
    user.hears(Message::HighlightMoved(Move::Last));
    user.hears(Message::HighlightChosen);
    assert_eq!(user.filling().choice.template.id, TemplateId(8103));
}

#[test]
fn picking_tells_the_host_and_loads_the_active_fields_of_both_sources() {
    let mut user = Stage::new().opens();
    user.chooses_in("Partners", "Supply agreement");
    let selection = Event::SelectionChange {
        workspace: WorkspaceId(7002),
        template: TemplateId(8101),
        template_type: Some(TemplateTypeId(9001)),
    };
    assert!(user.events.contains(&selection));
    let ids: Vec<_> = user.filling().fields.iter().map(|field| field.custom_id.to_string()).collect();
    assert_eq!(ids.len(), 12);
    assert!(ids.contains(&"order_no".to_owned()) && ids.contains(&"Kundens önskemål".to_owned()));
    assert!(!ids.contains(&"legacy_region".to_owned()), "an inactive field counts as removed");
}

#[test]
fn a_template_in_two_workspaces_makes_two_rows_and_the_contract_lands_where_it_was_picked() {
    let mut user = Stage::new().opens();
    let rows: Vec<_> = user.list().into_iter().filter(|(_, name)| name == "Supply agreement").collect();
    assert_eq!(rows, [("Sales Nordics", "Supply agreement"), ("Partners", "Supply agreement")].map(owned));
    user.chooses_in("Partners", "Supply agreement");
    user.presses_create();
    let contract = user.oneflow_shows(user.created().contract.id.0);
    assert_eq!(contract["_private"]["workspace_id"], 7002);
}

#[test]
fn a_choice_is_a_template_and_a_workspace() {
    let user = Stage::new().opens();
    let supply = |choice: &Choice| choice.template.name.as_deref() == Some("Supply agreement");
    let nordics = user.choice(|choice| supply(choice) && &*choice.workspace_name == "Sales Nordics");
    let partners = user.choice(|choice| supply(choice) && &*choice.workspace_name == "Partners");
    let other = user.choice(|choice| !supply(choice) && choice.workspace == nordics.workspace);
    assert!(nordics.is_same(&nordics.clone()));
    assert!(!nordics.is_same(&partners) && !nordics.is_same(&other));
}

#[test]
fn two_templates_of_one_name_are_told_apart() {
    let mut user = Stage::new().opens();
    user.searches("order confirmation");
    let catalogue = &user.choosing().catalogue;
    let alike: Vec<_> = user.choosing().hits.iter().map(|hit| &catalogue.rows[*hit]).collect();
    assert_eq!(alike.len(), 2);
    assert!(alike.iter().all(|row| row.is_namesake));
    let second = user.choice(|choice| choice.template.id == TemplateId(8105));
    user.hears(Message::TemplateChosen(second));
    user.presses_create();
    let contract = user.oneflow_shows(user.created().contract.id.0);
    assert_eq!(contract["_private_ownerside"]["template_id"], 8105);
}

#[test]
fn a_template_without_a_name_can_be_picked_and_named() {
    let mut user = Stage::new().opens();
    let nameless = user.choice(|choice| choice.template.name.is_none());
    user.hears(Message::TemplateChosen(nameless));
    user.names_it("Named after all");
    user.presses_create();
    let contract = user.oneflow_shows(user.created().contract.id.0);
    assert_eq!(contract["_private"]["name"], "Named after all");
    assert_eq!(contract["_private_ownerside"]["template_id"], 8110);
}

#[test]
fn emoji_right_to_left_text_and_markup_are_names_like_any_other() {
    for name in ["🎉 Welcome package 👩🏽‍💻", "הסכם אספקה", "<img src=x onerror=alert(1)> & <b>bold</b>"]
    {
        let mut user = Stage::new().opens();
        user.searches(name.split(' ').next_back().unwrap());
        assert!(user.shows(name), "{name}");
        user.chooses(name);
        user.presses_create();
        let contract = user.oneflow_shows(user.created().contract.id.0);
        assert_eq!(contract["_private"]["name"], name);
    }
}

#[test]
fn a_template_without_a_type_has_no_fields_and_goes_on_without_a_request() {
    let mut user = Stage::new().lacks("extensionType").opens();
    user.chooses("Blank document");
    assert!(user.filling().fields.is_empty());
    assert_eq!(user.paths(), ["/helpers/contract_create_data"]);
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn a_type_without_fields_goes_on_as_well() {
    let mut user = Stage::new().opens();
    user.chooses("Non-disclosure agreement");
    assert!(user.filling().fields.is_empty());
}

#[test]
fn a_preselected_template_in_one_workspace_is_picked_without_asking() {
    let user = Stage::new().has("templateId", "8104").opens();
    assert_eq!(user.filling().choice.template.id, TemplateId(8104));
    assert_eq!(user.steps(), ["choosing", "filling"]);
}

#[test]
fn a_preselected_template_in_two_workspaces_is_picked_once_the_workspace_is_known() {
    let user = Stage::new().has("templateId", "8101").opens();
    assert_eq!((user.step(), user.notice()), ("choosing", None));
    let user = Stage::new().has("templateId", "8101").has("workspaceId", "7002").opens();
    assert_eq!(user.filling().choice.workspace, WorkspaceId(7002));
}

#[test]
fn a_preselected_workspace_narrows_the_list() {
    let user = Stage::new().has("workspaceId", "7003").opens();
    assert!(user.list().iter().all(|(workspace, _)| workspace == "Legal"));
    assert_eq!(user.notice(), None);
}

#[test]
fn a_preselection_that_is_not_on_offer_is_told_and_the_list_is_there() {
    for (name, id) in [("templateId", "8999"), ("templateId", "8201"), ("workspaceId", "7999")] {
        let user = Stage::new().has(name, id).opens();
        assert_eq!(user.notice(), Some(&Notice::PreselectionMissing), "{name} {id}");
        assert!(user.shows("Supply agreement"), "{name} {id}");
        assert_eq!(user.errors(), ["not-found"]);
    }
}

#[test]
fn the_only_template_is_picked_without_asking_and_there_is_a_way_back() {
    let mut user = Stage::new().has("templateTypeId", "9005").has("workspaceId", "7003").opens();
    assert_eq!(user.filling().choice.template.id, TemplateId(8106));
    user.hears(Message::WentBack);
    assert_eq!(user.step(), "choosing");
}

#[test]
fn who_goes_back_finds_the_template_highlighted() {
    let mut user = Stage::new().opens();
    user.chooses_in("Partners", "Supply agreement");
    user.hears(Message::WentBack);
    let row = user.choosing().highlight.expect("a row is highlighted");
    assert_eq!(user.list()[row], owned(("Partners", "Supply agreement")));
    assert!(row > 0);
}

#[test]
fn fields_that_cannot_be_loaded_are_told_and_the_template_can_be_picked_again() {
    for (fault, kind) in [(Status(404), "not-found"), (Status(500), "upstream"), (Html(502), "upstream")] {
        let mut user = Stage::new().once(FIELDS, fault).opens();
        user.chooses("Delivery note");
        assert!(matches!(user.notice(), Some(Notice::Failed { doing: Doing::Loading, .. })));
        assert_eq!(user.errors(), [kind]);
        let row = user.choosing().highlight.expect("the row that was picked");
        assert_eq!(user.list()[row].1, "Delivery note");
        user.chooses("Delivery note");
        assert_eq!((user.step(), user.notice()), ("filling", None));
    }
}

#[test]
fn while_fields_are_loading_a_429_makes_the_next_request_wait() {
    let mut user = Stage::new().once(FIELDS, Busy { retry_after: Some("3".into()) }).opens();
    user.chooses("Delivery note");
    assert_eq!((user.step(), user.now.0 - NOON), ("filling", 3));
}

#[test]
fn a_session_that_expires_before_the_fields_are_loaded_is_renewed_silently() {
    let table = [Gives::User(SIRI), Gives::User(SIRI)];
    let mut user = Stage::new().authorize(&table).once(FIELDS, Status(401)).opens();
    user.chooses("Delivery note");
    assert_eq!((user.step(), user.errors()), ("filling", vec![]));
    assert_eq!(user.authorize.calls, [AuthorizeReason::Start, AuthorizeReason::Expired]);
}

#[test]
fn a_session_that_cannot_be_renewed_leaves_the_user_in_the_list() {
    let table = [Gives::User(SIRI), Gives::Rejection];
    let mut user = Stage::new().authorize(&table).once(FIELDS, Status(401)).opens();
    user.chooses("Delivery note");
    let Some(Notice::Failed { failure, .. }) = user.notice() else { panic!("no notice") };
    assert!(matches!(failure, Failure::Unauthorised(_)));
}

#[test]
fn another_pick_while_fields_are_loading_wins() {
    let mut user = Stage::new().opens();
    user.nothing_answers();
    user.chooses("Delivery note");
    user.chooses("Non-disclosure agreement");
    user.everything_goes_on();
    assert_eq!(user.filling().choice.template.id, TemplateId(8106));
}

#[test]
fn five_thousand_templates_are_searched() {
    let mut user = Stage::with(Options { seed: Seed::Large, ..Options::default() }).opens();
    assert!(user.list().len() > 4_900);
    user.searches("lease 123");
    assert!(user.list().iter().all(|(_, name)| name.contains("Lease") && name.contains("123")));
    assert!(!user.list().is_empty());
}

fn owned((workspace, template): (&str, &str)) -> (String, String) {
    (workspace.to_owned(), template.to_owned())
}

#[test]
fn templates_used_earlier_on_this_page_come_first_and_once() {
    let mut user = Stage::new().has("used", json!([[7002, 8106], [1, 2]])).opens();
    let usual = Stage::new().opens().list();
    let first = user.choice(|_| true);
    assert_eq!((first.workspace.0, recent(&user)), (7002, 1), "what is not on offer is left out");
    let mut list = user.list();
    assert_eq!(list.len(), usual.len());
    let used = list.remove(0);
    assert!(!list.contains(&used), "it does not come again");
    user.searches("no such template");
    assert_eq!((user.list().len(), recent(&user)), (0, 0));
}

#[test]
fn each_workspace_is_a_group_and_what_was_used_or_is_only_similar_is_one_group_of_all() {
    let groups = |user: &Story| -> Vec<(Heading, usize)> {
        user.choosing().groups().into_iter().map(|group| (group.heading, group.hits.len())).collect()
    };
    let mut user = Stage::new().opens();
    let counts = user.choosing().catalogue.workspaces.iter().enumerate();
    let expected: Vec<_> = counts.map(|(index, row)| (Heading::Workspace(index), row.count)).collect();
    assert_eq!((groups(&user), expected.len()), (expected, 3));
    user.searches("suplly");
    assert_eq!(groups(&user), [(Heading::Similar, user.list().len())]);
    let workspaces: BTreeSet<_> = user.list().into_iter().map(|(workspace, _)| workspace).collect();
    assert!(workspaces.len() > 1, "{workspaces:?}");
    let user = Stage::new().has("used", json!([[7002, 8101], [7001, 8101]])).opens();
    assert_eq!(groups(&user)[0], (Heading::Used, 2));
}

#[test]
fn what_contracts_were_made_from_comes_first_the_latest_first_and_each_once() {
    let mut user = Stage::new().opens();
    for template in ["Delivery note", "Non-disclosure agreement", "Delivery note"] {
        user.chooses(template);
        user.presses_create();
        user.hears(Message::StartedOver);
    }
    let names: Vec<_> = user.list().into_iter().take(recent(&user)).map(|(_, name)| name).collect();
    assert_eq!(names, ["Delivery note", "Non-disclosure agreement"]);
}

/// How many rows come first because they were used earlier.
fn recent(user: &Story) -> usize {
    let used = user.choosing().groups().into_iter().find(|group| group.heading == Heading::Used);
    used.map_or(0, |group| group.hits.len())
}

#[test]
fn of_thousands_a_screenful_is_drawn_that_follows_the_highlight_and_the_scrolling() {
    let mut user = Stage::with(Options { seed: Seed::Large, ..Options::default() }).opens();
    let all = user.choosing().hits.len();
    assert!(all > 1_000);
    let window = |user: &Story| user.choosing().window.clone();
    assert_eq!(window(&user).rows, 0..20);
    let content = 20 * 60 + window(&user).space_after();
    user.hears(Message::Scrolled(Viewport { top: 900, height: 480, content }));
    assert_eq!(window(&user).rows, 5..33, "eight in view, and ten beside them");
    user.hears(Message::Scrolled(Viewport { top: content - 480, height: 480, content }));
    assert_eq!(window(&user).rows, all - 18..all);
    user.hears(Message::HighlightMoved(Move::First));
    assert_eq!(window(&user).rows, 0..20);
    user.hears(Message::HighlightMoved(Move::Last));
    let highlight = user.choosing().highlight.unwrap();
    assert_eq!(highlight, all - 1);
    assert!(window(&user).rows.contains(&highlight) && window(&user).rows.len() <= 20);
    user.searches("agreement");
    assert_eq!(window(&user).rows.start, 0);
}

#[test]
fn the_number_that_a_row_shows_is_found_and_other_numbers_are_not() {
    let mut user = Stage::new().opens();
    user.searches("8105");
    let choice = user.choice(|_| true);
    assert_eq!((user.list().len(), choice.template.id), (1, TemplateId(8105)));
    user.searches("8101");
    assert!(user.list().is_empty(), "its row shows no number");
}

#[test]
fn an_exact_number_comes_before_longer_ones() {
    let mut user = Stage::with(Options { seed: Seed::Large, ..Options::default() }).opens();
    user.searches("123");
    let names: Vec<_> = user.list().into_iter().map(|(_, name)| name).collect();
    assert!(names.len() > 10, "{names:?}");
    assert!(names[0].ends_with(" 123"), "{names:?}");
    assert!(names[1..].iter().all(|name| !name.ends_with(" 123")), "{names:?}");
}

#[test]
fn the_names_of_workspaces_and_types_are_found_below_those_of_templates() {
    let mut user = Stage::new().opens();
    user.searches("partners");
    assert!(!user.list().is_empty());
    assert!(user.list().iter().all(|(workspace, _)| workspace == "Partners"));
    user.searches("legal disclosure");
    assert_eq!(user.list(), [owned(("Legal", "Non-disclosure agreement"))]);
    let mut user = Stage::with(Options { seed: Seed::Large, ..Options::default() }).opens();
    let kind = user.choice(|choice| choice.template.kind.is_some()).template.kind.clone().unwrap();
    user.searches(&kind.name);
    let rows = user.choosing().hits.iter().map(|hit| user.choosing().catalogue.choice(*hit).unwrap());
    let is_it = |choice: &Choice| choice.template.kind.as_ref().is_some_and(|other| other.name == kind.name);
    let kinds: Vec<bool> = rows.map(|choice| is_it(&choice)).collect();
    assert!(kinds.iter().filter(|kind| **kind).count() > 1_000);
}

#[test]
fn a_wrong_letter_finds_what_is_similar_below_what_is_exact() {
    let mut user = Stage::new().opens();
    user.searches("agremeent");
    assert!(user.shows("Supply agreement") && !user.shows("Delivery note"));
    assert!(user.choosing().groups().iter().all(|group| group.heading == Heading::Similar));
    user.searches("delivery nite");
    assert!(user.list().is_empty(), "a word of four letters has to be right");
    user.searches("suply");
    assert!(user.shows("Supply agreement"));
    user.searches("order");
    assert!(user.choosing().groups().iter().all(|group| group.heading != Heading::Similar));
    user.hears(Message::HighlightChosen);
    assert_eq!(user.filling().choice.template.id, TemplateId(8104));
}

#[test]
fn hits_that_the_chosen_workspace_hides_are_counted_and_can_be_shown() {
    let mut user = Stage::new().opens();
    user.searches("non-disclosure");
    assert_eq!((user.list().len(), user.choosing().elsewhere), (2, 0));
    user.hears(Message::WorkspaceFiltered(Some(WorkspaceId(7002))));
    assert_eq!((user.list().len(), user.choosing().elsewhere), (1, 1));
    user.searches("delivery note");
    assert_eq!((user.list().len(), user.choosing().elsewhere), (0, 1));
    user.searches("");
    assert_eq!(user.choosing().elsewhere, 0, "nothing is looked for");
    user.searches("delivery note");
    user.hears(Message::WorkspaceFiltered(None));
    assert_eq!((user.list().len(), user.choosing().elsewhere), (1, 0));
}

#[test]
fn a_template_picked_offline_opens_once_the_network_is_back() {
    let mut user = Stage::new().opens();
    user.wire.down.set(true);
    user.hears(Message::ConnectivityChanged(false));
    user.chooses("Supply agreement");
    assert_eq!((user.step(), &user.choosing().notice), ("choosing", &None), "it is not said to have failed");
    user.wire.down.set(false);
    user.hears(Message::ConnectivityChanged(true));
    assert_eq!((user.step(), &*user.filling().choice.template.id.to_string()), ("filling", "8101"));
}

#[test]
fn a_user_who_has_turned_to_something_else_is_not_taken_to_what_they_picked_offline() {
    let mut user = Stage::new().opens();
    user.wire.down.set(true);
    user.hears(Message::ConnectivityChanged(false));
    user.chooses("Supply agreement");
    user.searches("reseller");
    user.wire.down.set(false);
    user.hears(Message::ConnectivityChanged(true));
    assert_eq!(user.step(), "choosing");
}

#[test]
fn a_notice_about_the_network_goes_when_the_network_is_back() {
    let mut user = Stage::new().opens();
    user.wire.down.set(true);
    // The browser does not know yet that there is no network.
    user.chooses("Supply agreement");
    assert!(matches!(user.choosing().notice, Some(Notice::Failed { failure: Failure::Unreachable(_), .. })));
    user.hears(Message::ConnectivityChanged(false));
    user.hears(Message::ConnectivityChanged(true));
    assert_eq!(user.choosing().notice, None);
}

#[test]
fn the_highlight_moves_by_rows_and_pages_and_around_the_ends() {
    let mut user = Stage::new().opens();
    let last = user.choosing().hits.len() - 1;
    let page = 8;
    assert!((page + 3..=2 * page + 1).contains(&last), "{last}");
    for (to, place) in [
        (Move::PageUp, last),
        (Move::Next, 0),
        (Move::Next, 1),
        (Move::Next, 2),
        (Move::Previous, 1),
        (Move::Next, 2),
        (Move::PageDown, page + 2),
        (Move::PageDown, last),
        (Move::PageUp, last - page),
        (Move::Previous, last - page - 1),
        (Move::PageUp, 0),
        (Move::Previous, last),
        (Move::First, 0),
        (Move::Last, last),
    ] {
        user.hears(Message::HighlightMoved(to));
        assert_eq!(user.choosing().highlight, Some(place), "{to:?}");
        assert_eq!(user.focus.last(), Some(&Focus::Row));
    }
    user.searches("no such thing");
    user.hears(Message::HighlightMoved(Move::Next));
    assert_eq!(user.choosing().highlight, None);
}
