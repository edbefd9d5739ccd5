//! What takes time: asking the host, and asking Oneflow.

use super::bridge::{Host, HostPromise};
use super::message::WidgetMsg;
use super::perform;
use crate::api::Text;
use crate::api::failure::{Failure, SessionError, TransportError};
use crate::api::moment::Moment;
use crate::client::credentials::Credentials;
use crate::client::fetch::{Fetch, Prefetched};
use crate::client::request::Request;
use crate::flow::effect::{ApiCall, RequestId, Warning};
use crate::flow::message::Message;

/// What takes time. One kind of future for all of it: each kind is compiled with everything that Yew needs around it.
pub(super) enum Task {
    Authorize(RequestId, HostPromise<Result<Credentials, SessionError>>),
    BeforeSend(RequestId, HostPromise<Result<Text, Option<Text>>>),
    LoadFull(RequestId, HostPromise<Result<(), TransportError>>),
    CallApi { id: RequestId, host: Host, transport: Fetch, credentials: Credentials, request: Request, call: ApiCall },
}

impl Task {
    pub(super) async fn run(self) -> WidgetMsg {
        match self {
            Task::Authorize(id, promise) => match promise.await {
                Ok(credentials) => WidgetMsg::Authorized(id, credentials),
                Err(error) => host_answered(id, Err(error.into())),
            },
            Task::BeforeSend(id, promise) => host_answered(id, promise.await.map_err(Failure::Rejected)),
            Task::LoadFull(id, promise) => {
                host_answered(id, promise.await.map(|()| Text::default()).map_err(Failure::Unreachable))
            }
            Task::CallApi { id, host, transport, credentials, request, call } => {
                let begun = js_sys::Date::now();
                let (response, announced) = if let ApiCall::File(_) = call {
                    let address = [&*transport.base, &request.path].concat();
                    (perform::response(&call, host.0.read_pdf(&address, &credentials).await), None)
                } else {
                    perform::perform(&transport, &credentials, &request, &call).await
                };
                let took = || js_sys::Date::now() - begun;
                let millis = transport.prefetched.as_ref().map_or_else(took, Prefetched::millis);
                let (status, request_id) = match response.failure() {
                    None => (Some(200), None),
                    Some(failure) => (failure.status(), failure.request_id().map(|id| &**id)),
                };
                if let Some(Failure::Unreadable { at }) = response.failure() {
                    let place = request.path.split('?').next().unwrap_or_default();
                    host.0.warn(Warning::Answer(["the answer to ", place, " cannot be read: ", at].concat().into()));
                }
                host.0.record_request(&request.path, millis, status, request_id);
                WidgetMsg::Flow(Message::ApiAnswered { id, at: now(), announced, response })
            }
        }
    }
}

fn host_answered(id: RequestId, result: Result<Text, Failure>) -> WidgetMsg {
    WidgetMsg::Flow(Message::HostAnswered { id, at: now(), result })
}

pub(super) fn now() -> Moment {
    #[expect(clippy::cast_possible_truncation, reason = "seconds fit for as long as anybody will ask")]
    Moment((js_sys::Date::now() / 1_000.0) as i64)
}
