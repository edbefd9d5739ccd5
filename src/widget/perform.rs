//! From a call to a request, and from what came back to a response. The native tests run this code over the sandbox.

use crate::api::failure::TransportError;
use crate::client::credentials::Credentials;
use crate::client::request::Request;
use crate::client::response::{honours_keys, read};
use crate::client::transport::{Response, Transport};
use crate::flow::effect::{ApiCall, Once};
use crate::flow::response::ApiResponse;
use crate::flow::settings::Settings;

/// Sends the request of a call and reads what comes back: the response, and whether the server honours idempotency
/// keys, if there was an answer.
pub async fn perform<T: Transport>(
    transport: &T,
    credentials: &Credentials,
    request: &Request,
    call: &ApiCall,
) -> (ApiResponse, Option<bool>) {
    let without_user = request.anonymous.then(|| credentials.without_user());
    let came = transport.send(request, without_user.as_ref().unwrap_or(credentials)).await;
    let keys = honours_keys(&came);
    (response(call, came), keys)
}

/// The request that a call makes.
pub fn request(settings: &Settings, call: &ApiCall) -> Request {
    let extension_type = settings.extension_type.as_deref();
    match call {
        ApiCall::Catalogue => Request::catalogue(extension_type, settings.template_type),
        ApiCall::Templates(offset) => Request::templates(extension_type, settings.template_type, *offset),
        ApiCall::Extensions => Request::extensions(),
        ApiCall::Ping => Request::ping(),
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
        ApiCall::Contract(id) => Request::contract(*id),
        ApiCall::Link(id, participant) => Request::access_link(*id, *participant),
        ApiCall::RecentDrafts => Request::recent_drafts(),
        ApiCall::Delete(id) => Request::delete(*id),
    }
}

fn response(call: &ApiCall, came: Result<Response, TransportError>) -> ApiResponse {
    match call {
        ApiCall::Catalogue => ApiResponse::Catalogue(read(came)),
        ApiCall::Extensions => ApiResponse::Extensions(read(came)),
        ApiCall::Templates(offset) => ApiResponse::Templates(*offset, read(came)),
        ApiCall::Ping => ApiResponse::Ping(read(came)),
        ApiCall::DataFields(_) => ApiResponse::DataFields(read(came)),
        ApiCall::Users => ApiResponse::Users(read(came)),
        ApiCall::Create(..) => ApiResponse::Created(read(came)),
        ApiCall::Publish(..) => ApiResponse::Published(read(came)),
        ApiCall::Contract(_) => ApiResponse::Contract(read(came)),
        ApiCall::Link(_, participant) => ApiResponse::Link(*participant, read(came)),
        ApiCall::RecentDrafts => ApiResponse::RecentDrafts(read(came)),
        ApiCall::Delete(_) => ApiResponse::Deleted(read(came)),
    }
}
