//! The stream of what happens with a session's contracts.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use oneflow_broker::http::router;
use oneflow_broker::oneflow::Limits;
use oneflow_broker::serve::serve;
use oneflow_broker::store::{Condition, NewEvent, Tie, Token};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::json;
use sqlx::{AnyConnection, Connection as _, Executor as _};
use time::OffsetDateTime;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::world::{Answer, MIRA, PAGE, SIRI, Session, World, key};

const PATIENCE: Duration = Duration::from_secs(8);

/// A stream, message by message.
struct Heard {
    response: Response,
    text: String,
}

impl Heard {
    async fn of(request: RequestBuilder) -> Result<Self> {
        let response = request.send().await?;
        ensure!(response.status() == 200, "{}: {}", response.status(), response.text().await?);
        Ok(Self { response, text: String::new() })
    }

    /// A stream that has begun, and the name of its first message.
    async fn begun(request: RequestBuilder) -> Result<(Self, String)> {
        let mut heard = Self::of(request).await?;
        let first = heard.next().await?.context("a beginning")?;
        let name = first.lines().find_map(|line| line.strip_prefix("event: ")).unwrap_or_default().to_owned();
        Ok((heard, name))
    }

    /// The next message, comments included; nothing at the end.
    async fn next(&mut self) -> Result<Option<String>> {
        loop {
            if let Some((message, rest)) = self.text.split_once("\n\n") {
                let (message, rest) = (message.to_owned(), rest.to_owned());
                self.text = rest;
                return Ok(Some(message));
            }
            match timeout(PATIENCE * 3, self.response.chunk()).await.context("nothing comes")?? {
                Some(bytes) => self.text.push_str(std::str::from_utf8(&bytes)?),
                None => return Ok(None),
            }
        }
    }

    /// The next contract that it tells of, with the number of the event.
    async fn contract(&mut self) -> Result<(i64, i64)> {
        let message = self.next().await?.context("the stream has ended")?;
        let line = |name: &str| message.lines().find_map(|line| line.strip_prefix(name)).context(message.clone());
        let data: serde_json::Value = serde_json::from_str(line("data: ")?)?;
        let known = json!({"contract": data["contract"], "type": "contract:sign"});
        ensure!(data == known && !message.contains("event:"), "{message}");
        Ok((line("id: ")?.parse()?, data["contract"].as_i64().context("no contract")?))
    }
}

fn stream(session: &Session<'_>) -> RequestBuilder {
    session.request(Method::GET, "/events")
}

/// Oneflow says that these contracts were signed.
async fn signed(world: &World, tenant: &str, contracts: &[i64]) -> Result<()> {
    let event = |contract: &i64| NewEvent {
        tenant: tenant.to_owned(),
        contract: *contract,
        kind: "contract:sign".to_owned(),
        at: OffsetDateTime::now_utc(),
    };
    let events: Vec<NewEvent> = contracts.iter().map(event).collect();
    Ok(world.broker.parts.store.events().add(&events).await?)
}

/// Waits until something holds.
async fn until(mut holds: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
    let begin = Instant::now();
    while !holds().await? {
        ensure!(begin.elapsed() < PATIENCE, "it does not come true");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

#[tokio::test]
async fn what_happens_with_a_contract_is_told_within_a_second() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(1)).await?;
    let (mut heard, _) = Heard::begun(stream(&siri)).await?;
    let header = |name: &str| heard.response.headers().get(name).and_then(|value| value.to_str().ok());
    for (name, value) in [
        ("content-type", "text/event-stream"),
        ("cache-control", "no-store"),
        ("oneflow-broker", "idempotency, records, events"),
        ("access-control-allow-origin", PAGE),
        ("x-content-type-options", "nosniff"),
        ("x-accel-buffering", "no"),
    ] {
        ensure!(header(name) == Some(value), "{name}: {:?}", header(name));
    }
    for _ in 0..3 {
        let begin = Instant::now();
        signed(&world, "north", &[contract]).await?;
        ensure!(heard.contract().await?.1 == contract);
        ensure!(begin.elapsed() < Duration::from_secs(1), "{:?}", begin.elapsed());
    }
    Ok(())
}

