//! What an account consists of, as plain data.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::faults::FaultKind;

/// An integration extension of the account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Extension {
    pub id: u64,
    /// The key that Oneflow calls its type.
    pub kind: String,
    pub name: String,
    pub active: bool,
}

/// A key to the account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Token {
    pub text: String,
    /// The extension that it was made for; one made by hand has none.
    pub extension: Option<String>,
}

/// Somebody who works in the account.
#[derive(Clone, Debug)]
pub struct User {
    pub id: u64,
    pub email: &'static str,
    pub name: &'static str,
    pub title: &'static str,
    pub active: bool,
    pub access: Vec<Access>,
}

/// What a user may do in one workspace that he sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    pub workspace: u64,
    pub right: Right,
}

/// The two rights that matter to creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    See,
    Create,
}

/// A workspace.
#[derive(Clone, Debug)]
pub struct Workspace {
    pub id: u64,
    pub name: String,
    pub description: &'static str,
}

/// A template type with its data fields.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TemplateType {
    pub id: u64,
    pub name: String,
    pub description: String,
    pub active: bool,
    /// The extension that made it; one made by hand has none.
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

/// Who made a data field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    User,
    System,
}

/// A template.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Template {
    pub id: u64,
    pub name: Option<String>,
    pub kind: Option<u64>,
    pub workspaces: Vec<u64>,
    pub active: bool,
    pub choices: Arc<Choices>,
    /// What goes wrong with contracts from it.
    pub mark: Option<Mark>,
}

/// What goes wrong with contracts from a template, so that a person can see it by clicking.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Mark {
    /// When one is created.
    Creating(FaultKind),
    /// When one is published.
    Publishing(FaultKind),
    /// Nobody may publish them, and their permissions say so.
    NoPublishing,
}

/// What a participant of a contract from a template can choose among; the first of each list is preferred.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Choices {
    pub channels: Vec<String>,
    pub sign_methods: Vec<String>,
    pub second_factors: Vec<String>,
    pub creator: Creator,
}

/// The creator's part in contracts from a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Creator {
    /// Prepares and watches.
    Organizer,
    /// Signs too.
    Signatory,
}
