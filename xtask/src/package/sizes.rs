//! The size of the package: what a visitor downloads, against a budget.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::workspace;

/// Bytes of WebAssembly and JavaScript after brotli; a phone on a slow line notices more.
const BUDGET: usize = 150_600;

/// One file that the browser downloads.
pub struct Size {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Measures the WebAssembly module and every script.
pub fn measure(dist: &Path) -> Result<Vec<Size>> {
    let names = workspace::files_below(dist)?;
    let code = names
        .into_iter()
        .filter(|name| ["js", "wasm"].iter().any(|extension| workspace::has_extension(name, extension)));
    code.map(|name| size(&fs::read(dist.join(&name))?, name)).collect()
}

fn size(content: &[u8], name: String) -> Result<Size> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(content)?;
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    brotli.write_all(content)?;
    Ok(Size { name, raw: content.len(), gzip: gzip.finish()?.len(), brotli: brotli.into_inner().len() })
}

/// English is in the shared chunk. A visitor downloads one of the other languages, and the names only where the page
/// has texts of its own.
fn is_language(size: &Size) -> bool {
    size.name.split_once('-').is_some_and(|(name, _)| name.len() == 2)
}

fn is_needed(size: &Size) -> bool {
    !is_language(size) && !size.name.starts_with("names-")
}

/// What a visitor downloads whose language is the largest.
fn total(sizes: &[Size]) -> Size {
    let language = sizes.iter().filter(|size| is_language(size)).max_by_key(|size| size.brotli);
    let sum = |part: fn(&Size) -> usize| sizes.iter().filter(|size| is_needed(size)).chain(language).map(part).sum();
    Size {
        name: "one visitor".to_owned(),
        raw: sum(|size| size.raw),
        gzip: sum(|size| size.gzip),
        brotli: sum(|size| size.brotli),
    }
}

/// The sizes as a table.
pub fn table(sizes: &[Size]) -> String {
    let mut text = format!("{:<28}{:>10}{:>10}{:>10}\n", "bytes", "raw", "gzip", "brotli");
    for size in sizes.iter().chain([&total(sizes)]) {
        let _ = writeln!(text, "{:<28}{:>10}{:>10}{:>10}", size.name, size.raw, size.gzip, size.brotli);
    }
    let _ = writeln!(text, "{:<28}{:>10}{:>10}{:>10}", "budget", "", "", BUDGET);
    text
}

/// Fails when the code is larger than the budget.
pub fn check(sizes: &[Size]) -> Result<()> {
    let size = total(sizes).brotli;
    ensure!(size <= BUDGET, "the code has {size} bytes after brotli, {} over the budget of {BUDGET}", size - BUDGET);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(brotli: usize) -> Size {
        Size { name: "x.js".to_owned(), raw: brotli, gzip: brotli, brotli }
    }

    #[test]
    fn the_budget_is_for_all_files_together() {
        assert!(check(&[of(BUDGET - 1), of(1)]).is_ok());
        let message = check(&[of(BUDGET), of(7)]).map_err(|error| error.to_string());
        assert!(message.is_err_and(|message| message.contains("7 over the budget")));
    }

    #[test]
    fn compression_makes_a_repetitive_file_small() {
        let size =
            size(&b"create ".repeat(100), "x.js".to_owned()).map(|size| (size.raw, size.gzip < 100, size.brotli < 50));
        assert_eq!(size.ok(), Some((700, true, true)));
    }
}
