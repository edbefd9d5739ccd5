//! `custom-elements.json`: the surface in the form of the Custom Elements Manifest, for tools.

use serde_json::{Map, Value, json};

use super::{Element, Named, Surface};

/// The modules of the package that hold elements.
pub fn manifest(surface: &Surface) -> Value {
    let declarations: Vec<Value> = surface.elements.iter().map(|element| declaration(surface, element)).collect();
    let exports = surface.elements.iter().map(|element| {
        json!({ "kind": "js", "name": element.class, "declaration": { "name": element.class, "module": "element.js" } })
    });
    let definitions = surface.elements.iter().map(|element| {
        json!({
            "kind": "custom-element-definition",
            "name": element.tag,
            "declaration": { "name": element.class, "module": "element.js" },
        })
    });
    json!({
        "schemaVersion": "2.1.0",
        "readme": "README.md",
        "modules": [
            { "kind": "javascript-module", "path": "element.js", "declarations": declarations, "exports": exports.collect::<Vec<_>>() },
            { "kind": "javascript-module", "path": "define.js", "declarations": [], "exports": definitions.collect::<Vec<_>>() },
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
        "description": element.text,
        "attributes": attributes(surface, element),
        "members": members(surface, element),
        "events": events(surface, element),
        "slots": named(&surface.slots, element),
        "cssParts": named(&surface.parts, element),
        "cssStates": named(&surface.states, element),
        "cssProperties": surface.tokens.iter().map(|token| json!({
            "name": token.name, "syntax": token.syntax, "default": token.default, "description": token.text,
        })).collect::<Vec<_>>(),
    })
}

fn attributes(surface: &Surface, element: &Element) -> Vec<Value> {
    let ours = surface.attributes.iter().filter(|attribute| element.has(attribute.of.as_ref()));
    ours.map(|attribute| {
        let mut value = json!({
            "name": attribute.name,
            "fieldName": attribute.property(),
            "type": { "text": attribute.kind },
            "description": attribute.text,
        });
        insert(&mut value, "default", attribute.default.clone().map(Value::from));
        value
    })
    .collect()
}

fn members(surface: &Surface, element: &Element) -> Vec<Value> {
    let reflected = surface.attributes.iter().filter(|attribute| element.has(attribute.of.as_ref())).map(|attribute| {
        json!({
            "kind": "field",
            "name": attribute.property(),
            "type": { "text": format!("{} | null", attribute.kind) },
            "description": attribute.text,
            "attribute": attribute.name,
            "reflects": true,
        })
    });
    let own = surface.properties.iter().filter(|property| element.has(property.of.as_ref())).map(|property| {
        let mut value = json!({
            "kind": "field",
            "name": property.name,
            "type": { "text": property.kind.replace("{State}", &element.state) },
            "description": property.text,
        });
        insert(&mut value, "readonly", property.readonly.then_some(Value::from(true)));
        insert(&mut value, "static", property.of_class.then_some(Value::from(true)));
        value
    });
    reflected.chain(own).chain(methods(surface, element)).collect()
}

fn methods<'a>(surface: &'a Surface, element: &'a Element) -> impl Iterator<Item = Value> + 'a {
    surface.methods.iter().filter(|method| element.has(method.of.as_ref())).map(|method| {
        let parameters = method.parameters.split(", ").filter_map(|parameter| parameter.split_once(": "));
        let parameters: Vec<_> =
            parameters.map(|(name, kind)| json!({ "name": name, "type": { "text": kind } })).collect();
        json!({
            "kind": "method",
            "name": method.name,
            "parameters": parameters,
            "return": { "type": { "text": method.returns } },
            "description": method.text,
        })
    })
}

fn events(surface: &Surface, element: &Element) -> Vec<Value> {
    let ours = surface.events.iter().filter(|event| element.has(event.of.as_ref()));
    ours.map(|event| {
        json!({ "name": event.name, "type": { "text": event.kind(&element.state) }, "description": event.text })
    })
    .collect()
}

fn named(all: &[Named], element: &Element) -> Vec<Value> {
    let ours = all.iter().filter(|named| element.has(named.of.as_ref()));
    ours.map(|named| json!({ "name": named.name, "description": named.text })).collect()
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
    fn each_element_has_what_is_its_own_and_what_is_of_both() -> Result<()> {
        let manifest = manifest(&Surface::read()?);
        let names = |element: usize, list: &str| -> Vec<String> {
            let list = manifest.pointer(&format!("/modules/0/declarations/{element}/{list}"));
            let names = list.and_then(Value::as_array).into_iter().flatten();
            names.filter_map(|item| Some(item.get("name")?.as_str()?.to_owned())).collect()
        };
        let holds = |element, list, name: &str| names(element, list).iter().any(|found| found == name);
        assert!(holds(0, "attributes", "api-base") && holds(1, "attributes", "api-base"));
        assert!(holds(0, "attributes", "extension-type") && !holds(1, "attributes", "extension-type"));
        assert!(holds(1, "members", "applyEvent") && !holds(0, "members", "applyEvent"));
        assert!(holds(1, "events", "oneflow-contract-change") && !holds(1, "events", "oneflow-created"));
        let state = manifest.pointer("/modules/0/declarations/1/events/1/type/text").and_then(Value::as_str);
        assert_eq!(state, Some("CustomEvent<EventDetail & { from: CardState; to: CardState }>"));
        Ok(())
    }
}
