//! Faults by name, for the control call and the reserved header.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Fault, FaultKind};

/// The body of `POST /_sandbox/faults`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
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

impl Order {
    /// The fault, or a sentence about what is wrong with the order.
    pub fn fault(self) -> Result<Fault, String> {
        if !self.on.contains(" /") {
            return Err("on is a method and a path, as in `POST /contracts/create`".to_owned());
        }
        let mut kind = named(&self.kind).ok_or_else(|| format!("there is no kind `{}`", self.kind))?;
        match &mut kind {
            FaultKind::Slow { millis } => *millis = self.millis.unwrap_or(*millis),
            FaultKind::Problems(problems) => *problems = self.problems.unwrap_or_default(),
            FaultKind::Status(status) | FaultKind::Html(status) => {
                *status = known(self.status.unwrap_or(*status))?;
            }
            FaultKind::Busy { retry_after } => *retry_after = self.retry_after,
            FaultKind::Redirect(location) => {
                *location = self.location.unwrap_or_else(|| location.clone());
            }
            FaultKind::Cut { .. } | FaultKind::Silence { .. } | FaultKind::Garbage => {}
        }
        Ok(Fault { on: self.on, kind, times: self.times })
    }
}

fn known(status: u16) -> Result<u16, String> {
    if (400..600).contains(&status) { Ok(status) } else { Err(format!("{status} is no status of a failure")) }
}

/// The fault that `kind` or `kind:argument` names, as in `slow:500`, `status:503`, `busy:2` or `redirect:/elsewhere`.
pub fn named(text: &str) -> Option<FaultKind> {
    let (name, argument) = match text.split_once(':') {
        Some((name, argument)) => (name, Some(argument)),
        None => (text, None),
    };
    let number = |fallback: u16| argument.map_or(Some(fallback), |text| text.parse().ok());
    Some(match name {
        "slow" => FaultKind::Slow { millis: number(2_000)?.into() },
        "problems" => FaultKind::Problems(BTreeMap::from([(
            argument.unwrap_or("name").to_owned(),
            vec!["Refused on request.".to_owned()],
        )])),
        "status" => FaultKind::Status(known(number(500)?).ok()?),
        "busy" => FaultKind::Busy { retry_after: argument.map(str::to_owned) },
        "html" => FaultKind::Html(known(number(502)?).ok()?),
        "cut_after" => FaultKind::Cut { after: true },
        "cut_before" => FaultKind::Cut { after: false },
        "silence_after" => FaultKind::Silence { after: true },
        "silence_before" => FaultKind::Silence { after: false },
        "garbage" => FaultKind::Garbage,
        "redirect" => FaultKind::Redirect(argument.unwrap_or("/elsewhere").to_owned()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_carry_an_argument() {
        assert_eq!(named("status:503"), Some(FaultKind::Status(503)));
        assert_eq!(named("slow"), Some(FaultKind::Slow { millis: 2_000 }));
        assert_eq!(named("busy:2"), Some(FaultKind::Busy { retry_after: Some("2".into()) }));
        assert_eq!(named("status:200"), None);
        assert_eq!(named("fire"), None);
    }
}
