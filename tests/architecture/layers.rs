//! A layer of the widget or the broker uses only layers below it, and a crate that reaches outside is named only where
//! it belongs.

use std::collections::BTreeSet;

use syn::Item;

use super::krate::{Krate, ModuleId};
use super::resolve::{Reference, Target, resolved};
use super::sources::{Files, rust_files};

/// The layers from the ground up, each with those that it may use: `client` and `flow` do not know each other, and
/// `view` never sees `client`.
const LAYERS: [(&str, &[&str]); 9] = [
    ("full", &[]),
    ("json", &[]),
    ("api", &["full", "json"]),
    ("client", &["full", "json", "api"]),
    ("flow", &["full", "json", "api"]),
    ("text", &["full", "api", "flow"]),
    ("view", &["full", "api", "flow", "text"]),
    ("widget", &["full", "json", "api", "client", "flow", "text", "view"]),
    ("element", &["full", "json", "api", "client", "flow", "text", "view", "widget"]),
];

/// Crates that reach outside, each with the files that may name them.
const CRATES: [(&str, &[&str]); 9] = [
    ("gloo_net", &["client/fetch.rs"]),
    ("yew", &["view/", "widget/", "element/"]),
    ("web_sys", &["client/fetch.rs", "view/", "widget/", "element/"]),
    ("js_sys", &["client/fetch.rs", "view/", "widget/", "element/"]),
    ("wasm_bindgen", &["client/fetch.rs", "view/", "widget/", "element/"]),
    ("wasm_bindgen_futures", &["client/fetch.rs", "widget/", "element/"]),
    ("serde_wasm_bindgen", &["element/"]),
    ("gloo_timers", &["widget/"]),
    ("arcstr", &["api/text.rs"]),
];

/// The modules of the broker from the ground up: what decides knows nothing of what reads, writes and listens.
const BROKER_LAYERS: [(&str, &[&str]); 24] = [
    ("address", &[]),
    ("problem", &[]),
    ("fairness", &[]),
    ("policy", &[]),
    ("seal", &[]),
    ("session", &["address", "problem"]),
    ("webhooks", &["seal", "session"]),
    ("routes", &["problem", "session"]),
    ("bodies", &["problem"]),
    ("answers", &["address", "bodies", "routes"]),
    ("ledger", &["seal"]),
    ("store", &["ledger", "seal"]),
    ("feed", &["store"]),
    ("audit", &["seal", "store"]),
    ("tenants", &["seal", "store"]),
    ("reconcile", &["ledger", "seal", "store", "tenants"]),
    ("oneflow", &["address", "answers", "reconcile", "routes", "tenants"]),
    ("blueprint", &["answers", "oneflow"]),
    ("ops", &["reconcile", "store", "tenants"]),
    ("forward", &["oneflow", "ops", "reconcile", "seal", "store", "tenants", "webhooks"]),
    ("config", &["address", "oneflow", "session", "webhooks"]),
    ("serve", &[]),
    (
        "http",
        &[
            "answers",
            "bodies",
            "fairness",
            "feed",
            "forward",
            "ledger",
            "oneflow",
            "ops",
            "policy",
            "problem",
            "reconcile",
            "routes",
            "seal",
            "session",
            "store",
            "tenants",
            "webhooks",
        ],
    ),
    ("admin", &["answers", "audit", "oneflow", "problem", "seal", "session", "store", "tenants"]),
];

/// Crates that reach outside the broker, each with the files that may name them.
const BROKER_CRATES: [(&str, &[&str]); 5] = [
    ("sqlx", &["store/"]),
    ("reqwest", &["oneflow/", "admin/token.rs", "forward/sender.rs"]),
    ("axum", &["http/", "admin/", "ops/router.rs", "serve/"]),
    ("ring", &["seal/", "admin/code.rs"]),
    ("standardwebhooks", &["webhooks/signer.rs"]),
];

/// What a crate keeps to.
pub struct Rules {
    /// The folder of its sources.
    pub folder: &'static str,
    pub layers: &'static [(&'static str, &'static [&'static str])],
    pub crates: &'static [(&'static str, &'static [&'static str])],
}

const WIDGET: Rules = Rules { folder: "src/", layers: &LAYERS, crates: &CRATES };
const BROKER: Rules = Rules { folder: "broker/src/", layers: &BROKER_LAYERS, crates: &BROKER_CRATES };

