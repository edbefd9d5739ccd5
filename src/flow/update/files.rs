//! Adding files to the form and taking them away.

use crate::api::Text;
use crate::api::contract_file::{FileKind, NewFile};
use crate::flow::commands::Commands;
use crate::flow::effect::{Effect, Focus};
use crate::flow::form::edits::Edits;
use crate::flow::form::field::FieldId;
use crate::flow::form::files::arrangement::kind_with;
use crate::flow::form::files::rules::FileError;
use crate::flow::form::files::{Offered, TakenAway};
use crate::flow::form::prefill::Prefill;
use crate::flow::message::FileMessage;
use crate::flow::steps::filling::Filling;

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
        let arranged = self.filling.arrange(self.edits, self.prefill);
        let document = arranged.document().filter(|other| kind == FileKind::Document && other.name != *name);
        if let Some(other) = document {
            self.filling.file_remarks.taken_away = Some(TakenAway::Replaced(name.clone(), other.name.clone()));
            self.edits.files.remove(&other.name);
        }
    }

    fn refuse(&mut self, name: Text, error: FileError) {
        self.filling.file_remarks.refused.push((name, error));
    }
}
