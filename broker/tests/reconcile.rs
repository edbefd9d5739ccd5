//! The job finds out what became of unknown attempts, by reading Oneflow.

mod support;

use anyhow::{Context as _, Result, ensure};
use oneflow_broker::ledger::{Action, Attempt, AttemptId, Begin, Expected, Finding, NewAttempt, State};
use oneflow_broker::reconcile::{look, reconcile};
use oneflow_broker::seal::Purpose;
use oneflow_sandbox::{Fault, FaultKind, TOKEN, USER};
use serde_json::{Value, json};
use support::TestStore;
use support::customer::Customer;
use time::{Duration, OffsetDateTime};

on_both! {
    a_draft_that_fits_is_a_candidate_until_nobody_waits_and_then_the_attempts
    of_two_drafts_that_fit_the_job_chooses_none
    a_draft_of_another_attempt_is_no_candidate
    a_draft_that_does_not_fit_is_no_candidate
    a_contract_that_was_sent_is_found_published
    while_oneflow_does_not_answer_nothing_is_decided_and_nothing_is_forgotten
}

struct Story {
    customer: Customer,
    test: TestStore,
    begin: OffsetDateTime,
}

impl Story {
    async fn new(test: TestStore) -> Result<Self> {
        let customer = Customer::new(&test.store).await?;
        customer.enters(&customer.code().await?, TOKEN).await?;
        Ok(Self { customer, test, begin: OffsetDateTime::now_utc() })
    }

    fn body(name: &str) -> Value {
        json!({"workspace_id": 7001, "template_id": 8101, "name": name})
    }

    /// A creation at Oneflow, past the broker.
    async fn creates(&self, name: &str) -> Result<i64> {
        let made = self.posts("/contracts/create", &Self::body(name)).await?;
        made.get("id").and_then(Value::as_i64).context("no id")
    }

    async fn posts(&self, path: &str, body: &Value) -> Result<Value> {
        let post = support::client().build()?.post(format!("{}{path}", self.customer.api));
        let post = post.header("x-oneflow-api-token", TOKEN).header("x-oneflow-user-email", USER).json(body);
        Ok(post.send().await?.error_for_status()?.json().await?)
    }

    /// An attempt whose broker was killed.
    async fn is_killed(&self, key: &str, name: &str, publishes: Option<i64>) -> Result<AttemptId> {
        let tenant = self.customer.tenant().await?;
        let user = self.customer.admin.tenants.user(&tenant, USER).await?;
        let id = AttemptId { tenant: "north".into(), user, key: key.into() };
        let new = NewAttempt {
            id: id.clone(),
            action: if publishes.is_some() { Action::Publish } else { Action::Create },
            fingerprint: "f".into(),
            record: Some("deal-1".into()),
            contract: publishes,
            expected: tenant.seal(Purpose::Expected, &Expected::of_body(&Self::body(name)).to_text())?,
            sent_at: self.begin,
            deadline: self.begin + Duration::seconds(30),
        };
        ensure!(matches!(self.test.store.attempts().begin(&new).await?, Begin::Sent(_)));
        Ok(id)
    }

    async fn looks_after(&self, seconds: i64) -> Result<usize> {
        let (tenants, oneflow) = (&self.customer.admin.tenants, &self.customer.admin.oneflow);
        Ok(reconcile(&self.test.store, tenants, oneflow, self.begin + Duration::seconds(seconds)).await?)
    }

    async fn finds(&self, id: &AttemptId, seconds: i64) -> Result<Option<Finding>> {
        let (tenants, oneflow) = (&self.customer.admin.tenants, &self.customer.admin.oneflow);
        let now = self.begin + Duration::seconds(seconds);
        Ok(look(&self.test.store, tenants, oneflow, &self.attempt(id).await?, now).await.ok())
    }

    async fn attempt(&self, id: &AttemptId) -> Result<Attempt> {
        self.test.store.attempts().find(id).await?.context("gone")
    }
}

