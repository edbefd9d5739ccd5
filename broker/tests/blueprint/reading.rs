//! Forms of answers that the documentation leaves open.

use std::future::pending;

use anyhow::{Result, ensure};
use axum::routing::get;
use axum::{Json, Router};
use oneflow_broker::blueprint::{Access, Account, Failure, Hidden, Remote};
use oneflow_broker::oneflow::{Base, Limits, Oneflow};
use oneflow_broker::serve::serve;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// An account at an Oneflow that answers these paths with these bodies.
async fn account(answers: &[(&str, Value)]) -> Result<Result<Account, Failure>> {
    let mut routes = Router::new().route("/v1/accounts/me", get(async || Json(json!({"id": 1, "name": "Acme"}))));
    for (path, body) in answers {
        let body = body.clone();
        routes = routes.route(&format!("/v1{path}"), get(async move || Json(body)));
    }
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let base = Base::parse(&format!("http://{}/v1", listener.local_addr()?))?;
    tokio::spawn(serve(listener, routes, pending()));
    let access = Access { base, token: Hidden::new("t"), user: None };
    Ok(Remote::new(Oneflow::new(Limits::default())?, access).account(|_| true).await)
}

#[tokio::test]
async fn lists_without_pages_and_data_fields_that_only_the_helper_has_are_read() -> Result<()> {
    let fields = json!({"data_fields": [{"custom_id": "a", "name": "A", "source": "user"}]});
    let answers = [
        ("/template_types", json!([{"id": 1, "name": "T"}])),
        ("/template_types/1", json!({"id": 1, "name": "T"})),
        ("/helpers/template_types/1/data_fields", fields),
        ("/webhooks", json!([{"webhook_id": 2, "callback_url": "https://a.example"}])),
    ];
    let account = account(&answers).await??;
    ensure!(account.name == "Acme" && account.types.len() == 1 && account.webhooks.len() == 1, "{account:?}");
    ensure!(account.types[0].fields.len() == 1 && account.webhooks[0].id == 2, "{account:?}");
    Ok(())
}

#[tokio::test]
async fn an_answer_without_what_is_needed_is_no_empty_account() -> Result<()> {
    let types = ("/template_types", json!({"count": 1, "data": [{"id": 1, "name": "T"}]}));
    let whole = ("/template_types/1", json!({"id": 1, "name": "T", "data_fields": []}));
    let cases = [
        (vec![("/template_types", json!({"count": 0}))], "the template types"),
        (vec![("/template_types", json!({"count": 1, "data": [{"name": "T"}]}))], "the template types"),
        (vec![types.clone(), ("/template_types/1", Value::Null)], "the template type \"T\""),
        (vec![types.clone(), whole.clone(), ("/webhooks", json!({"data": [{"id": 1}]}))], "the webhooks"),
    ];
    for (answers, about) in cases {
        let account = account(&answers).await?;
        ensure!(account.is_err_and(|failure| failure.to_string().contains(about)), "{about}");
    }
    Ok(())
}
