//! Reading an answer: status first, body second. An error page keeps its status; a success that cannot be read says
//! where it is wrong.

use std::rc::Rc;

use super::transport::Response;
use crate::api::Text;
use crate::api::announced::Announced;
use crate::api::failure::{Failure, TransportError};
use crate::api::problem::Problem;
use crate::json::{DecodeError, FromJson, Json};

/// What the server announced; nothing if no answer came.
pub fn announced(came: &Result<Response, TransportError>) -> Option<Announced> {
    came.as_ref().ok().map(|response| Announced::of(response.broker.as_deref().unwrap_or_default()))
}

/// Reads a value from what came back. Every success of Oneflow's is a 200.
pub fn read<T: FromJson>(came: Result<Response, TransportError>) -> Result<T, Failure> {
    let body = success_body(came)?;
    let value = text(&body).and_then(Json::parse).and_then(|json| T::from_json(&json));
    value.map_err(|error| Failure::Unreadable { at: error.to_string().into() })
}

/// Reads the address of a file: nothing else counts as one.
pub fn read_file(came: Result<Response, TransportError>) -> Result<Text, Failure> {
    let address = String::from_utf8(success_body(came)?).unwrap_or_default();
    if address.starts_with("blob:") { Ok(address.into()) } else { Err(Failure::Unreadable { at: "a PDF".into() }) }
}

fn success_body(came: Result<Response, TransportError>) -> Result<Vec<u8>, Failure> {
    let response = came.map_err(Failure::Unreachable)?;
    if response.status != 200 {
        return Err(refusal(response));
    }
    response.body.map_err(|error| match error {
        TransportError::TooLarge => Failure::Unreadable { at: "the whole: expected at most 16 MB".into() },
        error => Failure::Unreachable(error),
    })
}

/// JSON is UTF-8 (RFC 8259), which some servers mark.
fn text(body: &[u8]) -> Result<&str, DecodeError> {
    let bare = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    std::str::from_utf8(bare).map_err(|_| DecodeError::new("UTF-8"))
}

/// Only a 4xx whose body is a problem of the same status counts as Oneflow's own refusal.
fn refusal(response: Response) -> Failure {
    let Response { status, retry_after, body, .. } = response;
    let read = |body: &[u8]| text(body).and_then(Json::parse).and_then(|json| Problem::from_json(&json));
    let problem = body.ok().and_then(|body| read(&body).ok());
    match problem {
        Some(problem) if (400..500).contains(&status) && problem.status == status => {
            let retry_after = retry_after.and_then(|text| text.trim().parse().ok());
            Failure::Refused(Rc::new(Problem { retry_after, ..problem }))
        }
        Some(problem) if status == 503 && problem.is("/creation-unknown") => {
            Failure::CreationUnknown { request_id: problem.request_id, candidates: problem.candidates.map(Rc::from) }
        }
        problem => Failure::UnexpectedResponse { status, request_id: problem.and_then(|it| it.request_id) },
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, clippy::panic, reason = "a step that fails is a test that fails")]
mod tests {
    use super::*;
    use crate::api::Text;
    use crate::api::failure::Refusal;

    #[expect(clippy::unnecessary_wraps, reason = "what the transport gives, when it gives something")]
    fn came(status: u16, body: &str) -> Result<Response, TransportError> {
        Ok(Response { status, retry_after: Some("7".into()), broker: None, body: Ok(body.into()) })
    }

    fn problem(status: u16) -> String {
        format!(
            r#"{{"status": {status}, "error_code": 4000000, "request_id": "r1",
                "parameter_problems": {{"name": ["No."]}}}}"#
        )
    }

    #[test]
    fn a_decoded_4xx_is_a_refusal_that_proves_nothing_was_made() {
        let failure = read::<u64>(came(400, &problem(400))).expect_err("refused");
        assert_eq!(failure.refusal(), Some(Refusal::Content));
        assert!(failure.proves_nothing_was_made());
        assert_eq!(failure.request_id().map(AsRef::as_ref), Some("r1"));
    }

    #[test]
    fn an_error_page_keeps_its_status_and_proves_nothing() {
        for status in [403, 502] {
            let failure = read::<u64>(came(status, "<html>Denied</html>")).expect_err("failed");
            assert_eq!(failure, Failure::UnexpectedResponse { status, request_id: None });
            assert!(!failure.proves_nothing_was_made());
        }
    }

    #[test]
    fn a_problem_that_contradicts_the_status_or_comes_with_a_5xx_is_no_refusal() {
        assert!(!read::<u64>(came(404, &problem(400))).expect_err("failed").proves_nothing_was_made());
        let failure = read::<u64>(came(500, &problem(500))).expect_err("failed");
        assert_eq!(failure, Failure::UnexpectedResponse { status: 500, request_id: Some("r1".into()) });
    }

    #[test]
    fn a_head_without_its_body_is_an_answer_that_did_not_arrive() {
        let cut = |status| Ok(Response { status, retry_after: None, broker: None, body: Err(TransportError::Network) });
        assert_eq!(read::<u64>(cut(200)), Err(Failure::Unreachable(TransportError::Network)));
        assert_eq!(read::<u64>(cut(400)), Err(Failure::UnexpectedResponse { status: 400, request_id: None }));
    }

    #[test]
    fn a_body_that_is_too_large_arrived_and_is_not_read() {
        let large =
            |status| Ok(Response { status, retry_after: None, broker: None, body: Err(TransportError::TooLarge) });
        let failure = read::<u64>(large(200)).expect_err("unreadable");
        assert_eq!(failure, Failure::Unreadable { at: "the whole: expected at most 16 MB".into() });
        assert!(!failure.proves_nothing_was_made());
        assert_eq!(read::<u64>(large(400)), Err(Failure::UnexpectedResponse { status: 400, request_id: None }));
    }

    #[test]
    fn a_success_that_cannot_be_read_says_where() {
        let failure = read::<Vec<u64>>(came(200, r#"[1, "two"]"#)).expect_err("unreadable");
        assert_eq!(failure, Failure::Unreadable { at: "[1]: expected a whole number".into() });
        assert!(!failure.proves_nothing_was_made());
    }

    #[test]
    fn what_is_not_utf_8_cannot_be_read_and_is_no_refusal() {
        let came =
            |status, body: &[u8]| Ok(Response { status, retry_after: None, broker: None, body: Ok(body.to_vec()) });
        let failure = read::<Vec<Text>>(came(200, b"[\"Order \xff\"]"));
        assert_eq!(failure, Err(Failure::Unreadable { at: "the whole: expected UTF-8".into() }));
        let refusal = read::<u64>(came(400, b"{\"status\": 400, \"request_id\": \"\xff\"}"));
        assert_eq!(refusal, Err(Failure::UnexpectedResponse { status: 400, request_id: None }));
    }

    #[test]
    fn letters_beyond_ascii_arrive_as_they_are_and_a_byte_order_mark_is_not_part_of_them() {
        assert_eq!(
            read::<Vec<Text>>(came(200, "[\"Å\", \"日本\", \"🙂\"]")),
            Ok(vec!["Å".into(), "日本".into(), "🙂".into()])
        );
        assert_eq!(read::<u64>(came(200, "\u{feff}7")), Ok(7));
    }

    #[test]
    fn retry_after_is_read_where_it_counts_seconds() {
        let Failure::Refused(problem) = read::<u64>(came(429, &problem(429))).expect_err("busy") else {
            panic!("not a refusal");
        };
        assert_eq!(problem.retry_after, Some(7));
    }
}
