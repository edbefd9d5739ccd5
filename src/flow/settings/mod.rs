//! What the host configured, read and checked once: the rest of the machine meets valid values only.

mod address;
mod changes;
mod earlier;
mod error;
mod record;

use self::address::{address, with_version};
use self::earlier::{Used, kept};
use self::record::record;
use super::form::prefill::Prefill;
use super::snapshot::Snapshot;
use crate::api::Text;
use crate::api::ids::{ContractId, TemplateId, TemplateTypeId, WorkspaceId};
use crate::json::{DecodeError, Json};

pub use self::error::ConfigError;

/// Where *Open in Oneflow* leads unless the host says otherwise.
const APP: &str = "https://app.oneflow.com";

/// The action that creates a draft.
pub const DRAFT: &str = "draft";
/// The action that sends a contract to its participants.
pub const SEND: &str = "send";

/// The host's attributes and properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Oneflow's API or the partner's server in front of it, without a slash at the end.
    pub api_base: Text,
    /// Oneflow's app, without a slash at the end.
    pub app_base: Text,
    /// The filter by the partner's extension.
    pub extension_type: Option<Text>,
    /// The filter during development.
    pub template_type: Option<TemplateTypeId>,
    /// The preselected workspace.
    pub workspace: Option<WorkspaceId>,
    /// The preselected template.
    pub template: Option<TemplateId>,
    /// The partner's record.
    pub external_id: Option<Text>,
    /// The contract that a card shows; a picker has none.
    pub contract: Option<ContractId>,
    /// Whether the element lists the contracts of the record.
    pub list: bool,
    /// What is shown and not to be changed: words of `workspace template name fields parties`.
    pub lock: Text,
    /// What the review offers: words of `draft send`.
    pub actions: Text,
    /// Where an administrator enables the extension.
    pub setup_url: Option<Text>,
    /// The templates used earlier on this page, with their workspaces, the latest first.
    pub used: Vec<(WorkspaceId, TemplateId)>,
    /// What the partner's record fills in.
    pub prefill: Prefill,
    /// The first error that keeps the element from starting.
    pub error: Option<ConfigError>,
    /// What is wrong with `prefill`, which is then taken as empty.
    pub prefill_error: Option<Text>,
    /// What the host kept of an element before this one, to go on with.
    pub kept: Option<Box<Snapshot>>,
    /// What is wrong with it: then it counts for nothing.
    pub kept_error: Option<Text>,
}

impl Settings {
    /// Whether the host locks `workspace`, `template`, `name`, `fields` or `parties`.
    pub fn locks(&self, what: &str) -> bool {
        names(&self.lock, what)
    }

    /// Whether the review offers [`DRAFT`] or [`SEND`]; a host that names neither of them allows both.
    pub fn allows(&self, action: &str) -> bool {
        names(&self.actions, action) || !(names(&self.actions, DRAFT) || names(&self.actions, SEND))
    }

    /// Reads what the element hands over: attributes as text, properties as they are.
    pub fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let mut reader = Reader { json, error: None };
        let (mut prefill, prefill_error) = reader.prefill()?;
        let external_id = reader.text("externalId")?;
        let record_field = reader.text("recordField")?;
        let (kept, kept_error) = kept(json, external_id.as_ref(), record_field.as_ref())?;
        let used: Vec<Used> = json.get::<Option<_>>("used")?.unwrap_or_default();
        // The first error counts, so the order matters.
        let (api_base, app_base, setup_url) = (reader.api_base()?, reader.app_base()?, reader.setup_url()?);
        let authorizes = reader.flag("authorizes")?.then_some(()).ok_or(ConfigError::NoAuthorize);
        reader.noted(authorizes);
        let list = reader.flag("list")?;
        prefill.record = reader.noted(record(record_field, external_id.as_ref(), list)).flatten();
        Ok(Self {
            api_base,
            app_base,
            setup_url,
            template_type: reader.number("templateTypeId", "template-type-id")?.map(TemplateTypeId),
            workspace: reader.number("workspaceId", "workspace-id")?.map(WorkspaceId),
            template: reader.number("templateId", "template-id")?.map(TemplateId),
            contract: reader.contract()?,
            extension_type: reader.text("extensionType")?,
            external_id,
            list,
            lock: reader.text("lock")?.unwrap_or_default(),
            actions: reader.text("actions")?.unwrap_or_default(),
            used: used.into_iter().map(|used| used.0).collect(),
            prefill,
            prefill_error,
            kept,
            kept_error,
            error: reader.error,
        })
    }
}

