//! What an account starts with: fixed names and numbers that tests and demos rely on.

mod choices;
mod fields;
mod large;
mod mishaps;
mod people;
mod templates;
mod types;

use crate::account::model::{Extension, Template, TemplateType, User, Workspace};

/// The account's API token.
pub const TOKEN: &str = "sandbox-0000000000000000000000000000demo";
/// The user that demos act as.
pub const USER: &str = "siri.lund@example.com";
/// The extension type that demos use.
pub const EXTENSION_TYPE: &str = "demo_crm";
/// The account's name.
pub(crate) const ACCOUNT: &str = "Northwind Demo AB";
pub(crate) const ACCOUNT_ID: u64 = 5001;
pub(crate) const REGISTRATION: &str = "559000-0001";

/// How much there is in the account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seed {
    /// Four workspaces and some thirty templates, among them every oddity that a name can have.
    #[default]
    Small,
    /// The small content, grown to 40 workspaces and 5,000 templates.
    Large,
    /// The small content and a template with 500 data fields.
    Wide,
}

/// The lists of an account.
pub struct Content {
    pub extensions: Vec<Extension>,
    pub users: Vec<User>,
    pub workspaces: Vec<Workspace>,
    pub types: Vec<TemplateType>,
    pub templates: Vec<Template>,
}

impl Seed {
    /// A fresh copy of what this seed holds.
    pub(crate) fn content(self) -> Content {
        let mut content = small();
        match self {
            Self::Small => {}
            Self::Large => large::grow(&mut content),
            Self::Wide => {
                content.types.push(types::wide());
                content.templates.push(templates::wide());
            }
        }
        content
    }
}

fn small() -> Content {
    let mut templates = templates::templates();
    templates.extend(mishaps::templates());
    Content {
        extensions: vec![
            Extension { id: 31, kind: EXTENSION_TYPE, name: "Demo CRM", active: true },
            Extension { id: 32, kind: "demo_ats", name: "Demo ATS", active: false },
        ],
        users: people::users(),
        workspaces: people::workspaces(),
        types: types::types(),
        templates,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_has_forty_characters() {
        assert_eq!(TOKEN.len(), 40);
        assert!(TOKEN.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    }

    #[test]
    fn the_large_seed_has_its_size() {
        let content = Seed::Large.content();
        assert_eq!(content.workspaces.len(), 40);
        assert_eq!(content.templates.len(), 5_000);
    }
}
