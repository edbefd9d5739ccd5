//! A folder as a `.tar.gz` that is the same for the same files.

use std::fs::{self, File};
use std::path::Path;

use anyhow::Result;
use flate2::{Compression, GzBuilder};
use tar::{Builder, Header};

use crate::workspace;

/// What may be started, besides the program itself.
const SCRIPTS: [&str; 1] = ["install.sh"];

/// Packs a folder under a name. No time and no owner of this machine is in it.
pub fn pack(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let mut archive = Builder::new(GzBuilder::new().mtime(0).write(Vec::new(), Compression::best()));
    for file in workspace::files_below(folder)? {
        let path = folder.join(&file);
        let mut header = Header::new_gnu();
        header.set_size(fs::metadata(&path)?.len());
        header.set_mode(if is_started(&file) { 0o755 } else { 0o644 });
        header.set_mtime(0);
        archive.append_data(&mut header, format!("{name}/{file}"), File::open(&path)?)?;
    }
    Ok(archive.into_inner()?.finish()?)
}

fn is_started(file: &str) -> bool {
    file == workspace::BROKER || SCRIPTS.contains(&file)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use anyhow::Context as _;
    use flate2::read::GzDecoder;

    use super::*;

    #[test]
    fn the_same_files_make_the_same_archive_and_the_program_can_be_started() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("xtask-archive-{}", std::process::id()));
        workspace::fresh(&folder)?;
        workspace::write(&folder.join(workspace::BROKER), "program")?;
        workspace::write(&folder.join("README.md"), "text")?;
        let (first, second) = (pack(&folder, "name")?, pack(&folder, "name")?);
        fs::remove_dir_all(&folder)?;
        assert_eq!(first, second);
        let mut found = Vec::new();
        for entry in tar::Archive::new(GzDecoder::new(first.as_slice())).entries()? {
            let mut entry = entry?;
            let mut text = String::new();
            entry.read_to_string(&mut text)?;
            let path = entry.path()?.to_str().context("no text")?.to_owned();
            found.push((path, entry.header().mode()?, text));
        }
        let of = |path: &str, mode, text: &str| (path.to_owned(), mode, text.to_owned());
        assert_eq!(found, [of("name/README.md", 0o644, "text"), of("name/oneflow-broker", 0o755, "program")]);
        Ok(())
    }
}
