//! A delivery as Oneflow sends it: whom it is about is a hint, because the signature does not cover it.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

/// Events of one delivery that are kept.
const MOST: usize = 100;
/// The longest callback id.
const LONGEST: usize = 200;
/// The longest word for what has happened.
const LONGEST_KIND: usize = 64;

/// A delivery that can be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Delivery {
    /// The same for all attempts of Oneflow's.
    pub callback_id: String,
    /// What proves that Oneflow has chosen the callback id.
    pub signature: String,
    /// The contract that it names.
    pub contract: i64,
    /// What is said to have happened, as far as it can be read.
    pub events: Vec<Event>,
}

/// Something that is said to have happened to a contract.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Event {
    /// Oneflow's id.
    pub id: i64,
    /// A word such as `contract:sign`.
    #[serde(rename = "type")]
    pub kind: String,
    /// When, in UTC.
    pub created_time: String,
}

/// Which part cannot be read, by path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault(pub String);

/// What is written, before it is checked. Oneflow may add keys.
#[derive(Deserialize)]
struct Written {
    callback_id: String,
    signature: String,
    contract: Contract,
    #[serde(default)]
    events: Value,
}

#[derive(Deserialize)]
struct Contract {
    id: i64,
}

impl Delivery {
    /// Reads a body. The contract is what counts: events are a hint, and one that cannot be read costs no delivery.
    pub fn of_body(body: &[u8]) -> Result<Self, Fault> {
        let mut reader = serde_json::Deserializer::from_slice(body);
        let written: Written =
            serde_path_to_error::deserialize(&mut reader).map_err(|error| Fault(error.path().to_string()))?;
        reader.end().map_err(|_| Fault(String::new()))?;
        let fault = |path: &str| Err(Fault(path.to_owned()));
        if !is_plain(&written.callback_id, LONGEST) {
            return fault("callback_id");
        }
        if written.contract.id <= 0 {
            return fault("contract.id");
        }
        let Written { callback_id, signature, contract, events } = written;
        let events = events.as_array().into_iter().flatten().filter_map(Event::read).take(MOST).collect();
        Ok(Self { callback_id, signature, contract: contract.id, events })
    }
}

impl Event {
    /// Reads one. Its words go to the partner, to pages and into the database, so they are words; kinds that are not
    /// known yet pass.
    fn read(value: &Value) -> Option<Self> {
        let id = value.get("id")?.as_i64().filter(|id| *id > 0)?;
        let kind = value.get("type")?.as_str().filter(|kind| is_kind(kind))?.to_owned();
        let created_time = in_utc(value.get("created_time")?.as_str()?)?;
        Some(Self { id, kind, created_time })
    }
}

fn is_kind(text: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_:.-".contains(&byte);
    (1..=LONGEST_KIND).contains(&text.len()) && text.bytes().all(word)
}

/// A time, whose offset Oneflow writes as `+00:00` or as `+0000`.
fn in_utc(text: &str) -> Option<String> {
    let with_colon = text.split_at_checked(text.len().checked_sub(2)?).map(|(start, end)| format!("{start}:{end}"));
    let read = |text: &str| OffsetDateTime::parse(text, &Rfc3339).ok();
    let time = read(text).or_else(|| read(&with_colon?))?;
    time.to_offset(UtcOffset::UTC).format(&Rfc3339).ok()
}

