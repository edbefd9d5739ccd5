//! Files of which nobody knows what came, many at once, and what is kept of them.

use std::time::Duration;

use anyhow::{Result, ensure};
use oneflow_sandbox::FaultKind;
use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use super::form::{BOUNDARY, attach, file, send};
use super::world::{Answer, MIRA, PAGE, Session, World, hasty, key};

const ON: &str = "POST /contracts/{id}/files";

/// The names of the files of a contract that were added.
async fn names(session: &Session<'_>, contract: i64) -> Result<Vec<String>> {
    let listed = session.get(&format!("/contracts/{contract}/files")).await?;
    let items = listed.json["data"].as_array().into_iter().flatten().skip(1);
    Ok(items.filter_map(|item| item["name"].as_str().map(str::to_owned)).collect())
}

#[tokio::test]
async fn a_file_of_which_nobody_knows_what_came_is_never_sent_again() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(0)).await?;
    let place = format!("POST /v1/contracts/{contract}/files");
    for (number, (kind, added)) in [
        (FaultKind::Cut { after: true }, true),
        (FaultKind::Cut { after: false }, false),
        (FaultKind::Silence { after: true }, true),
        (FaultKind::Garbage, true),
        (FaultKind::Html(503), false),
        (FaultKind::Status(500), false),
        (FaultKind::Redirect("https://elsewhere.example/v1".to_owned()), false),
    ]
    .into_iter()
    .enumerate()
    {
        world.fault(ON, kind.clone());
        let (before, name) = (world.count(&place), format!("{number}.pdf"));
        for _ in 0..2 {
            let answer = attach(&siri, contract, &key(number + 1), &name).await?;
            ensure!(answer.refusal() == (503, "upload-unknown"), "{kind:?}: {}", answer.text);
            ensure!(answer.json.get("candidates").is_none(), "{kind:?}");
        }
        ensure!(world.count(&place) == before + 1, "{kind:?}");
        ensure!(names(&siri, contract).await?.contains(&name) == added, "the list tells: {kind:?}");
    }
    ensure!(world.broker.parts.store.attempts().count_unknown(time::OffsetDateTime::now_utc()).await? == 7);
    Ok(())
}

#[tokio::test]
async fn whoever_says_that_a_file_is_there_ends_its_attempt() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(0)).await?;
    world.fault(ON, FaultKind::Cut { after: true });
    ensure!(attach(&siri, contract, &key(1), "a.pdf").await?.status == 503);
    let resolve = format!("/attempts/{}/resolve", key(1));
    ensure!(siri.post(&resolve, "", &json!({"contract": contract + 1})).await?.refusal() == (409, "candidate"));
    ensure!(siri.post(&resolve, "", &json!({"contract": contract})).await?.status == 200);
    let again = attach(&siri, contract, &key(1), "a.pdf").await?;
    ensure!((again.status, again.text.as_str()) == (200, "{}"), "{}", again.text);
    ensure!(names(&siri, contract).await? == ["a.pdf"]);
    Ok(())
}

#[tokio::test]
async fn after_a_refusal_the_same_file_may_be_sent_again() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(0)).await?;
    for kind in [FaultKind::Busy { retry_after: None }, FaultKind::Status(409), FaultKind::Status(403)] {
        world.fault(ON, kind);
        let refused = attach(&siri, contract, &key(1), "a.pdf").await?;
        ensure!((400..500).contains(&refused.status) && refused.refusal().0 == refused.status);
    }
    ensure!(attach(&siri, contract, &key(1), "a.pdf").await?.status == 200);
    ensure!(names(&siri, contract).await? == ["a.pdf"]);
    Ok(())
}

#[tokio::test]
async fn a_file_whose_session_ends_or_whose_repetition_is_broken_is_not_told_to_be_missing() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(0)).await?;
    ensure!(attach(&siri, contract, &key(1), "a.pdf").await?.status == 200);
    let broken = send(&siri, contract, &key(1), b"--cut".to_vec()).await?;
    ensure!(broken.refusal() == (503, "upload-unknown"), "{}", broken.text);
    world.wait(900);
    let ended = attach(&siri, contract, &key(1), "a.pdf").await?;
    ensure!(ended.refusal() == (503, "upload-unknown"), "{}", ended.text);
    let large = file("a.txt", &vec![b'x'; 5_000_000], "attachment");
    ensure!(send(&siri, contract, &key(2), large).await?.refusal() == (401, "session"), "nobody has sent this one");
    Ok(())
}

