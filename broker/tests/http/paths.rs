//! Paths and requests that no client sends by itself.

use anyhow::{Result, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::world::{PAGE, World};

/// The status of a request as it is written here: a client would put it right.
async fn status(world: &World, line: &str, headers: &str) -> Result<String> {
    let address = world.origin.strip_prefix("http://").unwrap_or_default();
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(format!("{line}\r\n{headers}connection: close\r\n\r\n").as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer.split(' ').nth(1).unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_path_has_one_form_and_what_is_spelt_otherwise_reaches_nobody() -> Result<()> {
    let world = World::new().await?;
    let session = world.siri().await?;
    let headers = format!("host: 127.0.0.1\r\nauthorization: Bearer {}\r\norigin: {PAGE}\r\n", session.token);
    for path in [
        "/v1",
        "/v1/",
        "/v1//ping",
        "//v1/ping",
        "/V1/ping",
        "/v1/ping/",
        "/v1/PING",
        "/v1/./ping",
        "/v1/users/../ping",
        "/v1/%70ing",
        "/v1/ping%2f",
        "/v1/ping;x",
        "/v1/ping%00",
        "/v1\\ping",
        "/v1/contracts/010001",
        "/v1/contracts/99999999999999999",
        "/v1/contracts/1%2f..%2f..%2fwebhooks",
        "/v1/contracts/one",
        "/v1/webhooks",
        "/v1/accounts/me",
        "/v1/workspaces",
        "/v1/contracts/10001/events",
        "/v1/contracts/10001/files/2?download=true",
        "/v1/contracts/10001/files/1",
        "/v1/ping?x=1",
        "/v1/users?limit=100&limit=1",
        "/v1/contracts",
        "/v1/templates?__proto__=1",
        "/v1/contracts?filter%5Bstates%5D=signed",
        "/v1/helpers/../contracts",
        "/ping",
        "/_sandbox/requests",
        "/",
        "/v1/contracts/create",
    ] {
        let found = status(&world, &format!("GET {path} HTTP/1.1"), &headers).await?;
        ensure!(found == "404", "{path}: {found}");
    }
    for line in [
        "PUT /v1/contracts/10001 HTTP/1.1",
        "PATCH /v1/contracts/10001 HTTP/1.1",
        "POST /v1/contracts HTTP/1.1",
        "POST /v1/ping HTTP/1.1",
        "HEAD /v1/ping HTTP/1.1",
        "OPTIONS /v1/ping HTTP/1.1",
        "TRACE /v1/ping HTTP/1.1",
        "POST /v1/webhooks HTTP/1.1",
        "DELETE /v1/contracts HTTP/1.1",
        "get /v1/ping HTTP/1.1",
        "POST /v1/contracts/10001/parties HTTP/1.1",
        "POST /v1/contracts/create?x=1 HTTP/1.1",
    ] {
        let found = status(&world, line, &headers).await?;
        ensure!(found == "404", "{line}: {found}");
    }
    ensure!(world.asked().is_empty(), "{:?}", world.asked());
    ensure!(status(&world, "GET /v1/ping HTTP/1.1", &headers).await? == "200");
    Ok(())
}

#[tokio::test]
async fn two_names_none_and_an_address_in_the_first_line_are_refused() -> Result<()> {
    let world = World::new().await?;
    let session = world.siri().await?;
    let proof = format!("authorization: Bearer {}\r\n", session.token);
    for (line, names) in [
        ("GET /v1/ping HTTP/1.1", "host: 127.0.0.1\r\nhost: evil.example\r\n"),
        ("GET /v1/ping HTTP/1.1", ""),
        ("GET http://127.0.0.1/v1/ping HTTP/1.1", "host: 127.0.0.1\r\n"),
        ("GET http://evil.example/v1/ping HTTP/1.1", "host: 127.0.0.1\r\n"),
        ("GET /v1/ping HTTP/1.0", ""),
    ] {
        let found = status(&world, line, &format!("{names}{proof}")).await?;
        ensure!(["400", "421"].contains(&found.as_str()), "{line} {names}: {found}");
    }
    ensure!(status(&world, "POST // HTTP/1.1", "host: x\r\n").await?.starts_with('4'));
    ensure!(world.asked().is_empty());
    Ok(())
}

#[tokio::test]
async fn two_bodies_in_one_request_are_none() -> Result<()> {
    let world = World::new().await?;
    let headers =
        "host: 127.0.0.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/ping HTTP/1.1\r\n";
    let found = status(&world, "POST /v1/contracts/create HTTP/1.1", headers).await?;
    ensure!(["400", "401"].contains(&found.as_str()), "{found}");
    ensure!(world.asked().is_empty());
    Ok(())
}
