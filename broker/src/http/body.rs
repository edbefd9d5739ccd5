//! Reading a body, within limits of size and time.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tokio::time::timeout;

use crate::problem::{Kind, Problem};

/// Until the whole body is there.
const TIME: Duration = Duration::from_secs(20);

/// The whole body, which must be declared as JSON unless there is none: a form of another site cannot do that.
pub async fn read(headers: &HeaderMap, body: Body, largest: usize) -> Result<Bytes, Problem> {
    let bytes = collect(body, largest).await?;
    if bytes.is_empty() || is(headers, "application/json") { Ok(bytes) } else { Err(Kind::MediaType.into()) }
}

/// The whole body, whatever it is declared as.
pub async fn collect(body: Body, largest: usize) -> Result<Bytes, Problem> {
    let read = timeout(TIME, Limited::new(body, largest).collect()).await.map_err(|_| Problem::from(Kind::TooSlow))?;
    match read {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Kind::TooLarge.into()),
        Err(_) => Err(Problem::at("", "The body did not arrive whole.")),
    }
}

/// Whether the body is declared, once, as this type.
pub fn is(headers: &HeaderMap, media_type: &str) -> bool {
    let mut kinds = headers.get_all(CONTENT_TYPE).iter();
    let kind = kinds.next().and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    kinds.next().is_none() && essence.eq_ignore_ascii_case(media_type)
}
