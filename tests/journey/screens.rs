//! What each step draws: a region with a heading, controls with names, errors tied to their inputs, in every language.

use oneflow_contract_picker::flow::message::Message;
use oneflow_contract_picker::flow::steps::choosing::Move;
use oneflow_contract_picker::text::languages::ALL;
use oneflow_sandbox::FaultKind::{Cut, Status};

use super::drawn::{Drawn, text};
use super::stage::{CREATE, Stage};
use super::story::Story;

const PUBLISH: &str = "POST /contracts/{}/publish";

fn opened() -> Story {
    Stage::new().opens()
}

fn filled_in() -> Story {
    let mut user = opened();
    user.fills_in_a_supply_agreement();
    user
}

fn reviewing() -> Story {
    let mut user = filled_in();
    user.presses_review();
    user
}

fn created() -> Story {
    let mut user = filled_in();
    user.presses_create();
    user
}

/// A story in each step.
fn every_step() -> Vec<Story> {
    let mut creating = reviewing();
    creating.nothing_answers();
    creating.hears(Message::Confirmed(None));
    let mut unconfirmed = filled_in();
    unconfirmed.goes_wrong(CREATE, Cut { after: true });
    unconfirmed.presses_create();
    let mut publishing = created();
    publishing.nothing_answers();
    publishing.presses_send();
    let mut published = created();
    published.presses_send();
    let mut failed = created();
    failed.goes_wrong(PUBLISH, Status(403));
    failed.presses_send();
    let mut uploading = filled_in();
    uploading.offers(&[("terms.pdf", 0, 7), ("prices.xlsx", 1, 9)]);
    uploading.goes_wrong("POST /contracts/{}/files", Status(400));
    uploading.presses_create();
    let contract = published.made()[0];
    let card = created().seen_by_a_card(contract);
    let mut opening = opened();
    opening.nothing_answers();
    opening.hears(Message::Refreshed);
    let unavailable = Stage::new().switched_off().opens();
    vec![
        opening,
        unavailable,
        opened(),
        filled_in(),
        reviewing(),
        creating,
        unconfirmed,
        uploading,
        created(),
        publishing,
        published,
        failed,
        card,
    ]
}

#[test]
fn every_step_is_a_region_with_a_heading_and_named_controls_in_every_language() {
    for user in every_step() {
        for (code, language) in ALL {
            let drawn = Drawn::in_language(&user.flow, language);
            drawn.keeps_the_rules(&format!("{} in {code}", user.step()));
            assert_eq!(drawn.one("section").attr("lang"), Some(code));
        }
    }
}

#[test]
fn the_steps_are_all_of_them() {
    let steps: Vec<&str> = every_step().iter().map(Story::step).collect();
    let expected = [
        "opening",
        "unavailable",
        "choosing",
        "filling",
        "reviewing",
        "creating",
        "unconfirmed",
        "uploading",
        "created",
        "publishing",
        "published",
        "publish-failed",
        "showing",
    ];
    assert_eq!(steps, expected);
}

#[test]
fn the_search_box_drives_a_list_of_options_that_know_their_places() {
    let mut user = opened();
    user.hears(Message::HighlightMoved(Move::Next));
    let drawn = Drawn::of(&user.flow);
    let search = drawn.one("input[role=combobox]");
    let list = drawn.one("[role=listbox]");
    assert_eq!(search.attr("aria-controls"), list.attr("id"));
    let options = drawn.all("[role=listbox] [role=group] [role=option]");
    assert_eq!(options.len(), user.choosing().hits.len());
    for (at, option) in options.iter().enumerate() {
        assert_eq!(option.attr("aria-posinset"), Some(&*(at + 1).to_string()));
        assert_eq!(option.attr("aria-setsize"), Some(&*options.len().to_string()));
    }
    let selected = drawn.one("[role=option][aria-selected=true]");
    assert_eq!(search.attr("aria-activedescendant"), selected.attr("id"));
}

#[test]
fn each_error_is_tied_to_its_input_and_the_summary_names_it() {
    let mut user = opened();
    user.chooses_in("Sales Nordics", "Supply agreement");
    user.adds_company("Acme AB", "Ada Berg", "no address");
    user.presses_review();
    assert_eq!(user.step(), "filling");
    let drawn = Drawn::of(&user.flow);
    drawn.keeps_the_rules("a form with errors");
    let wrong = drawn.all("[aria-invalid=true]");
    assert!(!wrong.is_empty());
    for input in wrong {
        let (name, description) = (drawn.name(input), drawn.description(input));
        assert!(!description.is_empty(), "{name} does not say what is wrong");
    }
    let summary = text(drawn.one("#summary"));
    let email = drawn.control("input[aria-invalid=true]", "Email");
    assert!(summary.contains(&drawn.description(email)), "{summary:?} and {:?}", drawn.description(email));
}

#[test]
fn each_input_of_the_form_has_a_label_tied_to_it() {
    let drawn = Drawn::of(&filled_in().flow);
    let inputs = drawn.all("input, select, textarea");
    assert!(inputs.len() > 5);
    for input in inputs {
        assert!(!drawn.name(input).is_empty(), "{}", input.html());
    }
    assert_eq!(drawn.control("input", "Name").attr("value"), Some("Supply agreement, Acme"));
}

#[test]
fn the_review_shows_everything_that_is_sent_and_offers_what_can_be_done() {
    let user = reviewing();
    let drawn = Drawn::of(&user.flow);
    let shown = drawn.text();
    for word in ["Supply agreement, Acme", "A-17", "Acme AB", "Ada Berg", "ada@acme.example"] {
        assert!(shown.contains(word), "{word} in {shown}");
    }
    for action in ["Create draft", "Create and send", "Back"] {
        drawn.control("button", action);
    }
}

#[test]
fn what_is_under_way_cannot_be_changed() {
    let mut user = reviewing();
    user.nothing_answers();
    user.hears(Message::Confirmed(None));
    let drawn = Drawn::of(&user.flow);
    assert!(drawn.one(".body").attr("inert").is_some());
    assert!(drawn.all("button:not([disabled])").is_empty(), "{}", drawn.text());
}

#[test]
fn what_changes_is_announced_politely() {
    for user in every_step() {
        let status = Drawn::of(&user.flow);
        assert_eq!(status.one("[role=status]").attr("aria-live"), Some("polite"), "{}", user.step());
    }
}
