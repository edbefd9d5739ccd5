//! The record of recent requests, which tests read.

use serde_json::{Value, json};

use super::Account;
use super::state::count;

const KEPT: usize = 500;

/// A request that has been recorded and may still be waiting for its answer.
#[derive(Clone, Copy)]
pub struct Entry(u64);

impl Account {
    /// Records a request before it is answered, because some never are.
    pub(crate) fn record(&self, method: &str, path: &str, headers: &[&str], body: &Value) -> Entry {
        let mut state = self.lock();
        let number = count(&mut state.counters.request);
        state.requests.push_back(json!({
            "number": number,
            "method": method,
            "path": path,
            "status": null,
            "headers": headers,
            "body": body,
        }));
        if state.requests.len() > KEPT {
            state.requests.pop_front();
        }
        Entry(number)
    }

    /// Adds the answer's status.
    pub(crate) fn complete(&self, entry: Entry, status: u16) {
        let mut state = self.lock();
        let mut requests = state.requests.iter_mut();
        if let Some(Value::Object(request)) =
            requests.find(|request| request.get("number").and_then(Value::as_u64) == Some(entry.0))
        {
            request.insert("status".to_owned(), json!(status));
        }
    }

    /// The recent requests under `/v1`, oldest first: method, path with query, status (`null` while unanswered), names
    /// of the headers and the JSON body.
    pub fn requests(&self) -> Value {
        self.lock().requests.iter().cloned().collect()
    }
}
