//! What the operator sets, by file and environment.
