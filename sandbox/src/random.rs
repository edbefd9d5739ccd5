//! Random keys and request ids from a seeded sequence, so that a run can be repeated.

use serde::{Deserialize, Serialize};

/// The state of the generator (`SplitMix64`).
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A unique key.
    pub fn key(&mut self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }

    /// A request id in the form of Oneflow's examples.
    pub fn request_id(&mut self) -> String {
        format!("{}=", self.key())
    }
}
