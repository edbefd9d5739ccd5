//! No modules of one folder use each other in a circle.

use std::fmt::Write;

use petgraph::algo::tarjan_scc;
use petgraph::prelude::DiGraphMap;

use super::graph::{Folder, Location, folders};
use super::krate::crates;

/// A description of each circle, with the lines that make it.
pub fn circles(folder: &Folder) -> Vec<String> {
    let arrows = folder.arrows.keys().map(|(from, to)| (&**from, &**to));
    let graph: DiGraphMap<&str, ()> = arrows.collect();
    let groups = tarjan_scc(&graph).into_iter().filter(|group| group.len() > 1);
    groups.map(|group| description(folder, group)).collect()
}

fn description(folder: &Folder, mut group: Vec<&str>) -> String {
    group.sort_unstable();
    let mut text = format!("in {}: {} use each other\n", folder.file, group.join(", "));
    let inside = |name: &String| group.contains(&name.as_str());
    for ((from, to), locations) in folder.arrows.iter().filter(|((from, to), _)| inside(from) && inside(to)) {
        writeln!(text, "  {from} -> {to}").expect("memory");
        let whole = locations.iter().any(Location::is_whole);
        for location in locations.iter().filter(|location| !whole || location.is_whole()) {
            writeln!(text, "    {location}").expect("memory");
        }
    }
    text
}

#[test]
fn no_modules_use_each_other_in_a_circle() {
    let mut found = Vec::new();
    for package in ["src", "broker/src", "sandbox/src", "sandbox/wasm/src", "xtask/src"] {
        for krate in crates(package) {
            found.extend(folders(&krate).iter().flat_map(circles));
        }
    }
    super::assert_none(&found);
}
