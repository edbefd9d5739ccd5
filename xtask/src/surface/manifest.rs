//! `custom-elements.json`: the surface as a Custom Elements Manifest, for tools.

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::{Attribute, Element, Named, Surface};

/// The file's content.
pub fn text() -> Result<String> {
    Ok(format!("{:#}\n", manifest(&Surface::read()?)))
}

fn manifest(surface: &Surface) -> Value {
    let declarations: Vec<Value> = surface.elements.iter().map(|element| declaration(surface, element)).collect();
    let exports: Vec<Value> = surface
        .elements
        .iter()
        .map(|element| {
            let declaration = json!({ "name": element.class, "module": "element.js" });
            json!({ "kind": "js", "name": element.class, "declaration": declaration })
        })
        .collect();
    let definitions: Vec<Value> = surface
        .elements
        .iter()
        .map(|element| {
            json!({
                "kind": "custom-element-definition",
                "name": element.tag,
                "declaration": { "name": element.class, "module": "element.js" },
            })
        })
        .collect();
    json!({
        "schemaVersion": "2.1.0",
        "readme": "README.md",
        "modules": [
            { "kind": "javascript-module", "path": "element.js", "declarations": declarations, "exports": exports },
            { "kind": "javascript-module", "path": "define.js", "declarations": [], "exports": definitions },
        ],
    })
}

fn declaration(surface: &Surface, element: &Element) -> Value {
    json!({
        "kind": "class",
        "customElement": true,
        "name": element.class,
        "tagName": element.tag,
        "superclass": { "name": "HTMLElement" },
        "description": element.description,
        "attributes": attributes(surface, element),
        "members": members(surface, element),
        "events": events(surface, element),
        "slots": named(&surface.slots, element),
        "cssParts": named(&surface.parts, element),
        "cssStates": named(&surface.custom_states, element),
        "cssProperties": surface.custom_properties.iter().map(|it| json!({
            "name": it.name, "syntax": it.syntax, "default": it.default, "description": it.description,
        })).collect::<Vec<_>>(),
    })
}

fn attributes(surface: &Surface, element: &Element) -> Vec<Value> {
    let own = surface.attributes.iter().filter(|attribute| element.has(attribute.element.as_ref()));
    own.map(|attribute| {
        let mut value = json!({
            "name": attribute.name,
            "fieldName": attribute.property(),
            "type": { "text": attribute.kind },
            "description": described(attribute),
        });
        insert(&mut value, "parsedType", values_of(attribute));
        insert(&mut value, "inheritedFrom", inherited_from(attribute));
        insert(&mut value, "default", attribute.default.clone().map(Value::from));
        value
    })
    .collect()
}

fn members(surface: &Surface, element: &Element) -> Vec<Value> {
    let reflected =
        surface.attributes.iter().filter(|attribute| element.has(attribute.element.as_ref())).map(|attribute| {
            let mut value = json!({
                "kind": "field",
                "name": attribute.property(),
                "type": { "text": format!("{} | null", attribute.kind) },
                "description": described(attribute),
                "attribute": attribute.name,
                "reflects": true,
            });
            insert(&mut value, "inheritedFrom", inherited_from(attribute));
            value
        });
    let own = surface.properties.iter().filter(|property| element.has(property.element.as_ref())).map(|property| {
        let mut value = json!({
            "kind": "field",
            "name": property.name,
            "type": { "text": property.kind.replace("{State}", &element.state_type) },
            "description": property.description,
        });
        insert(&mut value, "readonly", property.readonly.then_some(Value::from(true)));
        insert(&mut value, "static", property.is_static.then_some(Value::from(true)));
        value
    });
    reflected.chain(own).chain(methods(surface, element)).collect()
}

fn methods<'a>(surface: &'a Surface, element: &'a Element) -> impl Iterator<Item = Value> + 'a {
    surface.methods.iter().filter(|method| element.has(method.element.as_ref())).map(|method| {
        let parameters = method.parameters.split(", ").filter_map(|parameter| parameter.split_once(": "));
        let parameters: Vec<_> =
            parameters.map(|(name, kind)| json!({ "name": name, "type": { "text": kind } })).collect();
        json!({
            "kind": "method",
            "name": method.name,
            "parameters": parameters,
            "return": { "type": { "text": method.returns } },
            "description": method.description,
        })
    })
}

fn events(surface: &Surface, element: &Element) -> Vec<Value> {
    let own = surface.events.iter().filter(|event| element.has(event.element.as_ref()));
    own.map(|event| {
        let kind = event.kind(&element.state_type);
        json!({ "name": event.name, "type": { "text": kind }, "description": event.description })
    })
    .collect()
}

fn named(all: &[Named], element: &Element) -> Vec<Value> {
    let own = all.iter().filter(|named| element.has(named.element.as_ref()));
    own.map(|named| json!({ "name": named.name, "description": named.description })).collect()
}

/// The description, with a hint at the value where the type does not show it.
fn described(attribute: &Attribute) -> String {
    let hint = attribute.value_hint.as_ref().map(|hint| format!("\n\nValue: {hint}"));
    attribute.description.clone() + &hint.unwrap_or_default()
}

/// The values as a type, which an attribute that takes any text does not have.
fn values_of(attribute: &Attribute) -> Option<Value> {
    let values: Vec<String> = attribute.values.iter().map(|value| format!("'{value}'")).collect();
    (!values.is_empty()).then(|| json!({ "text": values.join(" | ") }))
}

fn inherited_from(attribute: &Attribute) -> Option<Value> {
    attribute.inherited.then(|| json!({ "name": "HTMLElement" }))
}

fn insert(value: &mut Value, key: &str, content: Option<Value>) {
    if let (Some(map), Some(content)) = (value.as_object_mut() as Option<&mut Map<_, _>>, content) {
        map.insert(key.to_owned(), content);
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Result;

    use super::*;

    #[test]
    fn each_element_has_its_own_items_and_those_of_all() -> Result<()> {
        let manifest = manifest(&Surface::read()?);
        let names = |element: usize, list: &str| -> Vec<String> {
            let list = manifest.pointer(&format!("/modules/0/declarations/{element}/{list}"));
            let names = list.and_then(Value::as_array).into_iter().flatten();
            names.filter_map(|item| Some(item.get("name")?.as_str()?.to_owned())).collect()
        };
        let holds = |element, list, name: &str| names(element, list).iter().any(|found| found == name);
        assert!(holds(0, "attributes", "api-base") && holds(1, "attributes", "api-base"));
        assert!(holds(0, "attributes", "extension-type") && !holds(1, "attributes", "extension-type"));
        assert!(holds(2, "attributes", "extension-type") && !holds(2, "attributes", "contract-id"));
        assert!(holds(1, "members", "applyEvent") && !holds(0, "members", "applyEvent"));
        assert!(holds(1, "events", "oneflow-contract-change") && !holds(1, "events", "oneflow-created"));
        let kind = |element: usize, name: &str| {
            let at = names(element, "events").iter().position(|found| found == name)?;
            manifest.pointer(&format!("/modules/0/declarations/{element}/events/{at}/type/text"))?.as_str()
        };
        let state = kind(1, "oneflow-state-change");
        assert_eq!(state, Some("CustomEvent<EventDetail & { from: CardState; to: CardState }>"));
        assert_eq!(kind(2, "oneflow-new"), Some("CustomEvent<EventDetail>"));
        Ok(())
    }
}
