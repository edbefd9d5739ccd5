//! Files to be uploaded: the page's and the user's, and which of them the template takes.

pub mod arrangement;
pub(in crate::flow) mod json;
pub mod rules;

use crate::api::Text;
use crate::api::contract_file::{FileKind, NewFile};

/// A file, or a folder, as the user offered it.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// Its name.
    pub name: Text,
    /// The number of its content and its length in bytes; a folder has none.
    pub content: Option<(u64, u64)>,
}

/// What the user did with files. A file is recognised by its name, of which there is one only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileEdits {
    /// The files that the user added.
    pub added: Vec<NewFile>,
    /// The names of the page's files that the user removed.
    pub removed: Vec<Text>,
    /// What the user made of the page's files.
    pub kinds: Vec<(Text, FileKind)>,
}

impl FileEdits {
    /// Whether nothing was done.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.kinds.is_empty()
    }

    /// The contents are another page's: they have to be given again.
    pub(in crate::flow) fn forget_contents(&mut self) {
        for file in &mut self.added {
            file.blob = None;
        }
    }

    /// Takes a file away.
    pub(in crate::flow) fn remove(&mut self, name: &Text) {
        let before = self.added.len();
        self.added.retain(|file| file.name != *name);
        if self.added.len() == before && !self.removed.contains(name) {
            self.removed.push(name.clone());
        }
        self.kinds.retain(|(other, _)| other != name);
    }

    /// Makes something else of a file.
    pub(in crate::flow) fn set_kind(&mut self, name: &Text, kind: FileKind) {
        if let Some(file) = self.added.iter_mut().find(|file| file.name == *name) {
            file.kind = kind;
        } else {
            self.kinds.retain(|(other, _)| other != name);
            self.kinds.push((name.clone(), kind));
        }
    }
}

/// What the form says about files besides which there are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileRemarks {
    /// What the user offered last and was not taken, with the reason.
    pub refused: Vec<(Text, rules::FileError)>,
    /// Whether something was added.
    pub added: bool,
    /// What the last act took away.
    pub taken_away: Option<TakenAway>,
    /// The edits before that.
    pub(in crate::flow) undo: Option<FileEdits>,
}

impl FileRemarks {
    /// Whether anything is to be said.
    pub fn is_said(&self) -> bool {
        self.added || self.taken_away.is_some() || !self.refused.is_empty()
    }
}

/// What an act took away.
#[derive(Clone, Debug, PartialEq)]
pub enum TakenAway {
    /// The user removed this file.
    Removed(Text),
    /// This file is the document now, in the place of that one.
    Replaced(Text, Text),
}
