//! How a sandbox account is set up.

use super::Clock;
use crate::blueprint::Blueprint;
use crate::seed::Seed;

/// What can be chosen when an account is made; every value has a default.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the account starts with.
    pub seed: Seed,
    /// Where the sequence of request ids starts.
    pub random: u64,
    /// Origins whose pages may call the API from a browser; none by default, as must be assumed of Oneflow.
    pub cors: Vec<String>,
    /// The form of the keys in `parameter_problems`.
    pub problem_paths: ProblemPaths,
    /// Where time comes from.
    pub clock: Clock,
    /// What enabling extensions makes, besides the seed's own.
    pub blueprints: Vec<Blueprint>,
    /// Hosts besides this machine that webhooks are delivered to.
    pub deliver_to: Vec<String>,
    /// How many times faster than Oneflow's schedule a delivery is tried again.
    pub retry_speed: u32,
    /// Requests per token in five minutes.
    pub requests_per_window: usize,
    /// What the `_links` of answers begin with.
    pub api_base: String,
    /// Whether the sandbox checks its own answers, too.
    pub strictness: Strictness,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: Seed::Small,
            random: 1,
            cors: Vec::new(),
            problem_paths: ProblemPaths::default(),
            clock: Clock::default(),
            blueprints: Vec::new(),
            deliver_to: Vec::new(),
            retry_speed: 1,
            requests_per_window: 2_000,
            api_base: "https://api.oneflow.com/v1".to_owned(),
            strictness: Strictness::default(),
        }
    }
}

impl Options {
    /// The address of a page of the sandbox's own, beside the API.
    pub(crate) fn page(&self, path: &str) -> String {
        let origin = self.api_base.strip_suffix("/v1").unwrap_or(&self.api_base);
        format!("{origin}/_sandbox{path}")
    }
}

/// The two forms of attribute paths that client code has seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProblemPaths {
    /// `parties[1].participants[0].email`
    #[default]
    Indexed,
    /// `participant.email`
    Plain,
}

/// What happens to an answer of the sandbox that its `OpenAPI` file does not allow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// It goes out; the tests are there to find it.
    #[default]
    Requests,
    /// It becomes a 500 problem that names the attribute.
    RequestsAndAnswers,
}

impl ProblemPaths {
    /// An indexed path in this form.
    pub(crate) fn form(self, path: &str) -> String {
        match self {
            Self::Indexed => path.to_owned(),
            Self::Plain => plain(path),
        }
    }
}

/// The attribute and what it belongs to, without positions.
fn plain(path: &str) -> String {
    let names = path.split('.').map(|name| name.split('[').next().unwrap_or(name));
    let mut last: Vec<&str> = names.rev().take(2).collect();
    last.reverse();
    let singular = last.iter().map(|name| match *name {
        "participants" => "participant",
        "parties" | "my_party" => "party",
        other => other,
    });
    singular.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::ProblemPaths::Plain;

    #[test]
    fn a_plain_path_has_no_positions() {
        assert_eq!(Plain.form("parties[1].participants[0].email"), "participant.email");
        assert_eq!(Plain.form("parties[1].participant.email"), "participant.email");
        assert_eq!(Plain.form("parties[1].name"), "party.name");
        assert_eq!(Plain.form("data_fields[2].value"), "data_fields.value");
        assert_eq!(Plain.form("name"), "name");
    }
}
