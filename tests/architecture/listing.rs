//! The modules and their arrows, written down for whoever wants to see the shape of the code at once.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::circles::circles;
use super::graph::{Folder, folders};
use super::krate::crates;

/// The modules of a folder, each with those that it uses.
fn listed(folder: &Folder) -> String {
    let mut text = format!("{}\n", folder.file);
    for node in &folder.nodes {
        let used = folder.arrows.keys().filter(|(from, _)| from == node).map(|(_, to)| to.as_str());
        let used: Vec<&str> = used.collect();
        let arrow = if used.is_empty() { "" } else { " -> " };
        writeln!(text, "  {node}{arrow}{}", used.join(", ")).expect("memory");
    }
    let circles: Vec<String> =
        circles(folder).iter().filter_map(|circle| circle.lines().next()).map(Into::into).collect();
    text + &if circles.is_empty() { "  no circle\n".to_owned() } else { format!("  {}\n", circles.join("\n  ")) }
}

#[test]
fn the_modules_and_their_arrows_are_listed() {
    let packages = ["src", "broker/src", "sandbox/src", "sandbox/wasm/src", "xtask/src"];
    let crates = packages.into_iter().flat_map(crates);
    let text: Vec<String> = crates.flat_map(|krate| folders(&krate)).map(|folder| listed(&folder)).collect();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("architecture.txt");
    fs::write(&file, text.join("\n")).expect("a writable folder");
    println!("{}\n(written to {})", text.join("\n"), file.display());
    assert!(text.len() > 10, "only {} folders were found", text.len());
}
