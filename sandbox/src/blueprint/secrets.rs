//! Secrets of a blueprint's webhooks, which can be variables of the environment: then the file can be committed.

use serde_json::Value;

/// Where a webhook has secrets.
const SECRETS: [&str; 4] = [
    "/sign_key",
    "/configuration/authentication/password",
    "/configuration/authentication/token",
    "/configuration/authentication/client_secret",
];

/// Replaces each `{ env = "NAME" }` in the place of a secret by the value of the variable.
pub fn resolve(webhook: &mut Value, variable: impl Fn(&str) -> Option<String>) -> Result<(), String> {
    for pointer in SECRETS {
        let Some(secret) = webhook.pointer_mut(pointer) else { continue };
        if let Some(name) = variable_of(secret) {
            let value = variable(name).filter(|value| !value.is_empty());
            *secret = value.ok_or_else(|| format!("the variable {name} of the environment is not set"))?.into();
        }
    }
    Ok(())
}

fn variable_of(secret: &Value) -> Option<&str> {
    let table = secret.as_object().filter(|table| table.len() == 1)?;
    table.get("env")?.as_str()
}
