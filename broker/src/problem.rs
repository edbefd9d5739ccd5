//! Refusals of the broker's own, in the shape of Oneflow's problems.

use serde_json::{Map, Value, json};

/// What is wrong, as the end of the problem's `type`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// The backend's key is missing or wrong.
    BackendKey,
    /// A delivery does not prove that it is Oneflow's.
    Webhook,
    /// There is no dead letter of this number.
    DeadLetter,
    /// There is no session, or it has ended.
    Session,
    /// Oneflow does not accept the tenant's token.
    TenantToken,
    /// Oneflow does not know the acting user.
    ActingUserUnknown,
    /// Oneflow accepts neither, and does not say which.
    OneflowUnauthorized,
    /// The session has not the right that the request needs.
    Right,
    /// The request comes from a page that the session is not for.
    Origin,
    /// The request names another host.
    Host,
    /// No such request is passed on.
    Route,
    /// The contract is not the session's.
    Contract,
    /// The template is not one with which this user creates contracts of this extension.
    Template,
    /// The record is not the session's.
    Record,
    /// The candidate is none of the attempt's.
    Candidate,
    /// There is no such attempt.
    Attempt,
    /// The contract is in another state.
    State,
    /// There is no access link for this participant.
    AccessLink,
    /// The body, or a query, is not what the request takes.
    Content,
    /// The body is not declared as what the request takes.
    MediaType,
    /// The body is too large.
    TooLarge,
    /// The body did not arrive in time.
    TooSlow,
    /// The request needs an idempotency key.
    KeyMissing,
    /// The key belongs to another request.
    KeyOfAnother,
    /// The user or the tenant asks too much.
    TooManyRequests,
    /// The user or the tenant has too many sessions.
    TooManySessions,
    /// The user or the tenant has too many streams of events.
    TooManyStreams,
    /// The user, the tenant or all together add too many files at once.
    TooManyUploads,
    /// The customer is unknown, or not ready.
    Tenant,
    /// Nobody knows yet what came of the attempt.
    CreationUnknown,
    /// Nobody knows yet whether the contract was sent.
    PublishingUnknown,
    /// Nobody knows whether the file was added.
    UploadUnknown,
    /// No connection to Oneflow: nothing was sent.
    Unreachable,
    /// Oneflow did not answer in time.
    Timeout,
    /// Oneflow's answer cannot be passed on.
    Unreadable,
    /// The broker's database does not answer.
    Unavailable,
}

impl Kind {
    /// The status, the last part of the `type`, and the title.
    fn terms(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::BackendKey => (401, "backend-key", "The backend's key is missing or wrong."),
            Self::Webhook => (401, "webhook", "The delivery does not prove that it is Oneflow's."),
            Self::DeadLetter => (404, "dead-letter", "There is no dead letter of this number."),
            Self::Session => (401, "session", "There is no session, or it has ended."),
            Self::TenantToken => (403, "tenant-token", "Oneflow does not accept the customer's token."),
            Self::ActingUserUnknown => (403, "acting-user-unknown", "Oneflow does not know the acting user."),
            Self::OneflowUnauthorized => (403, "oneflow-unauthorized", "Oneflow does not accept token or user."),
            Self::Right => (403, "right", "The session has not this right."),
            Self::Origin => (403, "origin", "Pages of this origin may not ask for this."),
            Self::Host => (421, "host", "This server has another name."),
            Self::Route => (404, "route", "This is not passed on."),
            Self::Contract => (404, "contract", "The session has no such contract."),
            Self::Template => (404, "template", "The session has no such template in this workspace."),
            Self::Record => (403, "record", "The contract names another record than the session's."),
            Self::Candidate => (409, "candidate", "The contract is no candidate of this attempt."),
            Self::Attempt => (404, "attempt", "The session has no such attempt."),
            Self::State => (409, "state", "Only a draft can be deleted."),
            Self::AccessLink => (403, "access-link", "There is no access link for this participant."),
            Self::Content => (400, "content", "The request is not what is accepted here."),
            Self::MediaType => (415, "media-type", "The body is not of the type that the request takes."),
            Self::TooLarge => (413, "too-large", "The body is too large."),
            Self::TooSlow => (408, "too-slow", "The body did not arrive in time."),
            Self::KeyMissing => (400, "idempotency-key", "The request needs a key of 16 to 64 characters."),
            Self::KeyOfAnother => (422, "key-of-another-request", "This key belongs to another request."),
            Self::TooManyRequests => (429, "too-many-requests", "These are too many requests."),
            Self::TooManySessions => (429, "too-many-sessions", "These are too many sessions."),
            Self::TooManyStreams => (429, "too-many-streams", "These are too many streams of events."),
            Self::TooManyUploads => (429, "too-many-uploads", "These are too many files at once."),
            Self::Tenant => (403, "tenant", "This customer is unknown or not set up."),
            Self::CreationUnknown => (503, "creation-unknown", "Nobody knows yet what came of this attempt."),
            Self::PublishingUnknown => (503, "publishing-unknown", "Nobody knows yet whether the contract was sent."),
            Self::UploadUnknown => (503, "upload-unknown", "Nobody knows whether the file was added."),
            Self::Unreachable => (502, "oneflow-unreachable", "Oneflow cannot be reached."),
            Self::Timeout => (504, "oneflow-timeout", "Oneflow did not answer in time."),
            Self::Unreadable => (502, "oneflow-unreadable", "Oneflow's answer cannot be passed on."),
            Self::Unavailable => (503, "unavailable", "This server cannot answer at the moment."),
        }
    }

    /// The last part of the `type`, which logs and metrics use, too.
    pub fn name(self) -> &'static str {
        self.terms().1
    }
}

