//! The question whether to drop what was typed.

use super::settings::Settings;

/// Something that would drop what was typed.
#[derive(Clone, Debug, PartialEq)]
pub enum PendingReset {
    /// The host turned to another record.
    Record(Box<Settings>),
    /// The user wants to leave, perhaps while the host waits with another record.
    Leaving(Option<Box<Settings>>),
}

impl PendingReset {
    /// The record that the host waits with.
    pub(super) fn record(self) -> Option<Box<Settings>> {
        match self {
            PendingReset::Record(settings) => Some(settings),
            PendingReset::Leaving(settings) => settings,
        }
    }
}
