//! Files for contracts: who adds them, what passes, and what reaches Oneflow.

use anyhow::{Result, ensure};
use oneflow_sandbox::TOKEN;
use reqwest::Method;
use serde_json::json;

use super::form::{BOUNDARY, attach, file, form, request, send};
use super::upstream::{self, answer};
use super::world::{Answer, MIRA, World, key};

const LARGEST: usize = 20_000_000;

fn uploads(world: &World) -> usize {
    world.asked().iter().filter(|line| line.starts_with("POST") && line.ends_with("/files")).count()
}

#[tokio::test]
async fn a_file_arrives_whole_and_once_for_each_key_and_is_listed() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(1)).await?;
    let content: Vec<u8> = (0..=255).cycle().take(70_000).chain(*b"\r\n------of-the-test\r\n--").collect();
    let body = file("Größe 字 %22a%22.pdf", &content, "attachment");
    let key = key(2);
    let sent = || send(&siri, contract, &key, body.clone());
    let (one, other) = tokio::join!(sent(), sent());
    let first = one?;
    ensure!(first.status == 200 && first.json["name"] == "Größe 字 %22a%22.pdf", "{}", first.text);
    for again in [other?, sent().await?] {
        ensure!(again.status == 200 && again.text == first.text);
    }
    ensure!(uploads(&world) == 1);
    let listed = siri.get(&format!("/contracts/{contract}/files?limit=100&offset=0")).await?;
    ensure!(listed.json["data"][1]["id"] == first.json["id"] && listed.json["count"] == 2, "{}", listed.text);
    let place = format!("{}/contracts/{contract}/files/{}?download=true", world.api, first.id());
    let stored = world.client.get(place).header("x-oneflow-api-token", TOKEN).send().await?.bytes().await?;
    ensure!(stored == content, "{} bytes", stored.len());
    Ok(())
}

#[tokio::test]
async fn a_form_is_written_anew() -> Result<()> {
    let (api, seen) = upstream::serve(|_| Some(answer("200 OK", "application/json", "{\"id\": 3}"))).await?;
    let world = World::new().await?;
    world.tenant("north", json!({"api": format!("{api}/v1"), "untied_contracts": true})).await?;
    let siri = world.siri().await?;
    let body = form(&[("upload_as", None, b"attachment"), ("file", Some("Prices.xlsx"), b"content")]);
    ensure!(send(&siri, 7, &key(1), body).await?.status == 200);
    let request = seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner).concat();
    let (head, body) = request.split_once("\r\n\r\n").unwrap_or_default();
    ensure!(head.starts_with("POST /v1/contracts/7/files HTTP/1.1") && head.contains(TOKEN), "{head}");
    for foreign in ["of-the-tests", "X-Of-The-Page", "text/html", "authorization", "idempotency-key", "origin"] {
        ensure!(!request.to_lowercase().contains(&foreign.to_lowercase()), "{foreign} went along: {request}");
    }
    let boundary = body.lines().next().unwrap_or_default();
    let (disposition, kind) =
        ("Content-Disposition: form-data", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    let parts = [
        format!("\r\n{disposition}; name=\"upload_as\"\r\n\r\nattachment\r\n"),
        format!(
            "\r\n{disposition}; name=\"file\"; filename=\"Prices.xlsx\"\r\nContent-Type: {kind}\r\n\r\ncontent\r\n"
        ),
        "--\r\n".to_owned(),
    ];
    ensure!(body == parts.map(|part| format!("{boundary}{part}")).concat(), "{body}");
    Ok(())
}

#[tokio::test]
async fn what_is_not_exactly_a_file_and_its_place_is_refused_and_reaches_nobody() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(1)).await?;
    let (good, place) = (("file", Some("a.pdf"), b"%PDF".as_slice()), ("upload_as", None, b"attachment".as_slice()));
    let cut = file("a.pdf", b"%PDF", "attachment");
    let other_boundary = String::from_utf8(cut.clone())?.replace(BOUNDARY, "--another").into_bytes();
    let cases = [
        (form(&[good]), "upload_as"),
        (form(&[place]), "file"),
        (form(&[]), "upload_as"),
        (form(&[good, place, good]), "file"),
        (form(&[good, place, place]), "upload_as"),
        (form(&[("files", Some("a.pdf"), b"%PDF"), place]), ""),
        (form(&[good, place, ("note", None, b"x")]), ""),
        (form(&[("file", None, b"%PDF"), place]), "file"),
        (form(&[good, ("upload_as", Some("x.txt"), b"attachment")]), "upload_as"),
        (form(&[good, ("upload_as", None, b"signature")]), "upload_as"),
        (form(&[good, ("upload_as", None, &[b'a'; 2_000])]), "upload_as"),
        (file("../../etc/terms.pdf", b"%PDF", "attachment"), "file"),
        (file("..\\terms.pdf", b"%PDF", "attachment"), "file"),
        (file("terms.exe", b"%PDF", "attachment"), "file"),
        (file("terms.zip", b"%PDF", "attachment"), "file"),
        (file("terms.docx", b"%PDF", "expanded_pdf"), "file"),
        (file(&format!("{}.pdf", "x".repeat(252)), b"%PDF", "attachment"), "file"),
        (other_boundary, ""),
        (cut.get(..cut.len() - 9).unwrap_or_default().to_vec(), ""),
        (b"{}".to_vec(), ""),
        (Vec::new(), ""),
    ];
    for (body, path) in cases {
        let shown = String::from_utf8_lossy(body.get(..body.len().min(400)).unwrap_or_default()).into_owned();
        let refused = send(&siri, contract, &key(2), body).await?;
        ensure!(refused.refusal() == (400, "content"), "{shown}: {}", refused.text);
        ensure!(refused.json["parameter_problems"].get(path).is_some(), "{shown}: {}", refused.text);
        ensure!(!refused.text.contains("terms"), "a name is never repeated: {}", refused.text);
    }
    for kind in ["application/json", "multipart/form-data", "multipart/mixed; boundary=x", "text/plain"] {
        let place = format!("/contracts/{contract}/files");
        let form = siri.request(Method::POST, &place).header("idempotency-key", key(2)).body(cut.clone());
        ensure!(Answer::of(form.header("content-type", kind)).await?.refusal() == (415, "media-type"), "{kind}");
    }
    ensure!(uploads(&world) == 0);
    ensure!(send(&siri, contract, &key(2), cut).await?.status == 200, "no refusal has used up the key");
    Ok(())
}

