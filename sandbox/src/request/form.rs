//! A form with a file: read part by part, so that no more of it is in memory than a contract takes.

use axum::body::{BodyDataStream, Bytes};
use futures_util::StreamExt as _;
use multer::{Constraints, Error, Field, Multipart, SizeLimit};
use serde_json::{Map, Value};

use crate::model::LARGEST_FILE;
use crate::problem::{ParameterProblems, Problem};

/// The part that is a file.
const FILE: &str = "file";
/// Any other part, in bytes.
const LARGEST_TEXT: u64 = 1_024;
/// The whole form: the file, and what is around it.
const LARGEST_FORM: u64 = LARGEST_FILE + 65_536;

/// The parts of a form.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// The text of each part by its name; of the file, the name.
    pub fields: Map<String, Value>,
    /// The content of the file; `None` if no part is a file with a name.
    pub file: Option<Bytes>,
}

impl Form {
    /// Reads the parts, and the rest of a body that is refused: the client would not hear a refusal while it sends.
    pub async fn read(content_type: &str, mut body: BodyDataStream) -> Result<Self, Problem> {
        let parts = parts(content_type, &mut body).await;
        while body.next().await.is_some_and(|chunk| chunk.is_ok()) {}
        parts
    }

    async fn add(&mut self, field: Field<'_>) -> Result<(), Problem> {
        let name = field.name().map(str::to_owned);
        let name = name.ok_or_else(|| Problem::bad_request("A part of the form has no name."))?;
        if self.fields.contains_key(&name) {
            return Err(problem(name, "Given more than once."));
        }
        let file_name = field.file_name().filter(|_| name == FILE).map(str::to_owned);
        let content = field.bytes().await.map_err(|error| refusal(&error))?;
        let text = match file_name {
            None => String::from_utf8_lossy(&content).into_owned(),
            Some(file_name) => {
                self.file = Some(content);
                file_name
            }
        };
        self.fields.insert(name, text.into());
        Ok(())
    }
}

async fn parts(content_type: &str, body: &mut BodyDataStream) -> Result<Form, Problem> {
    let boundary = multer::parse_boundary(content_type)
        .map_err(|_| Problem::bad_request("The content type is not multipart/form-data with a boundary."))?;
    let limit = SizeLimit::new().whole_stream(LARGEST_FORM).per_field(LARGEST_TEXT).for_field(FILE, LARGEST_FILE);
    let mut parts = Multipart::with_constraints(body, boundary, Constraints::new().size_limit(limit));
    let mut form = Form::default();
    while let Some(field) = parts.next_field().await.map_err(|error| refusal(&error))? {
        form.add(field).await?;
    }
    Ok(form)
}

fn refusal(error: &Error) -> Problem {
    match error {
        Error::FieldSizeExceeded { limit, field_name } => {
            problem(field_name.clone().unwrap_or_default(), &format!("Larger than {limit} bytes."))
        }
        // Only the file makes a form that large.
        Error::StreamSizeExceeded { .. } => problem(FILE.to_owned(), &format!("Larger than {LARGEST_FILE} bytes.")),
        error => Problem::bad_request(format!("The body is not a form: {error}.")),
    }
}

fn problem(path: String, message: &str) -> Problem {
    let mut problems = ParameterProblems::default();
    problems.add(path, message);
    problems.into()
}