#[tokio::test]
async fn a_browser_that_leaves_ends_no_upload_and_another_broker_knows_it() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(0)).await?;
    world.fault(ON, FaultKind::Slow { millis: 400 });
    let left = timeout(Duration::from_millis(200), attach(&siri, contract, &key(1), "a.pdf")).await;
    ensure!(left.is_err(), "the browser has left before the answer");
    let other = world.another_broker().await?;
    let again = world.client.post(format!("{other}/v1/contracts/{contract}/files")).bearer_auth(&siri.token);
    let again = again.header("origin", PAGE).header("idempotency-key", key(1));
    let again = again.header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
    let again = Answer::of(again.body(file("a.pdf", b"%PDF-1.7", "attachment"))).await?;
    ensure!(again.status == 200 && again.json["name"] == "a.pdf", "{}", again.text);
    ensure!(world.count(&format!("POST /v1/contracts/{contract}/files")) == 1);
    Ok(())
}

/// A form of which the end does not come.
async fn hangs(world: &World, session: &Session<'_>, contract: i64, number: usize) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(world.origin.trim_start_matches("http://")).await?;
    let head = format!(
        "POST /v1/contracts/{contract}/files HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {}\r\n\
         origin: https://crm.example\r\nidempotency-key: {}\r\ncontent-length: 15000000\r\n\
         content-type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n--{BOUNDARY}\r\n",
        session.token,
        key(number)
    );
    stream.write_all(head.as_bytes()).await?;
    Ok(stream)
}

#[tokio::test]
async fn who_adds_too_many_files_at_once_waits_and_others_do_not() -> Result<()> {
    let world = World::new().await?;
    let (siri, mira) = (world.siri().await?, world.session(json!({"user": MIRA})).await?);
    let (contract, hers) = (siri.made(&key(0)).await?, mira.made(&key(0)).await?);
    ensure!(attach(&siri, contract, &key(1), "a.pdf").await?.status == 200);
    let held = [hangs(&world, &siri, contract, 8).await?, hangs(&world, &siri, contract, 9).await?];
    sleep(Duration::from_millis(300)).await;
    let refused = attach(&siri, contract, &key(2), "b.pdf").await?;
    ensure!(refused.refusal() == (429, "too-many-uploads") && refused.header("retry-after") == "5");
    let sent = attach(&siri, contract, &key(1), "a.pdf").await?;
    ensure!(sent.refusal() == (503, "upload-unknown"), "a key that was sent is not refused: {}", sent.text);
    ensure!(attach(&mira, hers, &key(3), "c.pdf").await?.status == 200);
    drop(held);
    sleep(Duration::from_millis(300)).await;
    ensure!(attach(&siri, contract, &key(2), "b.pdf").await?.status == 200, "who has left leaves their place");
    Ok(())
}

#[tokio::test]
async fn who_may_add_no_file_takes_no_place() -> Result<()> {
    let world = World::new().await?;
    let (siri, reader) = (world.siri().await?, world.session(json!({"verbs": ["read"]})).await?);
    let contract = siri.made(&key(0)).await?;
    let _held = [hangs(&world, &reader, contract, 8).await?, hangs(&world, &reader, contract, 9).await?];
    sleep(Duration::from_millis(300)).await;
    ensure!(attach(&siri, contract, &key(1), "a.pdf").await?.status == 200);
    Ok(())
}

#[tokio::test]
async fn of_a_file_neither_name_nor_content_is_kept_and_the_trail_knows_that_it_was_added() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(0)).await?;
    let body = file("Lovelace-salary.txt", b"she earns much", "attachment");
    ensure!(send(&siri, contract, &key(1), body.clone()).await?.status == 200);
    world.fault(ON, FaultKind::Cut { after: false });
    ensure!(send(&siri, contract, &key(2), body).await?.status == 503);
    let entries = world.broker.parts.store.audit().after(0, Some("north"), 100).await?;
    let of_files = entries.iter().filter(|(_, entry)| entry.action == "upload");
    let results: Vec<_> =
        of_files.map(|(_, entry)| (entry.result.as_str(), entry.contract, entry.key.clone())).collect();
    ensure!(results == [("200", Some(contract), Some(key(1))), ("unknown", Some(contract), Some(key(2)))]);
    let metrics = world.broker.parts.metrics.text();
    ensure!(metrics.contains("answers_total{route=\"upload\",status=\"200\"} 1"), "{metrics}");
    ensure!(metrics.contains("calls_total{route=\"upload\",result=\"lost\"} 1"), "{metrics}");
    for entry in std::fs::read_dir(world.folder())? {
        let bytes = std::fs::read(entry?.path())?;
        let text = String::from_utf8_lossy(&bytes);
        ensure!(!text.contains("Lovelace") && !text.contains("earns") && !metrics.contains("Lovelace"));
    }
    Ok(())
}
