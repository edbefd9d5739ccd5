//! Sessions in a cookie, and pages of other sites.

use anyhow::{Result, ensure};
use reqwest::{Method, RequestBuilder};
use serde_json::json;

use super::world::{ALL, Answer, PAGE, SIRI, World, draft, key};

/// The cookie of a new session, as the browser keeps it.
async fn cookie(world: &World) -> Result<String> {
    let body = json!({"tenant": "north", "user": SIRI, "verbs": ALL, "proof": "cookie"});
    let answer = world.backend(Method::POST, "/sessions", Some(&body)).await?;
    ensure!(answer.json.get("token").is_none(), "no script sees it");
    let line = answer.header("set-cookie");
    let (pair, attributes) = line.split_once(';').unwrap_or_default();
    ensure!(pair.starts_with("__Host-oneflow-session=obs_"), "{line}");
    ensure!(attributes == " Path=/; Secure; HttpOnly; SameSite=Strict", "{attributes}");
    Ok(pair.to_owned())
}

fn creation(world: &World, cookie: &str, key: &str, headers: &[(&str, &str)]) -> RequestBuilder {
    let request = world.client.post(format!("{}/v1/contracts/create", world.origin)).header("cookie", cookie);
    let request = request.header("idempotency-key", key).json(&draft("A draft"));
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
}

#[tokio::test]
async fn a_page_of_this_host_creates_with_its_cookie() -> Result<()> {
    let world = World::new().await?;
    let cookie = cookie(&world).await?;
    for (number, headers) in [
        vec![("origin", PAGE), ("sec-fetch-site", "same-origin")],
        vec![("sec-fetch-site", "same-origin")],
        vec![("origin", PAGE)],
    ]
    .iter()
    .enumerate()
    {
        let answer = Answer::of(creation(&world, &cookie, &key(number), headers)).await?;
        ensure!(answer.status == 200, "{headers:?}: {}", answer.text);
    }
    Ok(())
}

#[tokio::test]
async fn no_other_page_creates_or_reads_with_the_cookie() -> Result<()> {
    let world = World::new().await?;
    let cookie = cookie(&world).await?;
    let hostile: [&[(&str, &str)]; 9] = [
        &[],
        &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("origin", PAGE), ("sec-fetch-site", "cross-site")],
        &[("origin", PAGE), ("sec-fetch-site", "same-site")],
        &[("origin", PAGE), ("sec-fetch-site", "none")],
        &[("origin", "https://evil.example"), ("sec-fetch-site", "same-origin")],
        &[("origin", PAGE), ("origin", PAGE)],
    ];
    for headers in hostile {
        let answer = Answer::of(creation(&world, &cookie, &key(1), headers)).await?;
        ensure!(answer.refusal() == (403, "origin"), "{headers:?}: {}", answer.text);
        let allowed = answer.header("access-control-allow-origin");
        ensure!(allowed.is_empty() || allowed == PAGE, "{headers:?}");
    }
    let read = world.client.get(format!("{}/v1/users?limit=100", world.origin)).header("cookie", &cookie);
    ensure!(Answer::of(read.header("sec-fetch-site", "cross-site")).await?.refusal() == (403, "origin"));
    ensure!(world.asked().is_empty() && world.contracts().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_form_of_another_site_cannot_send_a_body() -> Result<()> {
    let world = World::new().await?;
    let cookie = cookie(&world).await?;
    for kind in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain; application/json"]
    {
        let request = world.client.post(format!("{}/v1/contracts/create", world.origin)).header("cookie", &cookie);
        let request = request.header("origin", PAGE).header("idempotency-key", key(1)).header("content-type", kind);
        ensure!(Answer::of(request.body(draft("A").to_string())).await?.refusal() == (415, "media-type"), "{kind}");
    }
    ensure!(world.asked().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_session_is_proved_in_its_own_way_only() -> Result<()> {
    let world = World::new().await?;
    let cookie = cookie(&world).await?;
    let (_, token) = cookie.split_once('=').unwrap_or_default();
    let ping = || world.client.get(format!("{}/v1/ping", world.origin));
    ensure!(Answer::of(ping().header("cookie", &cookie)).await?.status == 200);
    ensure!(Answer::of(ping().bearer_auth(token)).await?.refusal() == (401, "session"));
    let bearer = world.siri().await?.token;
    let as_cookie = format!("__Host-oneflow-session={bearer}");
    ensure!(Answer::of(ping().header("cookie", as_cookie)).await?.refusal() == (401, "session"));
    Ok(())
}
