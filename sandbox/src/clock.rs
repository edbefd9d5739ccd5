//! The account's time, which a test can stop and move.

use time::{Duration, OffsetDateTime};

/// Where an account's time comes from.
#[derive(Clone, Copy, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// The machine's clock, ahead by this much.
    Ahead(Duration),
    /// Always this moment, until the clock is moved.
    Fixed(OffsetDateTime),
}

impl Clock {
    /// What this clock shows when the machine's own shows `system`.
    pub(crate) fn reads(self, system: OffsetDateTime) -> OffsetDateTime {
        match self {
            Self::System => system,
            Self::Ahead(by) => system.saturating_add(by),
            Self::Fixed(moment) => moment,
        }
    }

    /// The same clock, ahead by this much more.
    #[must_use]
    pub fn advanced(self, by: Duration) -> Self {
        match self {
            Self::System => Self::Ahead(by),
            Self::Ahead(already) => Self::Ahead(already.saturating_add(by)),
            Self::Fixed(moment) => Self::Fixed(moment.saturating_add(by)),
        }
    }
}

/// A moment in the format of Oneflow's responses.
pub fn timestamp(moment: OffsetDateTime) -> String {
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