async fn a_draft_that_fits_is_a_candidate_until_nobody_waits_and_then_the_attempts(test: TestStore) -> Result<()> {
    let story = Story::new(test).await?;
    let id = story.is_killed("k", "Supply", None).await?;
    assert_eq!(story.looks_after(29).await?, 0, "it may be on its way");
    assert_eq!(story.looks_after(31).await?, 1);
    assert_eq!(story.attempt(&id).await?.candidates, Vec::<i64>::new());
    let made = story.creates("Supply").await?;
    assert_eq!(story.looks_after(32).await?, 0, "not again at once");
    assert_eq!(story.looks_after(37).await?, 1);
    let attempt = story.attempt(&id).await?;
    assert_eq!((attempt.state, attempt.candidates), (State::Unknown, vec![made]));
    ensure!(story.test.store.ties().tie_of("north", made).await?.is_none());
    assert_eq!(story.looks_after(700).await?, 1);
    let attempt = story.attempt(&id).await?;
    assert_eq!((attempt.state, attempt.contract), (State::Resolved, Some(made)));
    let tie = story.test.store.ties().tie_of("north", made).await?.context("no tie")?;
    assert_eq!(tie.record.as_deref(), Some("deal-1"));
    let trail = story.test.store.audit().after(0, Some("north"), 100).await?;
    ensure!(trail.iter().any(|(_, entry)| entry.result == "reconciled" && entry.contract == Some(made)));
    assert_eq!(story.looks_after(7000).await?, 0);
    Ok(())
}

async fn of_two_drafts_that_fit_the_job_chooses_none(test: TestStore) -> Result<()> {
    let story = Story::new(test).await?;
    let id = story.is_killed("k", "Supply", None).await?;
    let mut made = vec![story.creates("Supply").await?, story.creates("Supply").await?];
    story.looks_after(7000).await?;
    let attempt = story.attempt(&id).await?;
    let mut candidates = attempt.candidates;
    made.sort_unstable();
    candidates.sort_unstable();
    assert_eq!((attempt.state, candidates), (State::Unknown, made));
    Ok(())
}

async fn a_draft_of_another_attempt_is_no_candidate(test: TestStore) -> Result<()> {
    let story = Story::new(test).await?;
    let (first, second) = (story.is_killed("k1", "Supply", None).await?, story.is_killed("k2", "Supply", None).await?);
    let made = story.creates("Supply").await?;
    assert_eq!(story.finds(&first, 31).await?, Some(Finding::Candidates(vec![made])));
    assert_eq!(story.finds(&second, 700).await?, Some(Finding::Candidates(vec![made])), "the first one wants it, too");
    story.test.store.attempts().resolve(&first, made, story.begin + Duration::seconds(31)).await?;
    assert_eq!(story.finds(&second, 700).await?, Some(Finding::Candidates(Vec::new())));
    Ok(())
}

async fn a_draft_that_does_not_fit_is_no_candidate(test: TestStore) -> Result<()> {
    let story = Story::new(test).await?;
    let id = story.is_killed("k", "Supply", None).await?;
    story.creates("Another").await?;
    assert_eq!(story.finds(&id, 31).await?, Some(Finding::Candidates(Vec::new())));
    Ok(())
}

async fn a_contract_that_was_sent_is_found_published(test: TestStore) -> Result<()> {
    let story = Story::new(test).await?;
    let made = story.creates("Supply").await?;
    let id = story.is_killed("k", "", Some(made)).await?;
    assert_eq!(story.finds(&id, 31).await?, Some(Finding::Candidates(Vec::new())));
    story.posts(&format!("/contracts/{made}/publish"), &json!({"subject": "s", "message": "m"})).await?;
    assert_eq!(story.finds(&id, 32).await?, Some(Finding::Contract(made)));
    assert_eq!(story.attempt(&id).await?.state, State::Resolved);
    Ok(())
}

async fn while_oneflow_does_not_answer_nothing_is_decided_and_nothing_is_forgotten(test: TestStore) -> Result<()> {
    let story = Story::new(test).await?;
    let id = story.is_killed("k", "Supply", None).await?;
    let made = story.creates("Supply").await?;
    story.looks_after(31).await?;
    for kind in [FaultKind::Status(503), FaultKind::Cut { after: true }] {
        story.customer.account.arm(Fault { on: "GET /contracts".into(), kind, times: 1 });
        assert_eq!(story.finds(&id, 900).await?, None);
        let attempt = story.attempt(&id).await?;
        assert_eq!((attempt.state, attempt.candidates), (State::Unknown, vec![made]));
    }
    Ok(())
}
