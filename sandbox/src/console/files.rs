//! The section of a contract's page with what was uploaded.

use maud::{Markup, html};

use super::components;
use crate::model::{Contract, FileType};

pub fn section(contract: &Contract) -> Markup {
    html! {
        section.card aria-labelledby="files" {
            h2 #files { "Files" }
            @if contract.files.is_empty() { (components::none("None but the contract itself.")) }
            dl.lines {
                @for file in &contract.files {
                    dt { bdi { (file.name) } }
                    dd { (place(file.file_type)) ", " (file.content.len()) " bytes" }
                }
            }
        }
    }
}

fn place(file_type: FileType) -> &'static str {
    match file_type {
        FileType::Attachment => "attachment",
        FileType::Pdf => "expanded PDF",
    }
}
