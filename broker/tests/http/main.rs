//! The whole broker on a socket, in front of sandboxes on sockets, in one process.

mod answers;
mod attempts;
mod bodies;
mod connections;
mod cookies;
mod files;
mod lists;
mod others;
mod pages;
mod paths;
mod routes;
mod sessions;
mod unclear;
mod upstream;
mod world;
