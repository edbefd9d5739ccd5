//! Customers and their tokens: what the partner's backend and a customer's administrator do.
#![expect(clippy::indexing_slicing, reason = "a failed step is a failed test")]

mod support;

use anyhow::{Context as _, Result, ensure};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oneflow_broker::ops::{Jobs, Metrics};
use oneflow_broker::seal::{MasterKeys, Purpose};
use oneflow_broker::store::{Extension, Token};
use oneflow_broker::tenants::Tenants;
use oneflow_sandbox::{EXTENSION_TOKEN, EXTENSION_TYPE, TOKEN};
use support::TestStore;
use support::customer::Customer;
use time::OffsetDateTime;

on_both! {
    an_administrator_enters_the_token_and_sees_which_account_it_opens
    a_token_that_oneflow_refuses_is_not_kept_and_the_code_can_be_used_again
    a_code_is_of_use_once_and_another_one_replaces_it
    a_token_of_another_account_is_refused
    a_revoked_token_and_a_disabled_extension_are_noticed_and_shown
    only_the_backend_sees_customers_and_the_audit_trail
    settings_that_are_not_understood_are_refused_with_their_name
    a_user_who_is_forgotten_has_no_session_and_no_email_left
    after_a_rotation_the_old_master_key_can_go_and_the_token_is_still_there
    what_was_done_is_in_the_audit_trail_and_neither_token_nor_code_is
}

async fn an_administrator_enters_the_token_and_sees_which_account_it_opens(test: TestStore) -> Result<()> {
    let customer = Customer::new(&test.store).await?;
    let form = customer.send(Request::get("/setup").body(Body::empty())?).await?;
    assert_eq!(form.status, StatusCode::OK);
    let policy = form.headers.get("content-security-policy").context("no policy")?.to_str()?;
    ensure!(policy.contains("default-src 'none'") && !policy.contains("script"), "{policy}");
    ensure!(!form.text.contains("<script") && form.text.contains("type=\"password\""));
    let page = customer.enters(&customer.code().await?.to_lowercase(), EXTENSION_TOKEN).await?;
    assert_eq!(page.status, StatusCode::OK);
    ensure!(page.text.contains("Northwind Demo AB") && !page.text.contains(EXTENSION_TOKEN), "{}", page.text);
    let tenant = customer.tenant().await?;
    assert_eq!(tenant.token()?.context("no token")?.reveal(), EXTENSION_TOKEN);
    assert_eq!((tenant.condition.token, tenant.condition.extension), (Token::Good, Extension::Enabled));
    Ok(())
}

async fn a_token_that_oneflow_refuses_is_not_kept_and_the_code_can_be_used_again(test: TestStore) -> Result<()> {
    let customer = Customer::new(&test.store).await?;
    let code = customer.code().await?;
    for wrong in ["sandbox-0000000000000000000000000wrong", "short", "with a space in the middle of it"] {
        let page = customer.enters(&code, wrong).await?;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        ensure!(page.text.contains("role=\"alert\"") && !page.text.contains(wrong), "{}", page.text);
    }
    ensure!(customer.tenant().await?.token()?.is_none());
    assert_eq!(customer.enters(&code, EXTENSION_TOKEN).await?.status, StatusCode::OK);
    Ok(())
}

async fn a_code_is_of_use_once_and_another_one_replaces_it(test: TestStore) -> Result<()> {
    let customer = Customer::new(&test.store).await?;
    let (first, second) = (customer.code().await?, customer.code().await?);
    for wrong in ["", "AAAA-AAAA-AAAA", &first] {
        assert_eq!(customer.enters(wrong, EXTENSION_TOKEN).await?.status, StatusCode::FORBIDDEN, "{wrong}");
    }
    assert_eq!(customer.enters(&second, EXTENSION_TOKEN).await?.status, StatusCode::OK);
    assert_eq!(customer.enters(&second, EXTENSION_TOKEN).await?.status, StatusCode::FORBIDDEN);
    let form = "code=x&token=y".to_owned();
    let request = Request::post("/setup").header("content-type", "application/x-www-form-urlencoded");
    let request = request.header("sec-fetch-site", "cross-site").body(Body::from(form))?;
    let page = customer.send(request).await?;
    ensure!(page.status == StatusCode::FORBIDDEN && page.text.contains("another site"));
    Ok(())
}

