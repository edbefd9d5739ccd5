//! The log of recent requests, for tests.

use serde_json::{Value, json};

use super::counters::next_id;
use super::handle::Account;

const KEPT: usize = 500;

/// A logged request, whose response may be outstanding.
#[derive(Clone, Copy)]
pub struct LogEntry(u64);

impl Account {
    /// Logs a request before its response, because some get none.
    pub(crate) fn log_request(&self, method: &str, path: &str, headers: &[&str], body: &Value) -> LogEntry {
        let mut state = self.lock();
        let number = next_id(&mut state.counters.request);
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
        LogEntry(number)
    }

    /// Adds the status of the response.
    pub(crate) fn log_status(&self, entry: LogEntry, status: u16) {
        let mut state = self.lock();
        let mut requests = state.requests.iter_mut();
        if let Some(Value::Object(request)) =
            requests.find(|request| request.get("number").and_then(Value::as_u64) == Some(entry.0))
        {
            request.insert("status".to_owned(), json!(status));
        }
    }

    /// The recent requests under `/v1`, the oldest first: method, path with query, status (`null` without a response),
    /// names of the headers, and the JSON body.
    pub fn requests(&self) -> Value {
        self.lock().requests.iter().cloned().collect()
    }
}
