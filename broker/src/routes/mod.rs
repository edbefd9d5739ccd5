//! The paths that a browser may ask for, and the right that each needs.

mod ids;
mod query;

pub use query::Query;

use crate::problem::{Kind, Problem};
use crate::session::Verb;
use ids::number;

/// Whether a word can be an idempotency key.
pub fn is_key(word: &str) -> bool {
    (16..=64).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// A request that is passed on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    /// Workspaces and templates with which the user creates contracts.
    CreateData,
    /// Templates.
    Templates,
    /// A template, with its tables of line items.
    Template(i64),
    /// Data fields of a template type.
    DataFields(i64),
    /// Extensions of the account.
    Extensions,
    /// Whether the token is accepted.
    Ping,
    /// Colleagues.
    Users,
    /// The latest drafts.
    Drafts,
    /// The contracts of the session's record, from Oneflow: those whose data field holds it.
    RecordContracts,
    /// The contracts of the session's record, from the ledger.
    OfRecord,
    /// What happens with the session's contracts, as a stream.
    Events,
    /// A contract.
    Contract(i64),
    /// A contract's PDF.
    File(i64),
    /// The files of a contract, as a list.
    Files(i64),
    /// Creates a contract.
    Create,
    /// Sends a contract.
    Publish(i64),
    /// Adds a file to a contract.
    Upload(i64),
    /// Deletes a draft.
    Delete(i64),
    /// Makes an access link: contract and participant.
    AccessLink(i64, i64),
    /// Says which contract an attempt made.
    Resolve(String),
}

impl Route {
    /// The route of a method and a path below `/v1`. The path is compared as it arrived: each route has one form.
    pub fn find(method: &str, path: &str) -> Result<Self, Problem> {
        let parts: Vec<&str> = path.strip_prefix('/').map(|rest| rest.split('/').collect()).unwrap_or_default();
        Self::of(method, &parts).ok_or_else(|| Kind::Route.into())
    }

    fn of(method: &str, parts: &[&str]) -> Option<Self> {
        Some(match (method, parts) {
            ("GET", ["helpers", "contract_create_data"]) => Self::CreateData,
            ("GET", ["templates"]) => Self::Templates,
            ("GET", ["templates", id]) => Self::Template(number(id)?),
            ("GET", ["helpers", "template_types", id, "data_fields"]) => Self::DataFields(number(id)?),
            ("GET", ["accounts", "extensions"]) => Self::Extensions,
            ("GET", ["ping"]) => Self::Ping,
            ("GET", ["users"]) => Self::Users,
            ("GET", ["contracts"]) => Self::Drafts,
            ("GET", ["record", "contracts"]) => Self::OfRecord,
            ("GET", ["events"]) => Self::Events,
            ("GET", ["contracts", id]) => Self::Contract(number(id)?),
            ("GET", ["contracts", id, "files", "1"]) => Self::File(number(id)?),
            ("GET", ["contracts", id, "files"]) => Self::Files(number(id)?),
            ("POST", ["contracts", "create"]) => Self::Create,
            ("POST", ["contracts", id, "publish"]) => Self::Publish(number(id)?),
            ("POST", ["contracts", id, "files"]) => Self::Upload(number(id)?),
            ("DELETE", ["contracts", id]) => Self::Delete(number(id)?),
            ("POST", ["contracts", id, "participants", person, "access_link"]) => {
                Self::AccessLink(number(id)?, number(person)?)
            }
            ("POST", ["attempts", key, "resolve"]) if is_key(key) => Self::Resolve((*key).to_owned()),
            _ => return None,
        })
    }

    /// The right that it needs.
    pub fn verb(&self) -> Verb {
        match self {
            Self::Create | Self::Resolve(_) => Verb::Create,
            Self::Publish(_) => Verb::Publish,
            Self::Upload(_) => Verb::Upload,
            Self::AccessLink(..) => Verb::Link,
            Self::Delete(_) => Verb::Delete,
            _ => Verb::Read,
        }
    }

    /// The contract that it names.
    pub fn contract(&self) -> Option<i64> {
        match self {
            Self::Contract(id)
            | Self::File(id)
            | Self::Files(id)
            | Self::Publish(id)
            | Self::Upload(id)
            | Self::Delete(id)
            | Self::AccessLink(id, _) => Some(*id),
            _ => None,
        }
    }

    /// Whether it is carried out once for each idempotency key.
    pub fn is_keyed(&self) -> bool {
        matches!(self, Self::Create | Self::Publish(_) | Self::Upload(_))
    }

    /// The path below `/v1`, written anew. Those that the broker answers itself have none.
    pub fn path(&self) -> String {
        match self {
            Self::CreateData => "/helpers/contract_create_data".to_owned(),
            Self::Templates => "/templates".to_owned(),
            Self::Template(id) => format!("/templates/{id}"),
            Self::DataFields(id) => format!("/helpers/template_types/{id}/data_fields"),
            Self::Extensions => "/accounts/extensions".to_owned(),
            Self::Ping => "/ping".to_owned(),
            Self::Users => "/users".to_owned(),
            Self::Drafts | Self::RecordContracts => "/contracts".to_owned(),
            Self::Contract(id) | Self::Delete(id) => format!("/contracts/{id}"),
            Self::File(id) => format!("/contracts/{id}/files/1"),
            Self::Files(id) | Self::Upload(id) => format!("/contracts/{id}/files"),
            Self::Create => "/contracts/create".to_owned(),
            Self::Publish(id) => format!("/contracts/{id}/publish"),
            Self::AccessLink(id, person) => format!("/contracts/{id}/participants/{person}/access_link"),
            Self::OfRecord | Self::Events | Self::Resolve(_) => String::new(),
        }
    }

