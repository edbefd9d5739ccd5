//! What has happened with contracts, on both databases.

mod support;

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use oneflow_broker::seal::{DataKey, UserId};
use oneflow_broker::store::{NewEvent, Store, StoredEvent, Tie};
use sqlx::{AnyConnection, Connection as _};
use support::TestStore;
use time::OffsetDateTime;
use time::macros::datetime;

const NOON: OffsetDateTime = datetime!(2026-11-30 12:00 UTC);

on_both! {
    events_are_read_in_order_from_where_a_reader_was
    an_event_says_whose_the_contract_is
    an_event_that_another_has_not_finished_writing_is_never_passed_over
    events_of_a_transaction_that_fails_were_never_there
    old_events_are_forgotten_and_their_numbers_do_not_come_again
    two_brokers_that_write_at_once_lose_nothing
}

fn signed(contract: i64) -> NewEvent {
    NewEvent { tenant: "north".into(), contract, kind: "contract:sign".into(), at: NOON }
}

fn contracts(events: &[StoredEvent]) -> Vec<i64> {
    events.iter().map(|event| event.contract).collect()
}

async fn events_are_read_in_order_from_where_a_reader_was(test: TestStore) -> Result<()> {
    let events = test.store.events();
    assert_eq!((events.latest().await?, events.after(0, 10).await?), (0, vec![]));
    events.add(&[signed(3), signed(1)]).await?;
    events.add(&[]).await?;
    let first = events.after(0, 10).await?;
    assert_eq!(contracts(&first), [3, 1]);
    let last = first.last().context("none")?.id;
    assert_eq!(events.latest().await?, last);
    events.add(&[NewEvent { kind: "contract:decline".into(), tenant: "south".into(), ..signed(2) }]).await?;
    let next = events.after(last, 10).await?;
    let next = next.first().context("none")?;
    assert_eq!((next.tenant.as_str(), next.contract, next.kind.as_str()), ("south", 2, "contract:decline"));
    assert_eq!(contracts(&events.after(0, 2).await?), [3, 1]);
    assert_eq!(events.after(next.id, 10).await?, []);
    Ok(())
}

async fn an_event_says_whose_the_contract_is(test: TestStore) -> Result<()> {
    let user: UserId = DataKey::new("north", [1; 32])?.user_id("siri@example.com");
    for (contract, record) in [(1, Some("deal-1".to_owned())), (2, None)] {
        let tie = Tie { user: user.clone(), record, contract, tied_at: NOON };
        ensure!(test.store.ties().tie_contract("north", &tie).await?);
    }
    let elsewhere = NewEvent { tenant: "south".into(), ..signed(1) };
    test.store.events().add(&[signed(1), signed(2), signed(3), elsewhere]).await?;
    let owners = test.store.events().after(0, 10).await?.into_iter().map(|event| event.owner);
    let expected = [Some((user.clone(), Some("deal-1".to_owned()))), Some((user, None)), None, None];
    assert_eq!(owners.collect::<Vec<_>>(), expected);
    Ok(())
}

async fn an_event_that_another_has_not_finished_writing_is_never_passed_over(test: TestStore) -> Result<()> {
    let mut slow = AnyConnection::connect(&test.url).await?;
    let mut transaction = slow.begin().await?;
    test.store.events().add_within(&mut transaction, &[signed(1)]).await?;
    let other = Store::connect(&test.url).await?;
    let fast = tokio::spawn(async move { other.events().add(&[signed(2)]).await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    let early = test.store.events().after(0, 10).await?;
    ensure!(!fast.is_finished() && early.is_empty(), "2 is seen before 1: {early:?}");
    transaction.commit().await?;
    fast.await??;
    assert_eq!(contracts(&test.store.events().after(0, 10).await?), [1, 2]);
    Ok(())
}

async fn events_of_a_transaction_that_fails_were_never_there(test: TestStore) -> Result<()> {
    let mut connection = AnyConnection::connect(&test.url).await?;
    let mut transaction = connection.begin().await?;
    test.store.events().add_within(&mut transaction, &[signed(1)]).await?;
    transaction.rollback().await?;
    test.store.events().add(&[signed(2)]).await?;
    assert_eq!(contracts(&test.store.events().after(0, 10).await?), [2]);
    Ok(())
}

async fn old_events_are_forgotten_and_their_numbers_do_not_come_again(test: TestStore) -> Result<()> {
    let events = test.store.events();
    events.add(&[signed(1), NewEvent { at: NOON + time::Duration::hours(1), ..signed(2) }]).await?;
    assert_eq!(events.sweep(NOON + time::Duration::minutes(1)).await?, 1);
    assert_eq!(contracts(&events.after(0, 10).await?), [2]);
    let last = events.latest().await?;
    assert_eq!(events.sweep(NOON + time::Duration::days(1)).await?, 1);
    events.add(&[signed(3)]).await?;
    assert_eq!(contracts(&events.after(last, 10).await?), [3]);
    Ok(())
}

async fn two_brokers_that_write_at_once_lose_nothing(test: TestStore) -> Result<()> {
    let other = Store::connect(&test.url).await?;
    let write = |store: Store, from: i64| async move {
        for contract in from..from + 20 {
            store.events().add(&[signed(contract)]).await?;
        }
        Ok::<_, anyhow::Error>(())
    };
    let (one, two) = (tokio::spawn(write(test.store.clone(), 100)), tokio::spawn(write(other, 200)));
    let (mut seen, mut last) = (Vec::new(), 0);
    while seen.len() < 40 {
        let written = one.is_finished() && two.is_finished();
        let events = test.store.events().after(last, 3).await?;
        last = events.last().map_or(last, |event| event.id);
        seen.extend(contracts(&events));
        ensure!(!(events.is_empty() && written), "only these were seen: {seen:?}");
    }
    one.await??;
    two.await??;
    seen.sort_unstable();
    assert_eq!(seen, (100..120).chain(200..220).collect::<Vec<_>>());
    Ok(())
}
