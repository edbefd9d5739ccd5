//! The parts of the form that adds a file to a contract.

use crate::problem::Problem;

/// The largest file, in bytes. Oneflow says 20 MB; this is the smaller reading of it.
pub const LARGEST_FILE: usize = 20_000_000;
/// The longest name, in characters.
const LONGEST_NAME: usize = 255;
/// The kinds of attachments that Oneflow takes, by extension.
#[rustfmt::skip]
const KINDS: [&str; 27] = [
    "asice", "bmp", "csv", "doc", "docx", "dotx", "gif", "jpeg", "jpg", "key", "numbers", "ods", "pages", "pdf", "png",
    "ppsx", "ppt", "pptx", "rtf", "tif", "tiff", "txt", "xls", "xlsb", "xlsm", "xlsx", "xml",
];

/// Where in the contract a file goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UploadAs {
    /// Among the attachments.
    Attachment,
    /// Into the section for a PDF, in the place of one that is there.
    ExpandedPdf,
}

impl UploadAs {
    /// Reads the part `upload_as`.
    pub fn parse(word: &[u8]) -> Result<Self, Problem> {
        [Self::Attachment, Self::ExpandedPdf]
            .into_iter()
            .find(|place| place.word().as_bytes() == word)
            .ok_or_else(|| Problem::at("upload_as", "This is neither attachment nor expanded_pdf."))
    }

    /// Oneflow's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Attachment => "attachment",
            Self::ExpandedPdf => "expanded_pdf",
        }
    }

    /// Refuses a name that is none, that leads somewhere, that shows otherwise than it is, or whose extension is not
    /// taken in this place. The content is not judged: Oneflow goes by the extension, too.
    pub fn check_name(self, name: &str) -> Result<(), Problem> {
        let at = |sentence: &str| Err(Problem::at("file", sentence));
        if name.chars().any(is_forbidden) {
            return at("The name has characters that are not accepted here.");
        }
        if name.chars().count() > LONGEST_NAME {
            return at("The name has more than 255 characters.");
        }
        let (stem, extension) = name.rsplit_once('.').unwrap_or_default();
        if stem.trim_matches(['.', ' ']).is_empty() {
            return at("This is not a name with an extension.");
        }
        let extension = extension.to_ascii_lowercase();
        match self {
            Self::Attachment if !KINDS.contains(&extension.as_str()) => at("This kind of file is not accepted."),
            Self::ExpandedPdf if extension != "pdf" => at("This is not a PDF."),
            _ => Ok(()),
        }
    }
}

/// What ends a name or a line, what separates folders, and what turns the direction of writing: `fdp.exe` would show as
/// `exe.pdf`.
fn is_forbidden(letter: char) -> bool {
    let turns =
        matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || letter.is_control() || matches!(letter, '/' | '\\' | '"' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(result: Result<(), Problem>) -> Option<String> {
        result.err().and_then(|problem| problem.parameter).map(|(path, _)| path)
    }

    #[test]
    fn an_attachment_has_one_of_the_extensions_in_either_case() {
        for name in ["Terms.pdf", "Terms.PDF", "a.b.docx", "Größe 字.xlsx", "%22quoted%22.txt", "signed.asice"] {
            assert_eq!(path(UploadAs::Attachment.check_name(name)), None, "{name}");
        }
        for name in ["run.exe", "page.html", "picture.svg", "archive.zip", "a.pdf.zip", "pdf", "a.pdf ", "a.pdf."] {
            assert_eq!(path(UploadAs::Attachment.check_name(name)).as_deref(), Some("file"), "{name}");
        }
    }

    #[test]
    fn only_a_pdf_is_an_expanded_pdf() {
        assert_eq!(path(UploadAs::ExpandedPdf.check_name("Terms.Pdf")), None);
        assert_eq!(path(UploadAs::ExpandedPdf.check_name("Terms.docx")).as_deref(), Some("file"));
    }

    #[test]
    fn a_name_leads_nowhere_and_shows_what_it_is() {
        let long = format!("{}.pdf", "x".repeat(252));
        for name in [
            "",
            ".pdf",
            "..pdf",
            " .pdf",
            "../terms.pdf",
            "/etc/terms.pdf",
            "..\\terms.pdf",
            "C:\\terms.pdf",
            "terms\r\nx: y.pdf",
            "terms\0.pdf",
            "a\"; filename=\"b.pdf",
            "\u{202e}fdp.exe.pdf",
            "a\u{2028}b.pdf",
            &long,
        ] {
            assert_eq!(path(UploadAs::Attachment.check_name(name)).as_deref(), Some("file"), "{name:?}");
        }
        assert_eq!(path(UploadAs::Attachment.check_name(&format!("{}.pdf", "字".repeat(251)))), None);
    }

    #[test]
    fn a_file_goes_to_one_of_two_places() {
        assert_eq!(UploadAs::parse(b"attachment"), Ok(UploadAs::Attachment));
        assert_eq!(UploadAs::parse(b"expanded_pdf"), Ok(UploadAs::ExpandedPdf));
        for word in [b"".as_slice(), b"pdf", b"Attachment", b"attachment ", b"\xff"] {
            assert_eq!(path(UploadAs::parse(word).map(|_| ())).as_deref(), Some("upload_as"));
        }
    }

    #[test]
    fn a_refusal_never_repeats_the_name() {
        let refusal = UploadAs::Attachment.check_name("Ada Lovelace.exe");
        assert!(!format!("{refusal:?}").contains("Ada"));
    }
}
