//! Every request that is passed on, with the right session and without it.

use anyhow::{Result, ensure};
use oneflow_broker::oneflow::Limits;
use reqwest::Method;
use serde_json::{Value, json};

use super::world::{ALL, Answer, DRAFTS, PAGE, Session, World, draft, invitation, key};

/// Every request that is passed on, for this contract and participant: right, method, path, body.
fn requests(contract: i64, person: i64) -> Vec<(&'static str, Method, String, Option<Value>)> {
    let read = |path: &str| ("read", Method::GET, path.to_owned(), None);
    let post = |verb, path: String, body| (verb, Method::POST, path, Some(body));
    vec![
        read("/helpers/contract_create_data?template_type_id=9001"),
        read("/templates?limit=100&offset=0"),
        read("/helpers/template_types/9001/data_fields"),
        read("/accounts/extensions"),
        read("/ping"),
        read("/users?limit=100"),
        read(DRAFTS),
        read("/record/contracts"),
        read(&format!("/contracts/{contract}")),
        read(&format!("/contracts/{contract}/files/1?download=true")),
        post("create", "/contracts/create".to_owned(), draft("A draft")),
        post("publish", format!("/contracts/{contract}/publish"), invitation()),
        post("link", format!("/contracts/{contract}/participants/{person}/access_link"), json!({})),
        ("delete", Method::DELETE, format!("/contracts/{contract}"), None),
        post("create", format!("/attempts/{}/resolve", key(1)), json!({"contract": contract})),
    ]
}

async fn send(session: &Session<'_>, request: &(&str, Method, String, Option<Value>), key: &str) -> Result<Answer> {
    let (_, method, path, body) = request;
    let sent = session.request(method.clone(), path).header("idempotency-key", key);
    Answer::of(match body {
        Some(body) => sent.json(body),
        None => sent,
    })
    .await
}

async fn world() -> Result<World> {
    World::with(json!({"access_links": true}), Limits::default()).await
}

fn own_participant(contract: &Value) -> i64 {
    let parties = contract["parties"].as_array().into_iter().flatten();
    let own = parties
        .filter(|party| party["my_party"] == json!(true))
        .find_map(|party| party["participants"][0]["id"].as_i64());
    own.unwrap_or_default()
}

#[tokio::test]
async fn all_that_the_widget_asks_for_is_passed_on_and_only_that() -> Result<()> {
    let world = world().await?;
    let session = world.siri().await?;
    let contract = session.made(&key(1)).await?;
    let person = own_participant(&session.get(&format!("/contracts/{contract}")).await?.json);
    let mut second = 0;
    for (number, request) in requests(contract, person).iter().enumerate() {
        if request.0 == "delete" {
            second = session.made(&key(100)).await?;
        }
        let path = if request.0 == "delete" { format!("/contracts/{second}") } else { request.2.clone() };
        let request = (request.0, request.1.clone(), path, request.3.clone());
        let answer = send(&session, &request, &key(number + 10)).await?;
        ensure!(answer.status == 200, "{} {}: {}", request.1, request.2, answer.text);
    }
    for line in [
        "GET /v1/helpers/contract_create_data?template_type_id=9001&extension_type=demo_crm".to_owned(),
        "GET /v1/templates?limit=100&offset=0&extension_type=demo_crm".to_owned(),
        "GET /v1/helpers/template_types/9001/data_fields".to_owned(),
        "GET /v1/accounts/extensions".to_owned(),
        "GET /v1/ping".to_owned(),
        "GET /v1/users?limit=100".to_owned(),
        format!("GET /v1{DRAFTS}"),
        format!("GET /v1/contracts/{contract}/files/1?download=true"),
        format!("POST /v1/contracts/{contract}/publish"),
        format!("POST /v1/contracts/{contract}/participants/{person}/access_link"),
        format!("DELETE /v1/contracts/{second}"),
    ] {
        ensure!(world.count(&line) == 1, "{line} is not in {:#?}", world.asked());
    }
    Ok(())
}

#[tokio::test]
async fn every_request_needs_its_right() -> Result<()> {
    let world = world().await?;
    let owner = world.siri().await?;
    let contract = owner.made(&key(1)).await?;
    let person = own_participant(&owner.get(&format!("/contracts/{contract}")).await?.json);
    let before = world.asked().len();
    for request in requests(contract, person) {
        let others: Vec<&str> = ALL.into_iter().filter(|verb| *verb != request.0).collect();
        let session = world.session(json!({"verbs": others})).await?;
        let answer = send(&session, &request, &key(2)).await?;
        ensure!(answer.refusal() == (403, "right"), "{} {}: {}", request.1, request.2, answer.text);
    }
    ensure!(world.asked().len() == before, "nothing reached Oneflow");
    Ok(())
}

#[tokio::test]
async fn without_a_session_or_with_one_that_has_ended_nothing_is_passed_on() -> Result<()> {
    let world = world().await?;
    let session = world.siri().await?;
    world.wait(900);
    for request in requests(10_001, 1) {
        ensure!(send(&session, &request, &key(2)).await?.refusal() == (401, "session"), "{}", request.2);
        let address = format!("{}/v1{}", world.origin, request.2);
        for (name, value) in [
            ("x-nothing", "1"),
            ("authorization", "Bearer obs_guess"),
            ("authorization", "Basic b25l"),
            ("x-oneflow-api-token", oneflow_sandbox::TOKEN),
        ] {
            let sent = world.client.request(request.1.clone(), &address).header(name, value).header("origin", PAGE);
            ensure!(Answer::of(sent).await?.refusal() == (401, "session"), "{} {name}", request.2);
        }
    }
    ensure!(world.asked().is_empty());
    Ok(())
}

#[tokio::test]
async fn token_and_user_are_the_sessions_and_nothing_of_the_browser_goes_along() -> Result<()> {
    let world = world().await?;
    let session = world.session(json!({"user": super::world::OLA})).await?;
    let forged = [
        ("x-oneflow-user-email", super::world::SIRI),
        ("x-oneflow-api-token", "of-the-page"),
        ("cookie", "app=1"),
        ("x-forwarded-for", "::1"),
        ("x-sandbox-fault", "status:503"),
        ("user-agent", "browser"),
    ];
    let request = session.request(Method::GET, "/helpers/contract_create_data");
    let answer = Answer::of(forged.iter().fold(request, |it, (name, value)| it.header(*name, *value))).await?;
    ensure!(answer.json == json!([]), "Ola may create nowhere, whoever the page claims to be: {}", answer.text);
    session.get("/ping").await?;
    let requests = world.account.requests();
    let names = |index: usize| requests[index]["headers"].to_string();
    for name in ["x-oneflow-api-token", "x-oneflow-user-email"] {
        ensure!(names(0).contains(name), "{}", names(0));
    }
    for name in ["authorization", "cookie", "x-forwarded-for", "x-sandbox-fault", "origin", "idempotency-key"] {
        ensure!(!names(0).contains(name), "{name}: {}", names(0));
    }
    ensure!(!names(1).contains("x-oneflow-user-email"), "a ping is about the token alone");
    Ok(())
}
