//! Reads for the look after unknown attempts.

use std::pin::Pin;

use serde_json::Value;

use super::{Base, Call, Oneflow};
use crate::answers::Outcome;
use crate::reconcile::{Read, ReadError};
use crate::tenants::Tenant;

impl Read for Oneflow {
    fn read<'a>(
        &'a self,
        tenant: &'a Tenant,
        email: &'a str,
        place: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<Value, ReadError>> + Send + 'a>> {
        Box::pin(async move {
            let base = Base::parse(&tenant.settings.api).map_err(|_| ReadError)?;
            let token = tenant.token().ok().flatten().ok_or(ReadError)?;
            let line = self.line(&tenant.id, &base).await.map_err(|_| ReadError)?;
            let received = line.send(Call::read(place, email), token.reveal()).await.map_err(|_| ReadError)?;
            match received.outcome() {
                Outcome::Done(answer) => Ok(answer),
                _ => Err(ReadError),
            }
        })
    }
}
