//! Variables of the environment, each for one value of the file.

use super::ConfigError;
use super::written::Written;

/// Puts the variables in the place of the file's values.
pub fn add(written: &mut Written, read: impl Fn(&str) -> Option<String>) -> Result<(), ConfigError> {
    let variable = |name: &str| read(&format!("BROKER_{name}"));
    let list = |text: String| text.split(',').map(|item| item.trim().to_owned()).collect();
    if let Some(listen) = variable("LISTEN") {
        written.listen = Some(listen);
    }
    if let Some(hosts) = variable("HOSTS") {
        written.hosts = list(hosts);
    }
    if let Some(database) = variable("DATABASE") {
        written.database = Some(database);
    }
    if let Some(keys) = variable("BACKEND_KEYS") {
        written.backend_keys = list(keys);
    }
    if let Some(operations) = variable("OPERATIONS") {
        written.operations = Some(operations);
    }
    if let Some(log) = variable("LOG") {
        written.log = Some(log);
    }
    if let Some(path) = variable("MASTER_KEYS_FILE") {
        written.master_keys = Some(path.into());
    }
    written.master_keys_text = variable("MASTER_KEYS");
    written.webhooks.secrets_text = variable("WEBHOOKS_SECRETS");
    if let Some(path) = variable("WEBHOOKS_SECRETS_FILE") {
        written.webhooks.secrets = Some(path.into());
    }
    if let Some(url) = variable("WEBHOOKS_FORWARD_TO") {
        written.webhooks.forward_to = Some(url);
    }
    if let Some(nodes) = variable("NODES") {
        let nodes = nodes.trim().parse().map_err(|_| ConfigError::new("nodes", "this is a number"))?;
        written.nodes = Some(nodes);
    }
    Ok(())
}
