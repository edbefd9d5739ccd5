//! What jobs read of Oneflow.

use std::pin::Pin;

use serde_json::Value;

use crate::tenants::Tenant;

/// Oneflow gave no answer that can be used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ReadError;

/// What a read returns later.
pub type Reading<'a, T> = Pin<Box<dyn Future<Output = Result<T, ReadError>> + Send + 'a>>;

/// Reads of Oneflow.
pub trait Read: Send + Sync {
    /// The answer to a `GET` below `/v1`, with its query, as a user.
    fn read<'a>(&'a self, tenant: &'a Tenant, email: &'a str, place: &'a str) -> Reading<'a, Value>;
    /// The status and the answer to a `GET` as nobody.
    fn ask<'a>(&'a self, tenant: &'a Tenant, place: &'a str) -> Reading<'a, (u16, Value)>;
}
