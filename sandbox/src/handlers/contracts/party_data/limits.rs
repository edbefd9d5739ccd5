//! How many participants a contract can have.

/// In all parties of a contract.
pub const MAX_PARTICIPANTS: usize = 40;
/// On the owner side, including the creator.
pub const MAX_OWNER_PARTICIPANTS: usize = 29;