/// Reads settings, and keeps the first error that keeps the element from starting.
struct Reader<'a> {
    json: &'a Json<'a>,
    error: Option<ConfigError>,
}

impl Reader<'_> {
    fn text(&self, key: &str) -> Result<Option<Text>, DecodeError> {
        self.json.get::<Option<Text>>(key).map(|text| text.filter(|text| !text.trim().is_empty()))
    }

    fn flag(&self, key: &str) -> Result<bool, DecodeError> {
        self.json.get::<Option<bool>>(key).map(Option::unwrap_or_default)
    }

    /// The value, unless it is wrong: then the error is noted.
    fn noted<T>(&mut self, result: Result<T, ConfigError>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.error.get_or_insert(error);
                None
            }
        }
    }

    fn number(&mut self, key: &str, attribute: &'static str) -> Result<Option<u64>, DecodeError> {
        let parsed = self.text(key)?.map(|text| text.trim().parse().map_err(|_| ConfigError::NotANumber(attribute)));
        Ok(self.noted(parsed.transpose()).flatten())
    }

    fn api_base(&mut self) -> Result<Text, DecodeError> {
        let base = match self.text("apiBase")? {
            None => Err(ConfigError::Missing("api-base")),
            Some(base) => address(&base, "api-base").and_then(with_version),
        };
        Ok(self.noted(base).unwrap_or_default())
    }

    fn app_base(&mut self) -> Result<Text, DecodeError> {
        let base = address(self.text("appBase")?.as_deref().unwrap_or(APP), "app-base");
        Ok(self.noted(base).unwrap_or_default())
    }

    fn setup_url(&mut self) -> Result<Option<Text>, DecodeError> {
        let url = self.text("setupUrl")?.map(|url| address(&url, "setup-url"));
        Ok(self.noted(url.transpose()).flatten())
    }

    fn contract(&mut self) -> Result<Option<ContractId>, DecodeError> {
        let contract = self.number("contractId", "contract-id")?.map(ContractId);
        if self.flag("card")? {
            self.noted(contract.ok_or(ConfigError::Missing("contract-id")));
        }
        Ok(contract)
    }

    /// The prefill, or what is wrong with it. Its name goes before `contract-name`.
    fn prefill(&self) -> Result<(Prefill, Option<Text>), DecodeError> {
        let (mut prefill, error) = match self.json.get::<Option<Prefill>>("prefill") {
            Ok(prefill) => (prefill.unwrap_or_default(), None),
            Err(error) => (Prefill::default(), Some(error.to_string().into())),
        };
        prefill.name = prefill.name.or(self.text("contractName")?);
        Ok((prefill, error))
    }
}

fn names(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|other| other == word)
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a step that fails is a test that fails")]
mod tests {
    use super::*;

    fn read(text: &str) -> Settings {
        Settings::from_json(&Json::parse(text).expect("is JSON")).expect("has settings")
    }