#[tokio::test]
async fn only_contracts_of_the_sessions_user_and_record_are_told() -> Result<()> {
    let world = World::new().await?;
    let (siri, mira) = (world.siri().await?, world.session(json!({"user": MIRA})).await?);
    let other_deal = world.session(json!({"external_id": "deal-2"})).await?;
    let hers = mira.made(&key(1)).await?;
    let second = other_deal.made(&key(2)).await?;
    let own = siri.made(&key(3)).await?;
    world.tenant("south", json!({})).await?;
    let elsewhere = world.session(json!({"tenant": "south"})).await?;
    let (mut heard, _) = Heard::begun(stream(&siri)).await?;
    let (mut other, _) = Heard::begun(stream(&elsewhere)).await?;
    signed(&world, "south", &[own]).await?;
    signed(&world, "north", &[hers, second, 10_999, own]).await?;
    ensure!(heard.contract().await?.1 == own, "nothing comes before it");
    // The same contract, tied to the same user and record at another customer.
    let south = world.tenants.get("south").await?.context("a customer")?;
    let tie = Tie {
        user: south.user_id(SIRI),
        record: Some("deal-1".to_owned()),
        contract: own,
        tied_at: OffsetDateTime::now_utc(),
    };
    ensure!(world.broker.parts.store.ties().tie_contract("south", &tie).await?);
    signed(&world, "north", &[own]).await?;
    signed(&world, "south", &[own]).await?;
    let (ours, theirs) = (heard.contract().await?, other.contract().await?);
    ensure!(ours.1 == own && theirs.1 == own && theirs.0 > ours.0, "{ours:?} {theirs:?}");
    Ok(())
}

#[tokio::test]
async fn where_oneflow_decides_who_reads_a_contract_only_tied_ones_are_told() -> Result<()> {
    let world = World::with(json!({"untied_contracts": true}), Limits::default()).await?;
    let (siri, mira) = (world.siri().await?, world.session(json!({"user": MIRA})).await?);
    let (own, hers) = (siri.made(&key(1)).await?, mira.made(&key(2)).await?);
    signed(&world, "north", &[own]).await?;
    let (mut heard, name) = Heard::begun(stream(&siri)).await?;
    ensure!(name == "partial", "the page must go on reading the others: {name}");
    signed(&world, "north", &[hers, 10_999, own]).await?;
    ensure!(heard.contract().await?.1 == own);
    Ok(())
}

#[tokio::test]
async fn a_session_that_reads_its_records_contracts_of_others_is_told_only_of_tied_ones() -> Result<()> {
    let world = World::new().await?;
    let mira = world.session(json!({"user": MIRA})).await?;
    let siri = world.session(json!({"record_field": "order_no"})).await?;
    let (own, hers) = (siri.made(&key(1)).await?, mira.made(&key(2)).await?);
    signed(&world, "north", &[own]).await?;
    let (mut heard, name) = Heard::begun(stream(&siri)).await?;
    ensure!(name == "partial", "the page must go on reading the others: {name}");
    signed(&world, "north", &[hers, 10_999, own]).await?;
    ensure!(heard.contract().await?.1 == own);
    let (_, name) = Heard::begun(stream(&world.siri().await?)).await?;
    ensure!(name == "complete", "without the field, nothing but ties is read: {name}");
    Ok(())
}

#[tokio::test]
async fn a_stream_says_that_it_tells_everything_only_once_oneflow_has_told_anything() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(1)).await?;
    world.tenant("south", json!({})).await?;
    signed(&world, "south", &[contract]).await?;
    ensure!(Heard::begun(stream(&siri)).await?.1 == "partial");
    signed(&world, "north", &[10_999]).await?;
    ensure!(Heard::begun(stream(&siri)).await?.1 == "complete");
    Ok(())
}

#[tokio::test]
async fn a_stream_tells_everything_only_where_oneflow_has_told_something_within_a_day() -> Result<()> {
    let world = World::new().await?;
    signed(&world, "north", &[10_999]).await?;
    for (later, name) in [(86_000, "complete"), (1_000, "partial")] {
        world.wait(later);
        ensure!(Heard::begun(stream(&world.siri().await?)).await?.1 == name, "{later}");
    }
    Ok(())
}

#[tokio::test]
async fn while_oneflow_does_not_accept_the_customers_token_a_stream_does_not_tell_everything() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    signed(&world, "north", &[10_999]).await?;
    let (mut heard, name) = Heard::begun(stream(&siri)).await?;
    ensure!(name == "complete", "{name}");
    for (token, name) in [(Token::Refused, "partial"), (Token::Good, "complete")] {
        let tenant = world.tenants.get("north").await?.context("a customer")?;
        let is = Condition { token, ..tenant.condition };
        ensure!(world.tenants.notice(&tenant, is, OffsetDateTime::now_utc()).await?);
        let begin = Instant::now();
        ensure!(heard.next().await?.is_none(), "it ends, so that the page hears of it");
        ensure!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
        let (again, said) = Heard::begun(stream(&siri)).await?;
        ensure!(said == name, "{said}");
        heard = again;
    }
    Ok(())
}

