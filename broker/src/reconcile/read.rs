//! What a look needs to read of Oneflow.

use std::pin::Pin;

use serde_json::Value;

use crate::tenants::Tenant;

/// Oneflow gave no answer that can be used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ReadError;

/// Reads of Oneflow as a user.
pub trait Read: Send + Sync {
    /// The answer to a `GET` below `/v1`, with its query.
    fn read<'a>(
        &'a self,
        tenant: &'a Tenant,
        email: &'a str,
        place: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<Value, ReadError>> + Send + 'a>>;
}
