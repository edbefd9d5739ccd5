//! The requests of the flow, as data.

use std::rc::Rc;

use super::query::{filtered, matching};
use crate::api::Text;
use crate::api::contract_file::NewFile;
use crate::api::ids::{ContractId, ParticipantId, TemplateId, TemplateTypeId};
use crate::api::invitation::Invitation;
use crate::api::new_contract::NewContract;
use crate::json::{ToJson, Writer};

const DRAFTS: &str = "filter%5Bstates%5D=draft&";
const LATEST: &str = "sort=-state_updated_time&limit=100";

/// Reads may take this long, in milliseconds.
const READ_LIMIT: u32 = 15_000;
/// Writes may take this long, in milliseconds.
const WRITE_LIMIT: u32 = 30_000;

/// An upload may take this long: 20 MB at half a megabit a second.
const UPLOAD_LIMIT: u32 = 320_000;

/// A request: where to, relative to `api-base`, with what, and how long it may take.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Path and query, beginning with a slash.
    pub path: String,
    /// The HTTP method.
    pub method: &'static str,
    /// The JSON to post.
    pub body: Option<String>,
    /// The file to post, in place of JSON.
    pub file: Option<Rc<NewFile>>,
    /// The idempotency key, for a server that honours it.
    pub key: Option<Text>,
    /// Whether the body is to be one that the browser cannot send a second time, where it has one.
    pub unrepeatable: bool,
    /// The time limit in milliseconds, the whole answer included.
    pub limit: u32,
    /// Whether the acting user is left out, so that the token alone is asked about.
    pub anonymous: bool,
}

impl Request {
    fn read(path: impl Into<String>) -> Self {
        Self {
            method: "GET",
            path: path.into(),
            body: None,
            file: None,
            key: None,
            unrepeatable: false,
            limit: READ_LIMIT,
            anonymous: false,
        }
    }

    fn write(path: impl Into<String>, body: &dyn ToJson) -> Self {
        Self { method: "POST", body: Some(Writer::json(body)), limit: WRITE_LIMIT, ..Self::read(path) }
    }

    /// Workspaces and templates with which the acting user can create contracts.
    pub fn catalogue(extension_type: Option<&str>, template_type: Option<TemplateTypeId>) -> Self {
        Self::read(filtered("/helpers/contract_create_data", extension_type, template_type))
    }

    /// The templates behind the same filter, whether or not the user may create with them.
    pub fn templates(extension_type: Option<&str>, template_type: Option<TemplateTypeId>, offset: usize) -> Self {
        let path = ["/templates?limit=100&offset=", &offset.to_string()].concat();
        Self::read(filtered(&path, extension_type, template_type))
    }

    /// The data fields of a template type.
    pub fn data_fields(template_type: TemplateTypeId) -> Self {
        Self::read(["/helpers/template_types/", &template_type.to_string(), "/data_fields"].concat())
    }

    /// A template with its product tables.
    pub fn template(id: TemplateId) -> Self {
        Self::read(["/templates/", &id.to_string()].concat())
    }

    /// The account's extensions.
    pub fn extensions() -> Self {
        Self::read("/accounts/extensions")
    }

    /// The account's users: the first hundred.
    pub fn users() -> Self {
        Self::read("/users?limit=100")
    }

    /// Whether the token is accepted, without an acting user.
    pub fn ping() -> Self {
        Self { anonymous: true, ..Self::read("/ping") }
    }

    /// The latest drafts. No name goes into the address: addresses end up in logs.
    pub fn recent_drafts() -> Self {
        Self::read(["/contracts?", DRAFTS, LATEST].concat())
    }

    /// The latest drafts of a record, by the custom id and the value of the data field that carries its key.
    pub fn record_drafts(pair: &str) -> Self {
        Self::read(["/contracts?", &matching(pair), DRAFTS, LATEST].concat())
    }

    /// The same in every state: one page, from this offset on.
    pub fn record_contracts(pair: &str, offset: usize) -> Self {
        let from = (crate::full::IS_FULL && offset > 0).then(|| ["&offset=", &offset.to_string()].concat());
        Self::read(["/contracts?", &matching(pair), LATEST, &from.unwrap_or_default()].concat())
    }

    /// Creates a contract. There is no idempotency key in Oneflow's API: without a server that has them, nothing may
    /// send this again.
    pub fn create(contract: &NewContract) -> Self {
        Self::write("/contracts/create", contract)
    }

    /// A contract.
    pub fn contract(id: ContractId) -> Self {
        Self::read(["/contracts/", &id.to_string()].concat())
    }

    /// A contract's own PDF: file 1 in every state (`docs/download-a-contract-file`).
    pub fn file(id: ContractId) -> Self {
        Self::read(["/contracts/", &id.to_string(), "/files/1?download=true"].concat())
    }

