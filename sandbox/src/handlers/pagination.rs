//! Lists in parts, with links to the previous and the next part.

use form_urlencoded::Serializer;
use serde_json::{Value, json};

use crate::account::State;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

const DEFAULT_LIMIT: u64 = 100;
const MAX_OFFSET: u64 = 19_900;

/// The items that `limit` and `offset` of the request select, each converted by `to_json`.
pub fn paginate<T>(state: &State, request: &ApiRequest, items: &[T], to_json: impl Fn(&T) -> Value) -> ApiResponse {
    let limit = request.number("limit").unwrap_or(DEFAULT_LIMIT);
    let offset = request.number("offset").unwrap_or(0);
    let count = items.len() as u64;
    let data: Vec<Value> = items.iter().skip(index(offset)).take(index(limit)).map(to_json).collect();
    let next = Some(offset + limit).filter(|next| *next < count && *next <= MAX_OFFSET);
    let previous = (offset > 0).then(|| offset.saturating_sub(limit));
    let link = |offset: Option<u64>| match offset {
        Some(offset) => state.link(&path_and_query(request, limit, offset)),
        None => json!({"href": null}),
    };
    ApiResponse::Json(json!({
        "_links": {"self": link(Some(offset)), "previous": link(previous), "next": link(next)},
        "count": count,
        "data": data,
    }))
}

fn index(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn path_and_query(request: &ApiRequest, limit: u64, offset: u64) -> String {
    let mut query = Serializer::new(String::new());
    for (name, value) in request.query.iter().filter(|(name, _)| name != "limit" && name != "offset") {
        query.append_pair(name, value);
    }
    query.append_pair("limit", &limit.to_string());
    query.append_pair("offset", &offset.to_string());
    format!("{}?{}", request.path, query.finish())
}
