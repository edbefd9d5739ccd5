//! Broken answers at every endpoint: nothing panics, nothing is created twice, and there is a way on.

use oneflow_contract_picker::api::ids::ParticipantId;
use oneflow_contract_picker::flow::form::party::OWNER;
use oneflow_contract_picker::flow::message::{Message, PartyMessage};
use serde_json::{Value, json};

use super::authorize::Gives;
use super::stage::{CATALOGUE, NILS, SIRI, Stage};
use super::story::Story;
use super::wire::Mutation;

/// The mutations. Those with a star leave a contract what it is.
const MUTATIONS: [(&str, Mutation); 38] = [
    ("nothing", |_| (200, String::new())),
    ("spaces", |_| (200, " \n ".to_owned())),
    ("null", |_| (200, "null".to_owned())),
    ("true", |_| (200, "true".to_owned())),
    ("a number", |_| (200, "0".to_owned())),
    ("a text", |_| (200, "\"ok\"".to_owned())),
    ("an empty list", |_| (200, "[]".to_owned())),
    ("an empty object", |_| (200, "{}".to_owned())),
    ("a list of nulls", |_| (200, "[null, null]".to_owned())),
    ("a page of nothing", |_| (200, "{\"data\": null}".to_owned())),
    ("half of it", |text| (200, text.chars().take(text.chars().count() / 2).collect())),
    ("all but the end", |text| (200, text.chars().take(text.chars().count() - 1).collect())),
    ("more after the end", |text| (200, format!("{text}x"))),
    ("it twice", |text| (200, format!("{text}{text}"))),
    ("a byte order mark before it", |text| (200, format!("\u{feff}{text}"))),
    ("a web page", |_| (200, "<!doctype html><title>Sign in</title>".to_owned())),
    ("a null character in it", |text| (200, text.replacen(':', ":\0", 1))),
    ("half a surrogate pair", |text| (200, text.replacen(":\"", ":\"\\ud800", 1))),
    ("lists without end", |_| (200, "[".repeat(30_000))),
    ("objects without end", |_| (200, "{\"a\":".repeat(30_000))),
    ("ids beyond what is exact", |text| {
        (
            200,
            changed(text, &|key, it| {
                if key == "id" {
                    *it = json!(u64::MAX);
                }
            }),
        )
    }),
    ("negative ids", |text| {
        (
            200,
            changed(text, &|key, it| {
                if key == "id" {
                    *it = json!(-1);
                }
            }),
        )
    }),
    ("fractions as ids", |text| {
        (
            200,
            changed(text, &|key, it| {
                if key == "id" {
                    *it = json!(1.5);
                }
            }),
        )
    }),
    ("texts as ids", |text| {
        (
            200,
            changed(text, &|key, it| {
                if key == "id" {
                    *it = json!("1");
                }
            }),
        )
    }),
    ("null as ids", |text| {
        (
            200,
            changed(text, &|key, it| {
                if key == "id" {
                    *it = Value::Null;
                }
            }),
        )
    }),
    ("null for every text", |text| {
        (
            200,
            changed(text, &|_, it| {
                if it.is_string() {
                    *it = Value::Null;
                }
            }),
        )
    }),
    ("a number for every text", |text| {
        (
            200,
            changed(text, &|_, it| {
                if it.is_string() {
                    *it = json!(7);
                }
            }),
        )
    }),
    ("long texts", |text| {
        (
            200,
            changed(text, &|_, it| {
                if it.is_string() {
                    *it = json!("å".repeat(5_000));
                }
            }),
        )
    }),
    ("texts of another direction", |text| {
        (
            200,
            changed(text, &|_, it| {
                if it.is_string() {
                    *it = json!("\u{202e}א");
                }
            }),
        )
    }),
    ("objects for lists", |text| {
        (
            200,
            changed(text, &|_, it| {
                if it.is_array() {
                    *it = json!({});
                }
            }),
        )
    }),
    ("lists for objects", |text| {
        (
            200,
            changed(text, &|_, it| {
                if it.is_object() {
                    *it = json!([]);
                }
            }),
        )
    }),
    ("texts for flags", |text| {
        (
            200,
            changed(text, &|_, it| {
                if it.is_boolean() {
                    *it = json!("yes");
                }
            }),
        )
    }),
    ("a state that is new", |text| {
        (
            200,
            changed(text, &|key, it| {
                if key == "state" {
                    *it = json!("canceled");
                }
            }),
        )
    }),
    ("a state that is no text", |text| {
        (
            200,
            changed(text, &|key, it| {
                if key == "state" {
                    *it = json!(1);
                }
            }),
        )
    }),
    ("times that are none", |text| {
        (
            200,
            changed(text, &|key, it| {
                if key.ends_with("_time") {
                    *it = json!("soon");
                }
            }),
        )
    }),
    ("another success", |text| (201, text.to_owned())),
    ("no content", |_| (204, String::new())),
    ("a problem of another status", |_| (403, "{\"status\": 400, \"request_id\": \"r\"}".to_owned())),
];

