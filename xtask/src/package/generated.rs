//! Modules that JavaScript shares with Rust: the style sheet and the phrases that are said before Rust runs.

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use crate::door;
use crate::run;
use crate::workspace::{self, Workspace};

/// Tokens first: the widget's own rules are made of them.
pub const STYLES: [&str; 2] = ["src/view/style/tokens.css", "src/view/style/widget.css"];

/// The style sheet as it is written.
pub fn css(workspace: &Workspace) -> Result<String> {
    STYLES.iter().map(|path| workspace::read(&workspace.root.join(path))).collect()
}

/// The style sheet without what browsers do not need.
pub fn minified(workspace: &Workspace, css: &str) -> Result<String> {
    let mut esbuild = std::process::Command::new(workspace.npm_tool("esbuild"));
    let small = run::convert(esbuild.args(["--loader=css", "--minify", "--log-level=warning"]), css);
    Ok(small.context("the style sheet is not valid")?.trim_end().to_owned())
}

/// `style.js`.
pub fn style_module(css: &str) -> String {
    module(&Value::from(css))
}

/// `phrases.js`.
pub fn phrases_module() -> String {
    let phrases: Map<String, Value> =
        door::EN.entries().into_iter().map(|(key, text)| (key.to_owned(), text.into())).collect();
    module(&Value::from(phrases))
}

fn module(value: &Value) -> String {
    format!("export default {value};\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_is_one_quoted_text() {
        assert_eq!(
            style_module(".a::before{content:\"\\201c\"}"),
            "export default \".a::before{content:\\\"\\\\201c\\\"}\";\n"
        );
    }

    #[test]
    fn the_phrases_are_an_object_of_texts() {
        let module = phrases_module();
        assert!(module.starts_with("export default {\""), "{module}");
        assert!(door::EN.entries().iter().all(|(key, _)| module.contains(key)));
    }
}
