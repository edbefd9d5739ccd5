//! The states of an attempt, without I/O, and the job that reconciles unknown ones.
