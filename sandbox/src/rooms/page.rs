//! Lists in pages, with links to the neighbours.

use form_urlencoded::Serializer;
use serde_json::{Value, json};

use super::Reply;
use crate::account::state::State;
use crate::door::Call;
use crate::problem::{Parameters, Problem};

const LIMIT: u64 = 100;
const LARGEST_OFFSET: u64 = 19_900;

/// The page of `items` that the call asks for, each shown by `show`.
pub fn page<T>(state: &State, call: &Call, items: &[T], show: impl Fn(&T) -> Value) -> Reply {
    let limit = call.number("limit").unwrap_or(LIMIT);
    let offset = call.number("offset").unwrap_or(0);
    let count = items.len() as u64;
    let data: Vec<Value> = items.iter().skip(place(offset)).take(place(limit)).map(show).collect();
    let next = Some(offset + limit).filter(|next| *next < count && *next <= LARGEST_OFFSET);
    let previous = (offset > 0).then(|| offset.saturating_sub(limit));
    let href = |offset: Option<u64>| match offset {
        Some(offset) => state.href(&address(call, limit, offset)),
        None => json!({"href": null}),
    };
    Reply::Json(json!({
        "_links": {"self": href(Some(offset)), "previous": href(previous), "next": href(next)},
        "count": count,
        "data": data,
    }))
}

fn place(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn address(call: &Call, limit: u64, offset: u64) -> String {
    let mut query = Serializer::new(String::new());
    for (name, value) in call.query.iter().filter(|(name, _)| name != "limit" && name != "offset") {
        query.append_pair(name, value);
    }
    query.append_pair("limit", &limit.to_string());
    query.append_pair("offset", &offset.to_string());
    format!("{}?{}", call.path, query.finish())
}

/// Whether the list can be sorted as the call asks.
pub fn check_sort(call: &Call, keys: &[&str]) -> Result<(), Problem> {
    let names = call.query("sort").into_iter().flat_map(|sort| sort.split(','));
    let strangers = names.filter(|name| !keys.contains(&name.strip_prefix('-').unwrap_or(name)));
    let mut wrong = Parameters::new();
    for name in strangers {
        wrong.entry("sort".to_owned()).or_default().push(format!("Not sortable by {name}."));
    }
    Problem::if_any(wrong)
}

/// Sorts by the keys that `sort` asks for, with a hyphen in reverse; empty strings come first, what is missing last.
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
        orders.find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    });
}