#[tokio::test]
async fn a_file_of_20_mb_passes_and_one_byte_more_does_not() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(1)).await?;
    for size in [LARGEST + 1, LARGEST + 200_000] {
        let large = file("a.txt", &vec![b'x'; size], "attachment");
        ensure!(send(&siri, contract, &key(2), large).await?.refusal() == (413, "too-large"), "{size}");
    }
    let sent = send(&siri, contract, &key(2), file("a.txt", &vec![b'x'; LARGEST], "attachment")).await?;
    ensure!(sent.status == 200 && uploads(&world) == 1, "{}", sent.text);
    Ok(())
}

#[tokio::test]
async fn a_kind_of_file_is_its_extension_whatever_is_in_it() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(1)).await?;
    let zip = send(&siri, contract, &key(2), file("archive.TXT", b"PK\x03\x04", "attachment")).await?;
    ensure!(zip.status == 200, "Oneflow goes by the extension, too: {}", zip.text);
    Ok(())
}

#[tokio::test]
async fn a_file_is_added_to_a_contract_of_the_session_by_whoever_creates_or_adds_files() -> Result<()> {
    let world = World::new().await?;
    let contract = world.siri().await?.made(&key(1)).await?;
    for more in [json!({"user": MIRA}), json!({"external_id": "deal-2"})] {
        let other = world.session(more.clone()).await?;
        let refused = attach(&other, contract, &key(2), "a.pdf").await?;
        ensure!(refused.refusal() == (404, "contract"), "{more}: {}", refused.text);
        let listed = other.get(&format!("/contracts/{contract}/files")).await?;
        ensure!(listed.refusal() == (404, "contract"), "{more}: {}", listed.text);
    }
    let reader = world.session(json!({"verbs": ["read", "publish", "link", "delete"]})).await?;
    ensure!(attach(&reader, contract, &key(3), "a.pdf").await?.refusal() == (403, "right"));
    ensure!(reader.get(&format!("/contracts/{contract}/files")).await?.status == 200);
    ensure!(uploads(&world) == 0);
    for (number, verb) in ["create", "upload"].into_iter().enumerate() {
        let session = world.session(json!({"verbs": [verb]})).await?;
        ensure!(attach(&session, contract, &key(4 + number), "a.pdf").await?.status == 200, "{verb}");
        ensure!(session.get(&format!("/contracts/{contract}/files")).await?.refusal() == (403, "right"));
    }
    Ok(())
}

#[tokio::test]
async fn a_key_is_for_one_file_of_one_contract() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let (contract, another) = (siri.made(&key(1)).await?, siri.made(&key(2)).await?);
    ensure!(send(&siri, contract, &key(3), file("a.pdf", b"%PDF", "attachment")).await?.status == 200);
    for (contract, body) in [
        (contract, file("a.pdf", b"%PDG", "attachment")),
        (contract, file("b.pdf", b"%PDF", "attachment")),
        (contract, file("a.pdf", b"%PDF", "expanded_pdf")),
        (another, file("a.pdf", b"%PDF", "attachment")),
    ] {
        ensure!(send(&siri, contract, &key(3), body).await?.refusal() == (422, "key-of-another-request"));
    }
    ensure!(attach(&siri, contract, &key(1), "a.pdf").await?.refusal() == (422, "key-of-another-request"));
    let keyless = request(&siri, contract, "short", file("a.pdf", b"%PDF", "attachment"));
    ensure!(Answer::of(keyless).await?.refusal() == (400, "idempotency-key"));
    ensure!(uploads(&world) == 1);
    Ok(())
}
