//! Templates, template types and data fields.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::faults::FaultKind;

/// A template type with its data fields.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TemplateType {
    pub id: u64,
    pub name: String,
    pub description: String,
    pub active: bool,
    /// The type of the extension that created it; `None` for one created by hand.
    pub extension: Option<String>,
    pub created: String,
    pub updated: String,
    pub fields: Vec<DataField>,
}

/// A data field of a template type.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DataField {
    pub id: u64,
    pub custom_id: String,
    pub name: String,
    pub description: String,
    pub placeholder: String,
    pub value: String,
    pub source: Source,
    pub active: bool,
}

/// Who created a data field: a user, or an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    User,
    System,
}

/// A template.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the name is Oneflow's")]
pub struct Template {
    pub id: u64,
    pub name: Option<String>,
    pub template_type: Option<u64>,
    pub workspaces: Vec<u64>,
    pub active: bool,
    pub choices: Arc<Choices>,
    #[serde(default)]
    pub sections: Sections,
    /// The product tables, as responses show them.
    #[serde(default)]
    pub product_tables: Vec<Value>,
    #[serde(default)]
    pub approvals: Approvals,
    /// What goes wrong with contracts from this template.
    pub fault: Option<TemplateFault>,
}

/// Which files the documents of a template have a section for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Sections {
    pub attachments: bool,
    pub expanded_pdf: bool,
}

impl Default for Sections {
    fn default() -> Self {
        Self { attachments: true, expanded_pdf: false }
    }
}

/// Which approvals contracts from a template need.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Approvals {
    /// Before a draft is sent.
    pub draft: bool,
    /// While a contract is pending.
    pub pending: bool,
}

/// What goes wrong with contracts from a template, so that a person can reproduce failures by clicking.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum TemplateFault {
    /// When a contract is created.
    Create(FaultKind),
    /// When a contract is published.
    Publish(FaultKind),
    /// No user may publish the contracts, as their permissions say.
    PublishForbidden,
}

/// What a participant of a contract from a template can choose from; the first of each list is preferred.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Choices {
    pub channels: Vec<String>,
    pub sign_methods: Vec<String>,
    pub second_factors: Vec<String>,
    pub creator: CreatorRole,
}

/// The creator's role in contracts from a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CreatorRole {
    /// Organises the contract but does not sign.
    Organizer,
    /// Organises the contract and signs.
    Signatory,
}
