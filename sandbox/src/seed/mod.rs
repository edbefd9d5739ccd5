//! What an account starts with: fixed names and numbers that tests and demos rely on.

mod choices;
mod faults;
mod fields;
mod large;
mod people;
mod templates;
mod types;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::account::model::{Choices, Extension, Template, TemplateType, Token, User, Workspace};
use crate::blueprint::Blueprint;

/// The account's API token, made by hand.
pub const TOKEN: &str = "sandbox-0000000000000000000000000000demo";
/// The token that was made when the extension of the demos was enabled.
pub const EXTENSION_TOKEN: &str = "sandbox-000000000000000000000000demo-crm";
/// The user that demos act as.
pub const USER: &str = "siri.lund@example.com";
/// The extension type that demos use.
pub const EXTENSION_TYPE: &str = "demo_crm";
/// An extension that the account has disabled again.
pub(crate) const ATS: &str = "demo_ats";
/// The account's name.
pub(crate) const ACCOUNT: &str = "Northwind Demo AB";
pub(crate) const ACCOUNT_ID: u64 = 5001;
pub(crate) const REGISTRATION: &str = "559000-0001";

/// How much there is in the account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    pub tokens: Vec<Token>,
    pub users: Vec<User>,
    pub workspaces: Vec<Workspace>,
    pub types: Vec<TemplateType>,
    pub templates: Vec<Template>,
}

impl Seed {
    /// As the command line calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Large => "large",
            Self::Wide => "wide",
        }
    }

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

/// What enabling the extensions of the seed makes.
pub(crate) fn blueprints() -> Vec<Blueprint> {
    let texts = [include_str!("../../blueprints/demo_crm.toml"), include_str!("../../blueprints/demo_ats.toml")];
    // One that cannot be read would make nothing, which the tests would notice at once.
    texts.into_iter().filter_map(|text| Blueprint::read(text).ok()).collect()
}

/// The widest choice that a template of the seed offers.
pub(crate) fn everything() -> Arc<Choices> {
    choices::sets().everything
}

fn small() -> Content {
    let mut templates = templates::templates();
    templates.extend(faults::templates());
    let blueprints = blueprints();
    let extensions = (31..).zip(&blueprints).map(|(id, blueprint)| Extension {
        id,
        kind: blueprint.extension_type.clone(),
        name: blueprint.name.clone(),
        active: blueprint.extension_type == EXTENSION_TYPE,
    });
    let extension_token = Token { text: EXTENSION_TOKEN.to_owned(), extension: Some(EXTENSION_TYPE.to_owned()) };
    Content {
        extensions: extensions.collect(),
        tokens: vec![Token { text: TOKEN.to_owned(), extension: None }, extension_token],
        users: people::users(),
        workspaces: people::workspaces(),
        types: types::types(&blueprints),
        templates,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tokens_have_forty_characters() {
        for token in [TOKEN, EXTENSION_TOKEN] {
            assert_eq!(token.len(), 40);
            assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
        }
    }

    #[test]
    fn the_seed_is_what_the_blueprints_make_and_what_was_added_by_hand() {
        let content = Seed::Small.content();
        let ids: Vec<u64> = content.types.iter().map(|kind| kind.id).collect();
        assert_eq!(ids, [9001, 9002, 9003, 9004, 9005]);
        let fields = content.types.iter().map(|kind| kind.fields.len());
        assert_eq!(fields.collect::<Vec<_>>(), [13, 3, 2, 2, 0]);
    }

    #[test]
    fn the_large_seed_has_its_size() {
        let content = Seed::Large.content();
        assert_eq!(content.workspaces.len(), 40);
        assert_eq!(content.templates.len(), 5_000);
    }
}
