//! A made-up app with the broker mounted in it, in front of the sandbox: what `cargo xtask demo --broker` runs.
//!
//! The app serves its page, knows who is signed in, and begins sessions. All of it has one origin.

use std::future::pending;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use anyhow::{Context as _, Error, Result, ensure};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, REFERRER_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Parser;
use oneflow_broker::http::{Broker, Clock, Parts, router};
use oneflow_broker::oneflow::{Limits, Oneflow};
use oneflow_broker::ops::Metrics;
use oneflow_broker::seal::MasterKeys;
use oneflow_broker::serve::serve;
use oneflow_broker::session::{BackendKeys, Token, hash_of};
use oneflow_broker::store::{Account, Store};
use oneflow_broker::tenants::{Settings, Tenants};
use oneflow_sandbox::server::{Config, Server};
use oneflow_sandbox::{EXTENSION_TYPE, TOKEN};
use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;
use tokio::net::TcpListener;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";
const CUSTOMER: &str = "northwind";
const USERS: [(&str, &str); 4] = [
    ("siri.lund@example.com", "Siri Lund"),
    ("ola.nordin@example.com", "Ola Nordin"),
    ("mira.holm@example.com", "Mira Holm"),
    ("eva.strand@example.com", "Eva Strand"),
];

/// The demo app with the broker and the sandbox.
#[derive(Parser)]
struct Args {
    /// Port of the page; 0 takes a free one
    #[arg(long, default_value_t = 4780)]
    port: u16,
    /// Port of the sandbox; 0 takes a free one
    #[arg(long, default_value_t = 4781)]
    api_port: u16,
    /// The folder of the page
    #[arg(long)]
    site: PathBuf,
    /// Print the start line as JSON
    #[arg(long)]
    json: bool,
    /// Stop at the end of standard input, that is, with the parent process
    #[arg(long)]
    until_stdin_closes: bool,
}

#[derive(Clone)]
struct App {
    broker: Router,
    /// The key with which this app begins sessions: a new one for each start.
    key: Arc<str>,
    sandbox: Arc<str>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let args = Args::parse();
    ensure!(args.site.is_dir(), "the folder {} does not exist", args.site.display());
    let sandbox = Server::bind(Config { port: args.api_port, ..Config::default() }).await.map_err(Error::msg)?;
    let api = sandbox.api();
    let listener = TcpListener::bind(("127.0.0.1", args.port)).await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let key = Token::random()?.text().to_owned();
    // In memory: the demo forgets everything when it ends.
    let broker = broker(&api, &origin, &key).await?;
    let app = App {
        broker: router(broker.clone(), Router::new()),
        key: key.into(),
        sandbox: api.strip_suffix("/v1").unwrap_or(&api).into(),
    };
    tokio::spawn(sandbox.serve(pending()));
    announce(&args, &origin, &api);
    let ending = async {
        ended(args.until_stdin_closes).await;
        broker.end_streams();
    };
    serve(listener, pages(app, &args.site), ending).await;
    broker.drain().await;
    Ok(())
}

/// A broker with one customer.
async fn broker(api: &str, origin: &str, key: &str) -> Result<Broker> {
    let folder = tempfile::tempdir()?.keep();
    let store = Store::connect(&format!("sqlite:{}", folder.join("broker.db").display())).await?;
    let master = Token::random()?.hash();
    let master: Vec<u8> = master.bytes().take(32).collect();
    let tenants =
        Tenants::new(store.clone(), Arc::new(MasterKeys::parse(&format!("demo {}", STANDARD.encode(master)))?));
    let settings = json!({"api": api, "extension_type": EXTENSION_TYPE, "origins": [origin], "access_links": true});
    let now = OffsetDateTime::now_utc();
    tenants.put(CUSTOMER, "Northwind Demo AB", &Settings::of_text(&settings.to_string())?, now).await?;
    let tenant = tenants.get(CUSTOMER).await?.context("the customer is missing")?;
    let account = Account { id: 5001, name: "Northwind Demo AB".to_owned() };
    tenants.set_token(&tenant, TOKEN, &account, now).await?;
    let hash = hash_of(key);
    Ok(Broker::new(Parts {
        store,
        tenants,
        oneflow: Oneflow::new(Limits::default())?,
        hosts: vec!["127.0.0.1".to_owned(), "localhost".to_owned()],
        backend_keys: BackendKeys::of_hashes([hash.as_str()]).map_err(|_| Error::msg("the key has no hash"))?,
        nodes: 1,
        clock: Clock::default(),
        metrics: Metrics::default(),
    }))
}

/// The page, the app's own requests, and the broker below `/oneflow`.
fn pages(app: App, site: &std::path::Path) -> Router {
    let own = Router::new()
        .route("/sandbox.json", get(settings))
        .route("/session", post(session))
        .with_state(app.clone())
        .fallback_service(ServeDir::new(site))
        .layer(from_fn(async |request: Request, next: Next| {
            let mut response = next.run(request).await;
            let headers = response.headers_mut();
            headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
            headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
            response
        }));
    Router::new().nest("/oneflow", app.broker).merge(own)
}

/// What the page reads before it starts: no token.
async fn settings(State(app): State<App>) -> Json<Value> {
    let users: Vec<Value> = USERS.iter().map(|(email, name)| json!({"email": email, "name": name})).collect();
    Json(json!({
        "apiBase": "/oneflow/v1",
        "appBase": format!("{}/_sandbox/app", app.sandbox),
        "session": "/session",
        "users": users,
        "extensionType": EXTENSION_TYPE,
    }))
}

/// Who is signed in. Here the page says so; your app knows.
#[derive(Deserialize)]
struct SignedIn {
    user: String,
}

/// Begins a session for whoever is signed in.
async fn session(State(app): State<App>, Json(SignedIn { user }): Json<SignedIn>) -> Response {
    let verbs = ["read", "create", "publish", "link"];
    let body = json!({"tenant": CUSTOMER, "user": user, "verbs": verbs, "external_id": "A-1017"});
    let request = Request::post("/sessions")
        .header(HOST, "localhost")
        .header(AUTHORIZATION, format!("Bearer {}", app.key))
        .header(CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()));
    match request {
        // A router cannot fail.
        Ok(request) => app.broker.oneshot(request).await.unwrap_or_default(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn announce(args: &Args, origin: &str, api: &str) {
    if args.json {
        println!("{}", json!({"site": format!("{origin}/"), "api": format!("{origin}/oneflow/v1"), "sandbox": api}));
    } else {
        println!(
            "Oneflow demo with the broker\n  site     {origin}/\n  broker   {origin}/oneflow/v1\n  sandbox  {api}"
        );
    }
}

/// Completes at Ctrl-C, or at the end of standard input if that is watched.
async fn ended(watched: bool) {
    let (ending, closed) = tokio::sync::oneshot::channel();
    if watched {
        // A thread of its own, because a read that never returns would block the end of the runtime.
        thread::spawn(move || {
            let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
            let _ = ending.send(());
        });
    }
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = async { if watched { closed.await.ok() } else { pending().await } } => {}
    }
}
