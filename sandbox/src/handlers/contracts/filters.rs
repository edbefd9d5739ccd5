//! The filters and sort keys of the list of contracts.

use serde_json::Value;

use crate::handlers::sorting::check_sort;
use crate::json::text;
use crate::model::contract::{Contract, participants};
use crate::problem::{ParameterProblems, Problem};
use crate::request::ApiRequest;

const STATES: [&str; 5] = ["draft", "pending", "overdue", "signed", "declined"];
const SORT_KEYS: [&str; 4] = ["name", "state", "state_updated_time", "published_time"];

/// The filters of one request.
pub struct Filters {
    states: Option<Vec<String>>,
    name: Option<String>,
    query: Option<String>,
    published: Option<(String, String)>,
    data_field: Option<(String, String)>,
}

impl Filters {
    /// Parses the filters, and checks what the `OpenAPI` file says only in its descriptions.
    pub fn parse(request: &ApiRequest) -> Result<Self, Problem> {
        check_sort(request, &SORT_KEYS)?;
        let mut problems = ParameterProblems::default();
        let states = request.query("filter[states]").map(split);
        for state in states.iter().flatten().filter(|state| !STATES.contains(&state.as_str())) {
            problems.add("filter[states]", format!("Not a state: {state}."));
        }
        let published = request.query("filter[published_time]").map(|range| range.split_once('|'));
        if published == Some(None) {
            problems.add("filter[published_time]", "Not a range in the form from|to.");
        }
        problems.into_result()?;
        // The file's pattern has checked that there is a colon. A custom id with one in it cannot be asked for.
        let data_field = request.query("filter[data_field_match]").and_then(|pair| pair.split_once(':'));
        Ok(Self {
            states,
            name: request.query("filter[name]").map(str::to_lowercase),
            query: request.query("filter[query]").map(str::to_lowercase),
            published: published.flatten().map(|(from, to)| (from.to_owned(), to.to_owned())),
            data_field: data_field.map(|(custom_id, value)| (custom_id.to_owned(), value.to_owned())),
        })
    }

    /// Whether a contract passes all filters.
    pub fn accept(&self, contract: &Contract) -> bool {
        let name = sort_key(contract, "name").unwrap_or_default().to_lowercase();
        let mentioned = |part: &String| contract.parties.iter().any(|party| mentions(party, part));
        self.states.as_ref().is_none_or(|states| states.iter().any(|state| state == contract.state()))
            && self.name.as_ref().is_none_or(|part| name.contains(part))
            && self.query.as_ref().is_none_or(|part| name.contains(part) || mentioned(part))
            && self.published.as_ref().is_none_or(|range| is_within(sort_key(contract, "published_time"), range))
            && self.data_field.as_ref().is_none_or(|pair| has_value(contract, pair))
    }
}

fn has_value(contract: &Contract, (custom_id, value): &(String, String)) -> bool {
    let is_it = |field: &Value| field.pointer("/_private_ownerside/custom_id").is_some_and(|id| id == custom_id);
    contract.data_fields.iter().any(|field| is_it(field) && text(field, "value") == value)
}

fn split(list: &str) -> Vec<String> {
    list.split(',').map(str::to_owned).collect()
}

/// Timestamps have one format, so they compare as text.
fn is_within(time: Option<String>, (from, to): &(String, String)) -> bool {
    time.is_some_and(|time| (from.is_empty() || *from <= time) && (to.is_empty() || time <= *to))
}

fn mentions(party: &Value, part: &str) -> bool {
    let values = [party].into_iter().chain(participants(party));
    let mut texts = values.flat_map(|value| ["name", "email"].map(|name| text(value, name)));
    texts.any(|text| text.to_lowercase().contains(part))
}

/// The value that a contract is sorted by.
pub fn sort_key(contract: &Contract, key: &str) -> Option<String> {
    let value = if key == "name" { contract.body.pointer("/_private/name") } else { contract.body.get(key) };
    value.and_then(Value::as_str).map(str::to_owned)
}
