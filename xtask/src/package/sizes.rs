//! The size of the package: what a visitor downloads, against a budget.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::workspace;

/// Bytes after brotli until the list of templates is there, and for most templates until the contract is created; a
/// phone on a slow line notices more.
const FIRST_DOWNLOAD: usize = 158_700;

/// Bytes after brotli that come with the full module, where the small one is not enough.
const FULL_MODULE: usize = 193_500;

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

/// A visitor downloads one language, and the names of the texts only where the page has texts of its own.
fn is_language(size: &Size) -> bool {
    size.name.split_once('-').is_some_and(|(name, _)| name.len() == 2)
}

/// What the element downloads at its start. The other scripts hold the same code for bundlers, or none for browsers.
fn is_first(size: &Size) -> bool {
    size.name == "define.js" || size.name.starts_with("picker-")
}

/// What comes with the full module: the module, and one script besides the languages.
fn is_full(size: &Size) -> bool {
    size.name.strip_prefix("full-").is_some_and(|rest| !rest.contains('-'))
}

/// What the full module says in one language.
fn is_language_of_full(size: &Size) -> bool {
    size.name.strip_prefix("full-").is_some_and(|rest| rest.contains('-'))
}

/// What a visitor downloads whose language is the largest.
fn total(name: &str, sizes: &[Size], is_part: impl Fn(&Size) -> bool, is_language: impl Fn(&Size) -> bool) -> Size {
    let language = sizes.iter().filter(|size| is_language(size)).max_by_key(|size| size.brotli);
    let parts: Vec<&Size> = sizes.iter().filter(|size| is_part(size)).chain(language).collect();
    let sum = |bytes: fn(&Size) -> usize| parts.iter().map(|size| bytes(size)).sum();
    Size {
        name: name.to_owned(),
        raw: sum(|size| size.raw),
        gzip: sum(|size| size.gzip),
        brotli: sum(|size| size.brotli),
    }
}

fn totals(sizes: &[Size]) -> [(Size, usize); 2] {
    [
        (total("first download", sizes, is_first, is_language), FIRST_DOWNLOAD),
        (total("full module", sizes, is_full, is_language_of_full), FULL_MODULE),
    ]
}

/// The sizes of files that have no budget, as a table.
pub fn plain_table(sizes: &[Size]) -> String {
    let mut text = format!("{:<28}{:>10}{:>10}{:>10}\n", "bytes", "raw", "gzip", "brotli");
    for Size { name, raw, gzip, brotli } in sizes {
        let _ = writeln!(text, "{name:<28}{raw:>10}{gzip:>10}{brotli:>10}");
    }
    text
}

/// The sizes as a table.
pub fn table(sizes: &[Size]) -> String {
    let mut text = format!("{:<28}{:>10}{:>10}{:>10}{:>10}\n", "bytes", "raw", "gzip", "brotli", "budget");
    let files = sizes.iter().map(|size| (size, String::new()));
    let totals = totals(sizes);
    for (size, budget) in files.chain(totals.iter().map(|(size, budget)| (size, budget.to_string()))) {
        let _ = writeln!(text, "{:<28}{:>10}{:>10}{:>10}{budget:>10}", size.name, size.raw, size.gzip, size.brotli);
    }
    text
}

/// Fails when the code is larger than a budget.
pub fn check(sizes: &[Size]) -> Result<()> {
    for (Size { name, brotli, .. }, budget) in totals(sizes) {
        ensure!(
            brotli <= budget,
            "the {name} has {brotli} bytes after brotli, {} over the budget of {budget}",
            brotli - budget
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, brotli: usize) -> Size {
        Size { name: name.to_owned(), raw: brotli, gzip: brotli, brotli }
    }

    #[test]
    fn what_one_visitor_loads_counts_and_nothing_else() {
        let names = ["define.js", "picker-1.wasm", "sv-A.js", "fi-B.js", "element.js", "react.js", "names-C.js"];
        let names = names.into_iter().chain(["full-2.wasm", "full-D.js", "full-sv-E.js", "full-fi-F.js"]);
        let bytes = [1, 20, 300, 400, 5_000, 5_000, 5_000, 10_000, 2_000, 7, 9];
        let sizes: Vec<Size> = names.zip(bytes).map(|(name, size)| of(name, size)).collect();
        assert_eq!(totals(&sizes).map(|(size, _)| size.brotli), [421, 12_009]);
        assert!(check(&sizes).is_ok());
    }

    #[test]
    fn the_budget_is_for_all_files_together() {
        assert!(check(&[of("define.js", FIRST_DOWNLOAD - 1), of("picker-1.wasm", 1)]).is_ok());
        let message = check(&[of("define.js", FIRST_DOWNLOAD), of("sv-A.js", 7)]).map_err(|error| error.to_string());
        assert!(
            message.is_err_and(|message| message.contains("first download") && message.contains("7 over the budget"))
        );
    }

    #[test]
    fn compression_makes_a_repetitive_file_small() {
        let size =
            size(&b"create ".repeat(100), "x.js".to_owned()).map(|size| (size.raw, size.gzip < 100, size.brotli < 50));
        assert_eq!(size.ok(), Some((700, true, true)));
    }
}
