//! Points in time, in seconds: enough to tell how long ago a contract was made.

use crate::json::{DecodeError, FromJson, Json};

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

impl Moment {
    /// How many seconds lie between an earlier moment and this one; never less than none.
    pub fn since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or_default()
    }

    /// A day as date inputs write it, `2027-01-15`: its beginning in UTC.
    pub fn of_day(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let first = days_from_civil(year, month, 1);
        let next = if month == 12 { days_from_civil(year + 1, 1, 1) } else { days_from_civil(year, month + 1, 1) };
        let dashed = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        let exists = dashed && (1..=12).contains(&month) && (1..=next - first).contains(&day);
        exists.then(|| Self((first + day - 1) * 86_400))
    }

    /// Reads Oneflow's date and time, `2025-06-02T12:00:00+00:00` or `…+0000` (`docs/type-reference` and its examples
    /// differ). Whether seconds may have a fraction is not documented, so one is passed over.
    fn parse(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        let (date, time) = (text.get(..10)?, text.get(10..19)?);
        if !(date.is_ascii() && time.starts_with('T')) {
            return None;
        }
        let days = days_from_civil(number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let seconds = number(11, 13)? * 3600 + number(14, 16)? * 60 + number(17, 19)?;
        let zone = text.get(19..)?.trim_start_matches(|char: char| char == '.' || char.is_ascii_digit());
        Some(Self(days * 86_400 + seconds - offset(zone)?))
    }
}

/// The zone's distance from UTC in seconds.
fn offset(zone: &str) -> Option<i64> {
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i64>().ok();
    match zone.chars().next()? {
        'Z' => Some(0),
        sign @ ('+' | '-') => {
            let seconds = part(0, 2)? * 3600 + part(2, 4)? * 60;
            Some(if sign == '-' { -seconds } else { seconds })
        }
        _ => None,
    }
}

/// Days since 1970-01-01 in the Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

impl FromJson for Moment {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Self::parse(json.text()?).ok_or_else(|| DecodeError::new("a date and time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_the_zone_are_read() {
        let noon = Some(Moment(1_748_865_600));
        assert_eq!(Moment::parse("2025-06-02T12:00:00+00:00"), noon);
        assert_eq!(Moment::parse("2025-06-02T12:00:00+0000"), noon);
        assert_eq!(Moment::parse("2025-06-02T14:00:00+02:00"), noon);
        assert_eq!(Moment::parse("2025-06-02T12:00:00Z"), noon);
    }

    #[test]
    fn a_fraction_of_a_second_is_passed_over() {
        let noon = Some(Moment(1_748_865_600));
        assert_eq!(Moment::parse("2025-06-02T12:00:00.123Z"), noon);
        assert_eq!(Moment::parse("2025-06-02T14:00:00.123456+02:00"), noon);
        assert_eq!(Moment::parse("2025-06-02T12:00:00."), None);
    }

    #[test]
    fn leap_days_and_the_years_before_1970_count_right() {
        assert_eq!(Moment::parse("2024-02-29T00:00:00Z"), Some(Moment(1_709_164_800)));
        assert_eq!(Moment::parse("1969-12-31T23:59:59Z"), Some(Moment(-1)));
    }

    #[test]
    fn a_day_is_read_if_it_exists() {
        assert_eq!(Moment::of_day("2024-02-29"), Some(Moment(1_709_164_800)));
        assert_eq!(Moment::of_day("1970-12-31"), Some(Moment(364 * 86_400)));
        for text in ["", "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024/04/30", "2024-4-3", "today"] {
            assert_eq!(Moment::of_day(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_and_time_is_refused() {
        for text in
            ["", "yesterday", "2025-06-02", "2025-06-02 12:00:00Z", "2025-06-02T12:00:00", "åååå-06-02T12:00:00Z"]
        {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
