//! Many requests and many clients: memory stays bounded, and every client is served.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed step is a failed test")]

use std::collections::HashSet;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use oneflow_sandbox::TOKEN;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tokio::task::JoinSet;

/// A client for plain http. Where another crate of the build switches TLS on, there is none without a provider.
fn client() -> Client {
    // If there is a provider already, that is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::new()
}

/// A running program that ends with its test.
struct Program {
    child: Child,
    api: String,
}

impl Program {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_oneflow-sandbox"))
            .args(["--port", "0", "--json", "--limit", "1000000", "--until-stdin-closes"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let config: Value = serde_json::from_str(&line).unwrap();
        Self { child, api: config["api"].as_str().unwrap().to_owned() }
    }

    /// Its resident memory in kilobytes.
    fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.split_whitespace().next().unwrap().parse().unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

async fn call(client: &Client, method: Method, url: String, body: Option<Value>) -> (u16, Value) {
    let mut request = client.request(method, url).header("x-oneflow-api-token", TOKEN);
    if let Some(body) = body {
        request = request.json(&body);
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap_or_default())
}

#[tokio::test]
async fn ten_thousand_requests_in_a_row_do_not_leak_memory() {
    let (program, client) = (Program::start(), client());
    let round = async |number: u32| {
        let api = &program.api;
        let (method, path, body, expected) = match number % 4 {
            0 => (Method::GET, "/templates?limit=5", None, 200),
            1 => (Method::POST, "/contracts/create", Some(json!({"workspace_id": 7001})), 400),
            2 => (Method::GET, "/contracts/1", None, 404),
            _ => (Method::GET, "/helpers/template_types/9001/data_fields", None, 200),
        };
        assert_eq!(call(&client, method, format!("{api}{path}"), body).await.0, expected, "{path}");
    };
    for number in 0..2_000 {
        round(number).await;
    }
    let before = program.memory();
    for number in 0..10_000 {
        round(number).await;
    }
    let grown = program.memory().saturating_sub(before);
    assert!(grown < 4_096, "{grown} kB more than the {before} kB before");
}

#[tokio::test]
async fn sixty_four_clients_are_served_at_once() {
    let program = Program::start();
    let mut clients = JoinSet::new();
    for number in 0..64 {
        let api = program.api.clone();
        clients.spawn(async move {
            let client = client();
            let body = json!({"workspace_id": 7001, "template_id": 8104, "name": format!("Order {number}")});
            let mut ids = Vec::new();
            for _ in 0..5 {
                let (status, created) =
                    call(&client, Method::POST, format!("{api}/contracts/create"), Some(body.clone())).await;
                assert_eq!(status, 200);
                let (_, read) = call(&client, Method::GET, format!("{api}/contracts/{}", created["id"]), None).await;
                assert_eq!(read["_private"]["name"], body["name"]);
                ids.push(created["id"].as_u64().unwrap());
            }
            ids
        });
    }
    let ids: HashSet<u64> = clients.join_all().await.into_iter().flatten().collect();
    assert_eq!(ids.len(), 64 * 5);
}
