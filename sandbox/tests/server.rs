//! The program on real sockets: the API, the site and its content security policy, the state file, and shutdown.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed step is a failed test")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use oneflow_sandbox::server::{Config, Server};
use oneflow_sandbox::{Fault, FaultKind, TOKEN};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const PROGRAM: &str = env!("CARGO_BIN_EXE_oneflow-sandbox");

/// Sends a GET to `http://host/path` and returns the raw headers and body.
async fn fetch(url: &str, headers: &str) -> (String, String) {
    send("GET", url, headers, "").await
}

async fn send(method: &str, url: &str, headers: &str, body: &str) -> (String, String) {
    let rest = url.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).await.unwrap();
    let request = format!("{method} /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}\r\n{body}");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    // A cut connection can end in an error; only what came before it matters.
    let _ = stream.read_to_end(&mut bytes).await;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head.to_ascii_lowercase(), body.to_owned())
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("index.html", "<!doctype html>"), ("define.js", "export {}"), ("core.wasm", "\0asm")] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::create_dir(folder.path().join("empty")).unwrap();
    folder
}

#[tokio::test]
async fn the_site_has_its_own_origin_and_a_strict_content_security_policy() {
    let folder = folder();
    let config = Config { site: Some(folder.path().to_owned()), ..Config::default() };
    let server = Server::bind(config).await.unwrap();
    let (site, api) = (server.site().unwrap(), server.api());
    let origin = api.trim_end_matches("/v1").to_owned();
    tokio::spawn(server.serve(std::future::pending()));

    let (head, body) = fetch(&site, "").await;
    assert!(head.starts_with("http/1.1 200") && body.contains("doctype"));
    assert!(head.contains("content-type: text/html"));
    assert!(head.contains(&format!("connect-src 'self' {origin};")), "{head}");
    assert!(head.contains("require-trusted-types-for 'script'; trusted-types 'none'"));
    for header in ["x-content-type-options: nosniff", "referrer-policy: no-referrer", "cache-control: no-cache"] {
        assert!(head.contains(header), "{header}");
    }
    for (file, kind) in [("define.js", "text/javascript"), ("core.wasm", "application/wasm")] {
        let (head, _) = fetch(&format!("{site}{file}"), "").await;
        assert!(head.contains(&format!("content-type: {kind}")), "{head}");
    }
    for path in ["empty/", "nothing", "../Cargo.toml", "%2e%2e/%2e%2e/etc/passwd"] {
        let (head, _) = fetch(&format!("{site}{path}"), "").await;
        assert!(head.starts_with("http/1.1 40"), "{path}: {head}");
        assert!(head.contains("content-security-policy"));
    }
    let (_, config) = fetch(&format!("{site}sandbox.json"), "").await;
    let config: Value = serde_json::from_str(&config).unwrap();
    assert_eq!(config["apiBase"], api);
    assert_eq!(config["appBase"], format!("{origin}/_sandbox/app"));
    assert_eq!(config["token"], TOKEN);
    assert_eq!(config["users"][0]["email"], "siri.lund@example.com");
    assert_eq!(config["users"].as_array().unwrap().len(), 4);
    assert_eq!(config["extensionType"], "demo_crm");
}

#[tokio::test]
async fn the_site_may_call_the_api() {
    let folder = folder();
    let config = Config { site: Some(folder.path().to_owned()), ..Config::default() };
    let server = Server::bind(config).await.unwrap();
    let (site, api) = (server.site().unwrap(), server.api());
    tokio::spawn(server.serve(std::future::pending()));
    let site = site.trim_end_matches('/');
    let headers = format!("origin: {site}\r\nx-oneflow-api-token: {TOKEN}\r\n");
    let (head, body) = fetch(&format!("{api}/workspaces/7001"), &headers).await;
    assert!(head.contains(&format!("access-control-allow-origin: {site}")), "{head}");
    assert!(body.contains(&format!("{api}/workspaces/7001")), "links point to this machine");
}

#[tokio::test]
async fn a_cut_connection_ends_before_its_promised_length() {
    let server = Server::bind(Config::default()).await.unwrap();
    let (api, account) = (server.api(), server.account());
    tokio::spawn(server.serve(std::future::pending()));
    account.arm(Fault { on: "GET /ping".into(), kind: FaultKind::Cut { after: true }, times: 1 });
    let (head, body) = fetch(&format!("{api}/ping"), &format!("x-oneflow-api-token: {TOKEN}\r\n")).await;
    assert!(head.contains("content-length: 4096"));
    assert!(body.len() < 10);
}

