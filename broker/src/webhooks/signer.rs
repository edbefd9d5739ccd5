//! The signature on what the partner gets, as Standard Webhooks has it.

use std::fmt;
use std::sync::Arc;

use standardwebhooks::Webhook;
use time::OffsetDateTime;

/// Signs with each secret of the partner's receiver. Several are used at once, so that one can be replaced without a
/// gap: the receiver accepts a message that any of its secrets has signed.
#[derive(Clone)]
pub struct Signer(Arc<Vec<Webhook>>);

/// The headers of one try.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Headers {
    /// `webhook-id`.
    pub id: String,
    /// `webhook-timestamp`.
    pub timestamp: String,
    /// `webhook-signature`.
    pub signature: String,
}

impl Signer {
    /// With secrets such as `whsec_…`; one that is none is named by its place, beginning with 1.
    pub fn of_secrets<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Result<Self, usize> {
        let read = |(place, secret)| Webhook::new(secret).map_err(|_| place + 1);
        let all = secrets.into_iter().enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(Self(Arc::new(all)))
    }

    /// The headers for a body; nothing, if it cannot be signed.
    pub fn sign(&self, id: &str, now: OffsetDateTime, body: &str) -> Option<Headers> {
        let timestamp = now.unix_timestamp();
        let signed = self.0.iter().map(|secret| secret.sign(id, timestamp, body.as_bytes()));
        let signatures: Vec<String> = signed.collect::<Result<_, _>>().ok()?;
        let signature = signatures.join(" ");
        (!signature.is_empty()).then(|| Headers { id: id.to_owned(), timestamp: timestamp.to_string(), signature })
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::*;

    const OLD: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const NEW: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    fn verifies(secret: &str, headers: &Headers, body: &str) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in [
            ("webhook-id", &headers.id),
            ("webhook-timestamp", &headers.timestamp),
            ("webhook-signature", &headers.signature),
        ] {
            if let Ok(value) = HeaderValue::from_str(value) {
                map.insert(name, value);
            }
        }
        Webhook::new(secret).is_ok_and(|webhook| webhook.verify(body.as_bytes(), &map).is_ok())
    }

    #[test]
    fn a_receiver_with_either_secret_verifies_the_message_and_no_other() -> Result<(), usize> {
        let signer = Signer::of_secrets([NEW, OLD])?;
        let headers = signer.sign("msg_1", OffsetDateTime::now_utc(), "{}").unwrap_or_else(|| Headers {
            id: String::new(),
            timestamp: String::new(),
            signature: String::new(),
        });
        assert!(verifies(OLD, &headers, "{}") && verifies(NEW, &headers, "{}"));
        assert!(!verifies(OLD, &headers, "{ }"));
        assert!(!verifies(OLD, &Headers { id: "msg_2".into(), ..headers }, "{}"));
        Ok(())
    }

    #[test]
    fn a_secret_that_is_none_is_named_by_its_place_and_without_secrets_nothing_is_signed() {
        assert_eq!(Signer::of_secrets([OLD, "whsec_!"]).map(|_| ()), Err(2));
        let none = Signer::of_secrets([]).map(|signer| signer.sign("msg_1", OffsetDateTime::UNIX_EPOCH, "{}"));
        assert_eq!(none, Ok(None));
    }
}
