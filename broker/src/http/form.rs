//! A form with a file: read part by part, within limits of size and time.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use futures_util::stream::{Stream, StreamExt as _, unfold};
use multer::{Constraints, Error, Field, Multipart, SizeLimit};
use sha2::{Digest as _, Sha256};
use tokio::task::yield_now;
use tokio::time::timeout;

use super::body::is;
use crate::bodies::{LARGEST_FILE, UploadAs};
use crate::problem::{Kind, Problem};

const FORM: &str = "multipart/form-data";
/// Until the whole form is there: 20 MB at 0.6 Mbit/s. Together with the time that Oneflow has, less than the widget
/// waits.
const TIME: Duration = Duration::from_secs(280);
/// Until more of it is there.
const IDLE: Duration = Duration::from_secs(15);
/// What is around the file, in bytes.
const AROUND: usize = 65_536;
/// The part that says where the file goes, in bytes.
const LARGEST_WORD: u64 = 64;
/// How long, and how much of, a form that is refused is read on.
const REST: (Duration, usize) = (Duration::from_secs(20), 2 * LARGEST_FILE);

/// A form that is known to be right.
pub struct Form {
    /// The file's name.
    pub name: String,
    /// Where in the contract it goes.
    pub upload_as: UploadAs,
    /// What is in it.
    pub content: Bytes,
    /// The SHA-256 of that.
    pub digest: String,
}

/// The parts that are there so far.
#[derive(Default)]
struct Parts {
    upload_as: Option<UploadAs>,
    file: Option<(String, Bytes, String)>,
}

/// Reads a form of exactly two parts, in any order.
pub async fn read(headers: &HeaderMap, body: &mut BodyDataStream) -> Result<Form, Problem> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).ok().filter(|_| is(headers, FORM));
    let boundary = boundary.ok_or(Kind::MediaType)?;
    let declared = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let expected = declared.unwrap_or(0).min(LARGEST_FILE);
    let parts = timeout(TIME, parts(boundary, body, expected)).await.map_err(|_| Problem::from(Kind::TooSlow))??;
    let upload_as = parts.upload_as.ok_or_else(|| Problem::at("upload_as", "This part is missing."))?;
    let (name, content, digest) = parts.file.ok_or_else(|| Problem::at("file", "This part is missing."))?;
    upload_as.check_name(&name)?;
    Ok(Form { name, upload_as, content, digest })
}

/// The same as [`drain`], of a body that is declared as a form.
pub async fn drain_form(headers: &HeaderMap, body: Body) {
    if is(headers, FORM) {
        drain(&mut body.into_data_stream()).await;
    }
}

/// Reads on what nobody needs: a client that still sends would not hear the refusal.
pub async fn drain(body: &mut BodyDataStream) {
    let (time, most) = REST;
    let rest = async {
        let mut size = 0;
        while let Some(Ok(chunk)) = body.next().await
            && size < most
        {
            size += chunk.len();
        }
    };
    // Whoever takes longer has had their time.
    let _ = timeout(time, rest).await;
}

async fn parts(boundary: String, body: &mut BodyDataStream, expected: usize) -> Result<Parts, Problem> {
    let size = |bytes: usize| u64::try_from(bytes).unwrap_or(u64::MAX);
    let limit = SizeLimit::new().whole_stream(size(LARGEST_FILE + AROUND)).per_field(LARGEST_WORD);
    let limit = limit.for_field("file", size(LARGEST_FILE));
    let constraints = Constraints::new().allowed_fields(vec!["file", "upload_as"]).size_limit(limit);
    let mut form = Multipart::with_constraints(paced(body), boundary, constraints);
    let mut parts = Parts::default();
    while let Some(part) = form.next_field().await.map_err(|error| refusal(&error))? {
        parts.add(part, expected).await?;
    }
    Ok(parts)
}

impl Parts {
    async fn add(&mut self, mut part: Field<'_>, expected: usize) -> Result<(), Problem> {
        let named = part.file_name().map(str::to_owned);
        match (part.name(), named) {
            (Some("file"), Some(name)) if self.file.is_none() => {
                let (content, digest) = content(&mut part, expected).await?;
                self.file = Some((name, content, digest));
                Ok(())
            }
            (Some("upload_as"), None) if self.upload_as.is_none() => {
                let (word, _) = content(&mut part, 0).await?;
                self.upload_as = Some(UploadAs::parse(&word)?);
                Ok(())
            }
            (Some("file"), None) => Err(Problem::at("file", "This is not a file with a name.")),
            (Some("upload_as"), Some(_)) => Err(Problem::at("upload_as", "This is a file.")),
            (name, _) => Err(Problem::at(name.unwrap_or_default(), "This part is there more than once.")),
        }
    }
}

