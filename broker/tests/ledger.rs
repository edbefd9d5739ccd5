//! The ledger's rows on both databases: one permit for each key, whatever happens.

mod support;

use anyhow::{Context as _, Result, bail, ensure};
use oneflow_broker::ledger::{Action, Answer, Attempt, AttemptId, Begin, NewAttempt, Permit, Resolved, State};
use oneflow_broker::seal::{DataKey, Purpose};
use support::TestStore;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

const NOON: OffsetDateTime = datetime!(2026-11-30 12:00 UTC);
const LATER: OffsetDateTime = datetime!(2026-11-30 12:01 UTC);

on_both! {
    one_of_many_requests_with_one_key_gets_the_permit_to_send
    the_first_answer_is_given_to_every_later_request_and_ties_the_contract
    the_same_key_with_other_content_is_refused
    what_a_killed_broker_left_as_sent_is_unknown_after_the_deadline_and_never_sent_again
    what_oneflow_refused_may_be_sent_again_with_the_same_key
    an_answer_that_comes_after_the_deadline_counts
    a_contract_resolves_one_attempt_only
    resolving_twice_says_the_same_and_what_is_on_its_way_cannot_be_resolved
    a_look_is_given_to_one_broker_and_comes_again_when_it_is_due
    after_a_day_the_answer_is_forgotten_and_the_key_still_leads_to_its_contract
    a_file_is_never_looked_after_and_its_unknown_end_counts_for_a_day
    another_tenant_or_user_with_the_same_key_has_an_attempt_of_its_own
}

struct Writer {
    key: DataKey,
}

impl Writer {
    fn new() -> Result<Self> {
        Ok(Self { key: DataKey::generate("north")? })
    }

    fn attempt(&self, key: &str) -> Result<NewAttempt> {
        let id = AttemptId { tenant: "north".into(), user: self.key.user_id("siri@example.com"), key: key.into() };
        let expected = self.key.seal(Purpose::Expected, "{}")?;
        Ok(NewAttempt {
            id,
            action: Action::Create,
            fingerprint: "content".into(),
            record: Some("deal-1".into()),
            contract: None,
            expected,
            sent_at: NOON,
            deadline: NOON + Duration::seconds(30),
        })
    }

    fn answer(&self) -> Result<Answer> {
        Ok(Answer { status: 200, body: self.key.seal(Purpose::Answer, "{}")?, request_id: Some("r-1".into()) })
    }
}

async fn permit(test: &TestStore, new: &NewAttempt) -> Result<Permit> {
    match test.store.attempts().begin(new).await? {
        Begin::Sent(permit) => Ok(permit),
        other => bail!("{other:?}"),
    }
}

async fn found(test: &TestStore, new: &NewAttempt) -> Result<Attempt> {
    test.store.attempts().find(&new.id).await?.context("no such attempt")
}

async fn one_of_many_requests_with_one_key_gets_the_permit_to_send(test: TestStore) -> Result<()> {
    let new = Writer::new()?.attempt("k")?;
    for round in 0..20 {
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let (store, mut new) = (test.store.clone(), new.clone());
            new.id.key = format!("k-{round}");
            tasks.spawn(async move { store.attempts().begin(&new).await });
        }
        let (mut sent, mut waiting) = (0, 0);
        while let Some(begin) = tasks.join_next().await {
            match begin?? {
                Begin::Sent(_) => sent += 1,
                Begin::InFlight => waiting += 1,
                other => bail!("{other:?}"),
            }
        }
        assert_eq!((sent, waiting), (1, 7));
    }
    Ok(())
}

async fn the_first_answer_is_given_to_every_later_request_and_ties_the_contract(test: TestStore) -> Result<()> {
    let writer = Writer::new()?;
    let (new, answer) = (writer.attempt("k")?, writer.answer()?);
    let permit = permit(&test, &new).await?;
    for _ in 0..2 {
        test.store.attempts().answered(&permit, &answer, Some(10001), NOON).await?;
    }
    let Begin::Known(first) = test.store.attempts().begin(&new).await? else { bail!("not known") };
    assert_eq!(first, answer);
    let tie = test.store.ties().tie_of("north", 10001).await?.context("no tie")?;
    assert_eq!((tie.user, tie.record.as_deref(), tie.tied_at), (new.id.user, Some("deal-1"), NOON));
    let of_record = test.store.ties().contracts_of_record("north", "deal-1").await?;
    assert_eq!(of_record.iter().map(|tie| tie.contract).collect::<Vec<_>>(), [10001]);
    Ok(())
}

