//! A request that has passed the door: known actor, known attributes, right types.

use serde_json::Value;

use crate::account::state::Actor;
use crate::problem::Problem;

/// What a room works with.
pub struct Call {
    pub actor: Actor,
    /// The extension with whose token he asks, if it is not one made by hand.
    pub extension: Option<String>,
    /// Under `/v1`, without the query.
    pub path: String,
    /// What the placeholders of the path stand for.
    pub values: Vec<(&'static str, String)>,
    pub query: Vec<(String, String)>,
    pub body: Value,
}

impl Call {
    /// Refuses users; the seed's are no administrators.
    pub fn insist_on_administrator(&self) -> Result<(), Problem> {
        match self.actor {
            Actor::Administrator => Ok(()),
            Actor::User(_) => Err(Problem::new(403, "Only administrators may do this.")),
        }
    }

    /// What a placeholder of the path stands for.
    pub fn text(&self, name: &str) -> &str {
        let found = self.values.iter().find(|(given, _)| *given == name);
        found.map_or("", |(_, value)| value)
    }

    /// The same as a number; 0, which no object has, for one that none could have.
    pub fn id(&self, name: &str) -> u64 {
        self.text(name).parse().unwrap_or_default()
    }

    /// A query parameter.
    pub fn query(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A query parameter that is a number.
    pub fn number(&self, name: &str) -> Option<u64> {
        self.query(name)?.parse().ok()
    }

    /// A query parameter that is a list of numbers separated by commas.
    pub fn numbers(&self, name: &str) -> Option<Vec<u64>> {
        let text = self.query(name)?;
        Some(text.split(',').filter_map(|number| number.parse().ok()).collect())
    }
}
