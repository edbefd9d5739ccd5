//! A link that opens a contract as one of its participants, for six hours (`docs/create-an-access-link-to-a-contract`).

use super::Text;
use super::address;
use crate::json::{DecodeError, FromJson, Json};

/// Seconds that a link is valid for.
pub const VALID_FOR: i64 = 6 * 3_600;

/// The link. For Oneflow, whoever has it is that participant.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessLink(pub Text);

impl FromJson for AccessLink {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let link: Text = json.get("access_link")?;
        let refused = |_| DecodeError::new("an https address").under("access_link");
        address::check(&link).map_err(refused).map(|()| Self(link))
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a step that fails is a test that fails")]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_would_run_a_script_or_travel_in_the_clear_is_none() {
        let read = |link: &str| {
            let text = ["{\"access_link\": \"", link, "\"}"].concat();
            AccessLink::from_json(&Json::parse(&text).expect("is JSON"))
        };
        assert!(read("https://app.oneflow.com/contracts/1/at/abc").is_ok());
        assert!(read("http://127.0.0.1:8787/_sandbox/contracts/1").is_ok());
        for bad in ["javascript:alert(1)", "data:text/html,x", "http://a.example/1", "", "/contracts/1"] {
            assert_eq!(read(bad).map_err(|it| it.to_string()), Err("access_link: expected an https address".into()));
        }
    }
}
