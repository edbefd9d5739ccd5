//! The rules for a price and its discount.

use fraction::BigFraction;
use serde_json::Value;

use crate::handlers::attribute_path::join;
use crate::model::product::{amount, percent};
use crate::problem::ParameterProblems;

/// Adds the problems of a price that is not hidden.
pub fn check_price(price: &Value, path: &str, problems: &mut ParameterProblems) {
    let zero = BigFraction::default();
    let Some(base) = amount(price, "base_amount") else {
        return problems.add(join(path, "base_amount"), "Missing data for required field.");
    };
    let discount = amount(price, "discount_amount").unwrap_or_default();
    let percent = percent(price).unwrap_or_default();
    if discount < zero {
        problems.add(join(path, "discount_amount.amount"), "Must be at least 0.");
    }
    if percent > BigFraction::from(100_u8) {
        problems.add(join(path, "discount_percent"), "Must be at most 100.");
    }
    if discount != zero && percent != zero {
        problems.add(join(path, "discount_percent"), "Only one kind of discount is possible.");
    }
    if base != zero && base <= discount {
        let message = "Must be greater than the discount_amount, unless it is 0.";
        problems.add(join(path, "base_amount.amount"), message);
    }
}
