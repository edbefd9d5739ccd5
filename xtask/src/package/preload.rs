//! `preload.json`: the files that a page needs first, by the names that this build gives them.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use crate::languages::ALL;
use crate::workspace;

/// The files that a page needs first.
pub struct Preload {
    wasm: String,
    languages: Vec<(&'static str, String)>,
}

impl Preload {
    /// Finds the languages among the files of the package.
    pub fn find(dist: &Path, wasm: &str) -> Result<Self> {
        Self::among(&workspace::files_below(dist)?, wasm)
    }

    fn among(names: &[String], wasm: &str) -> Result<Self> {
        let file = |code: &str| {
            let mut found = names
                .iter()
                .filter(|name| name.starts_with(&format!("{code}-")) && workspace::has_extension(name, "js"));
            let only = found.next().filter(|_| found.next().is_none());
            only.cloned().with_context(|| format!("the package must have one file of the language {code}"))
        };
        let languages = ALL.iter().map(|(code, _)| Ok((*code, file(code)?))).collect::<Result<_>>()?;
        Ok(Self { wasm: wasm.to_owned(), languages })
    }

    /// The list as JSON.
    pub fn json(self) -> Value {
        let languages: Map<String, Value> =
            self.languages.into_iter().map(|(code, name)| (code.to_owned(), name.into())).collect();
        json!({ "script": "define.js", "wasm": self.wasm, "languages": languages })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_one_file() -> Result<()> {
        let mut names: Vec<String> = ALL.iter().map(|(code, _)| format!("{code}-ABC.js")).collect();
        names.extend(["define.js".to_owned(), "element.js".to_owned()]);
        let json = Preload::among(&names, "picker-1.wasm")?.json();
        assert_eq!(json.get("wasm"), Some(&"picker-1.wasm".into()));
        assert_eq!(json.pointer("/languages/sv"), Some(&"sv-ABC.js".into()));
        names.push("sv-DEF.js".to_owned());
        assert!(Preload::among(&names, "picker-1.wasm").is_err());
        names.retain(|name| !name.starts_with("sv-"));
        assert!(Preload::among(&names, "picker-1.wasm").is_err());
        Ok(())
    }
}
