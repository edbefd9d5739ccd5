//! The script of wasm-bindgen as a module that makes a fresh instance at each call.

use anyhow::{Result, ensure};

/// wasm-bindgen's script is one statement; run inside a function, each call owns its own memory and tables.
const STATEMENT: &str = "let wasm_bindgen = (function";

/// Wraps the script for classic pages into `create()`.
pub fn factory(glue: &str) -> Result<String> {
    let glue = glue.trim();
    let known = glue.starts_with(STATEMENT) && glue.matches(STATEMENT).count() == 1 && glue.contains("initSync");
    ensure!(
        known,
        "the script of wasm-bindgen does not have the form `{STATEMENT} …`: see xtask/src/package/factory.rs"
    );
    Ok(format!("export default function create() {{\n{glue}\nreturn wasm_bindgen;\n}}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_becomes_the_body_of_create() {
        let module = factory("\nlet wasm_bindgen = (function(exports) { initSync })({});\n").ok();
        let expected = "export default function create() {\n\
            let wasm_bindgen = (function(exports) { initSync })({});\n\
            return wasm_bindgen;\n}\n";
        assert_eq!(module.as_deref(), Some(expected));
    }

    #[test]
    fn another_form_is_refused_and_the_file_to_change_is_named() {
        let message = factory("import * as wasm from './x.wasm';").map_err(|error| error.to_string());
        assert!(message.is_err_and(|message| message.contains("factory.rs")));
    }
}
