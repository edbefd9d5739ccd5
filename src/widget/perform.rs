//! From a wish to a request, and from what came back to an answer. The stories run this very code over the sandbox.

use crate::api::failure::Failure;
use crate::api::json::{Json, Misfit, Read};
use crate::client::access::Access;
use crate::client::reading::read;
use crate::client::request::Request;
use crate::client::transport::Transport;
use crate::flow::effect::{Answer, Wish};
use crate::flow::host::Host;

/// How an answer is read.
pub type Reading = fn(&Json) -> Result<Answer, Misfit>;

/// Performs a wish that Oneflow fulfils.
pub async fn perform<T: Transport>(
    transport: &T,
    access: &Access,
    host: &Host,
    wish: &Wish,
) -> Result<Answer, Failure> {
    match request(host, wish) {
        Some(request) => ask(transport, access, &request, reading(wish)).await,
        None => reading(wish)(&Json::Null).map_err(|misfit| Failure::Unreadable { at: misfit.to_string().into() }),
    }
}

/// Sends a request and reads what comes back.
pub async fn ask<T: Transport>(
    transport: &T,
    access: &Access,
    request: &Request,
    reading: Reading,
) -> Result<Answer, Failure> {
    let without = request.anonymous.then(|| access.without_user());
    read(transport.send(request, without.as_ref().unwrap_or(access)).await, reading)
}

/// How the answer to a wish is read.
pub fn reading(wish: &Wish) -> Reading {
    match wish {
        Wish::Authorize(_) => |_| Ok(Answer::Authorized),
        Wish::Ping => |_| Ok(Answer::Pinged),
        Wish::Catalogue => |json| Read::read(json).map(Answer::Catalogue),
        Wish::Extensions => |json| Read::read(json).map(Answer::Extensions),
        Wish::Templates(_) => |json| Read::read(json).map(Answer::Templates),
        Wish::DataFields(_) => |json| Read::read(json).map(Answer::DataFields),
        Wish::Users => |json| Read::read(json).map(Answer::Users),
        Wish::MayCreate(_) | Wish::MayPublish(..) => |_| Ok(Answer::Agreed),
        Wish::Link(..) => |json| Read::read(json).map(Answer::Link),
        Wish::Create(_) | Wish::Publish(..) | Wish::Contract(_) => |json| Read::read(json).map(Answer::Contract),
        Wish::RecentDrafts => |json| Read::read(json).map(Answer::RecentDrafts),
    }
}

/// The request that a wish makes; the host itself is asked without one.
pub fn request(host: &Host, wish: &Wish) -> Option<Request> {
    let extension_type = host.extension_type.as_deref();
    Some(match wish {
        Wish::Authorize(_) | Wish::MayCreate(_) | Wish::MayPublish(..) => return None,
        Wish::Catalogue => Request::catalogue(extension_type, host.template_type),
        Wish::Templates(offset) => Request::templates(extension_type, host.template_type, *offset),
        Wish::Extensions => Request::extensions(),
        Wish::Ping => Request::ping(),
        Wish::Users => Request::users(),
        Wish::DataFields(template_type) => Request::data_fields(*template_type),
        Wish::Create(checked) => Request::create(checked.contract()),
        Wish::Publish(id, invitation) => Request::publish(*id, invitation),
        Wish::Contract(id) => Request::contract(*id),
        Wish::Link(id, participant) => Request::access_link(*id, *participant),
        Wish::RecentDrafts => Request::recent_drafts(),
    })
}
