//! The shape of the code: layers, import circles, sizes of files, retired names and items that nobody uses.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a source that cannot be read is a failed test"
)]

mod circles;
mod declared;
mod files;
mod forbidden;
mod graph;
mod invented;
mod javascript;
mod krate;
mod layers;
mod listing;
mod offers;
mod prose;
mod references;
mod resolve;
mod retired;
mod retired_names;
mod sandbox;
mod scope;
mod sources;
mod token_paths;
mod tokens;
mod tree;
mod unused;

/// Fails with every offender on a line of its own.
fn assert_none(offenders: &[String]) {
    assert!(offenders.is_empty(), "{} found:\n{}", offenders.len(), offenders.join("\n"));
}
