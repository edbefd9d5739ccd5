//! What came of an attempt that was sent: pure.

use serde_json::Value;

use super::sending::Sending;
use crate::answers::{Outcome, Received, Refusal, is_answer_of, is_new_contract};
use crate::ledger::Action;
use crate::oneflow::CallError;
use crate::routes::Route;

/// What came of it.
#[derive(Debug, PartialEq)]
pub enum Verdict {
    /// It was done. The body is Oneflow's answer.
    Done {
        /// The contract, as JSON.
        body: String,
        /// Its id.
        contract: i64,
    },
    /// Oneflow has refused, so nothing was done.
    Refused(Refusal),
    /// Oneflow accepts the token or the user not, so nothing was done.
    Unauthorized(Refusal),
    /// It never went to Oneflow.
    NotSent,
    /// It may have been done.
    Unclear {
        /// Oneflow's request id.
        request_id: Option<String>,
    },
}

impl Verdict {
    /// Judges an answer, or that there is none.
    pub fn of(sending: &Sending, came: Result<Received, CallError>) -> Self {
        let received = match came {
            Ok(received) => received,
            Err(error) if error.proves_nothing_was_sent() => return Self::NotSent,
            Err(_) => return Self::Unclear { request_id: None },
        };
        match received.outcome() {
            Outcome::Done(answer) => match contract_of(sending, &answer) {
                Some(contract) => Self::Done { body: text_of(&answer), contract },
                None => Self::Unclear { request_id: None },
            },
            Outcome::Refused(refusal) => Self::Refused(refusal),
            Outcome::Unauthorized(refusal) => Self::Unauthorized(refusal),
            Outcome::Unclear { request_id, .. } => Self::Unclear { request_id },
        }
    }
}

/// The contract, if the answer is about what was sent.
fn contract_of(sending: &Sending, answer: &Value) -> Option<i64> {
    match (&sending.creates, sending.contract) {
        (Some(contract), _) => is_new_contract(contract, answer),
        (None, Some(asked)) if sending.action == Action::Upload => {
            is_answer_of(&Route::Upload(asked), answer).then_some(asked)
        }
        (None, asked) => answer.get("id").and_then(Value::as_i64).filter(|id| asked == Some(*id)),
    }
}

/// Every answer is JSON.
fn text_of(answer: &Value) -> String {
    if answer.is_null() { "{}".to_owned() } else { answer.to_string() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::bodies::UploadAs;
    use crate::fairness::{Most, Places};
    use crate::http::form::Form;
    use crate::problem::Problem;

    #[expect(clippy::unnecessary_wraps, reason = "what a call returns")]
    fn received(status: u16, body: &Value) -> Result<Received, CallError> {
        let (content_type, body) = ("application/json".to_owned(), body.to_string().into_bytes());
        Ok(Received { status, content_type, retry_after: None, body })
    }

    fn creation() -> Result<Sending, Problem> {
        Sending::of(&Route::Create, br#"{"workspace_id": 7001, "template_id": 8101, "name": "A"}"#)
    }

    #[test]
    fn only_an_answer_about_what_was_sent_is_done() -> Result<(), Problem> {
        let made = json!({"id": 10_001, "state": "draft", "_private": {"name": "A"}});
        let done = Verdict::of(&creation()?, received(200, &made));
        assert_eq!(done, Verdict::Done { body: made.to_string(), contract: 10_001 });
        let other = json!({"id": 10_001, "state": "draft", "_private": {"name": "B"}});
        for unclear in [received(200, &other), received(200, &json!([])), received(201, &made), received(503, &made)] {
            assert_eq!(Verdict::of(&creation()?, unclear), Verdict::Unclear { request_id: None });
        }
        Ok(())
    }

    #[test]
    fn another_contract_was_not_sent() -> Result<(), Problem> {
        let sending = Sending::of(&Route::Publish(7), br#"{"subject": "S", "message": "M"}"#)?;
        assert!(matches!(Verdict::of(&sending, received(200, &json!({"id": 7}))), Verdict::Done { contract: 7, .. }));
        assert!(matches!(Verdict::of(&sending, received(200, &json!({"id": 8}))), Verdict::Unclear { .. }));
        Ok(())
    }

    #[test]
    fn a_file_was_added_if_oneflow_says_200_whatever_it_says_besides() -> Result<(), Box<dyn std::error::Error>> {
        let room = Places::new(Most { of_user: 1, of_tenant: 1, of_all: 1 }).take("north", "ada", 1).ok_or("room")?;
        let (name, content) = ("a.pdf".to_owned(), Vec::new().into());
        let form = Form { name, upload_as: UploadAs::Attachment, content, digest: String::new() };
        let sending = Sending::of_form(&Route::Upload(7), form, Arc::new(room));
        let done = |body: &str| Verdict::Done { body: body.to_owned(), contract: 7 };
        assert_eq!(Verdict::of(&sending, received(200, &json!({"id": 3}))), done("{\"id\":3}"));
        assert_eq!(Verdict::of(&sending, Ok(Received { status: 200, ..Received::default() })), done("{}"));
        for unclear in [received(200, &json!([])), received(201, &json!({"id": 3})), received(503, &json!({}))] {
            assert_eq!(Verdict::of(&sending, unclear), Verdict::Unclear { request_id: None });
        }
        Ok(())
    }

    #[test]
    fn a_refusal_or_no_connection_proves_that_nothing_was_done_and_nothing_else_does() -> Result<(), Problem> {
        assert!(matches!(Verdict::of(&creation()?, received(429, &json!({"status": 429}))), Verdict::Refused(_)));
        assert!(matches!(Verdict::of(&creation()?, received(401, &json!({"status": 401}))), Verdict::Unauthorized(_)));
        for error in [CallError::NotSent, CallError::Busy] {
            assert_eq!(Verdict::of(&creation()?, Err(error)), Verdict::NotSent);
        }
        for error in [CallError::Lost, CallError::Timeout, CallError::TooLarge, CallError::Redirected] {
            assert_eq!(Verdict::of(&creation()?, Err(error)), Verdict::Unclear { request_id: None });
        }
        Ok(())
    }
}
