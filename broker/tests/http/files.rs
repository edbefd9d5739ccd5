//! A contract's PDF.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, ensure};
use reqwest::Method;
use serde_json::json;

use super::upstream::{self, answer, redirect};
use super::world::{Answer, World};

const FILE: &str = "/contracts/7/files/1?download=true";

async fn file(world: &World) -> Result<Answer> {
    Answer::of(world.siri().await?.request(Method::GET, FILE)).await
}

#[tokio::test]
async fn a_pdf_comes_from_where_oneflow_keeps_it_without_token_and_user() -> Result<()> {
    let (store, seen) = upstream::serve(|request| {
        Some(match request.split(' ').nth(1).unwrap_or_default() {
            "/pdf" => answer("200 OK", "application/pdf", "%PDF-1.7"),
            "/page" => answer("200 OK", "text/html", "<script>"),
            "/on" => redirect("/pdf"),
            _ => answer("404 Not Found", "application/json", "{\"status\": 404}"),
        })
    })
    .await?;
    let location = Arc::new(Mutex::new(String::new()));
    let given = Arc::clone(&location);
    let (api, asked) =
        upstream::serve(move |_| Some(redirect(&given.lock().unwrap_or_else(PoisonError::into_inner)))).await?;
    let world = World::new().await?;
    world.tenant("north", json!({"api": format!("{api}/v1"), "untied_contracts": true})).await?;
    let leads = |to: String| *location.lock().unwrap_or_else(PoisonError::into_inner) = to;
    leads(format!("{store}/pdf"));
    let pdf = file(&world).await?;
    ensure!((pdf.status, pdf.text.as_str()) == (200, "%PDF-1.7"), "{}", pdf.text);
    ensure!(pdf.header("content-type") == "application/pdf" && pdf.header("content-disposition") == "attachment");
    let request = seen.lock().unwrap_or_else(PoisonError::into_inner).join("").to_lowercase();
    for name in ["x-oneflow", "authorization", "cookie", "origin", "siri"] {
        ensure!(!request.contains(name), "{name} went along: {request}");
    }
    for place in ["/page", "/on", "/gone"] {
        leads(format!("{store}{place}"));
        ensure!(file(&world).await?.refusal() == (502, "oneflow-unreadable"), "{place}");
    }
    let port = upstream::free_port().await?;
    for to in [
        "http://files.example/pdf",
        "ftp://127.0.0.1/pdf",
        "file:///etc/passwd",
        "data:application/pdf,x",
        "https://user@127.0.0.1/pdf",
        &format!("https://127.0.0.1:{port}/pdf"),
    ] {
        leads(to.to_owned());
        ensure!(file(&world).await?.status == 502, "{to}");
    }
    ensure!(seen.lock().unwrap_or_else(PoisonError::into_inner).len() == 4);
    ensure!(asked.lock().unwrap_or_else(PoisonError::into_inner).len() == 10);
    Ok(())
}

#[tokio::test]
async fn what_is_no_pdf_is_not_passed_on_and_a_refusal_is() -> Result<()> {
    let given = Arc::new(Mutex::new(String::new()));
    let next = Arc::clone(&given);
    let (api, _) = upstream::serve(move |_| Some(next.lock().unwrap_or_else(PoisonError::into_inner).clone())).await?;
    let world = World::new().await?;
    world.tenant("north", json!({"api": format!("{api}/v1"), "untied_contracts": true})).await?;
    let large = "HTTP/1.1 200 OK\r\ncontent-type: application/pdf\r\ncontent-length: 99999999999\r\n\r\n".to_owned();
    for (said, status) in [
        (answer("200 OK", "application/pdf", "%PDF"), 200),
        (answer("200 OK", "text/html", "<script>"), 502),
        (answer("200 OK", "application/json", "{}"), 502),
        (answer("404 Not Found", "application/json", "{\"status\": 404, \"request_id\": \"r\"}"), 404),
        (large, 502),
    ] {
        *given.lock().unwrap_or_else(PoisonError::into_inner) = said.clone();
        ensure!(file(&world).await?.status == status, "{said}");
    }
    Ok(())
}
