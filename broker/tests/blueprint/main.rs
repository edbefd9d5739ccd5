//! Blueprints: compared with, written to and exported from sandboxes on sockets, in one process.
#![expect(clippy::indexing_slicing, reason = "a value that is missing is a failed test")]

mod applying;
mod exporting;
mod failing;
mod format;
mod owned;
mod program;
mod reading;
mod round_trip;
mod world;