/// The JSON with every value changed, the innermost first.
fn changed(text: &str, change: &dyn Fn(&str, &mut Value)) -> String {
    fn walk(key: &str, value: &mut Value, change: &dyn Fn(&str, &mut Value)) {
        match value {
            Value::Object(map) => map.iter_mut().for_each(|(key, value)| walk(key, value, change)),
            Value::Array(items) => items.iter_mut().for_each(|value| walk("", value, change)),
            _ => {}
        }
        if !key.is_empty() {
            change(key, value);
        }
    }
    let mut value: Value = serde_json::from_str(text).expect("is JSON");
    walk("", &mut value, change);
    value.to_string()
}

fn filled_in() -> Story {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user
}

fn every_mutation(end: &'static str, story: impl Fn(&mut Story), holds: impl Fn(&Story, &str), begin: fn() -> Story) {
    for (name, mutation) in MUTATIONS {
        let mut user = begin();
        *user.wire.mutates.borrow_mut() = Some((end, mutation));
        story(&mut user);
        holds(&user, name);
    }
}

#[test]
fn a_broken_answer_to_a_creation_is_unconfirmed_or_about_the_contract_and_nothing_is_sent_again() {
    let holds = |user: &Story, name: &str| {
        assert_eq!((user.creations(), user.made().len()), (1, 1), "{name}");
        match user.step() {
            "created" => assert_eq!(user.told_created(), user.made(), "{name}"),
            step => assert_eq!(
                (step, user.candidates(), user.told_created()),
                ("unconfirmed", user.made(), vec![]),
                "{name}"
            ),
        }
    };
    every_mutation("/contracts/create", Story::presses_create, holds, filled_in);
}

#[test]
fn a_broken_look_offers_nothing_wrong_and_leaves_a_way_on() {
    let story = |user: &mut Story| {
        user.goes_wrong("POST /contracts/create", oneflow_sandbox::FaultKind::Cut { after: true });
        user.presses_create();
    };
    let holds = |user: &Story, name: &str| {
        assert_eq!((user.step(), user.creations()), ("unconfirmed", 1), "{name}");
        assert!(user.candidates().iter().all(|id| user.made().contains(id)), "{name}");
        assert!(user.unconfirmed().looked && user.flow.can_be_left(), "{name}");
    };
    every_mutation("/contracts", story, holds, filled_in);
}

#[test]
fn a_broken_look_for_a_twin_shows_none_and_changes_nothing() {
    let holds = |user: &Story, name: &str| {
        assert_eq!((user.step(), user.told_created()), ("created", user.made()), "{name}");
        assert_eq!(user.created().twin, oneflow_contract_picker::flow::steps::twin::Twin::None, "{name}");
    };
    every_mutation("/contracts", Story::presses_create, holds, filled_in);
}

#[test]
fn a_broken_answer_to_sending_is_read_again_and_never_guessed() {
    let holds = |user: &Story, name: &str| {
        assert_eq!((user.step(), user.told_published()), ("published", user.made()), "{name}");
    };
    every_mutation("/publish", Story::presses_create_and_send, holds, filled_in);
}

#[test]
fn a_broken_start_says_so_and_can_be_tried_again() {
    for end in ["/contract_create_data", "/data_fields"] {
        let story = |user: &mut Story| {
            user.hears(Message::Refreshed);
            if user.step() == "choosing" && user.shows("Supply agreement") {
                user.chooses("Supply agreement");
            }
        };
        let holds = |user: &Story, name: &str| {
            let step = user.step();
            assert!(["choosing", "filling", "unavailable"].contains(&step), "{end}, {name}: {step}");
        };
        every_mutation(end, story, holds, || Stage::new().opens());
    }
}

fn tries_again(user: &mut Story) {
    user.hears(Message::Refreshed);
    user.hears(Message::RetryRequested);
}

/// A card of a contract that was sent.
fn card() -> Story {
    let mut user = filled_in();
    user.presses_create_and_send();
    let mut card = user.seen_by_a_card(10_001);
    card.time_stands_still();
    card
}

#[test]
fn whatever_else_is_broken_nobody_waits_for_ever() {
    let holds = |user: &Story, name: &str| {
        let step = user.step();
        assert!(!["opening", "creating", "publishing"].contains(&step), "{name}: {step}");
        assert!(user.creations() <= 1, "{name}");
    };
    let without_catalogue = |user: &mut Story| {
        user.goes_wrong(CATALOGUE, oneflow_sandbox::FaultKind::Html(502));
        tries_again(user);
    };
    let unknown = || Stage::new().authorize(&[Gives::User(SIRI), Gives::User(NILS)]).opens();
    let opens_owner_side = |user: &mut Story| user.hears(Message::Party(PartyMessage::Expanded(OWNER)));
    let asks_for_a_link = |card: &mut Story| {
        let person = card.card().contract.people().next().and_then(|person| person.id).expect("has an id");
        card.hears(Message::LinkRequested(ParticipantId(person.0)));
    };
    every_mutation("/templates", without_catalogue, holds, || Stage::new().opens());
    every_mutation("/accounts/extensions", tries_again, holds, || Stage::new().switched_off().opens());
    every_mutation("/ping", tries_again, holds, unknown);
    every_mutation("/users", opens_owner_side, holds, filled_in);
    every_mutation("/contracts/10001", |card| card.hears(Message::Refreshed), holds, card);
    every_mutation("/access_link", asks_for_a_link, holds, card);
}
