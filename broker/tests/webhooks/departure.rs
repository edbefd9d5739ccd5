//! A customer who leaves, with all that is theirs.

use anyhow::{Context as _, Result, ensure};
use oneflow_broker::ledger::{Action, AttemptId, Expected, NewAttempt};
use oneflow_broker::ops::{Jobs, Metrics};
use oneflow_broker::seal::Purpose;
use oneflow_broker::store::{DEAD_KEPT, DELIVERED_KEPT, DELIVERIES_KEPT, Entry, StoredSession};
use reqwest::Method;
use serde_json::json;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use time::{Duration, OffsetDateTime};

use crate::on_both;
use crate::running::{Running, tenants};
use crate::secrets::{SIGN_KEY, delivery, plain};
use crate::support::TestStore;
use crate::world::World;

on_both! {
    of_a_customer_who_leaves_no_row_stays_but_in_the_audit_trail
    what_is_written_for_a_customer_while_they_leave_is_deleted_later
    what_was_deleted_is_not_in_the_file_any_more
    what_a_reader_keeps_in_the_file_is_wiped_later
    webhooks_are_kept_for_as_long_as_it_is_promised
}

/// The column of the audit trail's tenant stays, and the customers have their own.
const OTHERS: [&str; 2] = ["audit", "tenants"];

/// How many rows of a customer each table has.
async fn rows(test: &TestStore, tenant: &str) -> Result<Vec<(String, i64)>> {
    let mut connection = AnyConnection::connect(&test.url).await?;
    let sql = if test.url.starts_with("sqlite") {
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'tenant' \
            WHERE m.type = 'table'"
    } else {
        "SELECT table_name::text FROM information_schema.columns WHERE column_name = 'tenant' \
            AND table_schema = 'public'"
    };
    let tables: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut connection).await?;
    let mut counts = Vec::new();
    for table in tables.into_iter().filter(|table| !OTHERS.contains(&table.as_str())) {
        let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table} WHERE tenant = $1"));
        let count: i64 = sqlx::query_scalar(sql).bind(tenant).fetch_one(&mut connection).await?;
        counts.push((table, count));
    }
    let sql = "SELECT COUNT(*) FROM tenants WHERE id = $1";
    counts.push(("tenants".to_owned(), sqlx::query_scalar(sql).bind(tenant).fetch_one(&mut connection).await?));
    Ok(counts)
}

async fn total(test: &TestStore, tenant: &str) -> Result<i64> {
    Ok(rows(test, tenant).await?.iter().map(|(_, count)| count).sum())
}

/// A row in every table.
async fn fills(world: &World, broker: &Running, id: &str) -> Result<()> {
    let (store, tenants, now) = (&world.test.store, tenants(&world.test.store)?, OffsetDateTime::now_utc());
    let tenant = tenants.get(id).await?.context("a customer")?;
    let user = tenants.user(&tenant, &format!("siri@{id}.example")).await?;
    let session = StoredSession {
        token_hash: format!("hash-{id}"),
        id: format!("id-{id}"),
        tenant: id.to_owned(),
        user: user.clone(),
        record: Some("deal-1".to_owned()),
        rights: "{}".to_owned(),
        created_at: now,
        expires_at: now + Duration::minutes(15),
    };
    store.sessions().insert(&session).await?;
    store.setup_codes().insert(id, &format!("code-{id}"), now + Duration::minutes(15)).await?;
    let attempt = NewAttempt {
        id: AttemptId { tenant: id.to_owned(), user: user.clone(), key: "k".to_owned() },
        action: Action::Create,
        fingerprint: "f".to_owned(),
        record: Some("deal-1".to_owned()),
        contract: None,
        expected: tenant.seal(Purpose::Expected, &Expected::of_body(&json!({"name": "A"})).to_text())?,
        sent_at: now - Duration::hours(1),
        deadline: now - Duration::minutes(59),
    };
    store.attempts().begin(&attempt).await?;
    for (callback_id, place) in
        [("c-1", format!("?tenant={id}")), ("c-2", format!("?tenant={id}")), ("c-3", String::new())]
    {
        let contract = world.oneflow.creates().await?;
        world.ties(id, contract, &format!("record-of-{id}")).await?;
        let body = delivery(&format!("{callback_id}-{id}"), contract, SIGN_KEY);
        ensure!(broker.post(&format!("/webhooks/oneflow{place}")).json(&body).send().await?.status() == 200);
        if callback_id == "c-1" {
            broker.works(1).await?;
        }
    }
    let done = |action: &str| Entry {
        at: now,
        tenant: id.to_owned(),
        user: Some(user.clone()),
        action: action.to_owned(),
        contract: Some(1),
        key: None,
        request_id: None,
        result: "200".to_owned(),
    };
    Ok(store.audit().add(&done("create")).await?)
}

async fn left(world: &World) -> Result<i64> {
    let mut connection = AnyConnection::connect(&world.test.url).await?;
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM deliveries").fetch_one(&mut connection).await?)
}

