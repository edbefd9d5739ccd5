//! The options of a sandbox, as JavaScript gives them.

use std::collections::HashMap;

use oneflow_sandbox::time::OffsetDateTime;
use oneflow_sandbox::time::format_description::well_known::Rfc3339;
use oneflow_sandbox::{Blueprint, Clock, Options, ProblemPaths, Seed, Strictness, parse_origin};
use serde::Deserialize;

/// The options by their names in JavaScript; each has a default.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
struct GivenOptions {
    seed: Seed,
    random: Option<u64>,
    cors: Vec<String>,
    plain_paths: bool,
    strict: bool,
    clock: Option<String>,
    /// TOML.
    blueprints: Vec<String>,
    /// The secrets that blueprints name.
    variables: HashMap<String, String>,
    deliver_to: Vec<String>,
    retry_speed: Option<u32>,
    limit: Option<usize>,
    api_base: Option<String>,
}

/// Reads the options from JSON. The error is one sentence.
pub fn parse(json: &str) -> Result<Options, String> {
    let given: GivenOptions = serde_json::from_str(json).map_err(|error| format!("The options are wrong: {error}."))?;
    let defaults = Options::default();
    Ok(Options {
        seed: given.seed,
        random: given.random.unwrap_or(defaults.random),
        cors: given.cors.iter().map(|text| origin(text)).collect::<Result<_, _>>()?,
        problem_paths: if given.plain_paths { ProblemPaths::Plain } else { ProblemPaths::Indexed },
        strictness: if given.strict { Strictness::RequestsAndResponses } else { Strictness::Requests },
        clock: given.clock.as_deref().map_or(Ok(Clock::System), clock)?,
        blueprints: given.blueprints.iter().map(|text| blueprint(text, &given.variables)).collect::<Result<_, _>>()?,
        deliver_to: given.deliver_to,
        retry_speed: given.retry_speed.unwrap_or(defaults.retry_speed),
        requests_per_window: given.limit.unwrap_or(defaults.requests_per_window),
        max_products: defaults.max_products,
        api_base: given.api_base.unwrap_or(defaults.api_base),
    })
}

fn origin(text: &str) -> Result<String, String> {
    parse_origin(text).map_err(|expected| format!("{text:?} is no origin: {expected}."))
}

fn clock(text: &str) -> Result<Clock, String> {
    let moment = OffsetDateTime::parse(text, &Rfc3339);
    moment.map(Clock::Fixed).map_err(|_| format!("{text:?} is no time such as 2026-01-31T12:00:00Z."))
}

fn blueprint(text: &str, variables: &HashMap<String, String>) -> Result<Blueprint, String> {
    let parsed = Blueprint::parse_with(text, |name| variables.get(name).cloned());
    parsed.map_err(|error| format!("The blueprint cannot be used: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(json: &str) -> String {
        parse(json).err().unwrap_or_default()
    }

    #[test]
    fn an_option_that_is_left_out_has_its_default() {
        let (given, defaults) = (parse("{}").ok(), Options::default());
        let given = given.as_ref().map(|options| (options.random, options.requests_per_window, &*options.api_base));
        assert_eq!(given, Some((defaults.random, defaults.requests_per_window, &*defaults.api_base)));
    }

    #[test]
    fn a_wrong_option_is_refused_with_its_name_or_its_value() {
        assert!(refusal(r#"{"sed": "small"}"#).contains("unknown field `sed`"));
        assert!(refusal(r#"{"seed": "huge"}"#).contains("unknown variant `huge`"));
        assert!(refusal(r#"{"clock": "noon"}"#).starts_with("\"noon\" is no time"));
        assert!(refusal(r#"{"cors": ["localhost:3000"]}"#).starts_with("\"localhost:3000\" is no origin"));
        assert!(refusal(r#"{"blueprints": ["name = 1"]}"#).starts_with("The blueprint cannot be used"));
    }

    #[test]
    fn a_secret_that_a_blueprint_names_is_one_of_the_variables() {
        let blueprint = "extension_type = 'acme'\nname = 'Acme'\n[webhook]\ncallback_url = 'https://acme.example/'\n\
                         sign_key = { env = 'KEY' }";
        let given = |variables: &str| {
            let blueprints = serde_json::Value::from(blueprint);
            refusal(&format!(r#"{{"blueprints": [{blueprints}], "variables": {variables}}}"#))
        };
        assert_eq!(given(r#"{"KEY": "secret"}"#), "");
        assert!(given("{}").ends_with("the variable KEY of the environment is not set"));
    }
}
