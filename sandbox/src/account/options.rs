//! The options of an account.

use axum::http::HeaderMap;
use axum::http::header::ORIGIN;

use crate::blueprint::Blueprint;
use crate::clock::Clock;
use crate::problem::ProblemPaths;
use crate::seed::Seed;

/// The options of a new account; each has a default.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the account contains at the start.
    pub seed: Seed,
    /// The start of the sequence of keys and request ids.
    pub random: u64,
    /// Origins whose pages may call the API from a browser; none by default, as has to be assumed of Oneflow.
    pub cors: Vec<String>,
    /// The form of the keys in `parameter_problems`.
    pub problem_paths: ProblemPaths,
    /// The source of the account's time.
    pub clock: Clock,
    /// Extensions besides the seed's own.
    pub blueprints: Vec<Blueprint>,
    /// Hosts besides this machine that webhooks are delivered to.
    pub deliver_to: Vec<String>,
    /// How many times faster than at Oneflow deliveries are retried.
    pub retry_speed: u32,
    /// Requests per token in five minutes.
    pub requests_per_window: usize,
    /// How many products a contract can have; Oneflow's support can raise the limit of an account.
    pub max_products: usize,
    /// The start of the `_links` in responses.
    pub api_base: String,
    /// What is validated against the `OpenAPI` file.
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
            max_products: 150,
            api_base: "https://api.oneflow.com/v1".to_owned(),
            strictness: Strictness::default(),
        }
    }
}

impl Options {
    /// The address of a path of the sandbox's own: beside the API, or on its host if the API is not called `v1`.
    pub(crate) fn sandbox_url(&self, path: &str) -> String {
        // The scheme, nothing between two slashes, and the host.
        let origin = || self.api_base.split('/').take(3).collect::<Vec<_>>().join("/");
        let folder = self.api_base.trim_end_matches('/').strip_suffix("/v1").map_or_else(origin, str::to_owned);
        format!("{folder}/_sandbox{path}")
    }

    /// Whether a request comes from a page of an allowed origin, or from no page at all.
    pub(crate) fn allows_origin_of(&self, headers: &HeaderMap) -> bool {
        let mut allowed = self.cors.iter();
        headers.get(ORIGIN).is_none_or(|origin| allowed.any(|allowed| allowed.as_bytes() == origin.as_bytes()))
    }
}

/// What is validated against the `OpenAPI` file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// Requests.
    #[default]
    Requests,
    /// Also the sandbox's own responses: an invalid one becomes a 500 that names the attribute.
    RequestsAndResponses,
}

/// Accepts an origin as browsers send it; any other text would never match. The error says what was expected.
pub fn parse_origin(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => Ok(text.to_ascii_lowercase()),
        _ => Err("expected an origin such as http://127.0.0.1:8080, without a path".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_paths_are_beside_the_api_or_on_its_host() {
        let own = |path: &str| {
            let options = Options { api_base: format!("https://proxy.example:444{path}"), ..Options::default() };
            options.sandbox_url("/app")
        };
        for path in ["", "/v1", "/v1/", "/one/flow"] {
            assert_eq!(own(path), "https://proxy.example:444/_sandbox/app");
        }
        assert_eq!(own("/project/v1"), "https://proxy.example:444/project/_sandbox/app");
    }
}