    /// Its name in logs, metrics and the audit trail: no id.
    pub fn name(&self) -> &'static str {
        match self {
            Self::CreateData => "create_data",
            Self::Templates => "templates",
            Self::Template(_) => "template",
            Self::DataFields(_) => "data_fields",
            Self::Extensions => "extensions",
            Self::Ping => "ping",
            Self::Users => "users",
            Self::Drafts => "drafts",
            Self::RecordContracts => "record_contracts",
            Self::OfRecord => "of_record",
            Self::Events => "events",
            Self::Contract(_) => "contract",
            Self::File(_) => "file",
            Self::Files(_) => "files",
            Self::Create => "create",
            Self::Publish(_) => "publish",
            Self::Upload(_) => "upload",
            Self::Delete(_) => "delete",
            Self::AccessLink(..) => "access_link",
            Self::Resolve(_) => "resolve",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdef";

    #[test]
    fn every_route_is_found_by_its_own_path_and_written_as_it_came() {
        let listed = [
            ("GET", "/helpers/contract_create_data", Route::CreateData, Verb::Read),
            ("GET", "/templates", Route::Templates, Verb::Read),
            ("GET", "/templates/8101", Route::Template(8101), Verb::Read),
            ("GET", "/helpers/template_types/9001/data_fields", Route::DataFields(9001), Verb::Read),
            ("GET", "/accounts/extensions", Route::Extensions, Verb::Read),
            ("GET", "/ping", Route::Ping, Verb::Read),
            ("GET", "/users", Route::Users, Verb::Read),
            ("GET", "/contracts", Route::Drafts, Verb::Read),
            ("GET", "/contracts/10001", Route::Contract(10_001), Verb::Read),
            ("GET", "/contracts/10001/files/1", Route::File(10_001), Verb::Read),
            ("GET", "/contracts/10001/files", Route::Files(10_001), Verb::Read),
            ("POST", "/contracts/10001/files", Route::Upload(10_001), Verb::Upload),
            ("POST", "/contracts/create", Route::Create, Verb::Create),
            ("POST", "/contracts/10001/publish", Route::Publish(10_001), Verb::Publish),
            ("DELETE", "/contracts/10001", Route::Delete(10_001), Verb::Delete),
            ("POST", "/contracts/1/participants/2/access_link", Route::AccessLink(1, 2), Verb::Link),
        ];
        for (method, path, route, verb) in listed {
            let found = Route::find(method, path);
            assert_eq!(found, Ok(route.clone()), "{path}");
            assert_eq!((route.path(), route.verb()), (path.to_owned(), verb));
        }
        for (path, route) in [("/events", Route::Events), ("/record/contracts", Route::OfRecord)] {
            assert_eq!(Route::find("GET", path).map(|route| (route.verb(), route)), Ok((Verb::Read, route)));
        }
        let resolve = Route::find("POST", &format!("/attempts/{KEY}/resolve"));
        assert_eq!(resolve, Ok(Route::Resolve(KEY.to_owned())));
    }

    #[test]
    fn a_path_has_one_form() {
        let hostile = [
            "",
            "/",
            "//",
            "ping",
            "/ping/",
            "//ping",
            "/./ping",
            "/users/../ping",
            "/%70ing",
            "/ping;x",
            "/ping%00",
            "/PING",
            "/ping ",
            "\\ping",
            "/contracts/",
            "/contracts/010001",
            "/contracts/99999999999999999",
            "/contracts/-1",
            "/contracts/+1",
            "/contracts/1e3",
            "/contracts/0",
            "/contracts/one",
            "/contracts/１",
            "/contracts/1%2f..%2f..%2fwebhooks",
            "/contracts/1/files/",
            "/contracts/01/files",
            "/contracts/1/files/2",
            "/templates/",
            "/templates/08101",
            "/templates/8101/product_groups",
            "/contracts/1/files/01",
            "/contracts/1/events",
            "/accounts/me",
            "/webhooks",
            "/workspaces",
            "/attempts/short/resolve",
        ];
        for path in hostile {
            assert_eq!(Route::find("GET", path), Err(Kind::Route.into()), "{path}");
            assert_eq!(Route::find("POST", path), Err(Kind::Route.into()), "{path}");
        }
    }

    #[test]
    fn a_route_has_one_method() {
        for (method, path) in [
            ("POST", "/contracts"),
            ("PUT", "/contracts/1"),
            ("PATCH", "/contracts/1"),
            ("get", "/ping"),
            ("HEAD", "/ping"),
            ("OPTIONS", "/ping"),
            ("POST", "/ping"),
            ("POST", "/events"),
            ("GET", "/contracts/create"),
            ("DELETE", "/contracts"),
            ("POST", "/contracts/1/parties"),
            ("PUT", "/contracts/1/files"),
            ("POST", "/contracts/1/files/1"),
            ("DELETE", "/contracts/1/files/3"),
            ("PUT", "/templates/8101"),
        ] {
            assert_eq!(Route::find(method, path), Err(Kind::Route.into()), "{method} {path}");
        }
    }

    #[test]
    fn what_the_broker_answers_itself_has_no_path_at_oneflow() {
        for route in [Route::Resolve(KEY.to_owned()), Route::OfRecord, Route::Events] {
            assert!(route.path().is_empty(), "{route:?}");
        }
    }

    #[test]
    fn a_key_has_16_to_64_letters_digits_hyphens_or_underscores() {
        assert!(is_key(KEY) && is_key(&"a".repeat(64)) && is_key("4f1c1c1e-5f7b-4a53-9c57-0c3f4b0c9d1e"));
        for word in ["", "short", &"a".repeat(65), "0123456789abcde/", "0123456789abcde%", "0123456789abcdé"] {
            assert!(!is_key(word), "{word}");
        }
    }
}
