//! Which contracts and templates a session may touch.
