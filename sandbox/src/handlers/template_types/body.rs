//! Template types and data fields in responses.

use serde_json::{Value, json};

use crate::account::State;
use crate::json::set_all;
use crate::model::{DataField, Source, TemplateType};

/// A template type inside a template.
pub fn summary(template_type: &TemplateType) -> Value {
    json!({
        "created_time": template_type.created,
        "description": template_type.description,
        "extension_type": template_type.extension,
        "id": template_type.id,
        "name": template_type.name,
        "updated_time": template_type.updated,
    })
}

/// A template type in a list.
pub fn list_item(state: &State, template_type: &TemplateType) -> Value {
    let mut body = summary(template_type);
    set_all(&mut body, json!({"_links": {"self": link(state, template_type)}, "active": template_type.active}));
    body
}

/// A template type by itself.
pub fn whole(state: &State, template_type: &TemplateType) -> Value {
    let mut body = list_item(state, template_type);
    set_all(&mut body, json!({"data_fields": data_fields(state, template_type)}));
    body
}

/// All data fields of a template type, including the inactive ones.
pub fn data_fields(state: &State, template_type: &TemplateType) -> Value {
    let link = link(state, template_type);
    template_type.fields.iter().map(|field| data_field(field, &link)).collect()
}

fn link(state: &State, template_type: &TemplateType) -> Value {
    state.link(&format!("/template_types/{}", template_type.id))
}

fn data_field(field: &DataField, link: &Value) -> Value {
    let source = match field.source {
        Source::User => "user",
        Source::System => "system",
    };
    json!({
        "_links": {"template_type": link},
        "active": field.active,
        "custom_id": field.custom_id,
        "description": field.description,
        "id": field.id,
        "name": field.name,
        "placeholder": field.placeholder,
        "source": source,
        "value": field.value,
    })
}
