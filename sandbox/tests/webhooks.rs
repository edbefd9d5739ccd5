//! Webhook deliveries over real sockets: filters, body, retries and authentication.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed step is a failed test")]

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::routing::post;
use oneflow_sandbox::{Account, Blueprint, ContractAction, EXTENSION_TOKEN, Options, TOKEN};
use serde_json::{Value, json};
use support::{SIRI, TestResponse, call, call_with_token, valid_contract};
use tokio::net::TcpListener;
use tokio::time::timeout;

/// A server that records what it receives, and refuses the first requests.
#[derive(Clone)]
struct Partner {
    address: String,
    requests: Arc<Mutex<Vec<ReceivedRequest>>>,
}

#[derive(Clone)]
struct ReceivedRequest {
    query: String,
    authorization: String,
    body: Value,
    text: String,
}

#[derive(Clone)]
struct ReceiverState {
    requests: Arc<Mutex<Vec<ReceivedRequest>>>,
    refusals: usize,
}

async fn receive(
    State(state): State<ReceiverState>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    let text = String::from_utf8(body.to_vec()).unwrap();
    let authorization = headers.get("authorization").map_or("", |value| value.to_str().unwrap()).to_owned();
    let body = serde_json::from_str(&text).unwrap_or_default();
    let query = uri.query().unwrap_or_default().to_owned();
    let mut requests = state.requests.lock().unwrap();
    requests.push(ReceivedRequest { query, authorization, body, text });
    let status = if requests.len() <= state.refusals { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    (status, json!({"access_token": "fresh", "token_type": "bearer"}).to_string())
}

impl Partner {
    async fn refusing(refusals: usize) -> Self {
        let requests = Arc::<Mutex<Vec<ReceivedRequest>>>::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let state = ReceiverState { requests: Arc::clone(&requests), refusals };
        let router = Router::new().route("/{*path}", post(receive)).with_state(state);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, requests }
    }

    async fn start() -> Self {
        Self::refusing(0).await
    }

    /// Waits for this many requests.
    async fn receives(&self, count: usize) -> Vec<ReceivedRequest> {
        let enough = async {
            while self.requests.lock().unwrap().len() < count {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(Duration::from_secs(10), enough).await.unwrap();
        self.requests.lock().unwrap().clone()
    }

    /// Waits for exactly this many requests.
    async fn receives_exactly(&self, count: usize) -> Vec<ReceivedRequest> {
        self.receives(count).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        let requests = self.requests.lock().unwrap().clone();
        assert_eq!(requests.len(), count);
        requests
    }
}

fn fast() -> Options {
    Options { retry_speed: 1_000, ..Options::default() }
}

fn delivering(options: Options) -> Account {
    let account = Account::with(options);
    let sender = account.clone();
    tokio::spawn(async move { sender.deliver().await });
    account
}

async fn webhook(account: &Account, partner: &Partner, more: Value) -> u64 {
    let mut body = json!({"callback_url": format!("{}/events", partner.address)});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let created = call(account, "POST", "/webhooks", None, Some(&body)).await;
    assert_eq!(created.status, 200, "{}", created.body);
    created.at("/id").as_u64().unwrap()
}

async fn create(account: &Account) -> TestResponse {
    call(account, "POST", "/contracts/create", Some(SIRI), Some(&valid_contract())).await
}

async fn publish(account: &Account, id: u64) -> TestResponse {
    let body = json!({"subject": "Agreement", "message": "Please sign."});
    call(account, "POST", &format!("/contracts/{id}/publish"), Some(SIRI), Some(&body)).await
}

fn event_types(received: &[ReceivedRequest]) -> Vec<&str> {
    let events = received.iter().flat_map(|received| received.body["events"].as_array().unwrap());
    events.map(|event| event["type"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_delivery_names_contract_and_events_and_is_signed() {
    let (partner, account) = (Partner::start().await, delivering(fast()));
    webhook(&account, &partner, json!({"sign_key": "key"})).await;
    create(&account).await;
    let requests = partner.receives_exactly(1).await;
    let body = &requests[0].body;
    assert_eq!(body["contract"], json!({"id": 10001}));
    assert_eq!(event_types(&requests), ["contract:create"]);
    assert_eq!(body["signature"].as_str().unwrap().len(), 40);
    assert_eq!(body.as_object().unwrap().len(), 4);
}

#[tokio::test]
async fn event_types_template_type_and_workspace_filter_deliveries() {
    let (partner, account) = (Partner::start().await, delivering(fast()));
    let rule = |kind: &str, values: Value| json!({"type": kind, "values": values});
    let published = rule("EVENT_TYPE", json!(["contract:publish"]));
    webhook(&account, &partner, json!({"filters": [{"filter_rules": [published, rule("WORKSPACE", json!([7001]))]}]}))
        .await;
    webhook(&account, &partner, json!({"filters": [{"filter_rules": [rule("WORKSPACE", json!([7002]))]}]})).await;
    webhook(&account, &partner, json!({"template_group_id": 9002})).await;
    create(&account).await;
    publish(&account, 10001).await;
    assert_eq!(event_types(&partner.receives_exactly(1).await), ["contract:publish"]);
}

#[tokio::test]
async fn a_webhook_of_an_extension_follows_only_contracts_created_with_its_token() {
    let partner = Partner::start().await;
    let text = format!(
        "extension_type = \"demo_crm\"\nname = \"Demo CRM\"\n[[template_types]]\nname = \"Demo CRM\"\n\
         [webhook]\ncallback_url = \"{}/events\"\n[webhook.configuration.parameters]\ncustomer = \"a b\"",
        partner.address
    );
    let blueprints = vec![Blueprint::parse(&text).unwrap()];
    let account = delivering(Options { blueprints, ..fast() });
    let token = account.enable_extension("demo_crm").unwrap();
    for (token, template) in [(TOKEN, 8101), (token.as_str(), 8104), (token.as_str(), 8101)] {
        let body = json!({"workspace_id": 7001, "template_id": template});
        assert_eq!(
            call_with_token(&account, token, "POST", "/contracts/create", Some(SIRI), Some(&body)).await.status,
            200
        );
    }
    let requests = partner.receives_exactly(1).await;
    assert_eq!((&requests[0].body["contract"]["id"], requests[0].query.as_str()), (&json!(10003), "customer=a+b"));
    let refused = call_with_token(&account, EXTENSION_TOKEN, "GET", "/ping", None, None).await;
    assert_eq!(refused.status, 401, "enabling it again revokes the old token");
}

#[tokio::test]
async fn a_refused_delivery_is_retried_with_the_same_callback_id() {
    let (partner, account) = (Partner::refusing(3).await, delivering(fast()));
    webhook(&account, &partner, json!({})).await;
    create(&account).await;
    let requests = partner.receives_exactly(4).await;
    assert!(requests.iter().all(|received| received.text == requests[0].text));
    let deliveries = account.deliveries();
    assert_eq!(deliveries[0]["progress"], "received");
    let outcomes = deliveries[0]["attempts"].as_array().unwrap().iter().map(|attempt| attempt["outcome"].clone());
    assert_eq!(outcomes.collect::<Vec<_>>(), ["503", "503", "503", "200"]);
}

#[tokio::test]
async fn after_ten_attempts_a_delivery_is_given_up() {
    let (partner, account) =
        (Partner::refusing(99).await, delivering(Options { retry_speed: 100_000, ..Options::default() }));
    webhook(&account, &partner, json!({})).await;
    create(&account).await;
    partner.receives(10).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(account.deliveries()[0]["progress"], "given_up");
    partner.receives_exactly(10).await;
}

#[tokio::test]
async fn a_webhook_can_use_basic_or_bearer_authentication() {
    for (authentication, expected) in [
        (json!({"type": "basic", "username": "us", "password": "secret"}), "Basic dXM6c2VjcmV0"),
        (json!({"type": "bearer", "token": "abc"}), "Bearer abc"),
    ] {
        let (partner, account) = (Partner::start().await, delivering(fast()));
        webhook(&account, &partner, json!({"configuration": {"authentication": authentication}})).await;
        create(&account).await;
        assert_eq!(partner.receives_exactly(1).await[0].authorization, expected);
    }
}

#[tokio::test]
async fn client_credentials_are_exchanged_for_a_token_before_the_delivery() {
    let (partner, account) = (Partner::start().await, delivering(fast()));
    let authentication = json!({
        "type": "oauth_client_credentials",
        "token_url": format!("{}/token", partner.address),
        "client_id": "id",
        "client_secret": "s&s",
        "scope": "events",
    });
    webhook(&account, &partner, json!({"configuration": {"authentication": authentication}})).await;
    create(&account).await;
    let requests = partner.receives_exactly(2).await;
    assert_eq!(requests[0].text, "grant_type=client_credentials&client_id=id&client_secret=s%26s&scope=events");
    assert_eq!(requests[1].authorization, "Bearer fresh");
}

#[tokio::test]
async fn nothing_is_delivered_to_other_machines() {
    let account = delivering(fast());
    let body = json!({"callback_url": "https://partner.example.com/events"});
    assert_eq!(call(&account, "POST", "/webhooks", None, Some(&body)).await.status, 200);
    create(&account).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    let deliveries = account.deliveries();
    assert_eq!(deliveries[0]["progress"], "given_up");
    assert!(deliveries[0]["attempts"][0]["outcome"].as_str().unwrap().starts_with("Not sent"));
}

#[tokio::test]
async fn signing_is_delivered_too() {
    let (partner, account) = (Partner::start().await, delivering(fast()));
    let signed = json!({"filters": [{"filter_rules": [{"type": "EVENT_TYPE", "values": ["contract:sign"]}]}]});
    webhook(&account, &partner, signed).await;
    create(&account).await;
    let published = publish(&account, 10001).await;
    let people = published.at("/parties").as_array().unwrap().iter().flat_map(|party| {
        party["participants"]
            .as_array()
            .cloned()
            .unwrap_or_default()
            .into_iter()
            .chain(party.get("participant").cloned())
    });
    for person in people.filter(|person| person["signatory"] == true) {
        account.perform(10001, ContractAction::Sign(person["id"].as_u64().unwrap())).unwrap();
    }
    assert_eq!(event_types(&partner.receives_exactly(1).await), ["contract:sign"]);
}

#[tokio::test]
async fn a_reset_stops_earlier_deliveries() {
    let (partner, account) =
        (Partner::refusing(99).await, delivering(Options { retry_speed: 10, ..Options::default() }));
    webhook(&account, &partner, json!({})).await;
    create(&account).await;
    partner.receives(1).await;
    account.reset();
    webhook(&account, &partner, json!({})).await;
    let before = partner.requests.lock().unwrap().len();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(partner.requests.lock().unwrap().len(), before);
}