async fn the_same_key_with_other_content_is_refused(test: TestStore) -> Result<()> {
    let mut new = Writer::new()?.attempt("k")?;
    permit(&test, &new).await?;
    new.fingerprint = "other".into();
    ensure!(matches!(test.store.attempts().begin(&new).await?, Begin::OtherContent));
    Ok(())
}

async fn what_a_killed_broker_left_as_sent_is_unknown_after_the_deadline_and_never_sent_again(
    test: TestStore,
) -> Result<()> {
    let mut new = Writer::new()?.attempt("k")?;
    drop(permit(&test, &new).await?);
    new.sent_at = NOON + Duration::seconds(29);
    ensure!(matches!(test.store.attempts().begin(&new).await?, Begin::InFlight));
    for moment in [NOON + Duration::seconds(30), LATER, LATER + Duration::days(400)] {
        new.sent_at = moment;
        let Begin::Unknown(attempt) = test.store.attempts().begin(&new).await? else { bail!("not unknown") };
        assert_eq!(attempt.sent.sent_at, NOON);
    }
    assert_eq!(test.store.attempts().count_unknown(LATER).await?, 1);
    Ok(())
}

async fn what_oneflow_refused_may_be_sent_again_with_the_same_key(test: TestStore) -> Result<()> {
    let new = Writer::new()?.attempt("k")?;
    let refused = permit(&test, &new).await?;
    test.store.attempts().forget_refused(&refused).await?;
    let second = permit(&test, &new).await?;
    // The first sender has nothing to say about the second one's request.
    test.store.attempts().forget_refused(&refused).await?;
    test.store.attempts().unknown(&refused, NOON).await?;
    assert_eq!(found(&test, &new).await?.state, State::Sent);
    test.store.attempts().unknown(&second, NOON).await?;
    assert_eq!(found(&test, &new).await?.state, State::Unknown);
    Ok(())
}

async fn an_answer_that_comes_after_the_deadline_counts(test: TestStore) -> Result<()> {
    let writer = Writer::new()?;
    let new = writer.attempt("k")?;
    let permit = permit(&test, &new).await?;
    test.store.attempts().unknown(&permit, NOON).await?;
    test.store.attempts().answered(&permit, &writer.answer()?, Some(10001), LATER).await?;
    ensure!(matches!(test.store.attempts().begin(&new).await?, Begin::Known(_)));
    // What was resolved stays so.
    let other = writer.attempt("other")?;
    let late = self::permit(&test, &other).await?;
    test.store.attempts().unknown(&late, NOON).await?;
    assert_eq!(test.store.attempts().resolve(&other.id, 10002, LATER).await?, Resolved::Tied);
    test.store.attempts().answered(&late, &writer.answer()?, Some(10002), LATER).await?;
    ensure!(matches!(test.store.attempts().begin(&other).await?, Begin::Resolved(10002)));
    Ok(())
}

async fn a_contract_resolves_one_attempt_only(test: TestStore) -> Result<()> {
    let writer = Writer::new()?;
    let (first, second) = (writer.attempt("first")?, writer.attempt("second")?);
    for new in [&first, &second] {
        let permit = permit(&test, new).await?;
        test.store.attempts().unknown(&permit, NOON).await?;
    }
    assert_eq!(test.store.attempts().resolve(&first.id, 10001, NOON).await?, Resolved::Tied);
    assert_eq!(test.store.attempts().resolve(&second.id, 10001, NOON).await?, Resolved::Taken);
    assert_eq!(found(&test, &second).await?.state, State::Unknown);
    assert_eq!(test.store.attempts().resolve(&second.id, 10002, NOON).await?, Resolved::Tied);
    Ok(())
}

async fn resolving_twice_says_the_same_and_what_is_on_its_way_cannot_be_resolved(test: TestStore) -> Result<()> {
    let new = Writer::new()?.attempt("k")?;
    let resolve = async |contract, now| test.store.attempts().resolve(&new.id, contract, now).await;
    assert_eq!(resolve(10001, NOON).await?, Resolved::NotUnknown);
    permit(&test, &new).await?;
    assert_eq!(resolve(10001, NOON).await?, Resolved::NotUnknown);
    assert_eq!(resolve(10001, LATER).await?, Resolved::Tied);
    assert_eq!(resolve(10001, LATER).await?, Resolved::Tied);
    assert_eq!(resolve(10002, LATER).await?, Resolved::NotUnknown);
    ensure!(test.store.ties().tie_of("north", 10002).await?.is_none());
    Ok(())
}

