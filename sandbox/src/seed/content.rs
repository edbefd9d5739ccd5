//! The content of a seed.

use crate::model::{Extension, Template, TemplateType, Token, User, Workspace};

/// What a seed contains.
pub struct Content {
    pub extensions: Vec<Extension>,
    pub tokens: Vec<Token>,
    pub users: Vec<User>,
    pub workspaces: Vec<Workspace>,
    pub template_types: Vec<TemplateType>,
    pub templates: Vec<Template>,
}
