//! Uploading a file to a draft.

use axum::body::Bytes;

use super::limits::{check_kind, check_sum};
use super::read::uploaded;
use crate::account::{State, next_id};
use crate::handlers::contracts::lookup;
use crate::json::{is_true, text};
use crate::model::{Contract, ContractFile, FileType};
use crate::problem::{ParameterProblems, Problem};
use crate::request::ApiRequest;
use crate::response::ApiResponse;

/// Stores an attachment, or the one expanded PDF, which takes the place of an earlier one.
pub fn upload(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let mut contract = lookup::writable_contract(state, request)?;
    let file_type = file_type(request);
    check_place(&contract, file_type)?;
    let name = text(&request.body, "file");
    let content = named_file(request, file_type)?;
    if file_type == FileType::Pdf {
        contract.files.retain(|file| file.file_type != FileType::Pdf);
    }
    let file = ContractFile { id: state.counters.file, name: name.to_owned(), file_type, content };
    let response = uploaded(&file).to_json(state, contract.id);
    contract.files.push(file);
    let mut problems = ParameterProblems::default();
    check_sum(&contract.files, &mut problems);
    problems.into_result()?;
    next_id(&mut state.counters.file);
    state.save_contract(contract, &[]);
    Ok(ApiResponse::Json(response))
}

/// The request has one of two values, as the `OpenAPI` file says.
fn file_type(request: &ApiRequest) -> FileType {
    if text(&request.body, "upload_as") == "expanded_pdf" { FileType::Pdf } else { FileType::Attachment }
}

/// Refuses a contract that is no draft, or whose document has no section for such a file.
fn check_place(contract: &Contract, file_type: FileType) -> Result<(), Problem> {
    if contract.state() != "draft" {
        return Err(Problem::new(409, "The contract is not a draft."));
    }
    let (option, section) = match file_type {
        FileType::Attachment => ("can_receive_attachments", "attachments"),
        FileType::Pdf => ("can_receive_expanded_pdf", "an expanded PDF"),
    };
    let options = contract.body.get("available_options");
    if options.is_some_and(|options| is_true(options, option)) {
        Ok(())
    } else {
        Err(Problem::new(409, format!("The document has no section for {section}.")))
    }
}

/// The content of the file in the form, if it has a name of a kind that the contract takes.
fn named_file(request: &ApiRequest, file_type: FileType) -> Result<Bytes, Problem> {
    let mut problems = ParameterProblems::default();
    let Some(content) = &request.file else {
        problems.add("file", "Not a file with a name.");
        return Err(problems.into());
    };
    check_kind(text(&request.body, "file"), file_type, &mut problems);
    problems.into_result()?;
    Ok(content.clone())
}
