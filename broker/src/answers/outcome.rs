//! What an answer proves.

use serde_json::Value;

/// An answer of Oneflow's, with its whole body.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Received {
    /// The status.
    pub status: u16,
    /// What the body claims to be.
    pub content_type: String,
    /// The header `retry-after`, if it counts seconds.
    pub retry_after: Option<u32>,
    /// The body.
    pub body: Vec<u8>,
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// 200 with JSON, or with nothing: done.
    Done(Value),
    /// A refusal in Oneflow's own shape, which proves that nothing was done.
    Refused(Refusal),
    /// Oneflow accepts the token or the acting user not, which proves the same.
    Unauthorized(Refusal),
    /// Anything else: it may have been done.
    Unclear {
        /// The status.
        status: u16,
        /// Oneflow's request id, if the answer has one.
        request_id: Option<String>,
    },
}

/// A refusal of Oneflow's.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The status, a 4xx.
    pub status: u16,
    /// The problem, as it came.
    pub problem: Value,
    /// Seconds to wait.
    pub retry_after: Option<u32>,
}

impl Refusal {
    /// Oneflow's request id.
    pub fn request_id(&self) -> Option<String> {
        request_id(&self.problem)
    }
}

impl Received {
    /// Sorts it. Only a 4xx whose JSON body repeats the status is a refusal: whatever is on the way can send a page.
    pub fn outcome(&self) -> Outcome {
        let json = self.is_json().then(|| serde_json::from_slice::<Value>(&self.body).ok()).flatten();
        match (self.status, json) {
            (200, Some(body)) => Outcome::Done(body),
            // So Oneflow answers a deletion. For any other request, this is no answer.
            (200, None) if self.body.is_empty() => Outcome::Done(Value::Null),
            (status @ 400..=499, Some(problem)) if repeats(&problem, status) => {
                let refusal = Refusal { status, problem, retry_after: self.retry_after };
                if status == 401 { Outcome::Unauthorized(refusal) } else { Outcome::Refused(refusal) }
            }
            (status, json) => Outcome::Unclear { status, request_id: json.as_ref().and_then(request_id) },
        }
    }

    /// Whether the body says that it is JSON. Nothing else is passed on as an answer.
    fn is_json(&self) -> bool {
        let kind = self.content_type.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("application/json") || kind.eq_ignore_ascii_case("application/problem+json")
    }
}

fn repeats(problem: &Value, status: u16) -> bool {
    problem.get("status").and_then(Value::as_u64) == Some(status.into())
}

/// A request id goes into logs and the audit trail, so it must be a short plain word.
fn request_id(problem: &Value) -> Option<String> {
    let id = problem.get("request_id")?.as_str()?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_=.:+/".contains(&byte);
    ((1..=128).contains(&id.len()) && id.bytes().all(plain)).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn received(status: u16, content_type: &str, body: &str) -> Received {
        Received { status, content_type: content_type.to_owned(), retry_after: Some(7), body: body.into() }
    }

    fn json_of(status: u16, body: &Value) -> Received {
        received(status, "application/json; charset=utf-8", &body.to_string())
    }

    #[test]
    fn a_200_with_json_is_done() {
        assert_eq!(json_of(200, &json!({"id": 1})).outcome(), Outcome::Done(json!({"id": 1})));
        assert_eq!(received(200, "", "").outcome(), Outcome::Done(Value::Null));
    }

    #[test]
    fn only_a_4xx_whose_body_repeats_the_status_is_a_refusal() {
        let problem = json!({"status": 409, "request_id": "r-1"});
        let Outcome::Refused(refusal) = json_of(409, &problem).outcome() else { unreachable!() };
        assert_eq!((refusal.status, refusal.retry_after), (409, Some(7)));
        assert_eq!(refusal.request_id().as_deref(), Some("r-1"));
        assert!(matches!(json_of(401, &json!({"status": 401})).outcome(), Outcome::Unauthorized(_)));
        for unclear in [
            json_of(404, &json!({"status": 400})),
            json_of(500, &json!({"status": 500})),
            json_of(201, &json!({"id": 1})),
            json_of(302, &json!({"status": 302})),
            received(403, "text/html", "<html>"),
            received(403, "text/html", "{\"status\": 403}"),
            received(200, "application/json", "<html>"),
            received(200, "text/html", "{}"),
            received(200, "application/json", "{\"id\": 1"),
        ] {
            assert!(matches!(unclear.outcome(), Outcome::Unclear { .. }), "{unclear:?}");
        }
    }

    #[test]
    fn a_server_error_keeps_its_request_id() {
        let outcome = json_of(503, &json!({"status": 503, "request_id": "r-2"})).outcome();
        assert_eq!(outcome, Outcome::Unclear { status: 503, request_id: Some("r-2".to_owned()) });
    }

    #[test]
    fn a_request_id_that_is_no_plain_word_is_dropped() {
        for id in [json!("a b"), json!("a\nb"), json!(""), json!("x".repeat(129)), json!(7)] {
            assert_eq!(request_id(&json!({"request_id": id})), None);
        }
    }

    #[test]
    fn an_endlessly_nested_answer_is_unclear_and_harms_nobody() {
        let deep = "[".repeat(1_000_000);
        assert!(matches!(received(200, "application/json", &deep).outcome(), Outcome::Unclear { .. }));
    }
}
