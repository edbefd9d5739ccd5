//! Counters and times for Prometheus. No label contains an id, a user or a customer.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Upper ends of the buckets, in seconds: as long as the widget waits.
const BUCKETS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// An answer of the broker.
#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
pub struct Answered {
    /// The route's name.
    pub route: &'static str,
    /// The status.
    pub status: u16,
}

/// A request to Oneflow.
#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
pub struct Called {
    /// The route's name.
    pub route: &'static str,
    /// What came of it: a status, or a word such as `timeout`.
    pub result: String,
}

/// A request with an idempotency key.
#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
pub struct Attempted {
    /// What the ledger said: `sent`, `known`, `in-flight`, `unknown`, `resolved` or `other-content`.
    pub begin: &'static str,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Step {
    step: &'static str,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct State {
    state: &'static str,
}

/// All metrics. A clone counts into the same.
#[derive(Clone)]
pub struct Metrics {
    answers: Family<Answered, Counter>,
    seconds: Histogram,
    calls: Family<Called, Counter>,
    call_seconds: Histogram,
    attempts: Family<Attempted, Counter>,
    unknown: Gauge,
    sessions: Gauge,
    streams: Gauge,
    tenants: Family<State, Gauge>,
    webhooks: Family<Step, Counter>,
    webhooks_kept: Family<State, Gauge>,
    registry: Arc<Registry>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            answers: Family::default(),
            seconds: Histogram::new(BUCKETS),
            calls: Family::default(),
            call_seconds: Histogram::new(BUCKETS),
            attempts: Family::default(),
            unknown: Gauge::default(),
            sessions: Gauge::default(),
            streams: Gauge::default(),
            tenants: Family::default(),
            webhooks: Family::default(),
            webhooks_kept: Family::default(),
            registry: Arc::default(),
        };
        metrics.registry = Arc::new(metrics.registered());
        metrics
    }
}

impl Metrics {
    fn registered(&self) -> Registry {
        let mut registry = Registry::with_prefix("oneflow_broker");
        registry.register("answers", "Answers to browsers, by route and status", self.answers.clone());
        let seconds = self.seconds.clone();
        registry.register_with_unit("answer", "Time until an answer was ready", Unit::Seconds, seconds);
        registry.register("calls", "Requests to Oneflow, by route and result", self.calls.clone());
        let seconds = self.call_seconds.clone();
        registry.register_with_unit("call", "Time until Oneflow had answered", Unit::Seconds, seconds);
        registry.register("attempts", "Requests with a key, by what the ledger said", self.attempts.clone());
        registry.register("attempts_unknown", "Attempts of which nobody knows the end", self.unknown.clone());
        registry.register("sessions", "Sessions that have not ended", self.sessions.clone());
        registry.register("streams", "Streams of events that are open", self.streams.clone());
        registry.register("tenants", "Customers, by the state of token and extension", self.tenants.clone());
        registry.register("webhooks", "Webhooks, by what became of them", self.webhooks.clone());
        let kept = self.webhooks_kept.clone();
        registry.register("webhooks_kept", "Webhooks that wait or were given up", kept);
        registry
    }

    /// The broker has answered.
    pub fn answered(&self, answer: &Answered, after: Duration) {
        self.answers.get_or_create(answer).inc();
        self.seconds.observe(after.as_secs_f64());
    }

    /// Oneflow has answered, or has not.
    pub fn called(&self, call: &Called, after: Duration) {
        self.calls.get_or_create(call).inc();
        self.call_seconds.observe(after.as_secs_f64());
    }

    /// The ledger was asked about a key.
    pub fn attempted(&self, begin: &'static str) {
        self.attempts.get_or_create(&Attempted { begin }).inc();
    }

    /// How many attempts are unknown, and how many sessions there are.
    pub fn counted(&self, unknown: i64, sessions: i64) {
        self.unknown.set(unknown);
        self.sessions.set(sessions);
    }

    /// A stream of events is open as long as the result lives.
    pub fn stream(&self) -> OpenStream {
        self.streams.inc();
        OpenStream(self.streams.clone())
    }

    /// How many customers are in a state of token or extension.
    pub fn tenants_in(&self, state: &'static str, count: i64) {
        self.tenants.get_or_create(&State { state }).set(count);
    }

    /// What became of a webhook: `received`, `duplicate`, `refused`, `failed`, `dropped`, `forwarded`, `retried` or
    /// `dead`.
    pub fn webhook(&self, step: &'static str) {
        self.webhooks.get_or_create(&Step { step }).inc();
    }

    /// How many webhooks are in a state: `unread`, `unsent` or `dead`.
    pub fn webhooks_in(&self, state: &'static str, count: i64) {
        self.webhooks_kept.get_or_create(&State { state }).set(count);
    }

    /// The text that Prometheus reads.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// A stream of events that is open.
#[derive(Debug)]
pub struct OpenStream(Gauge);

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_in_the_text() {
        let metrics = Metrics::default();
        metrics.answered(&Answered { route: "create", status: 200 }, Duration::from_millis(20));
        metrics.called(&Called { route: "create", result: "timeout".into() }, Duration::from_secs(22));
        metrics.attempted("sent");
        metrics.counted(3, 7);
        let _open = [metrics.stream(), metrics.stream()];
        drop(metrics.stream());
        metrics.tenants_in("refused", 1);
        metrics.webhook("received");
        metrics.webhooks_in("dead", 2);
        let text = metrics.text();
        for line in [
            r#"oneflow_broker_answers_total{route="create",status="200"} 1"#,
            r#"oneflow_broker_answer_seconds_bucket{le="0.025"} 1"#,
            r#"oneflow_broker_calls_total{route="create",result="timeout"} 1"#,
            r#"oneflow_broker_attempts_total{begin="sent"} 1"#,
            "oneflow_broker_attempts_unknown 3",
            "oneflow_broker_sessions 7",
            "oneflow_broker_streams 2",
            r#"oneflow_broker_tenants{state="refused"} 1"#,
            r#"oneflow_broker_webhooks_total{step="received"} 1"#,
            r#"oneflow_broker_webhooks_kept{state="dead"} 2"#,
            "# EOF",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
    }
}
