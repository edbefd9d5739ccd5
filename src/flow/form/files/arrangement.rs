//! Which files go along, derived from the page's and the user's each time: the template may take none of them.

use super::FileEdits;
use super::rules::{FileError, error_beside, is_pdf, own_error};
use crate::api::Text;
use crate::api::available_options::AvailableOptions;
use crate::api::contract_file::{FileKind, NewFile};
use crate::full::IS_FULL;

/// The files as the form shows them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrangement {
    /// What goes along, with whether the page gave it: the document first, then the attachments.
    pub files: Vec<(NewFile, bool)>,
    /// What does not, with the reason.
    pub refused: Vec<(Text, FileError)>,
}

impl Arrangement {
    /// Arranges the page's files and the user's for a template with these places.
    pub fn new(given: &[NewFile], edits: &FileEdits, options: &AvailableOptions) -> Self {
        let mut arranged = Self::default();
        if !IS_FULL {
            return arranged;
        }
        // What the user chose counts before what the page gave.
        for file in &edits.added {
            arranged.place(file.clone(), false, options);
        }
        for file in given.iter().filter(|file| !edits.removed.contains(&file.name)) {
            let kind = edits.kinds.iter().find(|(name, _)| *name == file.name).map_or(file.kind, |(_, kind)| *kind);
            arranged.place(NewFile { kind, ..file.clone() }, true, options);
        }
        arranged.files.sort_by_key(|(file, given)| (file.kind != FileKind::Document, !given));
        arranged
    }

    fn place(&mut self, mut file: NewFile, is_given: bool, options: &AvailableOptions) {
        // The same file again, from the page this time.
        if let Some((known, _)) = self.files.iter_mut().find(|(known, _)| known.is_again(&file)) {
            known.blob = known.blob.or(file.blob);
            return;
        }
        if !is_given {
            file.kind = kind_with(options, file.kind, &file.name);
        }
        match self.error_of(&file, options) {
            Some(error) => self.refused.push((file.name, error)),
            None => self.files.push((file, is_given)),
        }
    }

    fn error_of(&self, file: &NewFile, options: &AvailableOptions) -> Option<FileError> {
        let is_document = file.kind == FileKind::Document;
        let has_place = if is_document { options.expanded_pdf } else { options.attachments };
        let others: Vec<_> = self.files.iter().map(|(other, _)| other).collect();
        match () {
            () if !has_place => Some(FileError::NoPlace),
            () if is_document && self.document().is_some() => Some(FileError::AnotherDocument),
            () => own_error(file).or_else(|| error_beside(file, &others)),
        }
    }

    /// The document, if there is one.
    pub fn document(&self) -> Option<&NewFile> {
        self.files.iter().map(|(file, _)| file).find(|file| file.kind == FileKind::Document)
    }

    /// Why a file that is offered cannot be taken. The document makes room for another.
    pub(in crate::flow) fn error_of_new(&self, file: &NewFile) -> Option<FileError> {
        let makes_room = |other: &NewFile| file.kind == FileKind::Document && other.kind == FileKind::Document;
        let others = self.files.iter().map(|(other, _)| other).filter(|other| !makes_room(other));
        own_error(file).or_else(|| error_beside(file, &others.collect::<Vec<_>>()))
    }

    /// The files of which the page no longer has the content.
    pub fn missing(&self) -> impl Iterator<Item = &NewFile> {
        self.files.iter().map(|(file, _)| file).filter(|file| file.blob.is_none())
    }
}

/// What a file becomes where the template leaves no choice, else what it is to become.
pub(in crate::flow) fn kind_with(options: &AvailableOptions, kind: FileKind, name: &str) -> FileKind {
    match (options.attachments, options.expanded_pdf) {
        (true, false) => FileKind::Attachment,
        (false, true) => FileKind::Document,
        _ if !is_pdf(name) => FileKind::Attachment,
        _ => kind,
    }
}

