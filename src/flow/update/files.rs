//! Adding files to the form and taking them away.

use crate::api::Text;
use crate::api::contract_file::{FileKind, NewFile};
use crate::flow::commands::Commands;
use crate::flow::effect::{Effect, Focus, Warning};
use crate::flow::form::edits::Edits;
use crate::flow::form::field::{ErrorKind, FieldId};
use crate::flow::form::files::arrangement::kind_with;
use crate::flow::form::files::rules::FileError;
use crate::flow::form::files::{Offered, TakenAway};
use crate::flow::form::prefill::Prefill;
use crate::flow::message::FileMessage;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::filling::Filling;
use crate::full::IS_FULL;

/// The console's warning about a file of the page, around its index. Names of files may be somebody's business.
const LEFT_OUT_BEFORE: &str = "prefill.files[";
const LEFT_OUT: &str = "] is not uploaded; the form says why";

impl Flow {
    /// Says in the console which of the page's files are not uploaded, by their paths.
    pub(super) fn warn_about_files(&self, commands: &mut Commands) {
        if IS_FULL && let Step::Filling(filling) = &self.step {
            let prefill = &self.settings.prefill;
            for index in filling.arrange(&Edits::default(), prefill).left_out(prefill.files.len()) {
                let text = [LEFT_OUT_BEFORE, &index.to_string(), LEFT_OUT].concat();
                commands.push(Effect::Warn(Warning::Property(text.into())));
            }
        }
    }

    /// The page has given other files, perhaps those whose contents were missing.
    pub(super) fn files_given(&mut self, commands: &mut Commands) {
        let prefill = &self.settings.prefill;
        match &mut self.step {
            Step::Filling(filling) => {
                if filling.arrange(&self.edits, prefill).missing().next().is_none() {
                    filling.errors.retain(|error| error.kind != ErrorKind::FilesMissing);
                }
                self.warn_about_files(commands);
            }
            Step::Uploading(uploading) => {
                uploading.take_contents(&prefill.files);
                if !self.offline {
                    self.upload_next(commands);
                }
            }
            _ => {}
        }
    }
}

/// What edits files.
pub(super) struct FileEditor<'a> {
    pub filling: &'a mut Filling,
    pub edits: &'a mut Edits,
    pub prefill: &'a Prefill,
    pub commands: &'a mut Commands,
}

impl FileEditor<'_> {
    /// Gives what was edited.
    pub fn edit(mut self, message: FileMessage) -> Option<FieldId> {
        let (before, files) = (std::mem::take(&mut *self.filling.file_remarks), (*self.edits.files).clone());
        match message {
            FileMessage::Offered(offered) => offered.into_iter().for_each(|offered| self.add(offered)),
            FileMessage::Removed(name) => {
                self.edits.files.remove(&name);
                self.filling.file_remarks.taken_away = Some(TakenAway::Removed(name));
                self.focus();
            }
            FileMessage::KindChosen(name, kind) => self.choose(&name, kind),
            FileMessage::Undone => {
                *self.edits.files = before.undo?;
                self.focus();
            }
        }
        let remarks = &mut self.filling.file_remarks;
        remarks.undo = remarks.taken_away.is_some().then_some(files);
        Some(FieldId::Files)
    }

    /// What was pressed is gone with what it was about.
    fn focus(&mut self) {
        self.commands.push(Effect::Focus(Focus::Input(FieldId::Files)));
    }

    fn add(&mut self, Offered { name, content }: Offered) {
        let Some((blob, size)) = content else {
            return self.refuse(name, FileError::Folder);
        };
        let is_missing = |file: &&mut NewFile| file.name == name && file.size == size && file.blob.is_none();
        if let Some(file) = self.edits.files.added.iter_mut().find(is_missing) {
            file.blob = Some(blob);
            self.filling.file_remarks.added = true;
            return;
        }
        let options = &self.filling.choice.template.options;
        let kind = kind_with(options, FileKind::Attachment, &name);
        let file = NewFile { name, size, kind, blob: Some(blob) };
        if let Some(error) = self.filling.arrange(self.edits, self.prefill).error_of_new(&file) {
            return self.refuse(file.name, error);
        }
        self.make_room(&file.name, file.kind);
        // A file that the page gave and the user removed has no say over one that they add.
        self.edits.files.kinds.retain(|(name, _)| *name != file.name);
        self.edits.files.added.push(file);
        self.filling.file_remarks.added = true;
    }

    fn choose(&mut self, name: &Text, kind: FileKind) {
        self.make_room(name, kind);
        self.edits.files.set_kind(name, kind);
    }

    /// Oneflow keeps one document: the latest. What it takes the place of is not uploaded, and the form says so.
    fn make_room(&mut self, name: &Text, kind: FileKind) {
        let mut replaced = None;
        while kind == FileKind::Document
            && let Some(other) = self.filling.arrange(self.edits, self.prefill).document()
            && other.name != *name
        {
            replaced.get_or_insert_with(|| TakenAway::Replaced(name.clone(), other.name.clone()));
            // One that it has taken the place of itself comes back at this.
            self.edits.files.remove(&other.name);
        }
        if replaced.is_some() {
            self.filling.file_remarks.taken_away = replaced;
        }
    }

    fn refuse(&mut self, name: Text, error: FileError) {
        self.filling.file_remarks.refused.push((name, error));
    }
}