async fn a_look_is_given_to_one_broker_and_comes_again_when_it_is_due(test: TestStore) -> Result<()> {
    let new = Writer::new()?.attempt("k")?;
    let permit = permit(&test, &new).await?;
    let due = async |now| -> Result<usize> { Ok(test.store.attempts().claim_due(now, 10).await?.len()) };
    assert_eq!(due(NOON).await?, 0);
    test.store.attempts().unknown(&permit, NOON).await?;
    assert_eq!((due(NOON).await?, due(NOON).await?), (1, 0));
    test.store.attempts().looked(&new.id, &[10001, 10002], Some(NOON + Duration::seconds(5))).await?;
    let attempt = found(&test, &new).await?;
    assert_eq!((attempt.candidates, attempt.looks), (vec![10001, 10002], 1));
    assert_eq!((due(NOON + Duration::seconds(4)).await?, due(NOON + Duration::seconds(5)).await?), (0, 1));
    test.store.attempts().looked(&new.id, &[], None).await?;
    assert_eq!(due(LATER + Duration::days(400)).await?, 0);
    assert_eq!(found(&test, &new).await?.looks, 2, "it can still be found and resolved");
    Ok(())
}

async fn after_a_day_the_answer_is_forgotten_and_the_key_still_leads_to_its_contract(test: TestStore) -> Result<()> {
    let writer = Writer::new()?;
    let (known, unknown) = (writer.attempt("known")?, writer.attempt("unknown")?);
    let answered = permit(&test, &known).await?;
    test.store.attempts().answered(&answered, &writer.answer()?, Some(10001), NOON).await?;
    permit(&test, &unknown).await?;
    assert_eq!(test.store.attempts().sweep(NOON + Duration::hours(23)).await?, 0);
    assert_eq!(test.store.attempts().sweep(NOON + Duration::hours(25)).await?, 1);
    assert_eq!(test.store.attempts().sweep(NOON + Duration::hours(26)).await?, 0, "once");
    ensure!(found(&test, &known).await?.answer.is_none());
    for moment in [NOON + Duration::hours(26), NOON + Duration::days(4000)] {
        let repeated = NewAttempt { sent_at: moment, ..known.clone() };
        ensure!(matches!(test.store.attempts().begin(&repeated).await?, Begin::Resolved(10001)));
        let repeated = NewAttempt { sent_at: moment, ..unknown.clone() };
        ensure!(matches!(test.store.attempts().begin(&repeated).await?, Begin::Unknown(_)));
    }
    ensure!(test.store.ties().tie_of("north", 10001).await?.is_some(), "the tie stays");
    Ok(())
}

async fn a_file_is_never_looked_after_and_its_unknown_end_counts_for_a_day(test: TestStore) -> Result<()> {
    let (writer, attempts) = (Writer::new()?, test.store.attempts());
    let of_file = |key| {
        Ok::<_, anyhow::Error>(NewAttempt { action: Action::Upload, contract: Some(10001), ..writer.attempt(key)? })
    };
    let (killed, unclear, known) = (of_file("killed")?, of_file("unclear")?, of_file("known")?);
    permit(&test, &killed).await?;
    attempts.unknown(&permit(&test, &unclear).await?, NOON).await?;
    attempts.answered(&permit(&test, &known).await?, &writer.answer()?, None, NOON).await?;
    ensure!(attempts.claim_due(LATER + Duration::days(400), 10).await?.is_empty());
    let counts = async |now| attempts.count_unknown(now).await;
    assert_eq!((counts(LATER).await?, counts(LATER + Duration::days(1)).await?), (2, 0));
    assert_eq!(attempts.sweep(NOON + Duration::hours(25)).await?, 1);
    for (new, is_known) in [(&killed, false), (&unclear, false), (&known, true)] {
        let begin = attempts.begin(&NewAttempt { sent_at: NOON + Duration::days(40), ..new.clone() }).await?;
        ensure!(if is_known { matches!(begin, Begin::Resolved(10001)) } else { matches!(begin, Begin::Unknown(_)) });
    }
    ensure!(test.store.ties().tie_of("north", 10001).await?.is_none(), "a file ties no contract");
    Ok(())
}

async fn another_tenant_or_user_with_the_same_key_has_an_attempt_of_its_own(test: TestStore) -> Result<()> {
    let writer = Writer::new()?;
    let (first, mut user, mut tenant) = (writer.attempt("k")?, writer.attempt("k")?, writer.attempt("k")?);
    user.id.user = writer.key.user_id("ola@example.com");
    tenant.id.tenant = "south".into();
    let permits = [permit(&test, &first).await?, permit(&test, &user).await?, permit(&test, &tenant).await?];
    test.store.attempts().answered(&permits[0], &writer.answer()?, Some(10001), NOON).await?;
    ensure!(matches!(test.store.attempts().begin(&user).await?, Begin::InFlight));
    ensure!(test.store.ties().tie_of("south", 10001).await?.is_none());
    Ok(())
}
