//! Prices as exact decimals, and what is left of a price after its discount.

use fraction::BigFraction;
use serde_json::Value;

use crate::json::text;

/// An amount of a price; `None` if it is `null` or left out.
pub fn amount(price: &Value, name: &str) -> Option<BigFraction> {
    text(price.get(name)?, "amount").parse().ok()
}

/// The discount in per cent; `None` if it is `null` or left out.
pub fn percent(price: &Value) -> Option<BigFraction> {
    text(price, "discount_percent").parse().ok()
}

/// The price after the discount. Oneflow does not say how it rounds; the guess is that a half goes away from zero.
pub fn final_price(price: &Value, precision: usize) -> Option<String> {
    let base = amount(price, "base_amount")?;
    let hundred = BigFraction::from(100_u8);
    let left = (hundred.clone() - percent(price).unwrap_or_default()) / hundred;
    let discounted = base * left - amount(price, "discount_amount").unwrap_or_default();
    Some(rounded(discounted, precision))
}

fn rounded(value: BigFraction, precision: usize) -> String {
    let scale = (0..precision).fold(BigFraction::from(1_u8), |scale, _| scale * BigFraction::from(10_u8));
    // Added to zero, what was rounded to zero loses its sign.
    let rounded = BigFraction::default() + (value * scale.clone()).round() / scale;
    format!("{rounded:#.precision$}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn cost(base: &str, discount: &str, percent: &str, precision: usize) -> Option<String> {
        let amount = |amount: &str| json!({"amount": amount});
        let price = json!({
            "base_amount": amount(base),
            "discount_amount": amount(discount),
            "discount_percent": percent,
        });
        final_price(&price, precision)
    }

    #[test]
    fn the_final_price_is_exact_and_a_half_is_rounded_away_from_zero() {
        for (base, discount, percent, precision, expected) in [
            ("1200.00", "0", "10.000", 2, "1080.00"),
            ("0.1", "0.0333", "", 4, "0.0667"),
            ("99.99", "", "15", 2, "84.99"),
            ("1.005", "", "", 2, "1.01"),
            ("0", "1.005", "", 2, "-1.01"),
            ("0", "0.004", "", 2, "0.00"),
            ("2.5", "", "", 0, "3"),
            ("100", "", "100", 1, "0.0"),
            ("123456789012345678901234567890.1234", "", "", 4, "123456789012345678901234567890.1234"),
        ] {
            assert_eq!(
                cost(base, discount, percent, precision).as_deref(),
                Some(expected),
                "{base} {discount} {percent}"
            );
        }
    }

    #[test]
    fn a_price_without_a_base_has_no_final_price() {
        assert_eq!(final_price(&json!({"base_amount": null}), 2), None);
    }
}
