//! Faults from text: the control call, the console's form and the request header.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::fault::{Fault, FaultKind};

/// The body of `POST /_sandbox/faults`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultRequest {
    on: String,
    kind: String,
    #[serde(default = "once")]
    times: u32,
    status: Option<u16>,
    millis: Option<u64>,
    problems: Option<BTreeMap<String, Vec<String>>>,
    retry_after: Option<String>,
    location: Option<String>,
}

fn once() -> u32 {
    1
}

impl FaultRequest {
    /// A request without options besides those in `kind`.
    pub fn new(on: &str, kind: &str, times: u32) -> Self {
        let (on, kind) = (on.to_owned(), kind.to_owned());
        Self { on, kind, times, status: None, millis: None, problems: None, retry_after: None, location: None }
    }
}

impl TryFrom<FaultRequest> for Fault {
    /// One sentence about what is wrong.
    type Error = String;

    fn try_from(request: FaultRequest) -> Result<Self, String> {
        if !request.on.contains(" /") {
            return Err("on must be a method and a path, as in `POST /contracts/create`".to_owned());
        }
        let mut kind = FaultKind::parse(&request.kind).ok_or_else(|| format!("there is no kind `{}`", request.kind))?;
        match &mut kind {
            FaultKind::Slow { millis } => *millis = request.millis.unwrap_or(*millis),
            FaultKind::Problems(problems) => {
                *problems = request.problems.unwrap_or_else(|| problems.clone());
            }
            FaultKind::Status(status) | FaultKind::Html(status) => {
                *status = error_status(request.status.unwrap_or(*status))?;
            }
            FaultKind::Busy { retry_after } => {
                *retry_after = request.retry_after.or_else(|| retry_after.clone());
            }
            FaultKind::Redirect(location) => {
                *location = request.location.unwrap_or_else(|| location.clone());
            }
            FaultKind::Cut { .. } | FaultKind::Drop { .. } | FaultKind::Silence { .. } | FaultKind::Garbage => {}
        }
        Ok(Self { on: request.on, kind, times: request.times })
    }
}

fn error_status(status: u16) -> Result<u16, String> {
    if (400..600).contains(&status) { Ok(status) } else { Err(format!("{status} is not an error status")) }
}

impl FaultKind {
    /// Reads `kind` or `kind:argument`, as in `slow:500`, `status:503`, `busy:2` or `redirect:/elsewhere`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (name, argument) = match text.split_once(':') {
            Some((name, argument)) => (name, Some(argument)),
            None => (text, None),
        };
        let number = |default: u16| argument.map_or(Some(default), |text| text.parse().ok());
        Some(match name {
            "slow" => Self::Slow { millis: number(2_000)?.into() },
            "problems" => Self::Problems(BTreeMap::from([(
                argument.unwrap_or("name").to_owned(),
                vec!["Refused on request.".to_owned()],
            )])),
            "status" => Self::Status(error_status(number(500)?).ok()?),
            "busy" => Self::Busy { retry_after: argument.map(str::to_owned) },
            "html" => Self::Html(error_status(number(502)?).ok()?),
            "cut_after" => Self::Cut { after: true },
            "cut_before" => Self::Cut { after: false },
            "drop_after" => Self::Drop { after: true },
            "drop_before" => Self::Drop { after: false },
            "silence_after" => Self::Silence { after: true },
            "silence_before" => Self::Silence { after: false },
            "garbage" => Self::Garbage,
            "redirect" => Self::Redirect(argument.unwrap_or("/elsewhere").to_owned()),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_may_have_an_argument() {
        assert_eq!(FaultKind::parse("status:503"), Some(FaultKind::Status(503)));
        assert_eq!(FaultKind::parse("slow"), Some(FaultKind::Slow { millis: 2_000 }));
        assert_eq!(FaultKind::parse("busy:2"), Some(FaultKind::Busy { retry_after: Some("2".into()) }));
        assert_eq!(FaultKind::parse("status:200"), None);
        assert_eq!(FaultKind::parse("fire"), None);
    }

    fn kind_of(json: &str) -> Result<FaultKind, String> {
        let request: FaultRequest = serde_json::from_str(json).map_err(|error| error.to_string())?;
        Fault::try_from(request).map(|fault| fault.kind)
    }

    #[test]
    fn an_option_takes_precedence_over_the_argument() {
        let busy = |seconds: &str| Ok(FaultKind::Busy { retry_after: Some(seconds.to_owned()) });
        assert_eq!(kind_of(r#"{"on": "GET /ping", "kind": "busy:2"}"#), busy("2"));
        assert_eq!(kind_of(r#"{"on": "GET /ping", "kind": "busy:2", "retry_after": "7"}"#), busy("7"));
        assert_eq!(kind_of(r#"{"on": "GET /ping", "kind": "busy"}"#), Ok(FaultKind::Busy { retry_after: None }));
    }

    #[test]
    fn an_invalid_request_says_what_is_wrong() {
        let refusal = |json: &str| kind_of(json).err().unwrap_or_default();
        assert!(refusal(r#"{"on": "ping", "kind": "busy"}"#).starts_with("on must be a method and a path"));
        assert_eq!(refusal(r#"{"on": "GET /ping", "kind": "fire"}"#), "there is no kind `fire`");
        let status = refusal(r#"{"on": "GET /ping", "kind": "status", "status": 200}"#);
        assert_eq!(status, "200 is not an error status");
    }
}
