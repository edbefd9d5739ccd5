//! What the file says, before its values are checked.

use std::path::PathBuf;

use serde::Deserialize;

/// The configuration, before its values are checked.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Written {
    pub listen: Option<String>,
    pub hosts: Vec<String>,
    pub database: Option<String>,
    pub backend_keys: Vec<String>,
    pub master_keys: Option<PathBuf>,
    #[serde(skip)]
    pub master_keys_text: Option<String>,
    pub nodes: Option<u32>,
    pub operations: Option<String>,
    pub log: Option<String>,
    pub oneflow: Times,
    pub webhooks: WrittenWebhooks,
}

/// Oneflow's webhooks.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenWebhooks {
    pub forward_to: Option<String>,
    pub secrets: Option<PathBuf>,
    #[serde(skip)]
    pub secrets_text: Option<String>,
}

/// How long Oneflow may take, and how many of a customer's requests it gets at once.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Times {
    pub connect_seconds: Option<u64>,
    pub read_seconds: Option<u64>,
    pub write_seconds: Option<u64>,
    pub upload_seconds: Option<u64>,
    pub at_once: Option<usize>,
}
