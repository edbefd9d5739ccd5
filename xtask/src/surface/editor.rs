//! Editor data: tags and attributes for HTML, tokens for CSS, in the form of Visual Studio Code's custom data.

use serde_json::{Value, json};

use super::{Element, Surface};

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
        let mut text = attribute.text.clone();
        if let Some(value) = &attribute.value {
            text = format!("{text}\n\nValue: {value}");
        }
        if let Some(default) = &attribute.default {
            text = format!("{text}\n\nDefault: `{default}`");
        }
        json!({ "name": attribute.name, "description": markdown(&text), "values": values })
    });
    json!({ "name": element.tag, "description": markdown(&element.text), "attributes": attributes.collect::<Vec<_>>() })
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
}
