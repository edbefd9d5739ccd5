//! Structured logs on standard error. What the broker logs contains ids and words, and no personal data.

use std::fmt;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::{Layer, SubscriberExt as _};
use tracing_subscriber::registry::Registry;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Libraries would log addresses, headers and queries.
const LIBRARIES: [&str; 6] = ["sqlx=warn", "hyper=warn", "hyper_util=warn", "h2=warn", "reqwest=warn", "rustls=warn"];

/// Why there are no logs.
#[derive(Debug)]
pub struct LogError(String);

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the logs cannot be started: {}", self.0)
    }
}

impl std::error::Error for LogError {}

/// Starts the logs: a line of JSON for each event of this level and above.
pub fn start_logs(level: &str) -> Result<(), LogError> {
    let layers = vec![json(level)?];
    #[cfg(feature = "otel")]
    let layers: Vec<_> = layers.into_iter().chain(super::traces::layer().map_err(LogError)?).collect();
    tracing_subscriber::registry().with(layers).try_init().map_err(|error| LogError(error.to_string()))
}

fn json(level: &str) -> Result<Box<dyn Layer<Registry> + Send + Sync>, LogError> {
    let filter = filter(level)?;
    let lines = tracing_subscriber::fmt::layer().json().flatten_event(true).with_writer(std::io::stderr);
    Ok(lines.with_filter(filter).boxed())
}

/// The level is for the broker. Libraries warn at most, whatever is asked for.
fn filter(level: &str) -> Result<EnvFilter, LogError> {
    let level: tracing::Level = level.parse().map_err(|_| LogError(format!("{level} is no level")))?;
    let filter = EnvFilter::try_new(format!("warn,oneflow_broker={level}"));
    let filter = filter.map_err(|error| LogError(error.to_string()))?;
    let libraries = LIBRARIES.iter().filter_map(|library| library.parse().ok());
    Ok(libraries.fold(filter, EnvFilter::add_directive))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_stay_silent_at_every_level() -> Result<(), LogError> {
        let filter = filter("trace")?.to_string();
        assert!(filter.contains("oneflow_broker=trace") && filter.contains("sqlx=warn"), "{filter}");
        assert!(super::filter("loud").is_err());
        Ok(())
    }
}
