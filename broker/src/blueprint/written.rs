//! A blueprint as TOML, in the form in which people write it.

use std::fmt::{self, Display, Formatter, Write};

use toml::{Table, Value};

use super::parts::{Blueprint, DataField, TemplateType};
use super::secret::Secret;
use super::webhook::{Authentication, Configuration, Webhook};

const UNSEEN: &str =
    "# Oneflow does not show the parameters and the authentication of a webhook: if it has any, write them here.\n";

impl Display for Blueprint {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("# What the extension creates in an account when it is enabled.\n")?;
        text_line(f, "extension_type", &self.extension_type)?;
        text_line(f, "name", &self.name)?;
        self.template_types.iter().try_for_each(|template_type| write_type(f, template_type))?;
        let Some(webhook) = &self.webhook else { return Ok(()) };
        f.write_str("\n# Each template type gets one.\n")?;
        write_webhook(f, "[webhook]", "webhook", webhook)
    }
}

fn write_type(f: &mut Formatter<'_>, template_type: &TemplateType) -> fmt::Result {
    f.write_str("\n[[template_types]]\n")?;
    text_line(f, "name", &template_type.name)?;
    line_if(f, "description", &template_type.description)?;
    for field in &template_type.data_fields {
        let DataField { custom_id, name, description, placeholder, value } = field;
        f.write_str("\n[[template_types.data_fields]]\n")?;
        text_line(f, "custom_id", custom_id)?;
        text_line(f, "name", name)?;
        line_if(f, "description", description)?;
        line_if(f, "placeholder", placeholder)?;
        line_if(f, "value", value)?;
    }
    let mut webhooks = template_type.webhooks.iter();
    webhooks.try_for_each(|webhook| {
        f.write_char('\n')?;
        write_webhook(f, "[[template_types.webhooks]]", "template_types.webhooks", webhook)
    })
}

fn write_webhook(f: &mut Formatter<'_>, head: &str, path: &str, webhook: &Webhook) -> fmt::Result {
    writeln!(f, "{head}")?;
    text_line(f, "callback_url", &webhook.callback_url)?;
    if let Some(key) = &webhook.sign_key {
        line(f, "sign_key", secret(key))?;
    }
    if let Some(number) = webhook.integration_process_id {
        line(f, "integration_process_id", number)?;
    }
    match &webhook.configuration {
        None => f.write_str(UNSEEN)?,
        Some(configuration) => write_configuration(f, configuration)?,
    }
    for filter in &webhook.filters {
        let rules = Value::try_from(&filter.filter_rules).map_err(|_| fmt::Error)?;
        write!(f, "\n[[{path}.filters]]\n")?;
        line(f, "filter_rules", rules)?;
    }
    Ok(())
}

fn write_configuration(f: &mut Formatter<'_>, configuration: &Configuration) -> fmt::Result {
    if configuration.parameters.is_empty() && configuration.authentication.is_none() {
        return line(f, "configuration", Table::new());
    }
    if !configuration.parameters.is_empty() {
        let parameters: Table =
            configuration.parameters.iter().map(|(name, text)| (name.clone(), Value::from(text.as_str()))).collect();
        line(f, "configuration.parameters", parameters)?;
    }
    configuration
        .authentication
        .as_ref()
        .map_or(Ok(()), |authentication| line(f, "configuration.authentication", table(authentication)))
}

fn table(authentication: &Authentication) -> Table {
    let text = |text: &str| Value::from(text);
    let pairs = match authentication {
        Authentication::Basic { username, password } => {
            vec![("type", text("basic")), ("username", text(username)), ("password", secret(password))]
        }
        Authentication::Bearer { token } => vec![("type", text("bearer")), ("token", secret(token))],
        Authentication::OauthClientCredentials { token_url, client_id, client_secret, scope } => {
            let scope = scope.iter().map(|scope| ("scope", text(scope)));
            let others = [
                ("type", text("oauth_client_credentials")),
                ("token_url", text(token_url)),
                ("client_id", text(client_id)),
                ("client_secret", secret(client_secret)),
            ];
            others.into_iter().chain(scope).collect()
        }
    };
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A secret that was in the file that is replaced stays in it.
fn secret(secret: &Secret) -> Value {
    match secret {
        Secret::Variable(name) => Value::Table(Table::from_iter([("env".to_owned(), Value::from(name.as_str()))])),
        Secret::Written(text) => Value::from(text.reveal()),
    }
}

fn line(f: &mut Formatter<'_>, name: &str, value: impl Into<Value>) -> fmt::Result {
    writeln!(f, "{name} = {}", value.into())
}

fn text_line(f: &mut Formatter<'_>, name: &str, text: &str) -> fmt::Result {
    line(f, name, text)
}

fn line_if(f: &mut Formatter<'_>, name: &str, text: &str) -> fmt::Result {
    if text.is_empty() { Ok(()) } else { line(f, name, text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
extension_type = "acme_erp"
name = "Acme \"ERP\" \\ Ω"

[[template_types]]
name = "Acme orders # [1]"
description = "line\nline\ttab \u0001 end"

[[template_types.data_fields]]
custom_id = "Kundens önskemål"
name = "'''"
placeholder = "\"\"\""
value = "a = [1]"

[[template_types.webhooks]]
callback_url = "https://a.example/?x=1&y='2'"
integration_process_id = 7

[[template_types.webhooks.filters]]
filter_rules = [{ type = "EVENT_TYPE", values = ["contract:sign"] }, { type = "WORKSPACE", values = [7001] }]

[[template_types.webhooks.filters]]
filter_rules = [{ type = "EVENT_TYPE", values = ["contract:publish"] }]

[[template_types]]
name = "Bare"

[webhook]
callback_url = "https://b.example/"
sign_key = { env = "KEY" }
configuration.parameters = { customer = "north \"wind\"", "a.b" = "c" }
configuration.authentication.type = "oauth_client_credentials"
configuration.authentication.token_url = "https://c.example/"
configuration.authentication.client_id = "i"
configuration.authentication.client_secret = { env = "S" }
configuration.authentication.scope = "s"
"#;

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let basic = "{ type = \"basic\", username = \"u\", password = \"p\" }";
        let bearer = "{ type = \"bearer\", token = { env = \"T\" } }";
        let (start, _) = TEXT.split_once("configuration.authentication").unwrap_or_default();
        let texts = [
            TEXT.to_owned(),
            start.to_owned(),
            start.replace("configuration.parameters", "#") + "configuration = {}\n",
        ];
        let others = [basic, bearer].map(|other| format!("{start}configuration.authentication = {other}\n"));
        for text in texts.into_iter().chain(others) {
            let blueprint = Blueprint::parse(&text).unwrap_or_else(|error| unreachable!("{error}\n{text}"));
            let written = blueprint.to_string();
            assert_eq!(Blueprint::parse(&written), Ok(blueprint), "{written}");
        }
    }
}
