//! The order of lists.

use std::cmp::Ordering;

use crate::problem::{ParameterProblems, Problem};
use crate::request::ApiRequest;

/// Refuses sort keys that the list does not have.
pub fn check_sort(request: &ApiRequest, keys: &[&str]) -> Result<(), Problem> {
    let names = request.query("sort").into_iter().flat_map(|sort| sort.split(','));
    let unknown = names.filter(|name| !keys.contains(&name.strip_prefix('-').unwrap_or(name)));
    let mut problems = ParameterProblems::default();
    for name in unknown {
        problems.add("sort", format!("Not sortable by {name}."));
    }
    problems.into_result()
}

/// Sorts by the keys in `sort`, with a hyphen in reverse; empty strings come first, missing values last.
pub fn sort_by<T>(items: &mut [T], sort: &str, key: impl Fn(&T, &str) -> Option<String>) {
    let names: Vec<(&str, bool)> =
        sort.split(',').map(|name| name.strip_prefix('-').map_or((name, false), |name| (name, true))).collect();
    items.sort_by(|left, right| {
        let mut orders = names.iter().map(|(name, reverse)| {
            // `None` would sort before everything.
            let rank = |key: Option<String>| (key.is_none(), key.map(|key| key.to_lowercase()));
            let order = rank(key(left, name)).cmp(&rank(key(right, name)));
            if *reverse { order.reverse() } else { order }
        });
        orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
}
