//! Which files go along, derived from the page's and the user's each time: the template may take none of them.

use super::FileEdits;
use super::rules::{FileError, error_beside, is_pdf, own_error};
use crate::api::Text;
use crate::api::available_options::AvailableOptions;
use crate::api::contract_file::{FileKind, NewFile};
use crate::full::IS_FULL;

/// How many of the page's files are looked at.
const MOST_GIVEN: usize = 100;

/// The files as the form shows them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrangement {
    /// What goes along: the document first, then the attachments. What the page gave has its place among the page's.
    pub files: Vec<(NewFile, Option<usize>)>,
    /// What does not, with the reason.
    pub refused: Vec<(Text, FileError)>,
    /// The page's documents in whose place there is a later one of the page's.
    pub replaced: Vec<Text>,
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
            let kind = kind_with(options, file.kind, &file.name);
            arranged.place(NewFile { kind, ..file.clone() }, None, options);
        }
        for (index, file) in given.iter().enumerate().filter(|(_, file)| !edits.removed.contains(&file.name)) {
            let chosen = edits.kinds.iter().find(|(name, _)| *name == file.name);
            let kind = chosen.map_or(file.kind, |(_, kind)| *kind);
            let file = NewFile { kind, ..file.clone() };
            if index >= MOST_GIVEN {
                arranged.refused.push((file.name, FileError::TooMany));
            } else if !arranged.is_added_again(&file) {
                arranged.make_room(&file, edits, options);
                arranged.place(file, Some(index), options);
            }
        }
        arranged.files.sort_by_key(|(file, index)| (file.kind != FileKind::Document, index.is_none()));
        arranged
    }

    /// The page gives what the user added: then only its content counts, if that was missing.
    fn is_added_again(&mut self, file: &NewFile) -> bool {
        let is_again =
            |known: &NewFile| known.is_named_and_sized_like(file) && (known.blob.is_none() || known.blob == file.blob);
        let known = self.files.iter_mut().find(|(known, index)| index.is_none() && is_again(known));
        if let Some((known, _)) = known {
            known.blob = known.blob.or(file.blob);
            return true;
        }
        false
    }

    /// The page's document takes the place of one before it, unless the user has chosen that.
    fn make_room(&mut self, file: &NewFile, edits: &FileEdits, options: &AvailableOptions) {
        let is_chosen = |known: &NewFile| edits.kinds.iter().any(|(name, _)| *name == known.name);
        let is_before = |(known, index): &(NewFile, Option<usize>)| {
            known.kind == FileKind::Document && index.is_some() && !is_chosen(known) && known.name != file.name
        };
        let before = self.files.iter().position(is_before).filter(|_| file.kind == FileKind::Document);
        if let Some(before) = before
            && options.expanded_pdf
            && self.error_of_new(file).is_none()
        {
            let (replaced, _) = self.files.remove(before);
            self.replaced.push(replaced.name);
        }
    }

    fn place(&mut self, file: NewFile, index: Option<usize>, options: &AvailableOptions) {
        match self.error_of(&file, options) {
            Some(error) => self.refused.push((file.name, error)),
            None => self.files.push((file, index)),
        }
    }

    fn error_of(&self, file: &NewFile, options: &AvailableOptions) -> Option<FileError> {
        let is_document = file.kind == FileKind::Document;
        let has_place = if is_document { options.expanded_pdf } else { options.attachments };
        let another = (is_document && self.document().is_some()).then_some(FileError::AnotherDocument);
        match () {
            () if !has_place => Some(FileError::NoPlace),
            () if self.files.iter().any(|(other, _)| other.name == file.name) => Some(FileError::NameTaken),
            () => self.error_of_new(file).or(another),
        }
    }

    /// The document, if there is one.
    pub fn document(&self) -> Option<&NewFile> {
        self.files.iter().map(|(file, _)| file).find(|file| file.kind == FileKind::Document)
    }

    /// The places of those of the page's files that do not go along, of so many.
    pub fn left_out(&self, given: usize) -> impl Iterator<Item = usize> {
        (0..given).filter(|index| !self.files.iter().any(|(_, place)| *place == Some(*index)))
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

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test that reads past the end fails")]
mod tests {
    use super::super::rules::MOST;
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
            let Arrangement { files, refused, .. } = Arrangement::new(&given, &FileEdits::default(), &options);
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
    fn a_second_document_of_the_page_takes_the_place_of_the_first_unless_it_breaks_a_rule_itself() {
        let given = [
            file("a.pdf", FileKind::Document),
            file("b.png", FileKind::Attachment),
            file("c.pdf", FileKind::Document),
            file("d.txt", FileKind::Document),
            file("e.pdf", FileKind::Document),
        ];
        let arranged = Arrangement::new(&given, &FileEdits::default(), &places(true, true));
        assert_eq!(names(&arranged), [("e.pdf", FileKind::Document), ("b.png", FileKind::Attachment)]);
        assert_eq!(arranged.replaced, ["a.pdf", "c.pdf"].map(Text::from));
        assert_eq!(arranged.refused, [("d.txt".into(), FileError::NotPdf)]);
        assert_eq!(arranged.left_out(given.len()).collect::<Vec<_>>(), [0, 2, 3]);
        let attachments = Arrangement::new(&given, &FileEdits::default(), &places(true, false));
        assert_eq!((names(&attachments), attachments.replaced.len()), (vec![("b.png", FileKind::Attachment)], 0));
    }

    #[test]
    fn what_the_user_made_the_document_no_document_of_the_page_takes_the_place_of() {
        let given = [file("a.pdf", FileKind::Attachment), file("b.pdf", FileKind::Document)];
        let mut edits = FileEdits::default();
        edits.set_kind(&"a.pdf".into(), FileKind::Document);
        let arranged = Arrangement::new(&given, &edits, &places(true, true));
        assert_eq!(names(&arranged), [("a.pdf", FileKind::Document)]);
        assert_eq!(arranged.refused, [("b.pdf".into(), FileError::AnotherDocument)]);
    }

    #[test]
    fn a_name_that_is_taken_and_a_file_too_many_are_refused_alone() {
        let mut given: Vec<_> =
            (0..MOST_GIVEN + 2).map(|nth| file(&format!("{nth}.txt"), FileKind::Attachment)).collect();
        given[1] = NewFile { blob: Some(1), ..file("0.txt", FileKind::Attachment) };
        given[MOST_GIVEN] = file("late.pdf", FileKind::Document);
        let arranged = Arrangement::new(&given, &FileEdits::default(), &places(true, true));
        assert_eq!((arranged.files.len(), arranged.refused.len()), (MOST, MOST_GIVEN + 2 - MOST));
        assert_eq!(arranged.refused[0], ("0.txt".into(), FileError::NameTaken));
        assert!(arranged.refused[1..].iter().all(|(_, error)| *error == FileError::TooMany));
        let twice = [file("a.pdf", FileKind::Document), NewFile { blob: Some(1), ..file("a.pdf", FileKind::Document) }];
        let arranged = Arrangement::new(&twice, &FileEdits::default(), &places(true, true));
        assert_eq!(arranged.refused, [("a.pdf".into(), FileError::NameTaken)]);
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
