//! The query parameters of each route.

use form_urlencoded::{Serializer, parse};

use super::Route;
use super::ids::number;
use crate::problem::{Kind, Problem};

/// The extension type is the tenant's, so whatever a page says in its place is dropped.
const EXTENSION_TYPE: &str = "extension_type";

/// The custom id of a data field, a colon, and the value that it has.
const MATCH: &str = "filter[data_field_match]";

/// The state of the contracts, of which *draft* is the only one that is asked for.
const STATES: &str = "filter[states]";

/// Where a page begins.
const OFFSET: &str = "offset";

/// The parameters of a request, checked.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the part of the address behind the question mark.
    pub fn of(route: &Route, text: &str) -> Result<Self, Problem> {
        let mut kept: Vec<(String, String)> = Vec::new();
        for (name, value) in parse(text.as_bytes()) {
            if name == EXTENSION_TYPE && is_pinned(route) {
                continue;
            }
            if !is_known(route, &name, &value) || kept.iter().any(|(other, _)| *other == name) {
                return Err(Kind::Route.into());
            }
            kept.push((name.into_owned(), value.into_owned()));
        }
        let query = Self(kept);
        let is_whole = needed(route).iter().all(|names| names.iter().any(|name| query.value(name).is_some()));
        // Only a record's contracts have a second page.
        let is_first = !matches!(route, Route::Drafts) || query.value(OFFSET).is_none();
        if is_whole && (is_first || query.pair().is_some()) { Ok(query) } else { Err(Kind::Route.into()) }
    }

    /// Custom id and value of the data field by which contracts are asked for.
    pub fn pair(&self) -> Option<&str> {
        self.value(MATCH)
    }

    /// Whether drafts alone are asked for.
    pub fn asks_for_drafts(&self) -> bool {
        self.value(STATES).is_some()
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// With the tenant's extension type, where the route takes one.
    #[must_use]
    pub fn pinned(mut self, route: &Route, extension_type: &str) -> Self {
        if is_pinned(route) {
            self.0.push((EXTENSION_TYPE.to_owned(), extension_type.to_owned()));
        }
        self
    }

    /// The part of the address behind the path, written anew.
    pub fn suffix(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        // A space as it is written in every part of an address.
        let pairs = Serializer::new(String::new()).extend_pairs(&self.0).finish().replace('+', "%20");
        format!("?{pairs}")
    }
}

fn is_pinned(route: &Route) -> bool {
    matches!(route, Route::CreateData | Route::Templates)
}

fn is_known(route: &Route, name: &str, value: &str) -> bool {
    match (route, name) {
        (Route::CreateData | Route::Templates, "template_type_id") => number(value).is_some(),
        (Route::Templates | Route::Users | Route::Files(_), "limit") => number(value).is_some_and(|limit| limit <= 100),
        (Route::Templates | Route::Files(_), OFFSET) => {
            value == "0" || number(value).is_some_and(|offset| offset <= 100_000)
        }
        (Route::Drafts, STATES) => value == "draft",
        (Route::Drafts, "sort") => value == "-state_updated_time",
        (Route::Drafts, "limit") => value == "100",
        (Route::Drafts, OFFSET) => number(value).is_some_and(|offset| offset <= 19_900 && offset % 100 == 0),
        // The session decides which one.
        (Route::Drafts, MATCH) => true,
        (Route::File(_), "download") => value == "true",
        _ => false,
    }
}

