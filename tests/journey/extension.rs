//! An extension that is enabled from an exported blueprint: its contracts alone are heard of.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use oneflow_contract_picker::client::credentials::Credentials;
use oneflow_contract_picker::flow::effect::AuthorizeReason;
use oneflow_sandbox::{Account, Blueprint, NewTemplate, Options};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::authorize::{Authorize, Gives};
use super::stage::{SIRI, Stage};
use super::wire::Wire;

/// What the broker exports from an account that was set up by hand: `broker/tests/blueprint/round_trip.rs` holds it to
/// this file.
const EXPORTED: &str = include_str!("../oneflow/exported_blueprint.toml");

/// A partner's server, and the sandbox's deliveries, which need real time and sockets.
struct Partner {
    runtime: Runtime,
    address: String,
    received: Arc<Mutex<Vec<Value>>>,
}

impl Partner {
    fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let received = Arc::<Mutex<Vec<Value>>>::default();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}/events", listener.local_addr().unwrap());
        let routes = Router::new().route("/events", post(receive)).with_state(Arc::clone(&received));
        runtime.spawn(async move { axum::serve(listener, routes).await });
        Self { runtime, address, received }
    }

    fn is_told_by(&self, account: &Account) {
        let account = account.clone();
        self.runtime.spawn(async move { account.deliver().await });
    }

    /// What comes within a moment after the first delivery.
    fn hears(&self) -> Vec<Value> {
        for _ in 0..400 {
            if !self.received.lock().unwrap().is_empty() {
                std::thread::sleep(Duration::from_millis(200));
                break;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        self.received.lock().unwrap().clone()
    }

    fn asks(&self, account: &Account, path: &str) -> Value {
        self.runtime.block_on(Wire::new(account.clone()).get(path, &by_hand()))
    }
}

async fn receive(State(received): State<Arc<Mutex<Vec<Value>>>>, body: Bytes) {
    received.lock().unwrap().push(serde_json::from_slice(&body).unwrap());
}

fn by_hand() -> Credentials {
    Authorize::new(&[Gives::User(SIRI)]).ask(AuthorizeReason::Start).unwrap()
}

#[test]
fn of_an_extension_from_an_exported_blueprint_only_the_contract_made_in_the_widget_is_heard_of() {
    let partner = Partner::start();
    let text = EXPORTED.replace("http://127.0.0.1:4790/oneflow/events", &partner.address);
    let blueprint = Blueprint::parse_with(&text, |name| (name == "ONEFLOW_SIGN_KEY").then(|| "key".to_owned()));
    let stage = Stage::with(Options { blueprints: vec![blueprint.unwrap()], retry_speed: 1_000, ..Options::default() });
    let account = stage.account.clone();
    partner.is_told_by(&account);
    let token = account.enable_extension("acme_erp").unwrap();
    let types = partner.asks(&account, "/template_types");
    let made = types["data"].as_array().unwrap().iter().find(|found| found["extension_type"] == "acme_erp").unwrap();
    let template_type_id = made["id"].as_u64();
    let template = |name: &str| {
        let new = NewTemplate {
            name: name.to_owned(),
            template_type_id,
            workspace_ids: vec![7001],
            ..NewTemplate::default()
        };
        account.create_template(new).unwrap()
    };
    let (template, _) = (template("Order form"), template("Order form, long"));

    let mut user = stage.has("extensionType", "acme_erp").authorize(&[Gives::Token(token, SIRI)]).opens();
    let offered: Vec<String> = user.list().into_iter().map(|(_, name)| name).collect();
    assert_eq!(offered, ["Order form", "Order form, long"], "of all templates, only the extension's");
    // Somebody makes the same by hand, with another token.
    let body = format!("{{\"workspace_id\": 7001, \"template_id\": {template}}}");
    partner.runtime.block_on(user.wire.post("/contracts/create", &body, &by_hand()));
    user.chooses("Order form");
    assert_eq!(&*user.value("currency").value, "SEK");
    user.names_it("Order A-17");
    user.types("order_no", "A-17");
    user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
    user.presses_create();
    let contract = user.created().contract.id.0;
    assert_eq!((user.made().len(), user.told_created()), (2, vec![contract]));

    let heard = partner.hears();
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert_eq!(
        (&heard[0]["contract"]["id"], &heard[0]["events"][0]["type"]),
        (&contract.into(), &"contract:create".into())
    );
}
