//! What an account contains at the start: fixed names and ids that tests and demos rely on.

mod choices;
mod constants;
mod content;
mod faults;
mod fields;
mod large;
mod product_tables;
mod template_types;
mod templates;
mod users;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub(crate) use constants::{ACCOUNT, ACCOUNT_ID, REGISTRATION};
pub use constants::{EXTENSION_TOKEN, EXTENSION_TYPE, TOKEN, USER};

use crate::blueprint::Blueprint;
use crate::model::{Choices, Extension, Token};
use content::Content;

/// How much the account contains at the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seed {
    /// Four workspaces and some forty templates, some with difficult names.
    #[default]
    Small,
    /// The small seed, grown to 40 workspaces and 5,000 templates.
    Large,
    /// The small seed and a template with 500 data fields.
    Wide,
}

impl Seed {
    /// Its name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Large => "large",
            Self::Wide => "wide",
        }
    }

    /// A new copy of the content.
    pub(crate) fn content(self) -> Content {
        let mut content = small();
        match self {
            Self::Small => {}
            Self::Large => large::grow(&mut content),
            Self::Wide => {
                content.template_types.push(template_types::wide());
                content.templates.push(templates::wide());
            }
        }
        content
    }
}

/// The blueprints of the seed's extensions.
pub(crate) fn blueprints() -> Vec<Blueprint> {
    let texts = [include_str!("../../blueprints/demo_crm.toml"), include_str!("../../blueprints/demo_ats.toml")];
    // A blueprint that cannot be parsed creates nothing, which the tests notice.
    texts.into_iter().filter_map(|text| Blueprint::parse(text).ok()).collect()
}

/// The largest set of choices of any template in the seed.
pub(crate) fn all_choices() -> Arc<Choices> {
    choices::sets().all
}

fn small() -> Content {
    let mut templates = templates::templates();
    templates.extend(faults::templates());
    let blueprints = blueprints();
    let extensions = (31..).zip(&blueprints).map(|(id, blueprint)| Extension {
        id,
        extension_type: blueprint.extension_type.clone(),
        name: blueprint.name.clone(),
        active: blueprint.extension_type == EXTENSION_TYPE,
    });
    let extension_token = Token { text: EXTENSION_TOKEN.to_owned(), extension: Some(EXTENSION_TYPE.to_owned()) };
    Content {
        extensions: extensions.collect(),
        tokens: vec![Token { text: TOKEN.to_owned(), extension: None }, extension_token],
        users: users::users(),
        workspaces: users::workspaces(),
        template_types: template_types::template_types(&blueprints),
        templates,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_have_forty_characters() {
        for token in [TOKEN, EXTENSION_TOKEN] {
            assert_eq!(token.len(), 40);
            assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
        }
    }

    #[test]
    fn the_seed_contains_the_template_types_of_the_blueprints_and_those_created_by_hand() {
        let content = Seed::Small.content();
        let ids: Vec<u64> = content.template_types.iter().map(|template_type| template_type.id).collect();
        assert_eq!(ids, [9001, 9002, 9003, 9004, 9005]);
        let fields = content.template_types.iter().map(|template_type| template_type.fields.len());
        assert_eq!(fields.collect::<Vec<_>>(), [13, 3, 2, 2, 0]);
    }

    #[test]
    fn the_large_seed_has_its_size() {
        let content = Seed::Large.content();
        assert_eq!(content.workspaces.len(), 40);
        assert_eq!(content.templates.len(), 5_000);
    }
}