#[tokio::test]
async fn a_stream_is_resumed_after_the_event_that_was_heard_last() -> Result<()> {
    let world = World::new().await?;
    let (siri, mira) = (world.siri().await?, world.session(json!({"user": MIRA})).await?);
    let (one, two, hers) = (siri.made(&key(1)).await?, siri.made(&key(2)).await?, mira.made(&key(3)).await?);
    let (mut heard, _) = Heard::begun(stream(&siri)).await?;
    signed(&world, "north", &[one]).await?;
    let (last, _) = heard.contract().await?;
    drop(heard);
    signed(&world, "north", &[two, hers, one]).await?;
    let mut resumed = Heard::of(stream(&siri).header("last-event-id", last.to_string())).await?;
    let missed = [resumed.contract().await?, resumed.contract().await?];
    ensure!(missed.map(|(_, contract)| contract) == [two, one], "{missed:?}");
    let end = resumed.next().await?.context("an end")?;
    ensure!(end.contains("event: complete") && end.contains(&format!("id: {}", missed[1].0)), "{end}");
    signed(&world, "north", &[two]).await?;
    ensure!(resumed.contract().await?.1 == two, "and then what is new, once");
    for odd in ["9000000000", "x", "", "-1", "99999999999999999999"] {
        let (mut heard, name) = Heard::begun(stream(&siri).header("last-event-id", odd)).await?;
        if odd != "-1" {
            ensure!(name == "complete", "{odd}: {name}");
            signed(&world, "north", &[one]).await?;
            ensure!(heard.contract().await?.1 == one, "{odd}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_stream_ends_with_its_session_and_lives_on_with_one_that_is_renewed() -> Result<()> {
    let world = World::new().await?;
    let contract = world.siri().await?.made(&key(1)).await?;
    let sign_out = json!({"tenant": "north", "user": SIRI});
    for way in ["end", "sign out", "time"] {
        let siri = world.siri().await?;
        let (mut heard, _) = Heard::begun(stream(&siri)).await?;
        world.wait(600);
        let renewal = json!({"tenant": "north", "id": siri.id});
        ensure!(world.backend(Method::POST, "/sessions/renew", Some(&renewal)).await?.status == 200);
        world.wait(600);
        tokio::time::sleep(Duration::from_secs(4)).await;
        signed(&world, "north", &[contract]).await?;
        ensure!(heard.contract().await?.1 == contract, "it was renewed");
        match way {
            "end" => {
                let place = format!("/sessions/{}?tenant=north", siri.id);
                ensure!(world.backend(Method::DELETE, &place, None).await?.status == 200);
            }
            "sign out" => {
                ensure!(world.backend(Method::POST, "/sessions/end", Some(&sign_out)).await?.status == 200);
            }
            _ => world.wait(600),
        }
        let begin = Instant::now();
        ensure!(heard.next().await?.is_none(), "{way}");
        ensure!(begin.elapsed() < Duration::from_secs(5), "{way}: {:?}", begin.elapsed());
        ensure!(Answer::of(stream(&siri)).await?.refusal() == (401, "session"), "{way}");
    }
    Ok(())
}

#[tokio::test]
async fn a_foreign_page_and_a_session_that_may_not_read_get_no_stream() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let place = format!("{}/v1/events", world.origin);
    let foreign = world.client.get(&place).bearer_auth(&siri.token).header("origin", "https://evil.example");
    let refused = Answer::of(foreign).await?;
    ensure!(refused.refusal() == (403, "origin") && refused.header("access-control-allow-origin").is_empty());
    ensure!(Answer::of(world.client.get(&place)).await?.refusal() == (401, "session"));
    let named = world.client.get(&place).bearer_auth(&siri.token).header("host", "evil.example");
    ensure!(Answer::of(named).await?.refusal() == (421, "host"));
    let writer = world.session(json!({"verbs": ["create"]})).await?;
    ensure!(Answer::of(stream(&writer)).await?.refusal() == (403, "right"));
    for odd in ["/events/", "/events?contract=1", "/events/1", "/Events"] {
        ensure!(siri.get(odd).await?.refusal() == (404, "route"), "{odd}");
    }
    let preflight = world.client.request(Method::OPTIONS, &place).header("origin", PAGE);
    let preflight = Answer::of(preflight.header("access-control-request-method", "GET")).await?;
    ensure!(preflight.header("access-control-allow-headers").split(", ").any(|name| name == "last-event-id"));
    Ok(())
}

#[tokio::test]
async fn a_user_has_four_streams_and_one_that_ends_makes_room() -> Result<()> {
    let world = World::new().await?;
    let (siri, again) = (world.siri().await?, world.siri().await?);
    let mut all = Vec::new();
    for session in [&siri, &again, &siri, &again] {
        all.push(Heard::begun(stream(session)).await?.0);
    }
    let refused = Answer::of(stream(&siri)).await?;
    ensure!(
        refused.refusal() == (429, "too-many-streams") && refused.header("retry-after") == "60",
        "{}",
        refused.text
    );
    let mira = world.session(json!({"user": MIRA})).await?;
    Heard::begun(stream(&mira)).await?;
    all.pop();
    until(async || Ok(stream(&siri).send().await?.status() == 200)).await
}

#[tokio::test]
async fn an_event_that_one_broker_hears_of_is_told_by_another() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(1)).await?;
    let place = format!("{}/v1/events", world.another_broker().await?);
    let request = || world.client.get(&place).bearer_auth(&siri.token).header("origin", PAGE);
    let (mut heard, _) = Heard::begun(request()).await?;
    let begin = Instant::now();
    signed(&world, "north", &[contract]).await?;
    let (last, told) = heard.contract().await?;
    ensure!(told == contract && begin.elapsed() < Duration::from_secs(1), "{:?}", begin.elapsed());
    drop(heard);
    signed(&world, "north", &[contract]).await?;
    let mut resumed = Heard::of(stream(&siri).header("last-event-id", last.to_string())).await?;
    ensure!(resumed.contract().await?.1 == contract, "a stream goes on at whichever broker");
    Ok(())
}