async fn a_token_of_another_account_is_refused(test: TestStore) -> Result<()> {
    let customer = Customer::new(&test.store).await?;
    let account = oneflow_broker::store::Account { id: 4711, name: "Another".into() };
    let tenant = customer.tenant().await?;
    customer.admin.tenants.set_token(&tenant, "before", &account, OffsetDateTime::now_utc()).await?;
    let page = customer.enters(&customer.code().await?, TOKEN).await?;
    ensure!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.text.contains("another account"), "{}", page.text);
    Ok(())
}

async fn a_revoked_token_and_a_disabled_extension_are_noticed_and_shown(test: TestStore) -> Result<()> {
    let customer = Customer::new(&test.store).await?;
    customer.enters(&customer.code().await?, TOKEN).await?;
    let reader = std::sync::Arc::new(customer.admin.oneflow.clone());
    let tenants = customer.admin.tenants.clone();
    let jobs = Jobs { store: test.store.clone(), tenants, reader, metrics: Metrics::default() };
    let shown = async || -> Result<(String, String)> {
        jobs.check().await?;
        let shown = customer.backend("GET", "/tenants/north", "").await?.json()?;
        let word = |key: &str| shown.get(key).and_then(|word| word.as_str()).map(str::to_owned).context("no word");
        Ok((word("token")?, word("extension")?))
    };
    assert_eq!(shown().await?, ("good".into(), "enabled".into()));
    ensure!(customer.account.disable_extension(EXTENSION_TYPE));
    assert_eq!(shown().await?, ("good".into(), "disabled".into()));
    let tenant = customer.tenant().await?;
    let account = tenant.account.clone().context("no account")?;
    let revoked = "sandbox-000000000000000000000000revoked";
    customer.admin.tenants.set_token(&tenant, revoked, &account, OffsetDateTime::now_utc()).await?;
    assert_eq!(shown().await?, ("refused".into(), "unknown".into()));
    jobs.count().await?;
    ensure!(jobs.metrics.text().contains("oneflow_broker_tenants{state=\"token-refused\"} 1"));
    Ok(())
}

async fn only_the_backend_sees_customers_and_the_audit_trail(test: TestStore) -> Result<()> {
    let customer = Customer::new(&test.store).await?;
    for (method, path) in [
        ("GET", "/tenants/north"),
        ("PUT", "/tenants/north"),
        ("DELETE", "/tenants/north/token"),
        ("POST", "/tenants/north/setup-code"),
        ("POST", "/tenants/north/forget"),
        ("GET", "/audit"),
        ("DELETE", "/tenants/north"),
        ("GET", "/webhooks/dead"),
        ("POST", "/webhooks/dead/1/replay"),
        ("POST", "/tenants/north/webhooks/replay"),
    ] {
        for key in ["", "Bearer ", "Bearer wrong", "Basic backend-key"] {
            let request = Request::builder().method(method).uri(path).header("authorization", key);
            let answer = customer.send(request.body(Body::empty())?).await?;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path} {key}");
            ensure!(answer.json()?["type"] == "/problems/backend-key");
        }
    }
    assert_eq!(customer.backend("GET", "/tenants/south", "").await?.status, StatusCode::FORBIDDEN);
    Ok(())
}

