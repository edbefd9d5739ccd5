//! How much there may be at once of what takes long.

use crate::fairness::Most;

/// Streams of events. Over HTTP/1.1 a browser opens six connections to a server, for all pages together: a user with
/// many pages needs the rest for requests.
pub const STREAMS: Most = Most { of_user: 4, of_tenant: 1_000, of_all: u32::MAX };

/// Files that are in the memory of this broker, each of 20 MB at most: 160 MB in all. Whoever adds many files adds them
/// one after the other.
pub const UPLOADS: Most = Most { of_user: 2, of_tenant: 4, of_all: 8 };
