//! Exact decimal numbers: prices, percentages and quantities never pass through a binary fraction.

use std::cmp::Ordering;
use std::fmt;

use crate::json::{DecodeError, FromJson, Json, ToJson, Writer};

/// Digits before the decimal point: with these limits, no product of a price, a percentage and a quantity overflows.
const WHOLE_DIGITS: usize = 15;
/// Digits after it, zeros at the end not counted.
const DECIMALS: usize = 8;

/// An exact decimal number: so many units of a power of ten.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    units: i128,
    scale: u32,
}

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self { units: 0, scale: 0 };
    /// One.
    pub const ONE: Self = Self { units: 1, scale: 0 };
    /// A hundred.
    pub const HUNDRED: Self = Self { units: 100, scale: 0 };

    /// A number as machines write it: `-1200.50`. Nothing for what is no number, or has too many digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let decimals = decimals.trim_end_matches('0');
        let fits = whole.trim_start_matches('0').len() <= WHOLE_DIGITS && decimals.len() <= DECIMALS;
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !fits || !plain(whole) || !plain(decimals) {
            return None;
        }
        let units = whole.bytes().chain(decimals.bytes()).fold(0, |sum, byte| sum * 10 + i128::from(byte - b'0'));
        let scale = u32::try_from(decimals.len()).ok()?;
        Some(Self { units: if negative { -units } else { units }, scale })
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Self { units: self.at(scale)?.checked_add(other.at(scale)?)?, scale })
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { units: -other.units, ..other })
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self { units: self.units.checked_mul(other.units)?, scale: self.scale + other.scale })
    }

    /// So many hundredths of it.
    pub fn percent(self, percent: Self) -> Option<Self> {
        self.times(percent).map(|product| Self { scale: product.scale + 2, ..product })
    }

    /// The number with so many decimals, half rounded up, away from zero.
    pub fn rounded(self, decimals: u32) -> Option<Self> {
        let Some(more) = self.scale.checked_sub(decimals) else {
            return Some(Self { units: self.at(decimals)?, scale: decimals });
        };
        let power = power_of_ten(more)?;
        let (quotient, rest) = (self.units / power, self.units % power);
        let up = if rest.unsigned_abs() * 2 >= power.unsigned_abs() { rest.signum() } else { 0 };
        Some(Self { units: quotient + up, scale: decimals })
    }

    /// How many decimals it needs.
    pub fn decimals(self) -> u32 {
        self.shortest().scale
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    /// The same number without zeros at its end.
    #[must_use]
    pub fn shortest(mut self) -> Self {
        while self.scale > 0 && self.units % 10 == 0 {
            self.units /= 10;
            self.scale -= 1;
        }
        self
    }

    fn at(self, scale: u32) -> Option<i128> {
        self.units.checked_mul(power_of_ten(scale.checked_sub(self.scale)?)?)
    }
}

fn power_of_ten(exponent: u32) -> Option<i128> {
    10_i128.checked_pow(exponent)
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        // Whatever was parsed or computed from it can be aligned.
        self.minus(*other).map_or(Ordering::Equal, |difference| difference.units.cmp(&0))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

/// As machines write it, with all its decimals.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let scale = self.scale as usize;
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = scale + 1);
        let (whole, decimals) = digits.split_at(digits.len() - scale);
        f.write_str(if self.is_negative() { "-" } else { "" })?;
        f.write_str(whole)?;
        f.write_str(if decimals.is_empty() { "" } else { "." })?;
        f.write_str(decimals)
    }
}

/// Oneflow writes amounts as text, and quantities as numbers.
impl FromJson for Decimal {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Text(text) => Self::parse(text),
            Json::Integer(number) => Some(Self { units: (*number).into(), scale: 0 }),
            Json::Fraction(text) => Self::parse(text),
            _ => None,
        }
        .ok_or_else(|| DecodeError::new("a decimal number"))
    }
}

/// As a number.
impl ToJson for Decimal {
    fn to_json(&self, to: &mut Writer) {
        to.number(&self.shortest().to_string());
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a step that fails is a test that fails")]
mod tests {
    use bigdecimal::{BigDecimal, RoundingMode};
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).expect("is a number")
    }

    fn library(number: Decimal) -> BigDecimal {
        number.to_string().parse().expect("is a number")
    }

    #[test]
    fn a_number_is_read_as_machines_write_it_and_written_with_its_decimals() {
        let written = |text| Decimal::parse(text).map(|number| number.to_string());
        for (text, expected) in [("0", "0"), ("-12.50", "-12.5"), ("007", "7"), ("0.05", "0.05"), ("1.", "1")] {
            assert_eq!(written(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(number("12.5").rounded(4).map(|it| it.to_string()).as_deref(), Some("12.5000"));
        for text in ["", "-", ".5", "1,5", "1 000", "+1", "1e3", "--1", "1.2.3", "1.123456789", "1234567890123456"] {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        let rounded = |text| number(text).rounded(1).map(|it| it.to_string());
        for (text, expected) in [("0.05", "0.1"), ("0.049", "0.0"), ("-0.05", "-0.1"), ("-0.04", "0.0"), ("2", "2.0")] {
            assert_eq!(rounded(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_quantity_is_a_number_in_json_and_an_amount_is_text() {
        let read = |text: &str| Json::parse(text).and_then(|json| Decimal::from_json(&json)).ok();
        assert_eq!([r#""1200.00""#, "1200", "1200.0"].map(read), [Some(number("1200")); 3]);
        assert_eq!(["1.2e3", "null", r#""x""#].map(read), [None; 3]);
        assert_eq!(["2.50", "3.0"].map(|text| Writer::json(&number(text))), ["2.5", "3"]);
    }

    proptest! {
        #[test]
        fn sums_products_and_rounding_are_those_of_the_library(
            one in "-?[0-9]{1,15}(\\.[0-9]{1,4})?",
            other in "-?[0-9]{1,15}(\\.[0-9]{1,4})?",
            decimals in 0_u32..5,
        ) {
            let (a, b) = (number(&one), number(&other));
            let (x, y) = (library(a), library(b));
            prop_assert_eq!(a.plus(b).map(library), Some(&x + &y));
            prop_assert_eq!(a.minus(b).map(library), Some(&x - &y));
            let product = a.times(b).expect("fits");
            prop_assert_eq!(library(product), &x * &y);
            let rounded = (&x * &y).with_scale_round(decimals.into(), RoundingMode::HalfUp);
            prop_assert_eq!(product.rounded(decimals).map(library), Some(rounded));
            prop_assert_eq!(a.cmp(&b), x.cmp(&y));
        }

        #[test]
        fn a_price_less_a_percentage_of_it_is_exact(
            price in "[0-9]{1,15}(\\.[0-9]{1,4})?",
            percent in "[0-9]{1,2}(\\.[0-9]{1,3})?",
        ) {
            let (price, percent) = (number(&price), number(&percent));
            let less = price.percent(percent).and_then(|part| price.minus(part)).map(library);
            let hundred = BigDecimal::from(100);
            let hundredth: BigDecimal = "0.01".parse().expect("is one");
            let expected = library(price) * (&hundred - library(percent)) * hundredth;
            prop_assert_eq!(less, Some(expected));
        }

        #[test]
        fn any_text_is_a_number_only_if_the_library_says_so(text in "[0-9.-]{0,12}") {
            if let Some(number) = Decimal::parse(&text) {
                prop_assert_eq!(text.parse::<BigDecimal>().ok(), Some(library(number)));
            }
        }
    }
}
