//! The sandbox and the broker read the same files, by code of their own: they accept and refuse the same.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use oneflow_broker::blueprint::Blueprint;

use crate::world::{ORDERS, variables};

const START: &str = "extension_type = \"a\"\nname = \"A\"\n";
const TYPE: &str = "[[template_types]]\nname = \"T\"\n";
const HOOK: &str = "[webhook]\ncallback_url = \"https://a.example\"\n";
const OAUTH: &str = "type = \"oauth_client_credentials\", client_id = \"c\", client_secret = \"s\"";

fn both(text: &str) -> (Result<(), String>, Result<(), String>) {
    let broker = Blueprint::parse(text).map(drop).map_err(|error| error.to_string());
    (broker, oneflow_sandbox::Blueprint::parse_with(text, variables).map(drop))
}

/// A list of one filter with these rules.
fn rules(rules: &str) -> String {
    format!("{START}{HOOK}filters = [{{ filter_rules = [{rules}] }}]")
}

/// A webhook with this authentication.
fn proves(authentication: &str) -> String {
    format!("{START}{HOOK}configuration.authentication = {{ {authentication} }}")
}

/// A template type with these data fields.
fn fields(fields: &str) -> String {
    format!("{START}{TYPE}data_fields = [{fields}]")
}

#[test]
fn both_accept_the_same_files() -> Result<()> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sandbox/blueprints");
    let mut texts = vec![ORDERS.to_owned(), include_str!("../../package/blueprint.toml").to_owned()];
    for entry in fs::read_dir(&examples).with_context(|| examples.display().to_string())? {
        texts.push(fs::read_to_string(entry?.path())?);
    }
    texts.extend([
        START.to_owned(),
        format!("{START}{HOOK}sign_key = \"k\"\nintegration_process_id = 7"),
        format!("{START}{HOOK}sign_key = {{ env = \"KEY\" }}\nconfiguration = {{}}"),
        format!("{START}{HOOK}configuration.parameters = {{ a = \"\", \"b.c\" = \"d\" }}"),
        format!("{START}[webhook]\ncallback_url = \"http://10.0.0.1:8080/x?y=z\""),
        format!("{START}{TYPE}webhooks = [{{ callback_url = \"https://a.example\" }}]"),
        fields("{ custom_id = \"önskemål 1\", name = \"N\", value = \"v\", placeholder = \"p\", description = \"d\" }"),
        rules("{ type = \"EVENT_TYPE\", values = [\"anything\"] }, { type = \"WORKSPACE\", values = [1, 2] }"),
        proves("type = \"basic\", username = \"u\", password = { env = \"KEY\" }"),
        proves(&format!("{OAUTH}, token_url = \"https://a.example\"")),
    ]);
    for text in texts {
        let (broker, sandbox) = both(&text);
        ensure!(broker == Ok(()) && sandbox == Ok(()), "{broker:?}\n{sandbox:?}\n{text}");
    }
    Ok(())
}

#[test]
fn both_refuse_the_same_files() -> Result<()> {
    let long = "x".repeat(1_025);
    let many = vec!["\"e\""; 51].join(", ");
    let event = "{ type = \"EVENT_TYPE\", values = [\"e\"] }";
    for text in [
        "no toml".to_owned(),
        "name = \"A\"".to_owned(),
        "extension_type = \"\"\nname = \"A\"".to_owned(),
        "extension_type = \"a\"\nname = \"\"".to_owned(),
        format!("{START}colour = 1"),
        format!("{START}{TYPE}colour = 1"),
        format!("{START}{TYPE}{TYPE}"),
        format!("{START}[[template_types]]\nname = \"\""),
        fields("{ custom_id = \"c\" }"),
        fields("{ custom_id = \"\", name = \"N\" }"),
        fields("{ custom_id = \"c\", name = \"\" }"),
        fields("{ custom_id = \"c\", name = \"N\", active = false }"),
        fields("{ custom_id = \"c\", name = \"N\" }, { custom_id = \"c\", name = \"N\" }"),
        fields(&format!("{{ custom_id = \"c\", name = \"N\", value = \"{long}\" }}")),
        format!("{START}[webhook]\nsign_key = \"k\""),
        format!("{START}[webhook]\ncallback_url = \"ftp://a.example\""),
        format!("{START}[webhook]\ncallback_url = \"a\""),
        format!("{START}[webhook]\ncallback_url = {{ env = \"KEY\" }}"),
        format!("{START}[webhook]\ncallback_url = \"https://a.example/{long}\""),
        format!("{START}{HOOK}template_group_id = 1"),
        format!("{START}{HOOK}sign_key = 7"),
        format!("{START}{HOOK}sign_key = {{ env = \"KEY\", more = 1 }}"),
        format!("{START}{HOOK}sign_key = {{ env = \"\" }}"),
        format!("{START}{HOOK}configuration.colour = 1"),
        format!("{START}{HOOK}configuration.parameters = {{ a = \"{long}\" }}"),
        format!("{START}{TYPE}webhooks = [{{ callback_url = \"https://a.example\" }}]\n{HOOK}"),
        rules(""),
        rules(&format!("{event}, {event}, {event}")),
        rules("{ type = \"MOON\", values = [1] }"),
        rules("{ type = \"EVENT_TYPE\", values = [] }"),
        rules("{ type = \"EVENT_TYPE\", values = [1] }"),
        rules("{ type = \"WORKSPACE\", values = [\"a\"] }"),
        rules(&format!("{{ type = \"EVENT_TYPE\", values = [{many}] }}")),
        rules("{ type = \"WORKSPACE\", values = [1], more = 1 }"),
        proves("type = \"magic\""),
        proves("type = \"basic\", username = \"u\""),
        proves("type = \"bearer\", token = \"t\", more = \"m\""),
        proves(&format!("{OAUTH}, token_url = \"a\"")),
        proves(OAUTH),
    ] {
        let (broker, sandbox) = both(&text);
        ensure!(broker.is_err() && sandbox.is_err(), "{broker:?}\n{sandbox:?}\n{text}");
    }
    Ok(())
}
