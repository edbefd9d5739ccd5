//! Which contracts a list holds, and in which order.

use serde_json::Value;

use super::create::text;
use crate::account::contract::{Contract, people};
use crate::door::Call;
use crate::problem::{Parameters, Problem};
use crate::rooms::page::check_sort;

const STATES: [&str; 5] = ["draft", "pending", "overdue", "signed", "declined"];
const SORT_KEYS: [&str; 4] = ["name", "state", "state_updated_time", "published_time"];

/// The filters of one request.
pub struct Filters {
    states: Option<Vec<String>>,
    name: Option<String>,
    query: Option<String>,
    published: Option<(String, String)>,
}

impl Filters {
    /// Reads them, with what the `OpenAPI` file says in words only.
    pub fn read(call: &Call) -> Result<Self, Problem> {
        check_sort(call, &SORT_KEYS)?;
        let mut wrong = Parameters::new();
        let mut refuse = |name: &str, message: String| drop(wrong.insert(name.to_owned(), vec![message]));
        let states = call.query("filter[states]").map(words);
        for state in states.iter().flatten().filter(|state| !STATES.contains(&state.as_str())) {
            refuse("filter[states]", format!("Not a state: {state}."));
        }
        let published = call.query("filter[published_time]").map(|range| range.split_once('|'));
        if published == Some(None) {
            refuse("filter[published_time]", "Not a range in the form from|to.".to_owned());
        }
        Problem::if_any(wrong)?;
        Ok(Self {
            states,
            name: call.query("filter[name]").map(str::to_lowercase),
            query: call.query("filter[query]").map(str::to_lowercase),
            published: published.flatten().map(|(from, to)| (from.to_owned(), to.to_owned())),
        })
    }

    /// Whether a contract passes all of them.
    pub fn fit(&self, contract: &Contract) -> bool {
        let name = sort_key(contract, "name").unwrap_or_default().to_lowercase();
        let mentioned = |part: &String| contract.parties.iter().any(|party| mentions(party, part));
        self.states.as_ref().is_none_or(|states| states.iter().any(|wanted| wanted == contract.state()))
            && self.name.as_ref().is_none_or(|part| name.contains(part))
            && self.query.as_ref().is_none_or(|part| name.contains(part) || mentioned(part))
            && self.published.as_ref().is_none_or(|range| lies_in(sort_key(contract, "published_time"), range))
    }
}

fn words(list: &str) -> Vec<String> {
    list.split(',').map(str::to_owned).collect()
}

/// Times in one format compare as text.
fn lies_in(time: Option<String>, (from, to): &(String, String)) -> bool {
    time.is_some_and(|time| (from.is_empty() || *from <= time) && (to.is_empty() || time <= *to))
}

fn mentions(party: &Value, part: &str) -> bool {
    let texts =
        [party].into_iter().chain(people(party)).flat_map(|value| ["name", "email"].map(|name| text(value, name)));
    texts.into_iter().any(|text| text.to_lowercase().contains(part))
}

/// What a contract is sorted by.
pub fn sort_key(contract: &Contract, key: &str) -> Option<String> {
    let value = if key == "name" { contract.body.pointer("/_private/name") } else { contract.body.get(key) };
    value.and_then(Value::as_str).map(str::to_owned)
}
