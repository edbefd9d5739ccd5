//! What is read before Oneflow is asked, so that nothing is asked for in vain.

use std::path::PathBuf;

use oneflow_broker::blueprint::{Asked, Blueprint, Choices, Surplus, Unseen};

use super::agreement::Agreement;
use super::arguments::{Command, Comparison, Export};
use super::files::{Replacing, read, taken};

/// A command whose files have been read.
pub enum Prepared {
    Diff(Blueprint, Choices),
    Apply(Blueprint, Choices, Agreement),
    Export(Box<Asked>, PathBuf, Replacing),
}

/// Reads the files of a command.
pub fn prepare(command: Command) -> Result<Prepared, String> {
    Ok(match command {
        Command::Diff(comparison) => Prepared::Diff(read(&comparison.file)?, comparison.choices()),
        Command::Apply { comparison, yes } => {
            let agreement = if yes { Agreement::Given } else { Agreement::AtTheTerminal };
            Prepared::Apply(read(&comparison.file)?, comparison.choices(), agreement)
        }
        Command::Export(export) => export.prepare()?,
    })
}

impl Comparison {
    fn choices(&self) -> Choices {
        Choices {
            surplus: if self.prune { Surplus::Pruned } else { Surplus::Kept },
            unseen: if self.secrets { Unseen::Written } else { Unseen::Kept },
        }
    }
}

impl Export {
    fn prepare(self) -> Result<Prepared, String> {
        let Self { file, extension, name, types, force } = self;
        let replacing = if force { Replacing::Allowed } else { Replacing::Forbidden };
        let exists = file.exists();
        if exists && replacing == Replacing::Forbidden {
            return Err(taken(&file));
        }
        let previous = exists.then(|| read(&file)).transpose()?;
        let stem = || file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let extension_type = extension
            .or_else(|| previous.as_ref().map(|previous| previous.extension_type.clone()))
            .or_else(stem)
            .ok_or("--extension-type is missing.")?;
        let name = name
            .or_else(|| previous.as_ref().map(|previous| previous.name.clone()))
            .unwrap_or_else(|| extension_type.clone());
        Ok(Prepared::Export(Box::new(Asked { extension_type, name, types, previous }), file, replacing))
    }
}