/// A refusal.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub kind: Kind,
    /// The HTTP status.
    pub status: u16,
    /// Seconds after which another try may succeed.
    pub retry_after: Option<u32>,
    /// Which value is wrong, by path, and what is wrong with it.
    pub parameter: Option<(String, String)>,
    /// The contracts that an attempt may have made.
    pub candidates: Option<Vec<i64>>,
    /// The id under which Oneflow's support finds the request, where there is one.
    pub request_id: Option<String>,
}

impl From<Kind> for Problem {
    fn from(kind: Kind) -> Self {
        let (status, ..) = kind.terms();
        Self { kind, status, retry_after: None, parameter: None, candidates: None, request_id: None }
    }
}

impl Problem {
    /// The value at this path is not accepted.
    pub fn at(path: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { parameter: Some((path.into(), sentence.into())), ..Kind::Content.into() }
    }

    /// Another try may succeed after so many seconds.
    pub fn after(kind: Kind, seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..kind.into() }
    }

    /// No connection came about. For a request that writes, that proves that nothing was made, which only a 4xx says.
    pub fn not_sent() -> Self {
        Self { status: 424, ..Kind::Unreachable.into() }
    }

    /// With the id of Oneflow's answer.
    #[must_use]
    pub fn with_request_id(self, request_id: Option<String>) -> Self {
        Self { request_id, ..self }
    }

    /// The body. `own_id` names the request if Oneflow has not.
    pub fn to_json(&self, own_id: &str) -> Value {
        let (_, name, title) = self.kind.terms();
        let status = self.status;
        let parameters: Map<String, Value> =
            self.parameter.iter().map(|(path, sentence)| (path.clone(), json!([sentence]))).collect();
        let mut body = json!({
            "type": format!("/problems/{name}"),
            "title": title,
            "detail": title,
            "status": status,
            "error_code": u32::from(status) * 10_000,
            "parameter_problems": parameters,
            "request_id": self.request_id.as_deref().unwrap_or(own_id),
        });
        if let (Some(candidates), Value::Object(body)) = (&self.candidates, &mut body) {
            body.insert("candidates".to_owned(), json!(candidates));
        }
        body
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a value that is missing is a failed test")]
mod tests {
    use super::*;

    #[test]
    fn a_problem_repeats_its_status_and_names_its_kind_at_the_end_of_its_type() {
        let body = Problem::from(Kind::Session).to_json("r1");
        assert_eq!(body["status"], 401);
        assert_eq!(body["type"], "/problems/session");
        assert_eq!(body["request_id"], "r1");
        assert_eq!(body["parameter_problems"], json!({}));
        assert!(body.get("candidates").is_none());
    }

    #[test]
    fn an_unknown_creation_names_its_candidates_even_if_there_are_none_but_not_before_a_look() {
        let of = |candidates| Problem { candidates, ..Kind::CreationUnknown.into() }.to_json("r");
        assert!(of(None).get("candidates").is_none());
        assert_eq!(of(Some(vec![7]))["candidates"], json!([7]));
        let none = of(Some(Vec::new()));
        assert_eq!((&none["status"], &none["candidates"]), (&json!(503), &json!([])));
    }

    #[test]
    fn what_was_not_sent_is_no_5xx() {
        assert_eq!(Problem::not_sent().to_json("r")["status"], 424);
    }
}
