//! Editor data: tags and attributes for HTML, tokens for CSS, in the forms of Visual Studio Code and of `JetBrains`.

use serde_json::{Value, json};

use super::{Attribute, Element, Named, Surface};

/// `vscode.html-custom-data.json`.
pub fn html(surface: &Surface) -> Value {
    let tags: Vec<Value> = surface.elements.iter().map(|element| tag(surface, element)).collect();
    json!({ "version": 1.1, "tags": tags })
}

/// `vscode.css-custom-data.json`.
pub fn css(surface: &Surface) -> Value {
    let tokens = surface.tokens.iter().map(|token| {
        json!({
            "name": token.name,
            "syntax": token.syntax,
            "description": markdown(&format!("{}\n\nDefault: `{}`", token.text, token.default)),
        })
    });
    json!({ "version": 1.1, "properties": tokens.collect::<Vec<_>>() })
}

fn tag(surface: &Surface, element: &Element) -> Value {
    let ours = surface.attributes.iter().filter(|attribute| element.has(attribute.of.as_ref()));
    // Editors know the attributes of every element already.
    let attributes = ours.filter(|attribute| !attribute.native).map(|attribute| {
        let values: Vec<Value> = attribute.words.iter().map(|word| json!({ "name": word })).collect();
        json!({ "name": attribute.name, "description": markdown(&described(attribute)), "values": values })
    });
    json!({ "name": element.tag, "description": markdown(&element.text), "attributes": attributes.collect::<Vec<_>>() })
}

/// `web-types.json`, which the package names and the editors of `JetBrains` find by themselves.
pub fn web_types(surface: &Surface, version: &str) -> Value {
    let elements: Vec<Value> = surface.elements.iter().map(|element| element_of(surface, element)).collect();
    let tokens: Vec<Value> =
        surface.tokens.iter().map(|token| json!({ "name": token.name, "description": token.text })).collect();
    json!({
        "$schema": "https://json.schemastore.org/web-types",
        "name": "oneflow-contract-picker",
        "version": version,
        "description-markup": "markdown",
        "js-types-syntax": "typescript",
        "contributions": {
            "html": { "elements": elements },
            "css": { "properties": tokens, "pseudo-elements": pseudo_elements(&surface.parts) },
        },
    })
}

fn element_of(surface: &Surface, element: &Element) -> Value {
    let attributes = surface.attributes.iter().filter(|it| !it.native && element.has(it.of.as_ref())).map(|attribute| {
        let value = json!({ "type": attribute.kind });
        json!({ "name": attribute.name, "description": described(attribute), "default": attribute.default, "value": value })
    });
    let properties =
        surface.properties.iter().filter(|it| !it.of_class && element.has(it.of.as_ref())).map(|property| {
            json!({
                "name": property.name,
                "description": property.text,
                "type": property.kind.replace("{State}", &element.state),
                "read-only": property.readonly,
            })
        });
    let events = surface.events.iter().filter(|it| element.has(it.of.as_ref()));
    let events = events.map(|event| json!({ "name": event.name, "description": event.text }));
    let slots = surface.slots.iter().filter(|it| element.has(it.of.as_ref()));
    json!({
        "name": element.tag,
        "description": element.text,
        "attributes": attributes.collect::<Vec<_>>(),
        "slots": slots.map(|slot| json!({ "name": slot.name, "description": slot.text })).collect::<Vec<_>>(),
        "js": { "properties": properties.collect::<Vec<_>>(), "events": events.collect::<Vec<_>>() },
    })
}

fn pseudo_elements(parts: &[Named]) -> Vec<Value> {
    parts.iter().map(|part| json!({ "name": format!("part({})", part.name), "description": part.text })).collect()
}

/// What an editor says of an attribute.
fn described(attribute: &Attribute) -> String {
    let value = attribute.value.as_ref().map(|value| format!("\n\nValue: {value}")).unwrap_or_default();
    let default = attribute.default.as_ref().map(|default| format!("\n\nDefault: `{default}`")).unwrap_or_default();
    format!("{}{value}{default}", attribute.text)
}

fn markdown(text: &str) -> Value {
    json!({ "kind": "markdown", "value": text })
}

#[cfg(test)]
mod tests {
    use anyhow::Result;

    use super::*;

    #[test]
    fn an_editor_offers_the_words_of_an_attribute() -> Result<()> {
        let html = html(&Surface::read()?);
        let attributes = html.pointer("/tags/0/attributes").and_then(Value::as_array);
        let theme = attributes.into_iter().flatten().find(|item| item.get("name").is_some_and(|name| name == "theme"));
        let words = json!([{ "name": "auto" }, { "name": "light" }, { "name": "dark" }]);
        assert_eq!(theme.and_then(|theme| theme.get("values")), Some(&words));
        Ok(())
    }

    #[test]
    fn an_editor_of_jetbrains_knows_what_each_element_has() -> Result<()> {
        let types = web_types(&Surface::read()?, "1.2.3");
        let names = |element: usize, list: &str| -> Vec<String> {
            let list = types.pointer(&format!("/contributions/html/elements/{element}/{list}"));
            let names = list.and_then(Value::as_array).into_iter().flatten();
            names.filter_map(|item| Some(item.get("name")?.as_str()?.to_owned())).collect()
        };
        let has = |element, list, name: &str| names(element, list).iter().any(|found| found == name);
        assert!(has(0, "attributes", "extension-type") && !has(1, "attributes", "extension-type"));
        assert!(has(0, "js/properties", "prefill") && has(1, "js/events", "oneflow-contract-change"));
        assert_eq!(types.get("version"), Some(&json!("1.2.3")));
        assert!(types.to_string().contains("\"part(button-primary)\""));
        Ok(())
    }
}
