//! A webhook of a blueprint: where it is delivered, and which events it receives.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::secret::{Secret, Variables};

/// The attribute with what deliveries are signed with.
pub const SIGN_KEY: &str = "sign_key";

/// A webhook, as in `POST /webhooks` without the template type.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// Where it is delivered.
    pub callback_url: String,
    /// What its deliveries are signed with.
    pub sign_key: Option<Secret>,
    /// Which events it receives: those that match all rules of any one filter, or all without filters.
    #[serde(default)]
    pub filters: Vec<Filter>,
    /// What Oneflow never shows.
    pub configuration: Option<Configuration>,
    /// A number that Oneflow reserves.
    pub integration_process_id: Option<i64>,
}

/// Rules that must all match.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// The rules.
    pub filter_rules: Vec<Rule>,
}

/// What a rule examines, with the values that match.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Deserialize, Serialize)]
#[serde(tag = "type", content = "values", deny_unknown_fields)]
pub enum Rule {
    /// The type of the event.
    #[serde(rename = "EVENT_TYPE")]
    EventType(Vec<String>),
    /// The workspace of the contract.
    #[serde(rename = "WORKSPACE")]
    Workspace(Vec<i64>),
}

/// What is added to each delivery.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// Added to the query.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// How a delivery proves where it comes from.
    pub authentication: Option<Authentication>,
}

/// How a delivery proves where it comes from.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Authentication {
    /// By name and password.
    Basic {
        /// The name.
        username: String,
        /// The password.
        password: Secret,
    },
    /// By a token.
    Bearer {
        /// The token.
        token: Secret,
    },
    /// By a token that Oneflow fetches.
    OauthClientCredentials {
        /// Where it fetches the token.
        token_url: String,
        /// Who it is there.
        client_id: String,
        /// Its password there.
        client_secret: Secret,
        /// What it asks for.
        scope: Option<String>,
    },
}

impl Webhook {
    /// The body of a request, without the template type. The error is the name of a variable that is not set.
    pub fn body(&self, variables: Variables<'_>) -> Result<Value, String> {
        let sign_key = self.sign_key.as_ref().map(|secret| secret.resolve(variables)).transpose()?;
        let filters = (!self.filters.is_empty()).then_some(&self.filters);
        let mut body = json!({
            "callback_url": self.callback_url,
            "filters": filters,
            SIGN_KEY: sign_key.as_ref().map(super::secret::Hidden::reveal),
            "integration_process_id": self.integration_process_id,
        });
        if let (Some(configuration), Value::Object(body)) = (&self.configuration, &mut body) {
            body.insert("configuration".to_owned(), configuration.body(variables)?);
        }
        Ok(body)
    }

    /// The same for a webhook that exists and of which these attributes differ. A sign key that the file lacks is left
    /// out: Oneflow may have one that it does not show, and would erase it.
    pub fn changed(&self, attributes: &[&str], variables: Variables<'_>) -> Result<Value, String> {
        let mut body = self.body(variables)?;
        if let (None, false, Value::Object(body)) = (&self.sign_key, attributes.contains(&SIGN_KEY), &mut body) {
            body.remove(SIGN_KEY);
        }
        Ok(body)
    }

    /// The secrets, each with its name.
    pub fn secrets(&self) -> impl Iterator<Item = (&'static str, &Secret)> {
        let authentication =
            self.configuration.as_ref().and_then(|configuration| configuration.authentication.as_ref());
        let second = authentication.map(|authentication| match authentication {
            Authentication::Basic { password, .. } => ("password", password),
            Authentication::Bearer { token } => ("token", token),
            Authentication::OauthClientCredentials { client_secret, .. } => ("client_secret", client_secret),
        });
        self.sign_key.iter().map(|secret| (SIGN_KEY, secret)).chain(second)
    }
}

impl Configuration {
    fn body(&self, variables: Variables<'_>) -> Result<Value, String> {
        let mut body = json!({"parameters": self.parameters});
        if let (Some(authentication), Value::Object(body)) = (&self.authentication, &mut body) {
            body.insert("authentication".to_owned(), authentication.body(variables)?);
        }
        Ok(body)
    }
}

impl Authentication {
    fn body(&self, variables: Variables<'_>) -> Result<Value, String> {
        Ok(match self {
            Self::Basic { username, password } => {
                json!({"type": "basic", "username": username, "password": password.resolve(variables)?.reveal()})
            }
            Self::Bearer { token } => json!({"type": "bearer", "token": token.resolve(variables)?.reveal()}),
            Self::OauthClientCredentials { token_url, client_id, client_secret, scope } => {
                let mut body = json!({
                    "type": "oauth_client_credentials",
                    "token_url": token_url,
                    "client_id": client_id,
                    "client_secret": client_secret.resolve(variables)?.reveal(),
                });
                if let (Some(scope), Value::Object(body)) = (scope, &mut body) {
                    body.insert("scope".to_owned(), json!(scope));
                }
                body
            }
        })
    }
}

/// Whether two lists of filters let the same events through, in whatever order they are written.
pub fn are_same(one: &[Filter], other: &[Filter]) -> bool {
    sorted(one) == sorted(other)
}

fn sorted(filters: &[Filter]) -> Vec<Filter> {
    let mut filters = filters.to_vec();
    for rule in filters.iter_mut().flat_map(|filter| &mut filter.filter_rules) {
        match rule {
            Rule::EventType(values) => values.sort_unstable(),
            Rule::Workspace(values) => values.sort_unstable(),
        }
    }
    for filter in &mut filters {
        filter.filter_rules.sort_unstable();
    }
    filters.sort_unstable();
    filters
}
