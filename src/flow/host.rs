//! What the host configured, read once and checked: the rest of the machine meets valid values only.

use super::prefill::Prefill;
use crate::api::Text;
use crate::api::ids::{ContractId, TemplateId, TemplateTypeId, WorkspaceId};
use crate::api::json::{Json, Misfit, Read};

/// Where *Open in Oneflow* leads unless the host says otherwise.
const APP: &str = "https://app.oneflow.com";

/// The action that creates a draft.
pub const DRAFT: &str = "draft";
/// The action that sends a contract to its participants.
pub const SEND: &str = "send";

/// The host's attributes and properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Host {
    /// Oneflow's API or the partner's broker, without a slash at the end.
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
    /// The initial name.
    pub contract_name: Option<Text>,
    /// The partner's record.
    pub external_id: Option<Text>,
    /// The contract that a card shows; a picker has none.
    pub contract: Option<ContractId>,
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
    /// The first thing that keeps the element from starting.
    pub fault: Option<Fault>,
    /// What is wrong with `prefill`, which is then taken as empty.
    pub prefill_misfit: Option<Text>,
}

/// What is wrong with the configuration.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// An attribute that is required is missing.
    Missing(&'static str),
    /// It is not an http or https address.
    NotAnAddress(&'static str),
    /// It is http, and not this machine's.
    Insecure(&'static str),
    /// It does not end in `/v1`.
    WithoutVersion(&'static str),
    /// It is not a whole number.
    NotANumber(&'static str),
    /// `authorize` is missing or no function.
    NoAuthorize,
}

impl Host {
    /// Whether the host locks `workspace`, `template`, `name`, `fields` or `parties`.
    pub fn locks(&self, what: &str) -> bool {
        names(&self.lock, what)
    }

    /// Whether the review offers [`DRAFT`] or [`SEND`]; a host that names neither of them allows both.
    pub fn allows(&self, action: &str) -> bool {
        names(&self.actions, action) || !(names(&self.actions, DRAFT) || names(&self.actions, SEND))
    }

    /// Reads what the door hands over: attributes as text, properties as they are.
    pub fn read(json: &Json) -> Result<Self, Misfit> {
        let said = |key| json.get::<Option<Text>>(key).map(|text| text.filter(|text| !text.trim().is_empty()));
        let mut fault = None;
        let mut note = |found: Option<Fault>| fault = fault.take().or(found);
        let api_base = match said("apiBase")? {
            None => Err(Fault::Missing("api-base")),
            Some(base) => address(&base, "api-base").and_then(with_version),
        };
        let app_base = address(said("appBase")?.as_deref().unwrap_or(APP), "app-base");
        note(api_base.as_ref().err().cloned());
        note(app_base.as_ref().err().cloned());
        let setup_url = said("setupUrl")?.map(|text| address(&text, "setup-url")).transpose();
        note(setup_url.as_ref().err().cloned());
        if !json.get::<Option<bool>>("authorizes")?.unwrap_or_default() {
            note(Some(Fault::NoAuthorize));
        }
        let mut number = |key, attribute| -> Result<Option<u64>, Misfit> {
            let parsed = said(key)?.map(|text| text.trim().parse().map_err(|_| Fault::NotANumber(attribute)));
            Ok(parsed.transpose().unwrap_or_else(|found| {
                note(Some(found));
                None
            }))
        };
        let template_type = number("templateTypeId", "template-type-id")?.map(TemplateTypeId);
        let workspace = number("workspaceId", "workspace-id")?.map(WorkspaceId);
        let template = number("templateId", "template-id")?.map(TemplateId);
        let contract = number("contractId", "contract-id")?.map(ContractId);
        let is_card = json.get::<Option<bool>>("card")?.unwrap_or_default();
        note((is_card && contract.is_none()).then_some(Fault::Missing("contract-id")));
        let (prefill, prefill_misfit) = match json.get::<Option<Prefill>>("prefill") {
            Ok(prefill) => (prefill.unwrap_or_default(), None),
            Err(misfit) => (Prefill::default(), Some(misfit.to_string().into())),
        };
        Ok(Self {
            api_base: api_base.unwrap_or_default(),
            app_base: app_base.unwrap_or_default(),
            extension_type: said("extensionType")?,
            template_type,
            workspace,
            template,
            contract_name: said("contractName")?,
            external_id: said("externalId")?,
            contract,
            lock: said("lock")?.unwrap_or_default(),
            actions: said("actions")?.unwrap_or_default(),
            setup_url: setup_url.ok().flatten(),
            used: json.get::<Option<Vec<Used>>>("used")?.unwrap_or_default().into_iter().map(|used| used.0).collect(),
            prefill,
            fault,
            prefill_misfit,
        })
    }

    /// Whether another host means another job: then nothing of what was typed belongs to it.
    pub fn is_another_job(&self, other: &Self) -> bool {
        self.api_base != other.api_base
            || self.extension_type != other.extension_type
            || self.template_type != other.template_type
            || self.external_id != other.external_id
            || self.contract != other.contract
    }

    /// Whether the start has to be made again although the job is the same.
    pub fn starts_differently(&self, other: &Self) -> bool {
        self.fault != other.fault || self.workspace != other.workspace || self.template != other.template
    }
}

/// A template in a workspace, as `[7001, 8101]`.
struct Used((WorkspaceId, TemplateId));

impl Read for Used {
    fn read(json: &Json) -> Result<Self, Misfit> {
        let ids: Vec<u64> = Read::read(json)?;
        let [workspace, template] = *ids else {
            return Err(Misfit::new("two ids"));
        };
        Ok(Self((WorkspaceId(workspace), TemplateId(template))))
    }
}

fn names(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|other| other == word)
}

fn address(text: &str, attribute: &'static str) -> Result<Text, Fault> {
    let text = text.trim();
    let secure = text.strip_prefix("https://");
    let rest = secure.or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '"' | '<' | '>');
    if host.is_empty() || host.contains('@') || text.contains(odd) {
        return Err(Fault::NotAnAddress(attribute));
    }
    // The headers prove who is asking: they travel encrypted, or not at all.
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if secure.is_none() && !matches!(name, "localhost" | "127.0.0.1" | "[::1]") {
        return Err(Fault::Insecure(attribute));
    }
    Ok(text.trim_end_matches('/').into())
}

fn with_version(base: Text) -> Result<Text, Fault> {
    if base.ends_with("/v1") { Ok(base) } else { Err(Fault::WithoutVersion("api-base")) }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a step that fails is a test that fails")]
mod tests {
    use super::*;

    fn read(text: &str) -> Host {
        Host::read(&Json::parse(text).expect("is JSON")).expect("is a host")
    }

    #[test]
    fn a_sound_host_has_no_fault_and_no_slash_at_the_end_of_its_addresses() {
        let host = read(r#"{"apiBase": "https://a.example/v1/", "authorizes": true, "templateTypeId": "9001"}"#);
        assert_eq!(host.fault, None);
        assert_eq!(&*host.api_base, "https://a.example/v1");
        assert_eq!(&*host.app_base, APP);
        assert_eq!(host.template_type, Some(TemplateTypeId(9001)));
    }

    #[test]
    fn each_fault_is_told_from_the_others() {
        let cases = [
            (r#"{"authorizes": true}"#, Fault::Missing("api-base")),
            (r#"{"apiBase": "  ", "authorizes": true}"#, Fault::Missing("api-base")),
            (r#"{"apiBase": "nonsense", "authorizes": true}"#, Fault::NotAnAddress("api-base")),
            (r#"{"apiBase": "ftp://a.example/v1", "authorizes": true}"#, Fault::NotAnAddress("api-base")),
            (r#"{"apiBase": "https:///v1", "authorizes": true}"#, Fault::NotAnAddress("api-base")),
            (r#"{"apiBase": "https://user:secret@a.example/v1", "authorizes": true}"#, Fault::NotAnAddress("api-base")),
            (r#"{"apiBase": "http://a.example/v1", "authorizes": true}"#, Fault::Insecure("api-base")),
            (r#"{"apiBase": "https://a.example/v2", "authorizes": true}"#, Fault::WithoutVersion("api-base")),
            (r#"{"apiBase": "https://a.example/v1"}"#, Fault::NoAuthorize),
            (
                r#"{"apiBase": "https://a.example/v1", "authorizes": true, "appBase": "javascript:alert(1)"}"#,
                Fault::NotAnAddress("app-base"),
            ),
            (
                r#"{"apiBase": "https://a.example/v1", "authorizes": true, "templateId": "8101x"}"#,
                Fault::NotANumber("template-id"),
            ),
        ];
        for (text, fault) in cases {
            assert_eq!(read(text).fault, Some(fault), "{text}");
        }
    }

    #[test]
    fn a_prefill_that_does_not_fit_names_its_path_and_is_taken_as_empty() {
        let host =
            read(r#"{"apiBase": "https://a.example/v1", "authorizes": true, "prefill": {"fields": {"amount": 5.5}}}"#);
        assert_eq!(host.fault, None);
        assert_eq!(host.prefill_misfit.as_deref(), Some("prefill.fields.amount: expected text"));
        assert_eq!(host.prefill, Prefill::default());
    }
}
