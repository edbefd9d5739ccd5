//! The paths that a browser may ask for, and the right that each needs.
