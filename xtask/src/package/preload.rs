//! `preload.json`: the files that a page needs first, by the names that this build gives them.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use crate::languages::ALL;
use crate::workspace;

/// The files that a page needs first.
pub struct Preload {
    small: Part,
    full: Part,
}

/// The files of one WebAssembly module.
struct Part {
    script: String,
    wasm: String,
    /// The texts that this module says besides those of the small one.
    languages: Vec<(&'static str, String)>,
}

impl Preload {
    /// Finds the languages among the files of the package; of each module, its script and its wasm are known.
    pub fn find(dist: &Path, small: [&str; 2], full: [&str; 2]) -> Result<Self> {
        Self::among(&workspace::files_below(dist)?, small, full)
    }

    fn among(names: &[String], small: [&str; 2], full: [&str; 2]) -> Result<Self> {
        Ok(Self { small: Part::among(names, "", small)?, full: Part::among(names, "full-", full)? })
    }

    /// The list as JSON.
    pub fn json(self) -> Value {
        let mut json = self.small.json();
        json.insert("full".to_owned(), self.full.json().into());
        json.into()
    }
}

impl Part {
    fn among(names: &[String], prefix: &str, [script, wasm]: [&str; 2]) -> Result<Self> {
        let file = |code: &str| {
            let mut found = names
                .iter()
                .filter(|name| name.starts_with(&format!("{prefix}{code}-")) && workspace::has_extension(name, "js"));
            let only = found.next().filter(|_| found.next().is_none());
            only.cloned().with_context(|| format!("the package must have one file {prefix}{code}-….js"))
        };
        let languages = ALL.iter().map(|(code, _)| Ok((*code, file(code)?))).collect::<Result<_>>()?;
        Ok(Self { script: script.to_owned(), wasm: wasm.to_owned(), languages })
    }

    fn json(self) -> Map<String, Value> {
        let languages: Map<String, Value> =
            self.languages.into_iter().map(|(code, name)| (code.to_owned(), name.into())).collect();
        let named = [("script", self.script.into()), ("wasm", self.wasm.into()), ("languages", languages.into())];
        named.into_iter().map(|(key, value): (&str, Value)| (key.to_owned(), value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_one_file() -> Result<()> {
        let (small, full) = (["define.js", "picker-1.wasm"], ["full-1.js", "full-1.wasm"]);
        let files = ALL.iter().flat_map(|(code, _)| [format!("{code}-ABC.js"), format!("full-{code}-ABC.js")]);
        let mut names: Vec<String> = files.collect();
        names.extend([small, full].concat().iter().map(|name| (*name).to_owned()));
        let json = Preload::among(&names, small, full)?.json();
        for (place, name) in [
            ("/script", "define.js"),
            ("/wasm", "picker-1.wasm"),
            ("/languages/sv", "sv-ABC.js"),
            ("/full/script", "full-1.js"),
            ("/full/wasm", "full-1.wasm"),
            ("/full/languages/sv", "full-sv-ABC.js"),
        ] {
            assert_eq!(json.pointer(place), Some(&name.into()), "{place}");
        }
        names.push("sv-DEF.js".to_owned());
        assert!(Preload::among(&names, small, full).is_err());
        names.retain(|name| !name.starts_with("sv-"));
        assert!(Preload::among(&names, small, full).is_err());
        Ok(())
    }
}
