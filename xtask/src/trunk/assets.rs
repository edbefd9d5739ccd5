//! What Trunk does not build: its hook calls this to complete the package beside the page.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

use crate::package::{factory, generated, staging};
use crate::surface;
use crate::workspace::{self, Workspace};

/// Trunk names the script and the WebAssembly module after the crate.
const CRATE: &str = "oneflow-contract-picker";

/// Writes the package as it stands in `www/`, not bundled, so that an edit shows at once, around the WebAssembly module
/// that Trunk has built.
pub fn write(workspace: &Workspace) -> Result<()> {
    let stage = env::var_os("TRUNK_STAGING_DIR").context("only Trunk calls `trunk-assets`; see Trunk.toml")?;
    let folder = PathBuf::from(stage).join(CRATE);
    glue(&folder)?;
    for name in workspace::files_below(&workspace.www())? {
        fill_in(&workspace.www().join(&name), &folder.join(&name), &workspace.version)?;
    }
    for (file, paths) in [("style.js", &generated::STYLES[..]), ("style-full.js", &generated::FULL_STYLES)] {
        workspace::write(&folder.join(file), generated::style_module(&generated::css(workspace, paths)?))?;
    }
    workspace::write(&folder.join("custom-elements.json"), surface::manifest::text()?)?;
    staging::languages(&folder)
}

/// Trunk's script becomes the same factory that the package has.
fn glue(folder: &Path) -> Result<()> {
    let script = folder.join(format!("{CRATE}.js"));
    let glue = workspace::read(&script).with_context(|| {
        let attributes = "data-trunk rel=\"rust\" data-bindgen-target=\"no-modules\"";
        format!("index.html needs `<link {attributes} data-target-path=\"{CRATE}\">`")
    })?;
    // Trunk builds the full module only, which can do what the small one does.
    for name in ["wasm.js", "wasm-full.js"] {
        workspace::write(&folder.join(name), factory::factory(&glue)?)?;
    }
    fs::remove_file(&script).with_context(|| format!("{} cannot be removed", script.display()))
}

fn fill_in(from: &Path, to: &Path, version: &str) -> Result<()> {
    if from.extension().is_some_and(|extension| extension == "js") {
        return workspace::write(to, defined(&workspace::read(from)?, version));
    }
    workspace::copy(from, to)
}

/// What esbuild's `--define` does for the package.
fn defined(source: &str, version: &str) -> String {
    let address = format!("new URL(\"./{CRATE}_bg.wasm\",");
    let addressed = source.replace("new URL(WASM_FILE,", &address).replace("new URL(FULL_WASM_FILE,", &address);
    let imported = addressed.replace("import(FULL_SCRIPT)", "import('./full.js')");
    imported.replace("version = VERSION;", &format!("version = \"{version}\";"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_wasm_and_the_version_are_filled_in() {
        let source = "fetch(new URL(WASM_FILE, import.meta.url)); import(FULL_SCRIPT); static version = VERSION;";
        let expected = "fetch(new URL(\"./oneflow-contract-picker_bg.wasm\", import.meta.url)); \
                        import('./full.js'); static version = \"1.2.3\";";
        assert_eq!(defined(source, "1.2.3"), expected);
    }
}
