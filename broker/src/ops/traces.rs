//! Spans for an `OpenTelemetry` collector, where the feature `otel` is on and the environment names a collector.

use std::env;

use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::SpanExporter;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::Layer;
use tracing_subscriber::registry::Registry;

/// Sends the broker's own spans to where the standard variables say; nothing, without them.
pub fn layer() -> Result<Option<Box<dyn Layer<Registry> + Send + Sync>>, String> {
    let named = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];
    if named.iter().all(|name| env::var_os(name).is_none()) {
        return Ok(None);
    }
    // The exporter has a client of its own; if there is a provider already, that is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let exporter = SpanExporter::builder().with_http().build().map_err(|error| error.to_string())?;
    let provider = SdkTracerProvider::builder().with_batch_exporter(exporter).build();
    let tracer = provider.tracer("oneflow-broker");
    opentelemetry::global::set_tracer_provider(provider);
    let own = Targets::new().with_target("oneflow_broker", tracing::Level::INFO);
    Ok(Some(tracing_opentelemetry::layer().with_tracer(tracer).with_filter(own).boxed()))
}
