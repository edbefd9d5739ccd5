//! Forms with files, as browsers send them.

use anyhow::Result;
use reqwest::{Method, RequestBuilder};

use super::world::{Answer, Session};

pub const BOUNDARY: &str = "----of-the-tests";

/// A part: its name, the name of its file, and its content.
pub type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

pub fn form(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file_name, content) in parts {
        let file_name = file_name.map(|name| format!("; filename=\"{name}\"")).unwrap_or_default();
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file_name}\r\n");
        let kind = if file_name.is_empty() { "" } else { "Content-Type: text/html\r\nX-Of-The-Page: 1\r\n" };
        body.extend_from_slice(format!("{head}{kind}\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// The form that the widget sends.
pub fn file(name: &str, content: &[u8], upload_as: &str) -> Vec<u8> {
    form(&[("file", Some(name), content), ("upload_as", None, upload_as.as_bytes())])
}

pub fn request(session: &Session<'_>, contract: i64, key: &str, body: Vec<u8>) -> RequestBuilder {
    let request = session.request(Method::POST, &format!("/contracts/{contract}/files"));
    let request = request.header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
    request.header("idempotency-key", key).body(body)
}

pub async fn send(session: &Session<'_>, contract: i64, key: &str, body: Vec<u8>) -> Result<Answer> {
    Answer::of(request(session, contract, key, body)).await
}

pub async fn attach(session: &Session<'_>, contract: i64, key: &str, name: &str) -> Result<Answer> {
    send(session, contract, key, file(name, b"%PDF-1.7", "attachment")).await
}
