//! What a partner sets for each customer.

use serde::{Deserialize, Serialize};

/// What a partner sets for a customer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The address of Oneflow's API.
    #[serde(default = "oneflow")]
    pub api: String,
    /// The type of the partner's extension.
    pub extension_type: String,
    /// The origins of pages that may use the customer's sessions.
    #[serde(default)]
    pub origins: Vec<String>,
    /// Whether users can make access links: for their own side, and for others who sign nothing.
    #[serde(default)]
    pub access_links: bool,
    /// Whether users may name every contract that Oneflow lets them read, tied or not.
    #[serde(default)]
    pub untied_contracts: bool,
    /// Sessions of one user at once.
    #[serde(default = "of_user")]
    pub sessions_of_user: u32,
    /// Sessions of all users at once.
    #[serde(default = "of_all")]
    pub sessions: u32,
    /// Requests in five minutes; Oneflow takes 2,000 from an account.
    #[serde(default = "requests")]
    pub requests: u32,
}

fn oneflow() -> String {
    "https://api.oneflow.com/v1".to_owned()
}

fn of_user() -> u32 {
    10
}

fn of_all() -> u32 {
    5_000
}

fn requests() -> u32 {
    1_800
}

impl Settings {
    /// From the database, or from the partner's backend.
    pub fn of_text(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// As the database holds them.
    pub fn to_text(&self) -> String {
        // Text, lists and numbers always become JSON.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_off_and_what_is_unknown_is_refused() -> Result<(), serde_json::Error> {
        let settings = Settings::of_text(r#"{"extension_type": "demo_crm"}"#)?;
        assert!(!settings.access_links && !settings.untied_contracts && settings.origins.is_empty());
        assert_eq!(settings.api, "https://api.oneflow.com/v1");
        assert_eq!(Settings::of_text(&settings.to_text())?, settings);
        assert!(Settings::of_text(r#"{"extension_type": "demo_crm", "acess_links": true}"#).is_err());
        assert!(Settings::of_text("{}").is_err());
        Ok(())
    }
}