#[tokio::test]
async fn a_silent_stream_says_every_fifteen_seconds_that_it_lives() -> Result<()> {
    let world = World::new().await?;
    let siri = world.session(json!({"lifetime": 900})).await?;
    let (mut heard, _) = Heard::begun(stream(&siri)).await?;
    let begin = Instant::now();
    let beat = heard.next().await?.context("it has ended")?;
    ensure!(beat.starts_with(':'), "{beat}");
    ensure!((14..18).contains(&begin.elapsed().as_secs()), "{:?}", begin.elapsed());
    Ok(())
}

/// Begins a stream of a server of its own, lets something happen, and ends the server; says how long the end took.
async fn ends(world: &World, happens: impl AsyncFnOnce() -> Result<()>) -> Result<Duration> {
    let siri = world.siri().await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let place = format!("http://{}/v1/events", listener.local_addr()?);
    let (end, ended) = oneshot::channel::<()>();
    let broker = world.broker.clone();
    let ending = async move {
        let _ = ended.await;
        broker.end_streams();
    };
    let server = tokio::spawn(serve(listener, router(world.broker.clone(), Router::new()), ending));
    let (mut heard, _) = Heard::begun(world.client.get(&place).bearer_auth(&siri.token)).await?;
    happens().await?;
    let begin = Instant::now();
    end.send(()).map_err(|()| anyhow::anyhow!("the server is gone"))?;
    ensure!(heard.next().await?.is_none());
    server.await?;
    world.broker.drain().await;
    Ok(begin.elapsed())
}

#[tokio::test]
async fn a_stream_does_not_hold_up_the_end_of_the_broker() -> Result<()> {
    let world = World::new().await?;
    let took = ends(&world, async || Ok(())).await?;
    ensure!(took < Duration::from_secs(2), "{took:?}");
    Ok(())
}

#[tokio::test]
async fn a_database_that_does_not_answer_does_not_let_a_stream_hold_up_the_end_of_the_broker() -> Result<()> {
    let world = World::new().await?;
    let mut locks = AnyConnection::connect(&format!("sqlite:{}", world.folder().join("broker.db").display())).await?;
    let mut writers = JoinSet::new();
    let took = ends(&world, async || {
        tokio::time::sleep(Duration::from_secs(1)).await;
        locks.execute("BEGIN IMMEDIATE").await?;
        // All connections wait for the lock, and so does whoever needs one.
        for _ in 0..40 {
            let store = world.broker.parts.store.clone();
            let event =
                NewEvent { tenant: "north".into(), contract: 1, kind: "x".into(), at: OffsetDateTime::now_utc() };
            writers.spawn(async move { store.events().add(&[event]).await });
        }
        // Until the stream looks after its session.
        tokio::time::sleep(Duration::from_millis(2_500)).await;
        Ok(())
    })
    .await?;
    ensure!(took < Duration::from_secs(2), "{took:?}");
    Ok(())
}