impl NewFile {
    /// Whether it is this file as well, given once more.
    fn is_again(&self, other: &Self) -> bool {
        self.name == other.name && self.size == other.size && (self.blob.is_none() || self.blob == other.blob)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, kind: FileKind) -> NewFile {
        NewFile { name: name.into(), size: 7, kind, blob: Some(0) }
    }

    fn places(attachments: bool, expanded_pdf: bool) -> AvailableOptions {
        AvailableOptions { attachments, expanded_pdf, ..AvailableOptions::default() }
    }

    fn names(arranged: &Arrangement) -> Vec<(&str, FileKind)> {
        arranged.files.iter().map(|(file, _)| (&*file.name, file.kind)).collect()
    }

    #[test]
    fn what_the_page_gave_and_the_user_left_goes_along_and_the_document_comes_first() {
        let given = [file("a.pdf", FileKind::Attachment), file("b.pdf", FileKind::Document)];
        let mut edits = FileEdits { added: vec![file("c.png", FileKind::Attachment)], ..FileEdits::default() };
        let all = [("b.pdf", FileKind::Document), ("a.pdf", FileKind::Attachment), ("c.png", FileKind::Attachment)];
        assert_eq!(names(&Arrangement::new(&given, &edits, &places(true, true))), all);
        edits.remove(&"b.pdf".into());
        edits.remove(&"c.png".into());
        edits.set_kind(&"a.pdf".into(), FileKind::Document);
        assert_eq!(names(&Arrangement::new(&given, &edits, &places(true, true))), [("a.pdf", FileKind::Document)]);
    }

    #[test]
    fn a_template_takes_only_what_it_has_a_place_for_and_says_what_it_does_not_take() {
        let given = [file("a.pdf", FileKind::Attachment), file("b.pdf", FileKind::Document)];
        let arranged = |attachments, document| {
            let options = places(attachments, document);
            let Arrangement { files, refused } = Arrangement::new(&given, &FileEdits::default(), &options);
            let refused: Vec<_> = refused.into_iter().map(|(name, error)| (name.to_string(), error)).collect();
            (files.len(), refused)
        };
        let refused = |name: &str| (name.to_owned(), FileError::NoPlace);
        assert_eq!(arranged(true, false), (1, vec![refused("b.pdf")]));
        assert_eq!(arranged(false, true), (1, vec![refused("a.pdf")]));
        assert_eq!(arranged(false, false), (0, vec![refused("a.pdf"), refused("b.pdf")]));
    }

    #[test]
    fn what_the_user_added_becomes_what_the_template_has_a_place_for() {
        let added = FileEdits { added: vec![file("a.pdf", FileKind::Document)], ..FileEdits::default() };
        let only = |attachments, document| Arrangement::new(&[], &added, &places(attachments, document));
        assert_eq!(names(&only(true, false)), [("a.pdf", FileKind::Attachment)]);
        assert_eq!(names(&only(true, true)), [("a.pdf", FileKind::Document)]);
        let added = FileEdits { added: vec![file("a.png", FileKind::Attachment)], ..FileEdits::default() };
        let arranged = Arrangement::new(&[], &added, &places(false, true));
        assert_eq!(arranged.refused, [("a.png".into(), FileError::NotPdf)]);
    }

    #[test]
    fn the_users_document_counts_before_the_pages() {
        let added = FileEdits { added: vec![file("mine.pdf", FileKind::Document)], ..FileEdits::default() };
        let arranged = Arrangement::new(&[file("page.pdf", FileKind::Document)], &added, &places(true, true));
        assert_eq!(names(&arranged), [("mine.pdf", FileKind::Document)]);
        assert_eq!(arranged.refused, [("page.pdf".into(), FileError::AnotherDocument)]);
    }

    #[test]
    fn a_file_without_content_is_missing_until_the_page_gives_it_again() {
        let mut edits = FileEdits { added: vec![file("a.png", FileKind::Attachment)], ..FileEdits::default() };
        edits.forget_contents();
        let missing = |given: &[NewFile]| Arrangement::new(given, &edits, &places(true, true)).missing().count();
        assert_eq!(missing(&[]), 1);
        assert_eq!(missing(&[file("a.png", FileKind::Attachment)]), 0);
    }
}
