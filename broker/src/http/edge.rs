//! What every request passes first: the name under which it came, and which page may read the answer.

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, CACHE_CONTROL,
    CONTENT_SECURITY_POLICY, HOST, ORIGIN, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::broker::Broker;
use crate::problem::{Kind, Problem};

/// What the broker can do, for the widget: a list of words.
const ANNOUNCED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("oneflow-broker"), HeaderValue::from_static("idempotency, records, events"));
/// Lets the browser tell the widget which protocol was spoken.
const TIMING: HeaderName = HeaderName::from_static("timing-allow-origin");
const ALLOWED: &str = "accept, authorization, content-type, idempotency-key, last-event-id";

/// Says that the answer is for pages of the session's origins only.
#[derive(Clone, Debug)]
pub struct ForOrigins(pub Vec<String>);

/// Judges the host, answers preflights, and adds what every answer has.
pub async fn guard(State(broker): State<Broker>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let known = match &origin {
        Some(origin) => broker.origins.contain(origin, &broker.parts.store).await.unwrap_or(false),
        None => false,
    };
    let mut response = if !has_own_host(&request, &broker.parts.hosts) {
        Problem::from(Kind::Host).into_response()
    } else if request.method() == Method::OPTIONS && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD) {
        preflight(known)
    } else {
        next.run(request).await
    };
    let readable = match response.extensions().get::<ForOrigins>() {
        Some(ForOrigins(session)) => origin.as_ref().is_some_and(|origin| session.contains(origin)),
        None => known,
    };
    add_headers(response.headers_mut(), origin.filter(|_| readable).as_deref());
    response
}

/// The answer where there is nothing.
pub async fn nothing() -> Problem {
    Kind::Route.into()
}

fn preflight(known: bool) -> Response {
    if !known {
        return Problem::from(Kind::Origin).into_response();
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, DELETE"));
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(ALLOWED));
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    response
}

fn add_headers(headers: &mut HeaderMap, origin: Option<&str>) {
    let fixed = [
        ANNOUNCED,
        (ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("oneflow-broker, retry-after")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (VARY, HeaderValue::from_static("origin")),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(value);
    }
    if let Some(origin) = origin.and_then(|origin| HeaderValue::from_str(origin).ok()) {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(TIMING, origin);
    }
}

/// Whether the request names this server, once, in the form of its protocol. So a name that somebody has made to lead
/// here (DNS rebinding) opens nothing.
fn has_own_host(request: &Request, hosts: &[String]) -> bool {
    let mut named = request.headers().get_all(HOST).iter();
    let (first, second) = (named.next(), named.next());
    let authority = request.uri().authority().map(Authority::as_str);
    let header = first.map(|host| host.to_str().unwrap_or_default());
    let is_h2 = request.version() == Version::HTTP_2;
    // HTTP/2 names it in the first line, and an older protocol in a header.
    let host = if is_h2 { authority.filter(|name| header.is_none_or(|host| host == *name)) } else { header };
    let Some(host) = host.filter(|_| is_h2 || authority.is_none()) else { return false };
    second.is_none() && hosts.iter().any(|own| own.eq_ignore_ascii_case(name_of(host)))
}

/// Without the port.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn judge(version: Version, uri: &str, headers: &[(&str, &str)]) -> Result<bool, axum::http::Error> {
        let request = Request::builder().version(version).uri(uri);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        Ok(has_own_host(&request.body(Body::empty())?, &["broker.example".to_owned(), "[::1]".to_owned()]))
    }

    #[test]
    fn the_own_names_are_known_in_every_case_and_with_every_port() -> Result<(), axum::http::Error> {
        for host in ["broker.example", "Broker.Example", "broker.example:8443", "[::1]", "[::1]:80"] {
            assert!(judge(Version::HTTP_11, "/v1/ping", &[("host", host)])?, "{host}");
            assert!(judge(Version::HTTP_2, &format!("http://{host}/v1/ping"), &[])?, "{host}");
        }
        Ok(())
    }

    #[test]
    fn every_other_name_two_names_and_none_are_refused() -> Result<(), axum::http::Error> {
        for host in
            ["", "evil.example", "broker.example.evil.example", "broker.example@evil.example", "broker.example:x"]
        {
            assert!(!judge(Version::HTTP_11, "/", &[("host", host)])?, "{host}");
        }
        assert!(!judge(Version::HTTP_11, "/", &[])?);
        assert!(!judge(Version::HTTP_11, "/", &[("host", "broker.example"), ("host", "broker.example")])?);
        assert!(!judge(Version::HTTP_11, "http://evil.example/", &[("host", "broker.example")])?);
        assert!(!judge(Version::HTTP_2, "http://evil.example/", &[("host", "broker.example")])?);
        assert!(!judge(Version::HTTP_2, "http://broker.example/", &[("host", "evil.example")])?);
        Ok(())
    }
}
