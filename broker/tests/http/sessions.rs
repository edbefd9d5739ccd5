//! How sessions begin and end.

use anyhow::{Result, ensure};
use reqwest::Method;
use serde_json::json;

use super::world::{ALL, Answer, KEY, MIRA, SIRI, World};

#[tokio::test]
async fn a_backend_with_its_key_begins_sessions_and_nobody_else_does() -> Result<()> {
    let world = World::new().await?;
    let body = json!({"tenant": "north", "user": SIRI, "verbs": ALL});
    let address = format!("{}/sessions", world.origin);
    for key in ["", "wrong", "the-backend-key ", &KEY.to_uppercase()] {
        let answer = Answer::of(world.client.post(&address).bearer_auth(key).json(&body)).await?;
        ensure!(key.trim() == KEY && answer.status == 201 || answer.refusal() == (401, "backend-key"), "{key}");
    }
    let leaked = world.client.post(&address).bearer_auth(KEY).header("origin", "https://crm.example").json(&body);
    ensure!(Answer::of(leaked).await?.refusal() == (401, "backend-key"), "a page has no such key");
    let (one, other) = (world.siri().await?, world.siri().await?);
    ensure!(one.token != other.token && one.user == other.user);
    ensure!(one.get("/ping").await?.status == 200);
    Ok(())
}

#[tokio::test]
async fn what_the_backend_asks_for_must_be_right() -> Result<()> {
    let world = World::new().await?;
    for (more, refusal) in [
        (json!({"tenant": "south"}), (403, "tenant")),
        (json!({"user": "siri"}), (400, "content")),
        (json!({"verbs": ["everything"]}), (400, "content")),
        (json!({"lifetime": 3600}), (400, "content")),
        (json!({"origins": ["https://evil.example"]}), (400, "content")),
        (json!({"surplus": true}), (400, "content")),
        (json!({"external_id": "deal-1", "record_field": "deal:id"}), (400, "content")),
        (json!({"external_id": "deal-1", "record_field": "x".repeat(594)}), (400, "content")),
    ] {
        let mut body = json!({"tenant": "north", "user": SIRI, "verbs": ALL});
        for (name, value) in more.as_object().into_iter().flatten() {
            body[name] = value.clone();
        }
        let answer = world.backend(Method::POST, "/sessions", Some(&body)).await?;
        ensure!(answer.refusal() == refusal, "{more}: {}", answer.text);
        ensure!(!answer.text.contains("siri"), "no value comes back");
    }
    Ok(())
}

#[tokio::test]
async fn a_session_lasts_a_quarter_of_an_hour_unless_it_is_renewed_and_no_longer_than_a_day() -> Result<()> {
    let world = World::new().await?;
    let session = world.siri().await?;
    world.wait(890);
    ensure!(session.get("/ping").await?.status == 200);
    let renewal = json!({"tenant": "north", "id": session.id});
    ensure!(world.backend(Method::POST, "/sessions/renew", Some(&renewal)).await?.status == 200);
    world.wait(890);
    ensure!(session.get("/ping").await?.status == 200);
    world.wait(11);
    ensure!(session.get("/ping").await?.refusal() == (401, "session"));
    ensure!(world.backend(Method::POST, "/sessions/renew", Some(&renewal)).await?.status == 401, "it has ended");
    let session = world.siri().await?;
    let renewal = json!({"tenant": "north", "id": session.id});
    for _ in 0..(12 * 4 + 4) {
        world.wait(850);
        world.backend(Method::POST, "/sessions/renew", Some(&renewal)).await?;
    }
    ensure!(session.get("/ping").await?.refusal() == (401, "session"));
    Ok(())
}

#[tokio::test]
async fn sessions_end_by_their_id_by_their_user_and_by_the_users_email() -> Result<()> {
    let world = World::new().await?;
    let (one, other) = (world.siri().await?, world.siri().await?);
    let end = format!("/sessions/{}?tenant=north", one.id);
    ensure!(world.backend(Method::DELETE, &end, None).await?.status == 200);
    ensure!(world.backend(Method::DELETE, &end, None).await?.status == 404);
    ensure!((one.get("/ping").await?.status, other.get("/ping").await?.status) == (401, 200));
    let end = format!("/users/{}/sessions?tenant=north", other.user);
    ensure!(world.backend(Method::DELETE, &end, None).await?.json == json!({"ended": 1}));
    let (hers, mira) = (world.siri().await?, world.session(json!({"user": MIRA})).await?);
    let sign_out = json!({"tenant": "north", "user": "Siri.Lund@Example.com"});
    ensure!(world.backend(Method::POST, "/sessions/end", Some(&sign_out)).await?.json == json!({"ended": 1}));
    ensure!((other.get("/ping").await?.status, hers.get("/ping").await?.status) == (401, 401));
    ensure!(mira.get("/ping").await?.status == 200, "another user stays");
    Ok(())
}

#[tokio::test]
async fn of_a_users_sessions_the_oldest_end_and_a_customer_has_a_limit() -> Result<()> {
    let world = World::with(json!({"sessions_of_user": 2, "sessions": 3}), oneflow_broker::oneflow::Limits::default());
    let world = world.await?;
    let first = world.siri().await?;
    world.wait(1);
    let second = world.siri().await?;
    world.wait(1);
    let third = world.siri().await?;
    let found = [&first, &second, &third].map(|session| session.get("/ping"));
    let [first, second, third] = found;
    ensure!((first.await?.status, second.await?.status, third.await?.status) == (401, 200, 200));
    world.session(json!({"user": MIRA})).await?;
    let body = json!({"tenant": "north", "user": MIRA, "verbs": ["read"]});
    let answer = world.backend(Method::POST, "/sessions", Some(&body)).await?;
    ensure!(answer.refusal() == (429, "too-many-sessions") && answer.header("retry-after") == "60");
    Ok(())
}

#[tokio::test]
async fn neither_token_nor_email_is_in_the_database() -> Result<()> {
    let world = World::new().await?;
    let session = world.siri().await?;
    session.made("key-of-the-tests-0001").await?;
    let mut text = String::new();
    for entry in std::fs::read_dir(world.folder())? {
        text.push_str(&String::from_utf8_lossy(&std::fs::read(entry?.path())?));
    }
    ensure!(text.contains("north") && text.contains(&session.id), "the files are those of the database");
    for secret in [session.token.as_str(), SIRI, "siri.lund", oneflow_sandbox::TOKEN, "A draft"] {
        ensure!(!text.contains(secret), "{secret}");
    }
    Ok(())
}