/// Sends a request on a connection that is used already, and brings everything that comes back until it closes.
async fn rest_of(stream: &mut TcpStream, request: &str) -> String {
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn a_dropped_connection_has_been_used_before_and_closes_without_a_byte() {
    let server = Server::bind(Config::default()).await.unwrap();
    let (api, account) = (server.api(), server.account());
    tokio::spawn(server.serve(std::future::pending()));
    let host = api.strip_prefix("http://").unwrap().strip_suffix("/v1").unwrap().to_owned();
    for after in [false, true] {
        let mut stream = TcpStream::connect(&host).await.unwrap();
        let request = format!("GET /v1/ping HTTP/1.1\r\nhost: {host}\r\nx-oneflow-api-token: {TOKEN}\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).await.unwrap();
        assert_eq!(&first, b"HTTP/1.1 200");
        tokio::time::sleep(Duration::from_millis(100)).await;
        let _ = stream.try_read(&mut [0; 4_096]);
        account.arm(Fault { on: "GET /ping".into(), kind: FaultKind::Drop { after }, times: 1 });
        assert_eq!(rest_of(&mut stream, &request).await, "");
    }
}

#[tokio::test]
async fn the_error_for_a_busy_port_or_a_missing_folder_is_one_sentence() {
    let server = Server::bind(Config::default()).await.unwrap();
    let port = server.api().rsplit_once(':').unwrap().1.trim_end_matches("/v1").parse().unwrap();
    let busy = Server::bind(Config { port, ..Config::default() }).await.err().unwrap();
    assert_eq!(busy, format!("Port {port} is in use; choose another or 0 for a free one."));
    let lost = Config { site: Some("/nowhere".into()), ..Config::default() };
    assert_eq!(Server::bind(lost).await.err().unwrap(), "The folder /nowhere does not exist.");
}

#[test]
fn the_program_prints_its_addresses_and_ends_with_its_parent() {
    let mut program = Command::new(PROGRAM)
        .args(["--port", "0", "--json", "--until-stdin-closes"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let config: Value = serde_json::from_str(&line).unwrap();
    assert!(config["api"].as_str().unwrap().ends_with("/v1"));
    assert_eq!(config["user"], "siri.lund@example.com");
    assert_eq!(config["site"], Value::Null);
    drop(program.stdin.take());
    assert!(program.wait().unwrap().success());
}

#[test]
fn errors_and_invalid_flags_have_different_exit_codes() {
    let code = |args: &[&str]| Command::new(PROGRAM).args(args).output().unwrap().status.code();
    assert_eq!(code(&["--port", "0", "--site", "/nowhere"]), Some(1));
    assert_eq!(code(&["--port", "many"]), Some(2));
    assert_eq!(code(&["--cors", "http://127.0.0.1:8080/"]), Some(2));
}

/// Starts the program with a state file and more flags, and ends it with a signal after `action`.
fn run(state: &Path, flags: &[&str], visit: impl FnOnce(&str)) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(["--port", "0", "--json", "--state"]).arg(state).args(flags);
    let mut program = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
    if let Ok(config) = serde_json::from_str::<Value>(&line) {
        visit(config["api"].as_str().unwrap());
        assert!(Command::new("kill").arg(program.id().to_string()).status().unwrap().success());
    }
    program.wait_with_output().unwrap()
}

fn call(method: &str, url: &str, body: &str) -> Value {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let headers =
        format!("x-oneflow-api-token: {TOKEN}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n", body.len());
    let (_, text) = runtime.block_on(send(method, url, &headers, body));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn a_state_file_keeps_the_account_between_runs() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let body = r#"{"workspace_id": 7001, "template_id": 8101, "name": "Kept"}"#;
    let stopped = run(&file, &[], |api| {
        call("POST", &format!("{api}/contracts/create"), body);
        call("POST", &format!("{api}/template_types"), r#"{"name": "Mine"}"#);
    });
    assert!(stopped.status.success(), "a signal is a graceful end");
    run(&file, &[], |api| {
        assert_eq!(call("GET", &format!("{api}/contracts/10001"), "")["_private"]["name"], "Kept");
        assert_eq!(call("GET", &format!("{api}/template_types/20001"), "")["name"], "Mine");
        assert_eq!(call("POST", &format!("{api}/contracts/create"), body)["id"], 10002);
    });
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["state.json"], "no temporary file remains");
}

#[test]
fn a_state_file_is_written_while_the_program_runs() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    run(&file, &[], |api| {
        call("POST", &format!("{api}/template_types"), r#"{"name": "Soon"}"#);
        let until = Instant::now() + Duration::from_mins(1);
        while !fs::read_to_string(&file).unwrap().contains("Soon") {
            assert!(Instant::now() < until, "the file was not written");
            thread::sleep(Duration::from_millis(20));
        }
    });
}

#[test]
fn a_damaged_state_file_is_refused_with_a_reason_and_not_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    for (text, reason) in [
        ("{\"oneflow_sandbox\": 2, \"se", "is damaged and was not changed: EOF"),
        ("{\"oneflow_sandbox\": 2, \"seed\": \"small\", \"state\": {\"extensions\": 7}}", "is damaged"),
        ("{\"oneflow_sandbox\": 9, \"seed\": \"small\", \"state\": {}}", "is of version 9"),
        ("{\"oneflow_sandbox\": 2, \"seed\": \"large\", \"state\": {}}", "was created with --seed large, not small"),
    ] {
        fs::write(&file, text).unwrap();
        let refused = run(&file, &[], |_| {});
        assert_eq!(refused.status.code(), Some(1));
        let message = String::from_utf8(refused.stderr).unwrap();
        assert!(message.contains(reason), "{message}");
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
    run(&folder.path().join("whole.json"), &[], |_| {});
    let whole = fs::read_to_string(folder.path().join("whole.json")).unwrap();
    for counter in ["9007199254740992", "18446744073709551615"] {
        let text = whole.replace("\"contract\":10001", &format!("\"contract\":{counter}"));
        assert_ne!(text, whole);
        fs::write(&file, &text).unwrap();
        let message = String::from_utf8(run(&file, &[], |_| {}).stderr).unwrap();
        assert!(message.contains("one of its counters is not below 2^53"), "{message}");
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
    let nowhere = run(Path::new("/nowhere/state.json"), &[], |_| {});
    assert!(String::from_utf8(nowhere.stderr).unwrap().contains("cannot be written"));
}

#[test]
fn the_command_line_sets_blueprint_and_clock() {
    let folder = tempfile::tempdir().unwrap();
    let blueprint = folder.path().join("acme.toml");
    fs::write(&blueprint, "extension_type = \"acme\"\nname = \"Acme\"\n").unwrap();
    let flags = ["--clock", "2026-01-31T12:00:00Z", "--blueprint", blueprint.to_str().unwrap()];
    run(&folder.path().join("state.json"), &flags, |api| {
        assert_eq!(call("GET", &format!("{api}/accounts/extensions"), "")["data"][2]["type"], "acme");
        let turned =
            call("POST", &format!("{}/_sandbox/clock", api.trim_end_matches("/v1")), "{\"advance_seconds\": 60}");
        assert_eq!(turned["now"], "2026-01-31T12:01:00+00:00");
    });
    fs::write(&blueprint, "name = 1").unwrap();
    let refused = run(&folder.path().join("other.json"), &flags, |_| {});
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("cannot be used"));
}

#[test]
fn a_variable_that_a_blueprint_names_must_be_set() {
    let folder = tempfile::tempdir().unwrap();
    let blueprint = folder.path().join("acme.toml");
    let webhook = "[webhook]\ncallback_url = \"http://127.0.0.1:9/\"\nsign_key = { env = \"ACME_SIGN_KEY\" }\n";
    fs::write(&blueprint, format!("extension_type = \"acme\"\nname = \"Acme\"\n{webhook}")).unwrap();
    let started = |key: Option<&str>| {
        let mut command = Command::new(PROGRAM);
        command.args(["--port", "0", "--until-stdin-closes", "--blueprint"]).arg(&blueprint).stdin(Stdio::null());
        command.env_remove("ACME_SIGN_KEY").envs(key.map(|key| ("ACME_SIGN_KEY", key))).output().unwrap()
    };
    let refused = started(None);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        String::from_utf8(refused.stderr).unwrap().contains("the variable ACME_SIGN_KEY of the environment is not set")
    );
    assert!(started(Some("key")).status.success());
}
