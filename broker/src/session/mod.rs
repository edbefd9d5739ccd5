//! What a session may do and for how long, without I/O.
