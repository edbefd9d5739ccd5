//! Reading a blueprint from a file.

use super::check::check;
use super::parts::Blueprint;
use super::secrets;

impl Blueprint {
    /// Parses a blueprint from TOML without secrets from variables. The error is one sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::parse_with(text, |_| None)
    }

    /// Parses a blueprint from TOML, with secrets from `variable`. The error is one sentence.
    pub fn parse_with(text: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let mut blueprint: Self = toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
        let own = blueprint.template_types.iter_mut().flat_map(|template_type| &mut template_type.webhooks);
        for webhook in blueprint.webhook.iter_mut().chain(own) {
            secrets::resolve(webhook, &variable)?;
        }
        check(&blueprint)?;
        Ok(blueprint)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::blueprint::TypeBlueprint;

    fn refusal(text: &str) -> String {
        Blueprint::parse(text).err().unwrap_or_default()
    }

    #[test]
    fn an_error_in_a_blueprint_names_the_attribute() {
        assert!(refusal("name = \"A\"").contains("extension_type"));
        assert!(refusal("extension_type = \"a\"\nname = \"A\"\ncolour = 1").contains("colour"));
        let webhook = "extension_type = \"a\"\nname = \"A\"\n[webhook]\n";
        assert_eq!(refusal(webhook), "webhook.callback_url: Missing data for required field.");
        let bound = format!("{webhook}callback_url = \"http://127.0.0.1/\"\ntemplate_group_id = 1");
        assert!(refusal(&bound).contains("each template type gets a webhook"));
        let twice =
            "extension_type = \"a\"\nname = \"A\"\n[[template_types]]\nname = \"T\"\n[[template_types]]\nname = \"T\"";
        assert_eq!(refusal(twice), "two template types have the name \"T\"");
        let field = |field: &str| {
            refusal(&format!(
                "extension_type = \"a\"\nname = \"A\"\n[[template_types]]\nname = \"T\"\ndata_fields = [{field}]"
            ))
        };
        assert!(
            field("{ custom_id = \"\", name = \"N\" }").starts_with("template_types[0].data_fields[0].custom_id: ")
        );
        let ftp = format!("{webhook}callback_url = \"ftp://a.example/\"");
        assert_eq!(refusal(&ftp), "webhook.callback_url: Neither an https nor an http address.");
    }

    #[test]
    fn a_template_type_gets_the_webhook_of_all_and_its_own() {
        let text = "extension_type = \"a\"\nname = \"A\"\n[webhook]\ncallback_url = \"https://a.example/\"\n\
                    [[template_types]]\nname = \"T\"\nwebhooks = [{ callback_url = \"https://b.example/\" }]\n\
                    [[template_types]]\nname = \"U\"";
        let blueprint = Blueprint::parse(text).unwrap_or_else(|sentence| unreachable!("{sentence}"));
        let addresses = |template_type: &TypeBlueprint| -> Vec<String> {
            let webhooks = blueprint.webhooks_of(template_type);
            webhooks.filter_map(|webhook| Some(webhook.get("callback_url")?.as_str()?.to_owned())).collect()
        };
        let found: Vec<Vec<String>> = blueprint.template_types.iter().map(addresses).collect();
        assert_eq!(found, [vec!["https://a.example/", "https://b.example/"], vec!["https://a.example/"]]);
        let twice = text.replace("b.example", "a.example");
        assert_eq!(refusal(&twice), "\"T\" has two webhooks for \"https://a.example/\"");
    }

    #[test]
    fn a_secret_can_be_a_variable_of_the_environment() {
        let text = "extension_type = \"a\"\nname = \"A\"\n[webhook]\ncallback_url = \"https://a.example/\"\n\
                    sign_key = { env = \"KEY\" }\n\
                    configuration.authentication = { type = \"bearer\", token = { env = \"TOKEN\" } }";
        let of = |name: &str| (name == "KEY" || name == "TOKEN").then(|| format!("value of {name}"));
        let webhook = Blueprint::parse_with(text, of).ok().and_then(|blueprint| blueprint.webhook).unwrap_or_default();
        let at = |pointer: &str| webhook.pointer(pointer).and_then(Value::as_str);
        assert_eq!(at("/sign_key"), Some("value of KEY"));
        assert_eq!(at("/configuration/authentication/token"), Some("value of TOKEN"));
        let missing = Blueprint::parse_with(text, |name| of(name).filter(|_| name == "KEY"));
        assert_eq!(missing.err().as_deref(), Some("the variable TOKEN of the environment is not set"));
        let elsewhere = text.replace("\"https://a.example/\"", "{ env = \"KEY\" }");
        assert!(Blueprint::parse_with(&elsewhere, of).err().unwrap_or_default().starts_with("webhook.callback_url"));
    }
}
