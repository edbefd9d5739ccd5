//! The script of wasm-bindgen as a module that makes a fresh instance at each call.

use anyhow::Result;

use crate::package::cuts;

/// Makes the script for classic pages the body of `create(module)`: each call owns its own memory and tables.
pub fn factory(glue: &str) -> Result<String> {
    let body = cuts::without_unused(glue.trim())?;
    Ok(format!("export default function create(module) {{\nconst exports = {{ __proto__: null }};\n{body}\n}}\n"))
}
