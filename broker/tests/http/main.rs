//! The whole broker on a socket, in front of sandboxes on sockets, in one process.
#![expect(clippy::indexing_slicing, reason = "a value that is missing is a failed test")]

mod answers;
mod attempts;
mod bodies;
mod connections;
mod cookies;
mod events;
mod files;
mod form;
mod lists;
mod mounted;
mod others;
mod pages;
mod paths;
mod record;
mod routes;
mod sessions;
mod unclear;
mod uploads;
mod uploads_unclear;
mod upstream;
mod world;
