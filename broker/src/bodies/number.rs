//! Numbers that have a limit. A value of such a type is known to be right.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Number;

/// As many decimals as a quantity or a price has at most.
const DECIMALS: usize = 4;

/// How many of something, with up to four decimals.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Count(Number);

/// How many decimals are shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Precision(u8);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = Number::deserialize(from)?;
        if is_count(&number.to_string()) { Ok(Self(number)) } else { Err(D::Error::custom("the number")) }
    }
}

impl<'de> Deserialize<'de> for Precision {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = u8::deserialize(from)?;
        if usize::from(number) <= DECIMALS { Ok(Self(number)) } else { Err(D::Error::custom("the number")) }
    }
}

/// Neither a sign nor an exponent, which very large and very small numbers have.
fn is_count(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    digits(whole) && digits(decimals) && decimals.len() <= DECIMALS
}
