//! Time and chance, both of which a test can hold still.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

/// Where an account's time comes from.
#[derive(Clone, Copy, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// The machine's clock, put forward by so much.
    Ahead(Duration),
    /// Always the same moment, until it is moved.
    Fixed(OffsetDateTime),
}

impl Clock {
    pub(crate) fn now(self) -> OffsetDateTime {
        match self {
            Self::System => OffsetDateTime::now_utc(),
            Self::Ahead(by) => OffsetDateTime::now_utc().saturating_add(by),
            Self::Fixed(moment) => moment,
        }
    }

    /// The same clock, put forward.
    #[must_use]
    pub fn later(self, by: Duration) -> Self {
        match self {
            Self::System => Self::Ahead(by),
            Self::Ahead(already) => Self::Ahead(already.saturating_add(by)),
            Self::Fixed(moment) => Self::Fixed(moment.saturating_add(by)),
        }
    }
}

/// A moment as Oneflow's answers show it.
pub fn shown(moment: OffsetDateTime) -> String {
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00",
        moment.year(),
        u8::from(moment.month()),
        moment.day(),
        moment.hour(),
        moment.minute(),
        moment.second(),
    )
}

/// A seeded sequence of numbers (`SplitMix64`): request ids differ, and a run can be repeated.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A key that differs from all others.
    pub fn key(&mut self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }

    /// A request id in the form of the ones in Oneflow's examples.
    pub fn request_id(&mut self) -> String {
        format!("{}=", self.key())
    }
}
