//! Until when a contract can be signed.

use serde_json::{Value, json};
use time::{Date, Duration, Month, OffsetDateTime};

use crate::account::shown;

/// How long the signing period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Never,
    /// After publishing.
    Days(u32),
    /// To the end of this day.
    Until(Date),
}

/// The attribute at fault, and what is wrong with it.
type AttributeError = (&'static str, &'static str);

impl Period {
    /// Reads `signing_period_expiration`; attributes that do not belong to its type are passed over.
    pub fn read(setting: &Value) -> Result<Self, AttributeError> {
        const DAYS: &str = "expire_days_after_publish";
        const DATE: &str = "expire_date";
        const MISSING: &str = "Missing data for required field.";
        match setting.get("type").and_then(Value::as_str) {
            Some("days_after_publish") => {
                let days = setting.get(DAYS).and_then(Value::as_u64).ok_or((DAYS, MISSING))?;
                u32::try_from(days).map(Self::Days).map_err(|_| (DAYS, "Too many."))
            }
            Some("fixed_date") => {
                let text = setting.get(DATE).and_then(Value::as_str).ok_or((DATE, MISSING))?;
                date(text).map(Self::Until).ok_or((DATE, "Not a day of the calendar."))
            }
            _ => Ok(Self::Never),
        }
    }

    /// The last moment, for a contract that is published at `start`; nothing if there is none.
    pub fn end(self, start: OffsetDateTime) -> Option<String> {
        match self {
            Self::Never => None,
            Self::Days(days) => start.checked_add(Duration::days(days.into())).map(shown),
            Self::Until(date) => Some(format!("{date}T23:59:59+00:00")),
        }
    }

    /// As answers show it.
    pub fn shown(self) -> Value {
        match self {
            Self::Never => json!({"type": "never"}),
            Self::Days(days) => json!({"type": "days_after_publish", "expire_days_after_publish": days}),
            Self::Until(date) => json!({"type": "fixed_date", "expire_date": date.to_string()}),
        }
    }

    /// Whether it was over before this moment.
    pub fn is_past(self, now: OffsetDateTime) -> bool {
        matches!(self, Self::Until(date) if date < now.date())
    }
}

fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}
