//! Who asks: the session, the customer and the acting user.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::{COOKIE as COOKIE_HEADER, ORIGIN};

use super::broker::Broker;
use super::headers::bearer;
use crate::ledger::{AttemptId, Resolved};
use crate::oneflow::Base;
use crate::problem::{Kind, Problem};
use crate::session::{COOKIE, Proof, Rights, Sender, Token, Verb};
use crate::store::{Entry, StoredSession};
use crate::tenants::{Secret, Tenant};

/// Who asks.
pub struct Caller {
    /// The session.
    pub session: StoredSession,
    /// What it may do.
    pub rights: Rights,
    /// The customer.
    pub tenant: Arc<Tenant>,
    /// The acting user's email. No request of a browser changes it.
    pub email: String,
    /// The customer's token.
    pub token: Secret,
    /// Where the customer's Oneflow is.
    pub base: Base,
}

impl Caller {
    /// Whoever the request proves to be.
    pub async fn of(headers: &HeaderMap, broker: &Broker) -> Result<Self, Problem> {
        let (token, proof) = proof_of(headers).ok_or(Kind::Session)?;
        let now = broker.parts.clock.now();
        let session = broker.parts.store.sessions().find(&token.hash(), now).await?.ok_or(Kind::Session)?;
        let rights = Rights::of_text(&session.rights).filter(|rights| rights.proof == proof).ok_or(Kind::Session)?;
        let tenant = broker.parts.tenants.get(&session.tenant).await?.ok_or(Kind::Session)?;
        let email = broker.parts.tenants.email(&tenant, &session.user).await?.ok_or(Kind::Session)?;
        let token = tenant.token()?.ok_or(Kind::Tenant)?;
        let base = Base::parse(&tenant.settings.api).map_err(|_| Kind::Tenant)?;
        Ok(Self { session, rights, tenant, email, token, base })
    }

    /// Whether the page that asks may use the session.
    pub fn accepts(&self, headers: &HeaderMap, writes: bool) -> bool {
        // Two headers of a name are as good as a wrong one.
        let text = |name: &str| {
            let mut values = headers.get_all(name).iter();
            let value = values.next().map(|value| value.to_str().unwrap_or_default());
            if values.next().is_some() { Some("") } else { value }
        };
        self.rights.accept(&Sender { writes, origin: text(ORIGIN.as_str()), site: text("sec-fetch-site") })
    }

    /// Refuses what the session may not do.
    pub fn may(&self, verb: Verb) -> Result<(), Problem> {
        if self.rights.allow(verb) { Ok(()) } else { Err(Kind::Right.into()) }
    }

    /// Refuses a contract that is not tied to this user and record, unless the partner leaves that to Oneflow.
    pub async fn owns(&self, contract: i64, broker: &Broker) -> Result<(), Problem> {
        if self.tenant.settings.untied_contracts {
            return Ok(());
        }
        let tie = broker.parts.store.ties().tie_of(&self.tenant.id, contract).await?;
        let own = |tie: &crate::store::Tie| tie.user == self.session.user && tie.record == self.session.record;
        if tie.as_ref().is_some_and(own) { Ok(()) } else { Err(Kind::Contract.into()) }
    }

    /// The same for a request that reads: a draft that an unclear attempt of this user and record may have made is
    /// theirs to look at.
    pub async fn may_read(&self, contract: i64, broker: &Broker) -> Result<(), Problem> {
        match self.owns(contract, broker).await {
            Err(problem) if problem.kind == Kind::Contract => {
                let attempt = self.attempt_behind(contract, broker).await?;
                attempt.map(|_| ()).ok_or(problem)
            }
            judged => judged,
        }
    }

