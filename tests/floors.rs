//! The floors of the house.
#[test]
fn stub() {}
