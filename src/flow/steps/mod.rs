//! The steps: the state of each, and what happens in it.

pub mod card;
pub mod choosing;
pub mod creating;
pub mod filling;
pub mod listing;
pub mod opening;
pub mod products;
pub mod publishing;
mod reading_tables;
mod resuming;
pub mod reviewing;
pub mod twin;
pub mod unavailable;
pub mod unconfirmed;
pub mod upload;
pub mod uploading;
pub mod watch;
pub mod window;
