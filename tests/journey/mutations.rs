//! Answers that are broken in every way that we could think of, at every request of the widget: each leads to a step
//! with a way on, and none to a second contract.

use oneflow_contract_picker::api::failure::TransportError;
use oneflow_contract_picker::api::ids::ParticipantId;
use oneflow_contract_picker::client::transport::Response;
use oneflow_contract_picker::flow::form::party::OWNER;
use oneflow_contract_picker::flow::message::{Message, PartyMessage};
use oneflow_sandbox::FaultKind::{Cut, Html};
use serde_json::{Value, json};

use super::authorize::Gives;
use super::stage::{CATALOGUE, CREATE, NILS, SIRI, Stage};
use super::story::Story;
use super::wire::Mutation;

/// All mutations, with what they do.
const MUTATIONS: [(&str, Mutation); 40] = [
    ("no body", |it| with(it, |_| String::new())),
    ("half of the body", |it| with(it, |body| body.chars().take(body.chars().count() / 2).collect())),
    ("all but the last character", |it| with(it, |body| body[..body.trim_end().len() - 1].to_owned())),
    ("the body twice", |it| with(it, |body| [body, body].concat())),
    ("a byte order mark", |it| with(it, |body| ["\u{feff}", body].concat())),
    ("a page", |it| with(it, |_| "<!doctype html><title>Sign in</title>".to_owned())),
    ("null", |it| with(it, |_| "null".to_owned())),
    ("true", |it| with(it, |_| "true".to_owned())),
    ("a number", |it| with(it, |_| "0".to_owned())),
    ("a text", |it| with(it, |_| "\"ok\"".to_owned())),
    ("an empty list", |it| with(it, |_| "[]".to_owned())),
    ("an empty object", |it| with(it, |_| "{}".to_owned())),
    ("a list of nothing", |it| with(it, |_| "[null, [], {}]".to_owned())),
    ("data that is no list", |it| with(it, |_| r#"{"data": {}, "data_fields": {}}"#.to_owned())),
    ("depth without end", |it| with(it, |_| "[{\"a\":".repeat(100_000))),
    ("ids as texts", |it| members(it, |key, value| (key == "id").then(|| value.to_string().into()))),
    ("ids too large for JavaScript", |it| {
        members(it, |key, _| (key == "id").then(|| json!(9_007_199_254_740_992_u64)))
    }),
    ("ids below nothing", |it| members(it, |key, _| (key == "id").then(|| json!(-1)))),
    ("ids that are no whole numbers", |it| members(it, |key, _| (key == "id").then(|| json!(1.5)))),
    ("numbers beyond all", |it| with(it, |body| body.replace("\"id\":", "\"id\":1e999,\"was\":"))),
    ("names that are null", |it| members(it, |key, _| (key == "name").then_some(Value::Null))),
    ("names that are objects", |it| members(it, |key, _| (key == "name").then(|| json!({"en": "Name"})))),
    ("names that are endless", |it| members(it, |key, _| (key == "name").then(|| "å".repeat(200_000).into()))),
    ("lists that are objects", |it| members(it, |_, value| value.is_array().then(|| json!({})))),
    ("lists that are null", |it| members(it, |_, value| value.is_array().then_some(Value::Null))),
    ("objects that are lists", |it| members(it, |_, value| value.is_object().then(|| json!([])))),
    ("flags that are texts", |it| members(it, |_, value| value.is_boolean().then(|| "yes".into()))),
    ("texts that are numbers", |it| members(it, |_, value| value.is_string().then(|| json!(7)))),
    ("a state that nobody knows", |it| members(it, |key, _| (key == "state").then(|| "melted".into()))),
    ("times that are none", |it| members(it, |key, _| key.ends_with("_time").then(|| "yesterday".into()))),
    ("a head without its body", |it| Ok(Response { body: Err(TransportError::Network), ..it })),
    ("a body that is too large", |it| Ok(Response { body: Err(TransportError::TooLarge), ..it })),
    ("201", |it| Ok(Response { status: 201, ..it })),
    ("204", |it| Ok(Response { status: 204, body: Ok(String::new()), ..it })),
    ("304", |it| Ok(Response { status: 304, body: Ok(String::new()), ..it })),
    ("a page with 403", |it| with(Response { status: 403, ..it }, |_| "<h1>Blocked</h1>".to_owned())),
    ("400 with a problem of another status", |it| {
        with(Response { status: 400, ..it }, |_| r#"{"status": 404}"#.to_owned())
    }),
    ("a success with 500", |it| Ok(Response { status: 500, ..it })),
    ("a status that nobody knows", |it| Ok(Response { status: 799, ..it })),
    ("a redirect, which is not followed", |_| Err(TransportError::Network)),
];

#[expect(clippy::unnecessary_wraps, reason = "what a mutation gives")]
fn with(response: Response, change: impl Fn(&str) -> String) -> Result<Response, TransportError> {
    let body = response.body.map(|body| change(&body));
    Ok(Response { body, ..response })
}

/// Replaces the members of all objects for which there is another value.
fn members(response: Response, other: fn(&str, &Value) -> Option<Value>) -> Result<Response, TransportError> {
    fn replace(value: &mut Value, other: fn(&str, &Value) -> Option<Value>) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| replace(item, other)),
            Value::Object(members) => members.iter_mut().for_each(|(key, value)| match other(key, value) {
                Some(replacement) => *value = replacement,
                None => replace(value, other),
            }),
            _ => {}
        }
    }
    with(response, |body| {
        let mut value = serde_json::from_str(body).expect("is JSON");
        replace(&mut value, other);
        value.to_string()
    })
}

