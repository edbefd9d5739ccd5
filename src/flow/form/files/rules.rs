//! What Oneflow takes: kinds of files, how many, and how much (`docs/oneflow-platform-glossary`, `docs/contract-file`).

use crate::api::contract_file::{FileKind, NewFile};

/// The largest file, in bytes. Oneflow says 20 MB; the smaller reading of it is safe.
pub const LARGEST: u64 = 20_000_000;
/// All files of a contract together, in bytes.
pub const LARGEST_SUM: u64 = 50_000_000;
/// The most attachments of a contract.
pub const MOST: usize = 30;

/// The kinds of attachments, by extension, as a file input takes them.
pub const EXTENSIONS: &str = ".asice,.bmp,.csv,.doc,.docx,.dotx,.gif,.jpeg,.jpg,.key,.numbers,.ods,.pages,.pdf,.png,\
                              .ppsx,.ppt,.pptx,.rtf,.tif,.tiff,.txt,.xls,.xlsb,.xlsm,.xlsx,.xml";
/// The one kind of document.
pub const PDF: &str = ".pdf";

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It has no content.
    Empty,
    /// It is a folder.
    Folder,
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// Its extension is none of [`EXTENSIONS`].
    WrongKind,
    /// It is to be the document, and is no PDF.
    NotPdf,
    /// A file of this name is there already.
    NameTaken,
    /// There would be more than [`MOST`] attachments.
    TooMany,
    /// All together would be larger than [`LARGEST_SUM`].
    TooMuch,
    /// There is another document, which the user chose.
    AnotherDocument,
    /// The template has no place for it.
    NoPlace,
}

/// Whether a name ends in `.pdf`.
pub fn is_pdf(name: &str) -> bool {
    has_extension(name, PDF)
}

/// What is wrong with a file, whatever others there are.
pub(super) fn own_error(file: &NewFile) -> Option<FileError> {
    match file.kind {
        _ if file.size == 0 => Some(FileError::Empty),
        FileKind::Document if !is_pdf(&file.name) => Some(FileError::NotPdf),
        FileKind::Attachment if !has_extension(&file.name, EXTENSIONS) => Some(FileError::WrongKind),
        _ if file.size > LARGEST => Some(FileError::TooLarge),
        _ => None,
    }
}

/// Why a file cannot be beside these others.
pub(super) fn error_beside(file: &NewFile, others: &[&NewFile]) -> Option<FileError> {
    let attachments = others.iter().filter(|other| other.kind == FileKind::Attachment).count();
    let sum = others.iter().fold(file.size, |sum, other| sum.saturating_add(other.size));
    match file.kind {
        _ if others.iter().any(|other| other.name == file.name) => Some(FileError::NameTaken),
        FileKind::Attachment if attachments >= MOST => Some(FileError::TooMany),
        _ if sum > LARGEST_SUM => Some(FileError::TooMuch),
        _ => None,
    }
}

fn has_extension(name: &str, extensions: &str) -> bool {
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return false;
    };
    !stem.is_empty() && extensions.split(',').any(|known| known.trim_start_matches('.').eq_ignore_ascii_case(extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, size: u64, kind: FileKind) -> NewFile {
        NewFile { name: name.into(), size, kind, blob: Some(0) }
    }

    #[test]
    fn each_kind_that_oneflow_takes_passes_in_capitals_too_and_any_other_does_not() {
        let error = |name: &str| own_error(&file(name, 1, FileKind::Attachment));
        for extension in EXTENSIONS.split(',') {
            assert_eq!(error(&["Offer", extension].concat()), None, "{extension}");
            assert_eq!(error(&["Offer", &extension.to_uppercase()].concat()), None, "{extension}");
        }
        assert_eq!(EXTENSIONS.split(',').count(), 27);
        for name in ["run.exe", "page.html", "noextension", ".pdf", "offer.pdf.zip", "offer.", "offer pdf"] {
            assert_eq!(error(name), Some(FileError::WrongKind), "{name}");
        }
    }

    #[test]
    fn the_document_is_a_pdf_and_nothing_else() {
        assert_eq!(own_error(&file("terms.PDF", 1, FileKind::Document)), None);
        assert_eq!(own_error(&file("terms.docx", 1, FileKind::Document)), Some(FileError::NotPdf));
    }

    #[test]
    fn the_limits_hold_to_the_byte() {
        let sized = |size| own_error(&file("a.pdf", size, FileKind::Attachment));
        assert_eq!([sized(1), sized(LARGEST)], [None, None]);
        assert_eq!([sized(0), sized(LARGEST + 1)], [Some(FileError::Empty), Some(FileError::TooLarge)]);
        let others = [("b.pdf", LARGEST), ("c.pdf", LARGEST)].map(|(name, size)| file(name, size, FileKind::Document));
        let beside = |name, size| error_beside(&file(name, size, FileKind::Attachment), &others.each_ref());
        assert_eq!(beside("a.pdf", 10_000_000), None);
        assert_eq!(beside("a.pdf", 10_000_001), Some(FileError::TooMuch));
        assert_eq!(beside("b.pdf", 1), Some(FileError::NameTaken));
    }

    #[test]
    fn thirty_attachments_are_the_most_and_the_document_is_none_of_them() {
        let many = |count: usize| (0..count).map(|it| file(&format!("{it}.txt"), 1, FileKind::Attachment));
        let beside = |count, kind| {
            let many: Vec<_> = many(count).collect();
            error_beside(&file("a.pdf", 1, kind), &many.iter().collect::<Vec<_>>())
        };
        assert_eq!(beside(MOST - 1, FileKind::Attachment), None);
        assert_eq!(beside(MOST, FileKind::Attachment), Some(FileError::TooMany));
        assert_eq!(beside(MOST, FileKind::Document), None);
    }
}