async fn settings_that_are_not_understood_are_refused_with_their_name(test: TestStore) -> Result<()> {
    let customer = Customer::new(&test.store).await?;
    let put = async |id: &str, body: &str| customer.backend("PUT", &format!("/tenants/{id}"), body).await;
    let good = r#"{"name": "South", "extension_type": "demo_crm", "origins": ["https://crm.example"]}"#;
    assert_eq!(put("south", good).await?.status, StatusCode::CREATED);
    assert_eq!(put("south", good).await?.status, StatusCode::OK);
    for (body, named) in [
        ("{", "body"),
        (r#"{"name": "South"}"#, "extension_type"),
        (r#"{"name": "South", "extension_type": "x", "acess_links": true}"#, "acess_links"),
        (r#"{"name": "South", "extension_type": "x", "api": "http://oneflow.example/v1"}"#, "api"),
    ] {
        let answer = put("south", body).await?;
        ensure!(answer.status == StatusCode::BAD_REQUEST && answer.text.contains(named), "{body}: {}", answer.text);
    }
    assert_eq!(put("so%20uth", good).await?.status, StatusCode::BAD_REQUEST);
    Ok(())
}

async fn a_user_who_is_forgotten_has_no_session_and_no_email_left(test: TestStore) -> Result<()> {
    let customer = Customer::new(&test.store).await?;
    let (tenants, tenant) = (&customer.admin.tenants, customer.tenant().await?);
    let (siri, ola) =
        (tenants.user(&tenant, "siri@example.com").await?, tenants.user(&tenant, "ola@example.com").await?);
    let body = r#"{"user": " Siri@example.com"}"#;
    assert_eq!(customer.backend("POST", "/tenants/north/forget", body).await?.status, StatusCode::NO_CONTENT);
    assert_eq!(tenants.email(&tenant, &siri).await?, None);
    assert_eq!(tenants.email(&tenant, &ola).await?.as_deref(), Some("ola@example.com"));
    let trail = customer.backend("GET", "/audit", "").await?;
    ensure!(trail.text.contains("user-forget") && !trail.text.contains("example.com"), "{}", trail.text);
    for wrong in ["", "{}", r#"{"user": 1}"#] {
        let refused = customer.backend("POST", "/tenants/north/forget", wrong).await?;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    Ok(())
}

async fn after_a_rotation_the_old_master_key_can_go_and_the_token_is_still_there(test: TestStore) -> Result<()> {
    let customer = Customer::new(&test.store).await?;
    customer.enters(&customer.code().await?, EXTENSION_TOKEN).await?;
    let line = |name: &str, byte: u8| format!("{name} {}\n", STANDARD.encode([byte; 32]));
    let with = |lines: &str| -> Result<Tenants> {
        Ok(Tenants::new(test.store.clone(), std::sync::Arc::new(MasterKeys::parse(lines)?)))
    };
    let (old, new) = (line("first", 7), line("second", 8));
    let both = with(&format!("{new}{old}"))?;
    assert_eq!((both.rotate().await?, both.rotate().await?), (1, 0));
    let tenant = with(&new)?.get("north").await?.context("gone")?;
    assert_eq!(tenant.token()?.context("no token")?.reveal(), EXTENSION_TOKEN);
    ensure!(with(&old)?.get("north").await.is_err(), "the old key opens nothing any more");
    Ok(())
}

async fn what_was_done_is_in_the_audit_trail_and_neither_token_nor_code_is(test: TestStore) -> Result<()> {
    let customer = Customer::new(&test.store).await?;
    let code = customer.code().await?;
    customer.enters(&code, "sandbox-0000000000000000000000000wrong").await?;
    customer.enters(&code, EXTENSION_TOKEN).await?;
    assert_eq!(customer.backend("DELETE", "/tenants/north/token", "").await?.status, StatusCode::NO_CONTENT);
    let export = customer.backend("GET", "/audit?tenant=north", "").await?;
    assert_eq!(export.headers.get("content-type").context("no type")?, "application/x-ndjson");
    let lines: Vec<serde_json::Value> = export.text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let done: Vec<(&str, &str)> =
        lines.iter().filter_map(|line| Some((line["action"].as_str()?, line["result"].as_str()?))).collect();
    let expected = [("setup-code", "done"), ("token-set", "refused"), ("token-set", "done"), ("token-remove", "done")];
    assert_eq!(done, expected);
    ensure!(!export.text.contains(EXTENSION_TOKEN) && !export.text.contains(&code));
    let last = lines.last().and_then(|line| line["number"].as_i64()).context("no number")?;
    ensure!(customer.backend("GET", &format!("/audit?after={last}"), "").await?.text.is_empty());
    let sealed = customer.tenant().await?.seal(Purpose::Email, "x")?;
    ensure!(!format!("{:?} {sealed:?}", customer.tenant().await?).contains(EXTENSION_TOKEN));
    Ok(())
}
