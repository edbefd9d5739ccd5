//! Reading the files of a contract.

use axum::body::Bytes;
use serde_json::{Value, json};

use crate::account::State;
use crate::handlers::contracts::lookup;
use crate::handlers::contracts::pdf::pdf;
use crate::handlers::pagination::paginate;
use crate::handlers::sorting::{check_sort, sort_by};
use crate::json::text_at;
use crate::model::file::extension;
use crate::model::{Contract, ContractFile};
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

const SORT_KEYS: [&str; 4] = ["extension", "id", "name", "type"];

/// The contract's own file.
const CONTRACT: u64 = 1;

/// A file as responses show it.
pub struct Item {
    id: u64,
    name: String,
    extension: String,
    file_type: &'static str,
}

impl Item {
    /// A name of which no character is ASCII gives way to the type and the id.
    fn new(id: u64, name: &str, stem: &str, extension: String, file_type: &'static str) -> Self {
        let is_foreign = !stem.is_empty() && stem.chars().all(|letter| !letter.is_ascii());
        let name = if is_foreign { format!("{file_type}_{id}.{extension}") } else { name.to_owned() };
        Self { id, name, extension, file_type }
    }

    pub fn to_json(&self, state: &State, contract: u64) -> Value {
        json!({
            "_links": {"self": state.link(&format!("/contracts/{contract}/files/{}", self.id))},
            "extension": self.extension,
            "id": self.id,
            "name": self.name,
            "type": self.file_type,
        })
    }
}

/// A file that was uploaded.
pub fn uploaded(file: &ContractFile) -> Item {
    let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
    Item::new(file.id, &file.name, stem, extension(&file.name), file.file_type.name())
}

/// The contract's own PDF, which every contract has.
fn own(contract: &Contract) -> Item {
    let name = text_at(&contract.body, "/_private/name");
    Item::new(CONTRACT, name, name, "pdf".to_owned(), "contract")
}

pub fn list(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::visible_contract(state, request)?;
    check_sort(request, &SORT_KEYS)?;
    let mut items = vec![own(contract)];
    items.extend(contract.files.iter().map(uploaded));
    if let Some(sort) = request.query("sort") {
        sort_by(&mut items, sort, |item, key| {
            Some(match key {
                "id" => format!("{:020}", item.id),
                "name" => item.name.clone(),
                "type" => item.file_type.to_owned(),
                _ => item.extension.clone(),
            })
        });
    }
    Ok(paginate(state, request, &items, |item| item.to_json(state, contract.id)))
}

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let contract = lookup::visible_contract(state, request)?;
    let id = request.id("file_id");
    let file = contract.files.iter().find(|file| file.id == id);
    let (item, content): (Item, &dyn Fn() -> Bytes) = match file {
        Some(file) => (uploaded(file), &|| file.content.clone()),
        None if id == CONTRACT => (own(contract), &|| pdf(contract).into()),
        None => return Err(Problem::not_found("file")),
    };
    if request.query("download") == Some("true") {
        let content_type = if item.extension == "pdf" { "application/pdf" } else { "application/octet-stream" };
        return Ok(ApiResponse::File { content_type, content: content() });
    }
    Ok(ApiResponse::Json(item.to_json(state, contract.id)))
}