/// Every request of the widget, and what leads to it: the mutation begins in between.
const REQUESTS: [(&str, fn(Mutation) -> Story); 11] = [
    (CATALOGUE, |mutation| opens_again(Stage::new().opens(), CATALOGUE, mutation)),
    ("GET /templates", |mutation| {
        let mut user = Stage::new().opens();
        user.goes_wrong(CATALOGUE, Html(502));
        opens_again(user, "GET /templates", mutation)
    }),
    ("GET /accounts/extensions", |mutation| {
        opens_again(Stage::new().switched_off().opens(), "GET /accounts/extensions", mutation)
    }),
    ("GET /ping", |mutation| {
        let user = Stage::new().authorize(&[Gives::User(SIRI), Gives::User(NILS)]).opens();
        opens_again(user, "GET /ping", mutation)
    }),
    ("GET /helpers/template_types/", |mutation| {
        let mut user = Stage::new().opens();
        user.wire.mutates("GET /helpers/template_types/", mutation);
        user.chooses_in("Sales Nordics", "Supply agreement");
        user
    }),
    ("GET /users", |mutation| {
        let mut user = filled();
        user.wire.mutates("GET /users", mutation);
        user.hears(Message::Party(PartyMessage::Expanded(OWNER)));
        user
    }),
    (CREATE, |mutation| {
        let mut user = filled();
        user.wire.mutates(CREATE, mutation);
        user.presses_create();
        user
    }),
    ("GET /contracts?", |mutation| {
        let mut user = filled();
        user.goes_wrong(CREATE, Cut { after: true });
        user.wire.mutates("GET /contracts?", mutation);
        user.presses_create();
        user
    }),
    ("POST /contracts/10001/publish", |mutation| {
        let mut user = filled();
        user.wire.mutates("POST /contracts/10001/publish", mutation);
        user.presses_create_and_send();
        user
    }),
    ("GET /contracts/10001", |mutation| {
        let mut card = card();
        card.wire.mutates("GET /contracts/10001", mutation);
        card.hears(Message::Refreshed);
        card
    }),
    ("POST /contracts/10001/participants/", |mutation| {
        let mut card = card();
        card.wire.mutates("POST /contracts/10001/participants/", mutation);
        let person = card.card().contract.people().next().expect("is in it").id.expect("has an id");
        card.hears(Message::LinkRequested(ParticipantId(person.0)));
        card
    }),
];

fn opens_again(mut user: Story, request: &'static str, mutation: Mutation) -> Story {
    user.wire.mutates(request, mutation);
    user.hears(Message::Refreshed);
    if user.step() == "unavailable" {
        user.hears(Message::RetryRequested);
    }
    user
}

fn filled() -> Story {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user
}

fn card() -> Story {
    let mut user = filled();
    user.presses_create_and_send();
    let mut card = user.seen_by_a_card(10_001);
    card.time_stands_still();
    card
}

/// Whether the user can go on from here: a step that only waits for an answer has none.
fn has_a_way_on(user: &Story) -> bool {
    !["opening", "creating", "publishing"].contains(&user.step())
}

#[test]
fn each_broken_answer_leads_to_a_step_with_a_way_on_and_none_to_a_second_contract() {
    for (request, lead) in REQUESTS {
        for (name, mutation) in MUTATIONS {
            let mut user = lead(mutation);
            let place = format!("{request}, {name}: {}", user.step());
            assert!(user.wire.has_mutated(), "{place} was never asked");
            assert!(has_a_way_on(&user), "{place}");
            assert!(user.creations() <= 1, "{place}: {} contracts", user.creations());
            user.wire.mutates_no_more();
            user.hears(Message::RetryRequested);
            user.hears(Message::Refreshed);
            assert!(has_a_way_on(&user), "{place}, then {}", user.step());
            assert!(user.creations() <= 1, "{place}, then {} contracts", user.creations());
        }
    }
}
