//! What is logged about webhooks. The widget switches logs off where the whole workspace is built, so the source is
//! read instead.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

/// Ids, words and counts.
const HARMLESS: [&str; 7] = ["%error", "contract", "id", "reason", "result", "tenant", "tries"];
const MACROS: [&str; 5] = ["trace!(", "debug!(", "info!(", "warn!(", "error!("];

#[test]
fn ids_words_and_counts_are_logged_and_nothing_else() -> Result<()> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = 0;
    for folder in ["forward", "http/receiver", "webhooks"] {
        for file in fs::read_dir(source.join(folder))? {
            let text = fs::read_to_string(file?.path())?;
            for logged in MACROS.iter().flat_map(|name| text.split(name).skip(1)) {
                // The sentence comes after the fields.
                let fields = logged.split('"').next().unwrap_or_default();
                for field in fields.split(',').map(str::trim).filter(|field| !field.is_empty()) {
                    let name = field.split('=').next().unwrap_or_default().trim();
                    ensure!(HARMLESS.contains(&name), "{folder} logs {field}");
                }
                found += 1;
            }
        }
    }
    ensure!(found >= 7, "{found} lines are logged");
    Ok(())
}