/// What is wrong in a crate, in sentences.
pub fn offenders(files: &Files, rules: &Rules) -> BTreeSet<String> {
    let krate = Krate::new(files, &format!("{}lib.rs", rules.folder));
    let mut found = BTreeSet::new();
    for reference in resolved(&krate).iter().filter(|reference| reference.from != 0) {
        for target in &reference.targets {
            let fault = match target {
                Target::Module(0) => None,
                Target::Module(module) | Target::Item(module, _) => climbs(&krate, rules, reference.from, *module),
                Target::External(name) => strays(&krate, rules, reference.from, name),
            };
            found.extend(fault.map(|fault| sentence(&krate, reference, &fault)));
        }
    }
    found
}

fn sentence(krate: &Krate, reference: &Reference, fault: &str) -> String {
    let file = &krate.modules[reference.from].file;
    format!("{file}:{} names {}: {fault}", reference.named.line, reference.named.text())
}

fn climbs(krate: &Krate, rules: &Rules, from: ModuleId, to: ModuleId) -> Option<String> {
    let layer = |module: ModuleId| krate.modules[module].path.first().map_or("lib.rs", String::as_str);
    let (from, to) = (layer(from), layer(to));
    let Some((_, below)) = rules.layers.iter().find(|(name, _)| *name == from) else {
        return Some(format!("{from} is no layer"));
    };
    (from != to && !below.contains(&to)).then(|| format!("{from} may not use {to}"))
}

fn strays(krate: &Krate, rules: &Rules, from: ModuleId, name: &str) -> Option<String> {
    let (_, places) = rules.crates.iter().find(|(krate, _)| *krate == name)?;
    let file = &krate.modules[from].file[rules.folder.len()..];
    let at_home = places.iter().any(|place| file.starts_with(place));
    (!at_home).then(|| format!("{name} belongs to {}", places.join(", ")))
}

#[test]
fn each_layer_uses_only_layers_below_it_and_crates_that_belong_to_it() {
    super::assert_none(&Vec::from_iter(offenders(&rust_files("src"), &WIDGET)));
}

#[test]
fn each_layer_of_the_broker_uses_only_layers_below_it_and_crates_that_belong_to_it() {
    super::assert_none(&Vec::from_iter(offenders(&rust_files("broker/src"), &BROKER)));
}

#[test]
fn the_layers_of_the_broker_have_no_circle() {
    for (index, (name, below)) in BROKER_LAYERS.iter().enumerate() {
        let known: Vec<&str> = BROKER_LAYERS.iter().take(index).map(|(name, _)| *name).collect();
        assert!(below.iter().all(|layer| known.contains(layer)), "{name} uses a layer that comes later");
    }
}

#[test]
fn the_root_declares_the_layers_and_nothing_else() {
    let krate = Krate::new(&rust_files("src"), "src/lib.rs");
    let root = &krate.modules[0];
    let declared: Vec<&str> = root.children.keys().map(String::as_str).collect();
    let mut layers = LAYERS.map(|(name, _)| name);
    layers.sort_unstable();
    assert_eq!(declared, layers);
    // The allocator of the wasm is the one exception: it belongs to no layer.
    let others = root.items.iter().filter(|item| !matches!(item, Item::Static(item) if item.ident == "ALLOCATOR"));
    assert_eq!(others.count(), 0, "src/lib.rs");
}

#[test]
fn a_layer_that_looks_up_is_found_by_whatever_path() {
    let found = |flow: &str| {
        let lib = "pub mod api; pub mod client; pub mod flow; pub mod view;";
        let files = [("lib", lib), ("api", "pub struct Text;"), ("client", ""), ("view", ""), ("flow", flow)];
        let files = files.map(|(name, text)| (format!("src/{name}.rs"), text.to_owned()));
        offenders(&files.into(), &WIDGET).len()
    };
    assert_eq!(found("use crate::api::Text; use super::api; use std::fmt;"), 0);
    assert_eq!(found("use crate::{api::Text, client::Fetch};"), 1);
    assert_eq!(found("use super::client as asking; fn f() { asking::send() }"), 2);
    assert_eq!(found("fn f(x: Vec<crate::view::Html>) {}"), 1);
    assert_eq!(found("fn f() { vec![crate::view::screen()] }"), 1);
    assert_eq!(found("mod inner { use super::super::client::Fetch; }"), 1);
    assert_eq!(
        found("/// [`crate::view::screen`] draws it.\nfn f() {}\n#[cfg(test)]\nmod tests { use crate::view::x; }"),
        0
    );
    assert_eq!(found("pub struct Client; // crate::client\nconst S: &str = \"crate::client\";"), 0);
    assert_eq!(found("use web_sys::Element;"), 1);
    assert_eq!(found("fn f() -> ::yew::Html {}"), 1);
    assert_eq!(found("mod yew {} use self::yew::Html;"), 0);
}
