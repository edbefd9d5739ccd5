//! The shape of the code: layers, import circles, sizes of files, retired names and items that nobody uses.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a source that cannot be read is a failed test"
)]

mod circles;
mod graph;
mod invented;
mod layers;
mod listing;
mod references;
mod resolve;
mod scope;
mod sources;

/// Fails with every offender on a line of its own.
fn none(offenders: &[String]) {
    assert!(offenders.is_empty(), "{} found:\n{}", offenders.len(), offenders.join("\n"));
}