    #[test]
    fn valid_settings_have_no_error_and_their_addresses_no_slash_at_the_end() {
        let settings = read(r#"{"apiBase": "https://a.example/v1/", "authorizes": true, "templateTypeId": "9001"}"#);
        assert_eq!(settings.error, None);
        assert_eq!(&*settings.api_base, "https://a.example/v1");
        assert_eq!(&*settings.app_base, APP);
        assert_eq!(settings.template_type, Some(TemplateTypeId(9001)));
    }

    #[test]
    fn each_wrong_attribute_has_its_own_error() {
        let missing_field = ConfigError::Missing("record-field");
        let cases = [
            (r#"{"authorizes": true}"#, ConfigError::Missing("api-base")),
            (r#"{"apiBase": "  ", "authorizes": true}"#, ConfigError::Missing("api-base")),
            (r#"{"apiBase": "nonsense", "authorizes": true}"#, ConfigError::NotAnAddress("api-base")),
            (r#"{"apiBase": "ftp://a.example/v1", "authorizes": true}"#, ConfigError::NotAnAddress("api-base")),
            (r#"{"apiBase": "https:///v1", "authorizes": true}"#, ConfigError::NotAnAddress("api-base")),
            (
                r#"{"apiBase": "https://user:secret@a.example/v1", "authorizes": true}"#,
                ConfigError::NotAnAddress("api-base"),
            ),
            (r#"{"apiBase": "http://a.example/v1", "authorizes": true}"#, ConfigError::Insecure("api-base")),
            (r#"{"apiBase": "https://a.example/v2", "authorizes": true}"#, ConfigError::WithoutVersion("api-base")),
            (r#"{"apiBase": "https://a.example/v1"}"#, ConfigError::NoAuthorize),
            (
                r#"{"apiBase": "https://a.example/v1", "authorizes": true, "appBase": "javascript:alert(1)"}"#,
                ConfigError::NotAnAddress("app-base"),
            ),
            (
                r#"{"apiBase": "https://a.example/v1", "authorizes": true, "templateId": "8101x"}"#,
                ConfigError::NotANumber("template-id"),
            ),
            (
                r#"{"apiBase": "https://a.example/v1", "authorizes": true, "recordField": "deal", "externalId": " "}"#,
                ConfigError::Missing("external-id"),
            ),
            (r#"{"apiBase": "https://a.example/v1", "authorizes": true, "list": true}"#, missing_field),
            (
                r#"{"apiBase": "https://a.example/v1", "authorizes": true, "list": true, "recordField": "d"}"#,
                ConfigError::Missing("external-id"),
            ),
            (
                r#"{"apiBase": "https://a.example/v1", "authorizes": true, "recordField": "d:e", "externalId": "1"}"#,
                ConfigError::NotARecordField,
            ),
        ];
        for (text, error) in cases {
            assert_eq!(read(text).error, Some(error), "{text}");
        }
    }

    #[test]
    fn a_draft_of_another_record_or_version_is_refused_and_says_why() {
        let refused = |draft: &str| {
            let draft = draft.replace('"', "\\\"");
            let text = format!(r#"{{"externalId": "deal-1", "draft": "{draft}"}}"#);
            let settings = read(&text);
            assert_eq!(settings.kept, None, "{text}");
            settings.kept_error.expect("is wrong").to_string()
        };
        let head = r#"{"recordField": "deal_id", "fields": [], "ownPart": false}"#;
        let foreign = [r#"{"version": 1, "externalId": "deal-1", "fields": [], "head": "#, head, "}"].concat();
        assert_eq!(refused(&foreign), "draft.head.recordField: expected that of the element");
        let expected = "draft.externalId: expected that of the element";
        assert_eq!(refused(r#"{"version": 1, "externalId": "deal-2", "head": {}, "fields": []}"#), expected);
        assert_eq!(refused(r#"{"version": 1, "head": {}, "fields": []}"#), expected);
        assert_eq!(refused(r#"{"version": 2, "externalId": "deal-1"}"#), "draft.version: expected 1");
        assert_eq!(refused("nonsense"), "draft: expected JSON");
    }

    #[test]
    fn a_prefill_that_does_not_fit_names_its_path_and_is_taken_as_empty() {
        let settings =
            read(r#"{"apiBase": "https://a.example/v1", "authorizes": true, "prefill": {"fields": {"amount": 5.5}}}"#);
        assert_eq!(settings.error, None);
        assert_eq!(settings.prefill_error.as_deref(), Some("prefill.fields.amount: expected text"));
        assert_eq!(settings.prefill, Prefill::default());
    }

    #[test]
    fn a_prefill_longer_than_any_input_is_refused_with_its_path() {
        let error = |length: usize| {
            let text = "å".repeat(length);
            read(&format!(
                r#"{{"prefill": {{"parties": [{{"type": "company", "name": "{text}", "participants": []}}]}}}}"#
            ))
            .prefill_error
        };
        assert_eq!(error(100_000), None);
        assert_eq!(error(100_001).as_deref(), Some("prefill.parties[0].name: expected at most 100,000 characters"));
    }
}
