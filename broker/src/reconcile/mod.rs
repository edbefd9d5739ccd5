//! The job that finds out what became of unknown attempts.