    /// The contract's files: thirty attachments and three others at most.
    pub fn files(id: ContractId) -> Self {
        Self::read(["/contracts/", &id.to_string(), "/files?limit=100"].concat())
    }

    /// Uploads a file to a contract.
    pub fn upload(id: ContractId, file: &Rc<NewFile>) -> Self {
        let path = ["/contracts/", &id.to_string(), "/files"].concat();
        Self { method: "POST", file: Some(file.clone()), limit: UPLOAD_LIMIT, ..Self::read(path) }
    }

    /// Makes a link that opens the contract as this participant.
    pub fn access_link(id: ContractId, participant: ParticipantId) -> Self {
        let path =
            ["/contracts/", &id.to_string(), "/participants/", &participant.to_string(), "/access_link"].concat();
        Self { method: "POST", body: Some("{}".to_owned()), limit: WRITE_LIMIT, ..Self::read(path) }
    }

    /// Sends a draft to its participants.
    pub fn publish(id: ContractId, invitation: &Invitation) -> Self {
        Self::write(["/contracts/", &id.to_string(), "/publish"].concat(), invitation)
    }

    /// The same with an idempotency key, if there is one.
    #[must_use]
    pub fn with_key(self, key: Option<&Text>) -> Self {
        Self { key: key.cloned(), ..self }
    }

    /// The contracts of the session's record, by a server that knows them. Oneflow has no such path.
    pub fn of_record() -> Self {
        Self::read("/record/contracts")
    }

    /// Tells a server that honours idempotency keys which contract came of an attempt. Oneflow has no such path.
    pub fn resolve(key: &str, id: ContractId) -> Self {
        let body = ["{\"contract\":", &id.to_string(), "}"].concat();
        Self { method: "POST", body: Some(body), ..Self::read(["/attempts/", key, "/resolve"].concat()) }
    }

    /// Deletes a draft.
    pub fn delete(id: ContractId) -> Self {
        Self { method: "DELETE", limit: WRITE_LIMIT, ..Self::contract(id) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::full::OfFull;

    #[test]
    fn both_filters_go_along_when_both_are_given_and_are_escaped() {
        let request = Request::catalogue(Some("demo crm&x=å"), Some(TemplateTypeId(9001)));
        assert_eq!(
            request.path,
            "/helpers/contract_create_data?extension_type=demo%20crm%26x%3D%C3%A5&template_type_id=9001"
        );
        assert_eq!(Request::catalogue(None, None).path, "/helpers/contract_create_data");
    }

    #[test]
    fn the_key_of_a_record_is_escaped_once() {
        let pair = "deal id:a&b=c%20å:+";
        let filter = "filter%5Bdata_field_match%5D=deal%20id%3Aa%26b%3Dc%2520%C3%A5%3A%2B";
        let latest = "sort=-state_updated_time&limit=100";
        assert_eq!(Request::record_contracts(pair, 0).path, format!("/contracts?{filter}&{latest}"));
        let second = format!("/contracts?{filter}&{latest}&offset=100");
        assert_eq!(Request::record_contracts(pair, 100).path, second);
        let drafts = Request::record_drafts(pair).path;
        assert_eq!(drafts, format!("/contracts?{filter}&filter%5Bstates%5D=draft&{latest}"));
    }

    #[test]
    fn only_the_creation_has_a_body_and_the_longer_limit() {
        let contract = NewContract {
            workspace_id: crate::api::ids::WorkspaceId(1),
            template_id: TemplateId(2),
            name: "N".into(),
            data_fields: Vec::new(),
            my_party: None,
            parties: Vec::new(),
            product_groups: OfFull::default(),
        };
        let request = Request::create(&contract);
        assert_eq!(request.body.as_deref(), Some(r#"{"workspace_id":1,"template_id":2,"name":"N"}"#));
        assert_eq!((request.method, request.limit), ("POST", WRITE_LIMIT));
        assert_eq!(Request::recent_drafts().method, "GET");
    }

    #[test]
    fn whatever_changes_something_may_take_longer_and_a_link_is_asked_for_with_an_empty_object() {
        let (contract, participant) = (ContractId(1), ParticipantId(2));
        let invitation = Invitation { subject: "S".into(), message: "M".into() };
        let (link, publish) = (Request::access_link(contract, participant), Request::publish(contract, &invitation));
        assert_eq!((link.method, link.limit, link.body.as_deref()), ("POST", WRITE_LIMIT, Some("{}")));
        assert_eq!((publish.method, publish.limit), ("POST", WRITE_LIMIT));
        let delete = Request::delete(contract);
        assert_eq!((delete.method, delete.limit, delete.body), ("DELETE", WRITE_LIMIT, None));
        assert_eq!(Request::contract(contract).limit, READ_LIMIT);
    }
}
