//! Reads for jobs.

use reqwest::Method;
use serde_json::Value;

use super::{Base, Call, Oneflow};
use crate::answers::Outcome;
use crate::reconcile::{Read, ReadError, Reading};
use crate::tenants::Tenant;

impl Read for Oneflow {
    fn read<'a>(&'a self, tenant: &'a Tenant, email: &'a str, place: &'a str) -> Reading<'a, Value> {
        Box::pin(async move {
            match get(self, tenant, Some(email), place).await? {
                (200, answer) => Ok(answer),
                _ => Err(ReadError),
            }
        })
    }

    fn ask<'a>(&'a self, tenant: &'a Tenant, place: &'a str) -> Reading<'a, (u16, Value)> {
        Box::pin(get(self, tenant, None, place))
    }
}

/// The status and the answer, if it has Oneflow's shape.
async fn get(oneflow: &Oneflow, tenant: &Tenant, user: Option<&str>, place: &str) -> Result<(u16, Value), ReadError> {
    let token = tenant.token().ok().flatten().ok_or(ReadError)?;
    let base = Base::parse(&tenant.settings.api).map_err(|_| ReadError)?;
    let line = oneflow.line(&tenant.id, &base).await.map_err(|_| ReadError)?;
    let call = Call { method: Method::GET, place: place.to_owned(), user, body: None };
    match line.send(call, token.reveal()).await.map_err(|_| ReadError)?.outcome() {
        Outcome::Done(answer) => Ok((200, answer)),
        Outcome::Refused(refusal) | Outcome::Unauthorized(refusal) => Ok((refusal.status, refusal.problem)),
        Outcome::Unclear { .. } => Err(ReadError),
    }
}
