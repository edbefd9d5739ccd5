//! What a contract takes: kinds of files, how many, and how much.

use crate::model::file::extension;
use crate::model::{ContractFile, FileType};
use crate::problem::ParameterProblems;

/// The kinds of attachments, by extension.
#[rustfmt::skip]
const KINDS: [&str; 27] = [
    "asice", "bmp", "csv", "doc", "docx", "dotx", "gif", "jpeg", "jpg", "key", "numbers", "ods", "pages", "pdf", "png",
    "ppsx", "ppt", "pptx", "rtf", "tif", "tiff", "txt", "xls", "xlsb", "xlsm", "xlsx", "xml",
];
const MOST_ATTACHMENTS: usize = 30;
/// All files of a contract together, in bytes.
const LARGEST_SUM: usize = 50_000_000;

/// Refuses a name whose extension the contract does not take in this place.
pub fn check_kind(name: &str, file_type: FileType, problems: &mut ParameterProblems) {
    let extension = extension(name);
    match file_type {
        FileType::Attachment if !KINDS.contains(&extension.as_str()) => {
            problems.add("file", format!("Not one of the kinds {}.", KINDS.join(", ")));
        }
        FileType::Pdf if extension != "pdf" => problems.add("file", "Not a PDF."),
        _ => {}
    }
}

/// Refuses files that are too many, or too large together.
pub fn check_sum(files: &[ContractFile], problems: &mut ParameterProblems) {
    let attachments = files.iter().filter(|file| file.file_type == FileType::Attachment);
    if attachments.count() > MOST_ATTACHMENTS {
        problems.add("file", format!("More than {MOST_ATTACHMENTS} attachments."));
    }
    if files.iter().map(|file| file.content.len()).sum::<usize>() > LARGEST_SUM {
        problems.add("file", "More than 50 MB in all files of the contract.");
    }
}
