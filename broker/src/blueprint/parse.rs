//! Reading a blueprint from a file.

use toml::de::{Deserializer, Error};

use super::check::{FileError, check};
use super::parts::Blueprint;

impl Blueprint {
    /// Reads TOML. The sandbox reads the same files, by code of its own.
    pub fn parse(text: &str) -> Result<Self, FileError> {
        let no_toml = |error: &Error| FileError::new(place(text, error, ""), sentence(error));
        let toml = Deserializer::parse(text).map_err(|error| no_toml(&error))?;
        let blueprint: Self = serde_path_to_error::deserialize(toml).map_err(|error| {
            let path = error.path().to_string();
            FileError::new(place(text, error.inner(), path.trim_start_matches('.')), sentence(error.inner()))
        })?;
        check(&blueprint)?;
        Ok(blueprint)
    }
}

/// The line and the path, as far as they are known.
fn place(text: &str, error: &Error, path: &str) -> String {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.map(|before| format!("line {}", before.matches('\n').count() + 1));
    let known: Vec<String> = line.into_iter().chain((!path.is_empty()).then(|| path.to_owned())).collect();
    if known.is_empty() { "the file".to_owned() } else { known.join(", ") }
}

/// Without the value that does not fit: it may be a secret.
fn sentence(error: &Error) -> String {
    let said = error.message().replace('\n', " ");
    let unfit = ["invalid type: ", "invalid value: "].iter().any(|start| said.starts_with(start));
    match said.rsplit_once(", expected ").filter(|_| unfit) {
        Some((unfit, expected)) => {
            let kind = unfit.split(['`', '"']).next().unwrap_or_default().trim_end();
            format!("{kind}, expected {expected}")
        }
        None => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &str = "extension_type = \"a\"\nname = \"A\"\n";

    fn refusal(more: &str) -> String {
        Blueprint::parse(&format!("{START}{more}")).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_path() {
        for (more, parts) in [
            ("colour = 1", &["line 3", "colour", "unknown field"][..]),
            (
                "[[template_types]]\nname = \"T\"\ndata_fields = [{ custom_id = \"c\", name = 1 }]",
                &["line 5", "template_types[0].data_fields[0].name", "invalid type"],
            ),
            (
                "[[template_types]]\nname = \"T\"\ndata_fields = [{ name = \"N\" }]",
                &["template_types[0].data_fields[0]", "missing field `custom_id`"],
            ),
            ("[webhook]\nsign_key = \"k\"", &["webhook", "missing field `callback_url`"]),
            ("[webhook]\ncallback_url = \"https://a.example\"\ntemplate_group_id = 1", &["template_group_id"]),
            ("[webhook]\ncallback_url = \"https://a.example\"\nsign_key = 7", &["sign_key", "{ env = \"NAME\" }"]),
            ("[webhook]\ncallback_url = \"https://a.example\"\nsign_key = { enw = \"K\" }", &["enw"]),
            (
                "[webhook]\ncallback_url = \"https://a.example\"\nconfiguration.authentication = { type = \"magic\" }",
                &["webhook.configuration", "magic"],
            ),
            (
                "[webhook]\ncallback_url = \"https://a.example\"\n\
                 filters = [{ filter_rules = [{ type = \"MOON\", values = [1] }] }]",
                &["webhook.filters[0].filter_rules[0]", "MOON"],
            ),
            ("no toml", &["line 3"]),
        ] {
            let said = refusal(more);
            assert!(parts.iter().all(|part| said.contains(part)), "{more}: {said}");
            assert!(!said.contains('\n'), "{said}");
        }
    }

    #[test]
    fn what_oneflow_would_refuse_is_refused_with_its_path() {
        let hook = |more: &str| format!("[webhook]\ncallback_url = \"https://a.example\"\n{more}");
        let kind = |more: &str| format!("[[template_types]]\nname = \"T\"\n{more}");
        for (more, place) in [
            ("[webhook]\ncallback_url = \"ftp://a.example\"".to_owned(), "webhook.callback_url: "),
            ("[webhook]\ncallback_url = \"\"".to_owned(), "webhook.callback_url: "),
            (hook("filters = [{ filter_rules = [] }]"), "webhook.filters[0].filter_rules: "),
            (
                hook("filters = [{ filter_rules = [{ type = \"WORKSPACE\", values = [] }] }]"),
                "webhook.filters[0].filter_rules[0].values: ",
            ),
            (hook("sign_key = { env = \"\" }"), "webhook.sign_key.env: "),
            (
                kind("data_fields = [{ custom_id = \"\", name = \"N\" }]"),
                "template_types[0].data_fields[0].custom_id: ",
            ),
            (
                kind("data_fields = [{ custom_id = \"c\", name = \"N\" }, { custom_id = \"c\", name = \"M\" }]"),
                "template_types[0].data_fields[1].custom_id: ",
            ),
            (kind("[[template_types]]\nname = \"T\""), "template_types[1].name: "),
            (
                kind("webhooks = [{ callback_url = \"https://a.example\" }]\n") + &hook(""),
                "template_types[0].webhooks: ",
            ),
            (
                kind(&format!(
                    "data_fields = [{{ custom_id = \"c\", name = \"N\", value = \"{}\" }}]",
                    "x".repeat(1_025)
                )),
                "template_types[0].data_fields[0].value: ",
            ),
        ] {
            let said = refusal(&more);
            assert!(said.starts_with(place), "{more}: {said}");
        }
    }

    #[test]
    fn a_secret_is_in_no_message_and_in_no_debug_output() {
        let text = format!(
            "{START}[webhook]\ncallback_url = \"https://a.example\"\nsign_key = \"hush\"\n\
             configuration.authentication = {{ type = \"bearer\", token = \"hush\" }}"
        );
        let blueprint = Blueprint::parse(&text).map(|blueprint| format!("{blueprint:?}"));
        assert!(blueprint.is_ok_and(|printed| printed.contains("sign_key") && !printed.contains("hush")));
    }
    #[test]
    fn a_secret_that_is_written_in_another_type_or_place_is_in_no_message() {
        let start = "[webhook]\ncallback_url = \"https://a.example\"\n";
        let unfit = [
            "424242",
            "-424242",
            "42.4242",
            "true",
            "4242-04-24",
            "18446744073709424242",
            "[424242]",
            "[\"424242\"]",
            "{ env = 424242 }",
            "{ env = \"A\", other = 424242 }",
            "0x424242",
            "424242x",
            "x424242",
            "\"424242",
        ];
        for value in unfit {
            for line in [
                format!("sign_key = {value}"),
                format!("configuration.authentication = {{ type = \"bearer\", token = {value} }}"),
                format!("configuration.authentication = {{ type = \"basic\", username = \"u\", password = {value} }}"),
            ] {
                let said = refusal(&format!("{start}{line}"));
                assert!(!said.is_empty() && !["4242", "true"].iter().any(|part| said.contains(part)), "{line}: {said}");
            }
        }
        for place in ["configuration", "configuration.authentication", "configuration.parameters", "filters"] {
            let said = refusal(&format!("{start}{place} = \"hush, expected hush\""));
            assert!(said.contains("expected") && !said.contains("hush"), "{said}");
        }
    }
}
