//! Health, metrics and traces.