/// The content of a part, and its SHA-256.
async fn content(part: &mut Field<'_>, expected: usize) -> Result<(Bytes, String), Problem> {
    let (mut content, mut digest) = (Vec::with_capacity(expected), Sha256::new());
    while let Some(chunk) = part.chunk().await.map_err(|error| refusal(&error))? {
        digest.update(&chunk);
        content.extend_from_slice(&chunk);
    }
    Ok((content.into(), format!("{:x}", digest.finalize())))
}

/// The body, one chunk after the other. The parser takes all that is ready before it reads any of it, so a file that
/// has arrived whole would be in memory twice.
fn paced(body: &mut BodyDataStream) -> impl Stream<Item = Result<Bytes, Broken>> + Send {
    unfold(body, |body| async move {
        yield_now().await;
        let chunk = match timeout(IDLE, body.next()).await {
            Ok(Some(chunk)) => chunk.map_err(|_| Broken::Ended),
            Ok(None) => return None,
            Err(_) => Err(Broken::Stalled),
        };
        Some((chunk, body))
    })
}

/// Why no more of a body comes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Broken {
    Ended,
    Stalled,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body did not arrive whole")
    }
}

impl StdError for Broken {}

/// What is wrong, without what the browser has sent.
fn refusal(error: &Error) -> Problem {
    match error {
        Error::FieldSizeExceeded { field_name: Some(name), .. } if name == "upload_as" => {
            Problem::at("upload_as", "This is neither attachment nor expanded_pdf.")
        }
        Error::FieldSizeExceeded { .. } | Error::StreamSizeExceeded { .. } => Kind::TooLarge.into(),
        Error::StreamReadFailed(cause) if cause.downcast_ref() == Some(&Broken::Stalled) => Kind::TooSlow.into(),
        Error::StreamReadFailed(_) => Problem::at("", "The body did not arrive whole."),
        Error::UnknownField { .. } => Problem::at("", "The form has another part than file and upload_as."),
        _ => Problem::at("", "The body is not a form."),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use futures_util::stream::iter;
    use tokio::time::{Instant, sleep};

    use super::*;

    fn headers() -> HeaderMap {
        let kind = HeaderValue::from_static("multipart/form-data; boundary=b");
        HeaderMap::from_iter([(CONTENT_TYPE, kind)])
    }

    /// What comes of a body whose parts come with a pause before each.
    async fn comes(
        pause: Duration,
        chunks: impl Iterator<Item = &'static str> + Send + 'static,
    ) -> Result<Form, Problem> {
        let slow = iter(chunks).then(move |chunk| async move {
            sleep(pause).await;
            Ok::<_, Broken>(chunk)
        });
        read(&headers(), &mut Body::from_stream(slow).into_data_stream()).await
    }

    const BEGIN: &str = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
    const END: &str = "\r\n--b\r\ncontent-disposition: form-data; name=\"upload_as\"\r\n\r\nattachment\r\n--b--\r\n";

    #[tokio::test(start_paused = true)]
    async fn a_form_that_comes_slowly_is_read() -> Result<(), Problem> {
        let form = comes(Duration::from_secs(10), [BEGIN, "one", "\r", "\n-", "- two", END].into_iter()).await?;
        assert_eq!(form.content, "one\r\n-- two");
        assert_eq!((form.name.as_str(), form.upload_as), ("a.txt", UploadAs::Attachment));
        Ok(())
    }

    #[tokio::test(start_paused = true)]
    async fn a_form_that_stops_or_never_ends_holds_its_place_for_a_limited_time() {
        for (pause, chunks, limit) in [(60, 2, IDLE), (10, 1_000, TIME)] {
            let begin = Instant::now();
            let all = [BEGIN].into_iter().chain(std::iter::repeat_n("x", chunks));
            let refusal = comes(Duration::from_secs(pause), all).await.err();
            assert_eq!(refusal.map(|problem| problem.kind), Some(Kind::TooSlow));
            assert_eq!(begin.elapsed().as_secs(), limit.as_secs());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_refused_is_read_on_for_a_limited_time() {
        let endless = iter(std::iter::repeat("x")).then(|chunk| async move {
            sleep(Duration::from_secs(1)).await;
            Ok::<_, Broken>(chunk)
        });
        let begin = Instant::now();
        drain_form(&headers(), Body::from_stream(endless)).await;
        assert_eq!(begin.elapsed(), REST.0);
    }
}