fn is_plain(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a value that is missing is a failed test")]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn body() -> Value {
        json!({
            "contract": {"id": 10_001},
            "callback_id": "0f2c6a7e0d5b4f1c9a8e7d6c5b4a39281706f5e4",
            "events": [{"created_time": "2026-11-30T12:00:00+00:00", "id": 7, "type": "contract:sign"}],
            "signature": "a9993e364706816aba3e25717850c26c9cd0d89d",
        })
    }

    fn read(body: &Value) -> Result<Delivery, Fault> {
        Delivery::of_body(body.to_string().as_bytes())
    }

    #[test]
    fn a_delivery_is_read_with_keys_and_kinds_that_are_not_known_yet() -> Result<(), Fault> {
        let mut body = body();
        body["events"][0]["type"] = json!("contract:some_new.kind-2");
        body["events"][0]["more"] = json!([1]);
        body["more"] = json!({"x": 1});
        let delivery = read(&body)?;
        assert_eq!((delivery.contract, delivery.events.len()), (10_001, 1));
        assert_eq!(delivery.events[0].kind, "contract:some_new.kind-2");
        Ok(())
    }

    #[test]
    fn what_cannot_be_one_is_refused_by_path_and_no_value_is_repeated() {
        for (pointer, wrong, path) in [
            ("/contract/id", json!("10001"), "contract.id"),
            ("/contract/id", json!(0), "contract.id"),
            ("/contract/id", json!(-1), "contract.id"),
            ("/contract", json!(null), "contract"),
            ("/callback_id", json!(""), "callback_id"),
            ("/callback_id", json!("a b"), "callback_id"),
            ("/callback_id", json!("x".repeat(201)), "callback_id"),
            ("/signature", json!(1), "signature"),
        ] {
            let mut body = body();
            if let Some(place) = body.pointer_mut(pointer) {
                *place = wrong.clone();
            }
            assert_eq!(read(&body), Err(Fault(path.to_owned())), "{wrong}");
        }
        assert!(Delivery::of_body(b"{} {}").is_err() && Delivery::of_body(b"").is_err());
    }
    #[test]
    fn an_event_that_cannot_be_read_is_left_out_and_the_delivery_is_kept() -> Result<(), Fault> {
        for (pointer, odd) in [
            ("/events/0", json!("contract:sign")),
            ("/events/0/type", json!("<script>")),
            ("/events/0/type", json!("x".repeat(65))),
            ("/events/0/type", json!(null)),
            ("/events/0/id", json!(0)),
            ("/events/0/id", json!("7")),
            ("/events/0/created_time", json!("siri@example.com")),
            ("/events/0/created_time", json!("é")),
            ("/events/0/created_time", json!("")),
            ("/events/0/created_time", json!(1_796_040_000)),
        ] {
            let mut body = body();
            let good = body["events"][0].clone();
            body["events"] = json!([good.clone(), good]);
            if let Some(place) = body.pointer_mut(pointer) {
                *place = odd.clone();
            }
            let delivery = read(&body)?;
            assert_eq!((delivery.contract, delivery.events.len()), (10_001, 1), "{odd}");
        }
        for odd in [json!(null), json!({}), json!("contract:sign"), json!([])] {
            let mut body = body();
            body["events"] = odd.clone();
            assert_eq!(read(&body)?.events, [], "{odd}");
        }
        let mut body = body();
        body["events"] = json!(vec![body["events"][0].clone(); 700]);
        assert_eq!(read(&body)?.events.len(), MOST);
        Ok(())
    }

    #[test]
    fn the_time_of_an_event_is_read_in_each_form_of_oneflows_and_told_in_one() -> Result<(), Fault> {
        for (written, told) in [
            ("2026-11-30T12:00:00+00:00", "2026-11-30T12:00:00Z"),
            ("2026-11-30T12:00:00+0000", "2026-11-30T12:00:00Z"),
            ("2026-11-30T12:00:00Z", "2026-11-30T12:00:00Z"),
            ("2026-11-30T13:30:00+0130", "2026-11-30T12:00:00Z"),
            ("2026-11-30T12:00:00.123456+0000", "2026-11-30T12:00:00.123456Z"),
            ("2026-11-30T12:00:00.5+00:00", "2026-11-30T12:00:00.5Z"),
        ] {
            let mut body = body();
            body["events"][0]["created_time"] = json!(written);
            let events = read(&body)?.events;
            let times: Vec<&str> = events.iter().map(|event| event.created_time.as_str()).collect();
            assert_eq!(times, [told], "{written}");
        }
        Ok(())
    }
}
