//! The sandbox's layers, and its portable part, which reaches no machine by itself.

use super::assert_none;
use super::krate::Krate;
use super::layers::{Rules, offenders};
use super::resolve::resolved;
use super::sources::{Files, rust_files};

/// The modules of the sandbox from the ground up. All but `server` is portable.
const LAYERS: [(&str, &[&str]); 23] = [
    ("json", &[]),
    ("clock", &[]),
    ("random", &[]),
    ("platform", &[]),
    ("connection", &[]),
    ("faults", &[]),
    ("spec", &[]),
    ("problem", &["json", "spec"]),
    ("model", &["faults", "json"]),
    ("blueprint", &["model", "spec"]),
    ("seed", &["blueprint", "faults", "json", "model"]),
    ("lifecycle", &["clock", "json", "model", "problem"]),
    ("account", &["blueprint", "clock", "faults", "lifecycle", "model", "platform", "problem", "random", "seed"]),
    ("request", &["model", "problem", "spec"]),
    ("response", &["account", "faults", "problem"]),
    ("handlers", &["account", "faults", "json", "lifecycle", "model", "problem", "request", "response", "seed"]),
    (
        "api",
        &["account", "connection", "faults", "handlers", "model", "platform", "problem", "request", "response", "spec"],
    ),
    ("control", &["account", "clock", "faults", "problem", "response", "spec"]),
    ("console", &["account", "control", "faults", "json", "model", "problem", "seed", "spec"]),
    ("middleware", &["account", "problem", "response"]),
    ("router", &["account", "api", "connection", "console", "control", "middleware"]),
    ("webhook_delivery", &["account", "json", "model", "platform"]),
    ("server", &["account", "platform", "response", "router", "seed"]),
];

/// Crates that reach outside, or wait for it, each with the files that may name them.
const CRATES: [(&str, &[&str]); 3] = [
    ("reqwest", &["server/"]),
    ("rustls", &["server/"]),
    ("tokio", &["server/", "account/handle.rs", "webhook_delivery/mod.rs"]),
];

const SANDBOX: Rules = Rules { folder: "sandbox/src/", layers: &LAYERS, crates: &CRATES };

/// What only a machine has: most of it compiles as WebAssembly, and fails there when it is used.
const OF_A_MACHINE: [&str; 10] = [
    "std::env",
    "std::fs",
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "time::OffsetDateTime::now_utc",
    "tokio::time",
];

/// Where the portable part names such a thing, by whatever path.
fn reaching(files: &Files) -> Vec<String> {
    let krate = Krate::new(files, "sandbox/src/lib.rs");
    let mut found = Vec::new();
    for reference in resolved(&krate) {
        let file = &krate.modules[reference.from].file;
        let text = reference.named.text();
        // An imported type is known by its last two names.
        let is_of_a_machine = OF_A_MACHINE.iter().any(|thing| {
            text == *thing || text.starts_with(&format!("{thing}::")) || thing.strip_prefix("time::") == Some(&text)
        });
        if is_of_a_machine && !file.starts_with("sandbox/src/server/") {
            found.push(format!("{file}:{} names {text}", reference.named.line));
        }
    }
    found
}

#[test]
fn each_layer_of_the_sandbox_uses_only_layers_below_it_and_crates_that_belong_to_it() {
    assert_none(&Vec::from_iter(offenders(&rust_files("sandbox/src"), &SANDBOX)));
}

#[test]
fn the_layers_of_the_sandbox_have_no_circle() {
    for (index, (name, below)) in LAYERS.iter().enumerate() {
        let known: Vec<&str> = LAYERS.iter().take(index).map(|(name, _)| *name).collect();
        assert!(below.iter().all(|layer| known.contains(layer)), "{name} uses a layer that comes later");
    }
}

#[test]
fn the_portable_part_of_the_sandbox_reaches_no_machine_by_itself() {
    assert_none(&reaching(&rust_files("sandbox/src")));
    let found = |clock: &str| {
        let files = [("lib", "mod clock; mod server;"), ("clock", clock), ("server/mod", "use std::{fs, net};")];
        reaching(&files.map(|(name, text)| (format!("sandbox/src/{name}.rs"), text.to_owned())).into()).len()
    };
    assert_eq!(found("use std::time::Duration; use std::fmt; use time::OffsetDateTime;"), 0);
    assert_eq!(found("use std::{fs, time::{Duration, Instant}};"), 2);
    assert_eq!(found("use time::OffsetDateTime; fn f() { OffsetDateTime::now_utc(); }"), 1);
    assert_eq!(found("async fn f() { tokio::time::sleep(x).await; std::env::var(y); }"), 2);
}
