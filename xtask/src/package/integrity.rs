//! `integrity.json`: the SHA-384 of every file of the package, in the notation of subresource integrity.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::workspace;

const FILE: &str = "integrity.json";

/// Writes the list for all other files of the package.
pub fn write(dist: &Path) -> Result<()> {
    let text = serde_json::to_string_pretty(&list(dist)?).context("the list of hashes is no JSON")?;
    workspace::write(&dist.join(FILE), text + "\n")
}

/// Whether the files of the package are still those that were built.
pub fn is_intact(dist: &Path) -> bool {
    let written = workspace::read(&dist.join(FILE)).ok().and_then(|text| serde_json::from_str(&text).ok());
    written.is_some_and(|written: BTreeMap<String, String>| list(dist).is_ok_and(|found| found == written))
}

fn list(dist: &Path) -> Result<BTreeMap<String, String>> {
    let names = workspace::files_below(dist)?.into_iter().filter(|name| name != FILE);
    names.map(|name| Ok((name.clone(), digest(&fs::read(dist.join(name))?)))).collect()
}

fn digest(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_written_as_browsers_expect_it() {
        let expected = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(digest(b""), expected);
    }
}