    /// The same for sending: whoever sends a candidate of their own attempt says that it is the one.
    pub async fn chooses(&self, contract: i64, broker: &Broker) -> Result<(), Problem> {
        match self.owns(contract, broker).await {
            Err(problem) if problem.kind == Kind::Contract => {
                let attempt = self.attempt_behind(contract, broker).await?.ok_or(problem)?;
                let now = broker.parts.clock.now();
                match broker.parts.store.attempts().resolve(&attempt, contract, now).await? {
                    Resolved::Tied => Ok(()),
                    Resolved::Taken | Resolved::NotUnknown => Err(Kind::Candidate.into()),
                }
            }
            judged => judged,
        }
    }

    async fn attempt_behind(&self, contract: i64, broker: &Broker) -> Result<Option<AttemptId>, Problem> {
        let (user, record) = (&self.session.user, self.session.record.as_deref());
        Ok(broker.parts.store.attempts().behind(&self.tenant.id, user, record, contract).await?)
    }

    /// Counts a request to Oneflow.
    pub fn take_share(&self, broker: &Broker) -> Result<(), Problem> {
        broker.take_share(&self.tenant, self.session.user.as_str())
    }

    /// Writes into the audit trail what the user did. What was done stays done, so a trail that cannot be written is an
    /// alarm and no refusal.
    pub async fn note(&self, broker: &Broker, note: Note<'_>) {
        let entry = Entry {
            at: broker.parts.clock.now(),
            tenant: self.tenant.id.clone(),
            user: Some(self.session.user.clone()),
            action: note.action.to_owned(),
            contract: note.contract,
            key: note.key.map(str::to_owned),
            request_id: note.request_id,
            result: note.result,
        };
        if let Err(error) = broker.parts.store.audit().add(&entry).await {
            tracing::error!(%error, tenant = entry.tenant, action = entry.action, "the audit trail lacks an entry");
        }
    }
}

/// What the audit trail says about an action.
#[derive(Debug, Default)]
pub struct Note<'a> {
    /// What was done.
    pub action: &'static str,
    /// With which contract.
    pub contract: Option<i64>,
    /// Under which key.
    pub key: Option<&'a str>,
    /// Oneflow's request id.
    pub request_id: Option<String>,
    /// What came of it.
    pub result: String,
}

/// The token of the header, or else of the cookie.
fn proof_of(headers: &HeaderMap) -> Option<(Token, Proof)> {
    if headers.contains_key("authorization") {
        return Some((Token::of_text(bearer(headers)?)?, Proof::Bearer));
    }
    let cookies = headers.get_all(COOKIE_HEADER).iter().filter_map(|value| value.to_str().ok());
    let mut own = cookies.flat_map(|line| line.split(';')).filter_map(|cookie| {
        let (name, value) = cookie.trim().split_once('=')?;
        (name == COOKIE).then_some(value)
    });
    let token = Token::of_text(own.next()?)?;
    own.next().is_none().then_some((token, Proof::Cookie))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn found(lines: &[(&'static str, &str)]) -> Option<(String, Proof)> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).ok()?);
        }
        proof_of(&headers).map(|(token, proof)| (token.text().to_owned(), proof))
    }

    #[test]
    fn the_header_counts_before_the_cookie_and_two_of_a_kind_are_none() {
        let (one, other) = (format!("obs_{}", "a".repeat(43)), format!("obs_{}", "b".repeat(43)));
        let bearer = format!("Bearer {one}");
        let cookie = format!("app=1; {COOKIE}={other}; x={one}");
        assert_eq!(found(&[("authorization", &bearer)]), Some((one.clone(), Proof::Bearer)));
        assert_eq!(found(&[("cookie", &cookie)]), Some((other.clone(), Proof::Cookie)));
        assert_eq!(found(&[("authorization", &bearer), ("cookie", &cookie)]), Some((one.clone(), Proof::Bearer)));
        for lines in [
            vec![("authorization", bearer.as_str()), ("authorization", bearer.as_str())],
            vec![("authorization", "Basic x"), ("cookie", &cookie)],
            vec![("authorization", &one)],
            vec![("cookie", &cookie), ("cookie", &cookie)],
            vec![("cookie", "oneflow-session=x")],
            vec![],
        ] {
            assert_eq!(found(&lines), None, "{lines:?}");
        }
    }
}
