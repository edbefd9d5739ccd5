//! The template type of a request.

use crate::account::State;
use crate::model::TemplateType;
use crate::problem::Problem;
use crate::request::ApiRequest;

/// The template type that the path names.
pub fn requested<'a>(state: &'a State, request: &ApiRequest) -> Result<&'a TemplateType, Problem> {
    let template_type = state.template_type(Some(request.id("template_type_id")));
    template_type.ok_or_else(|| Problem::not_found("template type"))
}

/// Stores a changed template type and returns it.
pub fn save(state: &mut State, mut template_type: TemplateType) -> TemplateType {
    template_type.updated = state.timestamp();
    if let Some(stored) = state.template_types.iter_mut().find(|stored| stored.id == template_type.id) {
        stored.clone_from(&template_type);
    }
    template_type
}