async fn of_a_customer_who_leaves_no_row_stays_but_in_the_audit_trail(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    world.customer("south", &world.oneflow).await?;
    fills(&world, &broker, "north").await?;
    fills(&world, &broker, "south").await?;
    let before = rows(&world.test, "north").await?;
    ensure!(before.len() >= 8 && before.iter().all(|(_, count)| *count > 0), "{before:?}");
    assert_eq!(left(&world).await?, 6);
    let south = rows(&world.test, "south").await?;
    let delete = |id: &str| broker.backend(Method::DELETE, &format!("/tenants/{id}")).send();
    assert_eq!(delete("north").await?.status(), 204);
    let after = rows(&world.test, "north").await?;
    ensure!(after.iter().all(|(_, count)| *count == 0), "{after:?}");
    assert_eq!(rows(&world.test, "south").await?, south);
    assert_eq!(left(&world).await?, 3, "those that name no customer, too");
    assert_eq!(delete("north").await?.status(), 403, "there is none any more");
    let trail = world.test.store.audit().after(0, Some("north"), 100).await?;
    let actions: Vec<&str> = trail.iter().map(|(_, entry)| entry.action.as_str()).collect();
    assert_eq!(actions, ["create", "tenant-delete"]);
    // A customer of this name who comes later has another key, so the pseudonyms of before are nobody's.
    world.customer("north", &world.oneflow).await?;
    let tenant = tenants(&world.test.store)?.get("north").await?.context("a customer")?;
    let before = trail.first().and_then(|(_, entry)| entry.user.clone());
    ensure!(before.is_some() && before != Some(tenant.user_id("siri@north.example")));
    Ok(())
}

async fn what_is_written_for_a_customer_while_they_leave_is_deleted_later(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    fills(&world, &broker, "north").await?;
    let late = tenants(&world.test.store)?;
    let tenant = late.get("north").await?.context("a customer")?;
    assert_eq!(broker.backend(Method::DELETE, "/tenants/north").send().await?.status(), 204);
    late.user(&tenant, "late@north.example").await?;
    world.ties("north", 1, "late").await?;
    assert_eq!(total(&world.test, "north").await?, 2);
    let reader = broker.forwarding.reader.clone();
    let jobs = Jobs { store: world.test.store.clone(), tenants: late, reader, metrics: Metrics::default() };
    jobs.check().await?;
    assert_eq!(total(&world.test, "north").await?, 0);
    Ok(())
}

/// Whether the files of the database hold what was written for *north*; nothing where there are no files.
fn holds(world: &World) -> Result<Option<bool>> {
    let Some(file) = world.test.url.strip_prefix("sqlite:") else { return Ok(None) };
    let bytes = [std::fs::read(file)?, std::fs::read(format!("{file}-wal")).unwrap_or_default()].concat();
    let word = b"record-of-north";
    Ok(Some(bytes.windows(word.len()).any(|part| part == word)))
}

async fn what_was_deleted_is_not_in_the_file_any_more(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    fills(&world, &broker, "north").await?;
    let before = holds(&world)?;
    ensure!(before != Some(false), "the search finds what is there");
    assert_eq!(broker.backend(Method::DELETE, "/tenants/north").send().await?.status(), 204);
    assert_eq!(holds(&world)?, before.map(|_| false));
    Ok(())
}

async fn what_a_reader_keeps_in_the_file_is_wiped_later(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    fills(&world, &broker, "north").await?;
    let before = holds(&world)?;
    let mut reader = AnyConnection::connect(&world.test.url).await?;
    let mut reading = reader.begin().await?;
    sqlx::query("SELECT COUNT(*) FROM ties").fetch_one(&mut *reading).await?;
    assert_eq!(broker.backend(Method::DELETE, "/tenants/north").send().await?.status(), 204);
    assert_eq!(holds(&world)?, before, "the reader sees what was there");
    let trail = world.test.store.audit().after(0, Some("north"), 100).await?;
    ensure!(trail.iter().any(|(_, entry)| entry.action == "tenant-delete"));
    reading.rollback().await?;
    world.test.store.tenants().sweep_departed().await?;
    assert_eq!(holds(&world)?, before.map(|_| false));
    Ok(())
}

async fn webhooks_are_kept_for_as_long_as_it_is_promised(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    fills(&world, &broker, "north").await?;
    let (store, now) = (&world.test.store, OffsetDateTime::now_utc());
    let (moment, second) = (Duration::minutes(1), Duration::seconds(2));
    assert_eq!(store.forwards().sweep(now + DELIVERED_KEPT - moment).await?, 0);
    assert_eq!(store.forwards().sweep(now + DELIVERED_KEPT + second).await?, 1);
    assert_eq!(store.deliveries().sweep(now + DELIVERIES_KEPT - moment).await?, 0);
    broker.works(5).await?;
    world.partner.answers(503);
    broker.works(5).await?;
    assert_eq!(store.deliveries().sweep(now + DELIVERIES_KEPT + second).await?, 3);
    // What is not sent yet is kept until it has arrived or is given up.
    let body = delivery("c-4", world.oneflow.creates().await?, SIGN_KEY);
    ensure!(broker.post("/webhooks/oneflow?tenant=north").json(&body).send().await?.status() == 200);
    for day in 0..10 {
        broker.works(1 + day * 86_400).await?;
        ensure!(store.forwards().count("dead").await? == i64::from(day == 9));
    }
    let given_up = now + Duration::days(9);
    store.forwards().sweep(given_up + DEAD_KEPT - moment).await?;
    assert_eq!(store.forwards().count("dead").await?, 1);
    store.forwards().sweep(given_up + DEAD_KEPT + moment).await?;
    assert_eq!(store.forwards().count("dead").await?, 0);
    Ok(())
}
