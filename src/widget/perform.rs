//! From a call to a request, and from what came back to a response. The native tests run this code over the sandbox.

use crate::api::announced::Announced;
use crate::api::failure::{Failure, TransportError};
use crate::client::credentials::Credentials;
use crate::client::request::Request;
use crate::client::response::{announced, read, read_file};
use crate::client::transport::{Response, Transport};
use crate::flow::effect::{ApiCall, KnownBy, Once};
use crate::flow::form::record::Record;
use crate::flow::response::ApiResponse;
use crate::flow::settings::Settings;
use crate::full::IS_FULL;

/// Sends the request of a call and reads what comes back: the response, and what the server announced, if it answered.
pub async fn perform<T: Transport>(
    transport: &T,
    credentials: &Credentials,
    request: &Request,
    call: &ApiCall,
) -> (ApiResponse, Option<Announced>) {
    let without_user = request.anonymous.then(|| credentials.without_user());
    let came = transport.send(request, without_user.as_ref().unwrap_or(credentials)).await;
    let announced = announced(&came);
    (response(call, came), announced)
}

/// The request that a call makes.
pub fn request(settings: &Settings, call: &ApiCall) -> Request {
    let extension_type = settings.extension_type.as_deref();
    // The machine asks for a record's contracts only with one.
    let record = || settings.prefill.record.as_ref().map(Record::pair).unwrap_or_default();
    match call {
        ApiCall::Catalogue => Request::catalogue(extension_type, settings.template_type),
        ApiCall::Templates(offset) => Request::templates(extension_type, settings.template_type, *offset),
        ApiCall::Extensions => Request::extensions(),
        ApiCall::ProductTables(template) | ApiCall::Approval(template) => Request::template(*template),
        ApiCall::Users => Request::users(),
        ApiCall::DataFields(template_type) => Request::data_fields(*template_type),
        ApiCall::Create(contract, once) => {
            let request = Request::create(contract.contract());
            match once {
                Once::Key(key) => request.with_key(Some(key)),
                Once::Stream => Request { unrepeatable: true, ..request },
                Once::Nothing => request,
            }
        }
        ApiCall::Publish(id, invitation, key) => Request::publish(*id, invitation).with_key(key.as_ref()),
        ApiCall::Listed(offset) if IS_FULL => Request::record_contracts(&record(), *offset),
        ApiCall::Contract(id) | ApiCall::Detail(id) => Request::contract(*id),
        ApiCall::File(id) => Request::file(*id),
        ApiCall::Link(id, participant) => Request::access_link(*id, *participant),
        ApiCall::RecentDrafts => Request::recent_drafts(),
        ApiCall::RecordDrafts => Request::record_drafts(&record()),
        ApiCall::Delete(id) => Request::delete(*id),
        ApiCall::Upload(id, file, key) if IS_FULL => Request::upload(*id, file).with_key(key.as_ref()),
        ApiCall::Files(id) if IS_FULL => Request::files(*id),
        ApiCall::OfRecord(KnownBy::Oneflow) => Request::record_contracts(&record(), 0),
        ApiCall::OfRecord(KnownBy::Server) => Request::of_record(),
        ApiCall::Resolve(key, id) => Request::resolve(key, *id),
        ApiCall::Ping
        // The small module never asks for them.
        | ApiCall::Listed(_)
        | ApiCall::Upload(..)
        | ApiCall::Files(_) => Request::ping(),
    }
}

/// What came back, as the answer to its call.
pub fn response(call: &ApiCall, came: Result<Response, TransportError>) -> ApiResponse {
    match call {
        ApiCall::Catalogue => ApiResponse::Catalogue(read(came)),
        ApiCall::Extensions => ApiResponse::Extensions(read(came)),
        ApiCall::Templates(offset) => ApiResponse::Templates(*offset, read(came)),
        ApiCall::Ping => ApiResponse::Ping(read(came)),
        ApiCall::DataFields(_) => ApiResponse::DataFields(read(came)),
        ApiCall::ProductTables(_) if IS_FULL => ApiResponse::ProductTables(read(came)),
        ApiCall::Approval(template) => ApiResponse::Approval(*template, read(came)),
        ApiCall::Users => ApiResponse::Users(read(came)),
        ApiCall::Create(..) => ApiResponse::Created(read(came)),
        ApiCall::Publish(..) => ApiResponse::Published(read(came)),
        ApiCall::Contract(_) => ApiResponse::Contract(read(came)),
        ApiCall::File(_) => ApiResponse::File(read_file(came)),
        ApiCall::Link(_, participant) => ApiResponse::Link(*participant, read(came)),
        ApiCall::RecentDrafts | ApiCall::RecordDrafts => ApiResponse::RecentDrafts(read(came)),
        ApiCall::Delete(_) => ApiResponse::Deleted(read(came)),
        ApiCall::Files(_) if IS_FULL => ApiResponse::Files(read(came)),
        ApiCall::Upload(..) if IS_FULL => ApiResponse::Uploaded(read(came)),
        ApiCall::OfRecord(by) => ApiResponse::OfRecord(*by, read(came)),
        ApiCall::Listed(offset) if IS_FULL => ApiResponse::Listed(*offset, read(came)),
        ApiCall::Detail(id) if IS_FULL => ApiResponse::Detail(*id, read(came)),
        ApiCall::Resolve(_, id) => ApiResponse::Resolved(*id, read(came)),
        ApiCall::ProductTables(_)
        | ApiCall::Listed(_)
        | ApiCall::Detail(_)
        | ApiCall::Upload(..)
        | ApiCall::Files(_) => ApiResponse::failed(call, Failure::Unreachable(TransportError::Network)),
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, clippy::panic, reason = "a step that fails is a test that fails")]
mod tests {
    use super::*;
    use crate::api::Text;
    use crate::json::Json;

    /// What `www/prefetch.js` must ask as well; `tests/surface/early-request.test.js` reads the same table.
    const TABLE: &str = include_str!("../../tests/catalogue-addresses.json");

    /// Where the element asks for the catalogue first, if it does.
    fn first_address(settings: &Settings) -> Option<Text> {
        let asks = settings.error.is_none() && settings.contract.is_none() && !settings.list;
        asks.then(|| [&*settings.api_base, &request(settings, &ApiCall::Catalogue).path].concat().into())
    }

    #[test]
    fn the_catalogue_is_asked_where_the_early_request_asks_for_it() {
        let Json::List(cases) = Json::parse(TABLE).expect("is JSON") else {
            panic!("the table is no list");
        };
        for case in &cases {
            let name: Text = case.get("case").expect("has a name");
            let settings = case.find("settings").map(Settings::from_json).expect("is there").expect("has settings");
            let address: Option<Text> = case.get("address").expect("has an address, or null");
            assert_eq!(first_address(&settings), address, "{name}");
        }
    }
}
