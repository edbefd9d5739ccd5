//! A layer of the widget uses only layers below it, and a crate that reaches outside is named only where it belongs.

use std::collections::BTreeSet;

use syn::Item;

use super::krate::{Krate, ModuleId};
use super::resolve::{Reference, Target, resolved};
use super::sources::{Files, rust_files};

/// The layers from the ground up, each with those that it may use: `client` and `flow` do not know each other, and
/// `view` never sees `client`.
const LAYERS: [(&str, &[&str]); 8] = [
    ("json", &[]),
    ("api", &["json"]),
    ("client", &["json", "api"]),
    ("flow", &["json", "api"]),
    ("text", &["api", "flow"]),
    ("view", &["api", "flow", "text"]),
    ("widget", &["json", "api", "client", "flow", "text", "view"]),
    ("element", &["json", "api", "client", "flow", "text", "view", "widget"]),
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

/// What is wrong in a crate, in sentences.
fn offenders(files: &Files) -> BTreeSet<String> {
    let krate = Krate::new(files, "src/lib.rs");
    let mut found = BTreeSet::new();
    for reference in resolved(&krate).iter().filter(|reference| reference.from != 0) {
        for target in &reference.targets {
            let fault = match target {
                Target::Module(0) => None,
                Target::Module(module) | Target::Item(module, _) => climbs(&krate, reference.from, *module),
                Target::External(name) => strays(&krate, reference.from, name),
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

fn climbs(krate: &Krate, from: ModuleId, to: ModuleId) -> Option<String> {
    let layer = |module: ModuleId| krate.modules[module].path.first().map_or("lib.rs", String::as_str);
    let (from, to) = (layer(from), layer(to));
    let Some((_, below)) = LAYERS.iter().find(|(name, _)| *name == from) else {
        return Some(format!("{from} is no layer"));
    };
    (from != to && !below.contains(&to)).then(|| format!("{from} may not use {to}"))
}

fn strays(krate: &Krate, from: ModuleId, name: &str) -> Option<String> {
    let (_, places) = CRATES.iter().find(|(krate, _)| *krate == name)?;
    let file = &krate.modules[from].file["src/".len()..];
    let at_home = places.iter().any(|place| file.starts_with(place));
    (!at_home).then(|| format!("{name} belongs to {}", places.join(", ")))
}

#[test]
fn each_layer_uses_only_layers_below_it_and_crates_that_belong_to_it() {
    super::assert_none(&Vec::from_iter(offenders(&rust_files("src"))));
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
        offenders(&files.into()).len()
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
