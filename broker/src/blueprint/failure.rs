//! Why a request to Oneflow came to nothing, as sentences for whoever runs the command.

use std::fmt;

use serde_json::Value;

use crate::answers::{Outcome, Refusal};
use crate::oneflow::CallError;

/// What a request was for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Purpose {
    /// To read this.
    Read(String),
    /// To do this, such as `create the webhook`.
    Write(String),
}

/// Why there is no answer that can be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failure(String);

impl Failure {
    /// Any other reason, as a sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// No answer came.
    pub fn of_call(purpose: &Purpose, error: CallError) -> Self {
        match error {
            CallError::Busy | CallError::NotSent => {
                Self::refused(purpose, "it cannot be reached, and nothing was sent.")
            }
            CallError::Lost => Self::unclear(purpose, "the connection was lost"),
            CallError::Timeout => Self::unclear(purpose, "no answer came in time"),
            CallError::TooLarge => Self::unclear(purpose, "the answer is too large"),
            CallError::Redirected => Self::unclear(purpose, "the answer leads elsewhere, and the token stays here"),
        }
    }

    /// An answer came that is none.
    pub fn of_outcome(purpose: &Purpose, outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Done(_) => Self::unclear(purpose, "the answer cannot be read"),
            Outcome::Unclear { status, .. } => Self::unclear(purpose, &format!("the answer was a {status}")),
            Outcome::Unauthorized(_) => Self::refused(
                purpose,
                "it does not accept the token in ONEFLOW_TOKEN, or does not know the user of --user.",
            ),
            Outcome::Refused(refusal) => Self::refused(purpose, &reason(refusal)),
        }
    }

    fn refused(purpose: &Purpose, reason: &str) -> Self {
        Self(match purpose {
            Purpose::Read(about) => format!("Oneflow did not show {about}: {reason}"),
            Purpose::Write(about) => format!("Oneflow did not {about}: {reason}"),
        })
    }

    fn unclear(purpose: &Purpose, reason: &str) -> Self {
        Self(match purpose {
            Purpose::Read(about) => format!("Oneflow did not show {about}: {reason}. Run the command again later."),
            Purpose::Write(about) => format!(
                "Nobody knows whether Oneflow did {about}: {reason}. \
                 It is safe to run the command again, after a minute: it reads the account first, and writes what is \
                 missing."
            ),
        })
    }
}

fn reason(refusal: &Refusal) -> String {
    let said = said(&refusal.problem);
    match refusal.status {
        402 => "the plan of the account does not include it.".to_owned(),
        403 => "only administrators may do this. Name one with --user, or leave --user out.".to_owned(),
        404 => "it is not there any more. Run the command again.".to_owned(),
        429 => {
            let wait = refusal.retry_after.map_or_else(|| "five minutes".to_owned(), |wait| format!("{wait} seconds"));
            format!("these are too many requests. Run the command again in {wait}.")
        }
        status => format!("it answered with a {status}. {said}"),
    }
}

/// What Oneflow says about it, on one line.
fn said(problem: &Value) -> String {
    let detail = problem.get("detail").and_then(Value::as_str).map(str::to_owned);
    let parameters = problem.get("parameter_problems").and_then(Value::as_object).into_iter().flatten();
    let parameters = parameters.flat_map(|(path, sentences)| {
        let sentences = sentences.as_array().into_iter().flatten().filter_map(Value::as_str);
        sentences.map(move |sentence| format!("{path}: {sentence}"))
    });
    let id = problem.get("request_id").and_then(Value::as_str).map(|id| format!("(request {id})"));
    let parts: Vec<String> = detail.into_iter().chain(parameters).chain(id).collect();
    parts.join(" ").chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refused(status: u16, retry_after: Option<u32>, problem: Value) -> String {
        let outcome = Outcome::Refused(Refusal { status, problem, retry_after });
        Failure::of_outcome(&Purpose::Write("create the webhook \"u\"".into()), &outcome).to_string()
    }

    #[test]
    fn each_refusal_says_what_to_do() {
        assert!(refused(403, None, json!({})).contains("only administrators"));
        assert!(refused(429, Some(7), json!({})).contains("again in 7 seconds"));
        assert!(refused(429, None, json!({})).contains("again in five minutes"));
        assert!(refused(402, None, json!({})).contains("plan"));
        let problem = json!({
            "detail": "Wrong\u{1b}[2J.", "request_id": "r-1", "parameter_problems": {"callback_url": ["Not https."]},
        });
        let said = refused(400, None, problem);
        assert!(said.contains("a 400. Wrong [2J. callback_url: Not https. (request r-1)"), "{said}");
    }

    #[test]
    fn only_where_it_may_have_been_written_is_it_said_that_nobody_knows() {
        let purposes = [Purpose::Read("x".into()), Purpose::Write("x".into())];
        let sentences = |error| purposes.clone().map(|purpose| Failure::of_call(&purpose, error).to_string());
        for error in [CallError::Lost, CallError::Timeout, CallError::TooLarge, CallError::Redirected] {
            let [read, write] = sentences(error);
            assert!(!read.contains("Nobody knows") && write.contains("Nobody knows") && write.contains("again"));
        }
        let [read, write] = sentences(CallError::NotSent);
        assert!(read.contains("nothing was sent") && write.contains("nothing was sent"));
    }
}