/// Parameters of each of which one must be there.
fn needed(route: &Route) -> &'static [&'static [&'static str]] {
    match route {
        Route::Drafts => &[&[STATES, MATCH], &["sort"], &["limit"]],
        Route::File(_) => &[&["download"]],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suffix(route: &Route, text: &str) -> Option<String> {
        Query::of(route, text).ok().map(|query| query.pinned(route, "demo_crm").suffix())
    }

    #[test]
    fn the_extension_type_is_the_tenants_whatever_the_page_asks_for() {
        for text in ["", "extension_type=demo_ats", "extension_type=a&extension_type=b", "extension%5ftype=x"] {
            assert_eq!(suffix(&Route::CreateData, text).as_deref(), Some("?extension_type=demo_crm"), "{text}");
        }
        let templates = suffix(&Route::Templates, "limit=100&offset=0&extension_type=x&template_type_id=9001");
        assert_eq!(templates.as_deref(), Some("?limit=100&offset=0&template_type_id=9001&extension_type=demo_crm"));
    }

    #[test]
    fn drafts_are_asked_for_in_one_way() {
        let all = "filter%5Bstates%5D=draft&sort=-state_updated_time&limit=100";
        assert_eq!(suffix(&Route::Drafts, all), Some(format!("?{all}")));
        for text in [
            "",
            "filter%5Bstates%5D=signed&sort=-state_updated_time&limit=100",
            "limit=100",
            "filter%5Bstates%5D=draft&sort=-state_updated_time&limit=100&offset=100",
            "filter%5Bstates%5D=draft&sort=-state_updated_time&limit=1",
        ] {
            assert_eq!(suffix(&Route::Drafts, text), None, "{text}");
        }
    }

    #[test]
    fn the_contracts_of_a_record_are_asked_for_in_pages_and_with_one_pair() {
        let pair = "filter%5Bdata_field_match%5D=deal+id%3Aa%2Bb%20%26";
        for more in ["", "&filter%5Bstates%5D=draft", "&offset=100", "&offset=19900"] {
            let text = format!("{pair}&sort=-state_updated_time&limit=100{more}");
            let query = Query::of(&Route::Drafts, &text);
            assert_eq!(query.as_ref().ok().and_then(Query::pair), Some("deal id:a+b &"));
            let written = text.replace('+', "%20");
            assert_eq!(query.map(|query| query.suffix()), Ok(format!("?{written}")));
        }
        for text in [
            pair,
            &format!("{pair}&limit=100"),
            &format!("{pair}&{pair}&sort=-state_updated_time&limit=100"),
            &format!("{pair}&sort=-state_updated_time"),
            &format!("{pair}&sort=-state_updated_time&limit=10"),
            &format!("{pair}&sort=-state_updated_time&limit=0100"),
            &format!("{pair}&sort=-state_updated_time&limit=1000"),
            &format!("{pair}&sort=-state_updated_time&limit=100&limit=100"),
            &format!("{pair}&sort=-state_updated_time&limit=100&offset=50"),
            &format!("{pair}&sort=-state_updated_time&limit=100&offset=20000"),
            &format!("{pair}&sort=state_updated_time&limit=100"),
            &format!("{pair}&filter[data_field_match]=deal:2&sort=-state_updated_time&limit=100"),
            &format!("{pair}&filter%5bdata_field_match%5d=deal:2&sort=-state_updated_time&limit=100"),
            "filter%255Bdata_field_match%255D=deal%3A1&sort=-state_updated_time&limit=100",
            "Filter%5Bdata_field_match%5D=deal%3A1&sort=-state_updated_time&limit=100",
            "filter%5Bdata_field_match%5D%5B%5D=deal%3A1&sort=-state_updated_time&limit=100",
            &format!("{pair}&filter%5Bstates%5D=Draft&sort=-state_updated_time&limit=100"),
            &format!("{pair}&filter%5Bstates%5D=draft%2Csigned&sort=-state_updated_time&limit=100"),
            &format!("{pair}&filter%5Bstates%5D=signed&sort=-state_updated_time&limit=100"),
            &format!("{pair}&filter%5Bname%5D=x&sort=-state_updated_time&limit=100"),
        ] {
            assert_eq!(Query::of(&Route::Drafts, text).map(|query| query.suffix()), Err(Kind::Route.into()), "{text}");
        }
        assert_eq!(Query::of(&Route::Users, pair).map(|query| query.suffix()), Err(Kind::Route.into()));
    }

    #[test]
    fn a_pair_is_unescaped_once() {
        for (text, pair) in [
            ("filter%5Bdata_field_match%5D=deal%3Adeal%252D1", "deal:deal%2D1"),
            ("filter[data_field_match]=deal:deal-1", "deal:deal-1"),
            ("filter%5bdata_field_match%5d=deal%3adeal%2d1", "deal:deal-1"),
            ("filter%5Bdata_field_match%5D=deal%3ADEAL-1", "deal:DEAL-1"),
            ("filter%5Bdata_field_match%5D=", ""),
        ] {
            let query = Query::of(&Route::Drafts, &format!("{text}&sort=-state_updated_time&limit=100"));
            assert_eq!(query.as_ref().ok().and_then(Query::pair), Some(pair), "{text}");
        }
    }

    #[test]
    fn unknown_doubled_and_odd_parameters_are_refused() {
        for (route, text) in [
            (Route::Users, "limit=100&limit=1"),
            (Route::Users, "limit=101"),
            (Route::Users, "limit=0"),
            (Route::Users, "email=ada"),
            (Route::Users, "extension_type=x"),
            (Route::Templates, "__proto__=1"),
            (Route::Templates, "template_type_id=1%20or%202"),
            (Route::Templates, "offset=-1"),
            (Route::Ping, "x=1"),
            (Route::Template(1), "limit=1"),
            (Route::Files(1), "download=true"),
            (Route::Files(1), "sort=name"),
            (Route::Upload(1), "limit=1"),
            (Route::Create, "x=1"),
            (Route::File(1), ""),
            (Route::File(1), "download=false"),
        ] {
            assert_eq!(suffix(&route, text), None, "{text}");
        }
        assert_eq!(suffix(&Route::File(1), "download=true").as_deref(), Some("?download=true"));
        assert_eq!(suffix(&Route::Ping, "").as_deref(), Some(""));
    }
}
