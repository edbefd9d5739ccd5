//! Performs the effects of the machine.

use gloo_timers::callback::Timeout;
use web_sys::AbortController;
use yew::Context;

use super::bridge::Host;
use super::task::{Task, now};
use super::{Widget, perform};
use crate::api::failure::{Failure, TransportError};
use crate::client::fetch::{Fetch, Upload};
use crate::client::request::Request;
use crate::flow::effect::{ApiCall, Effect, HostCall, RequestId};
use crate::flow::message::Message;
use crate::flow::response::ApiResponse;
use crate::full::IS_FULL;
use crate::json::Writer;

/// Milliseconds that the browser has for ending a request itself: it knows how far the answer came.
const GRACE: u32 = 250;

impl Widget {
    /// Performs an effect of the machine.
    pub(super) fn perform_effect(&mut self, ctx: &Context<Self>, effect: Effect) {
        let page = ctx.props().host.clone();
        let host = &page.0;
        let task = match effect {
            Effect::CallHost(id, HostCall::Authorize(reason)) => Task::Authorize(id, host.authorize(reason)),
            Effect::CallHost(id, HostCall::MayCreate(contract)) => {
                Task::BeforeSend(id, host.before_send("create", &Writer::json(contract.contract())))
            }
            Effect::CallHost(id, HostCall::MayPublish(_, invitation)) => {
                Task::BeforeSend(id, host.before_send("publish", &Writer::json(&*invitation)))
            }
            Effect::CallHost(id, HostCall::LoadFull) => Task::LoadFull(id, host.load_full()),
            Effect::CallApi(id, call) => {
                let request = perform::request(&self.flow.settings, &call);
                let base = self.flow.settings.api_base.clone();
                let may_be_sent = matches!(call, ApiCall::Catalogue);
                let prefetched = may_be_sent.then(|| host.prefetched(&[&*base, &request.path].concat())).flatten();
                let body = request.body.as_deref().filter(|_| request.unrepeatable);
                let stream = body.and_then(|body| host.body_stream(body, &base));
                let upload = if IS_FULL { self.begin_upload(id, &request, &page) } else { None };
                let transport = Fetch { base, cookies: host.sends_cookies(), stream, upload, prefetched };
                let (host, credentials) = (ctx.props().host.clone(), self.credentials.clone());
                self.start_clock(id, &host, &request, &call);
                Task::CallApi { id, host, transport, credentials, request, call }
            }
            Effect::StartTimer(id, seconds) => {
                let dispatch = self.context.dispatch.clone();
                let fire = move || dispatch.emit(Message::TimerFired(id));
                return self.timers.push((id, Timeout::new(seconds.saturating_mul(1_000), fire)));
            }
            Effect::CancelTimer(id) => return self.cancel_timer(id),
            Effect::Abort(id) => return self.end_upload(id),
            Effect::Emit(event) => return host.dispatch(event, self.flow.settings.external_id.as_deref()),
            Effect::Warn(warning) => return host.warn(warning),
            Effect::ContinueInFull => return host.continue_in_full(),
            Effect::Copy(text) => return host.copy(&text),
            Effect::Focus(focus) => return self.focus = Some(focus),
        };
        ctx.link().send_future(task.run());
    }

    /// Cancels a timer, if it still runs.
    pub(super) fn cancel_timer(&mut self, id: RequestId) {
        self.timers.retain(|(timer, _)| *timer != id);
    }

    /// What an upload needs. The user ends it, or the time limit, which otherwise ends for the widget only.
    fn begin_upload(&mut self, id: RequestId, request: &Request, host: &Host) -> Option<Box<Upload>> {
        let file = request.file.as_ref()?;
        let form = file.blob.and_then(|blob| host.0.form(blob, &file.name, file.kind.upload_word()));
        let controller = AbortController::new().ok()?;
        let stop = controller.signal();
        self.upload = Some((id, controller));
        Some(Box::new(Upload { form, stop }))
    }

    /// Ends an upload, if it is still on the way.
    pub(super) fn end_upload(&mut self, id: RequestId) {
        if IS_FULL && let Some((_, controller)) = self.upload.take_if(|(upload, _)| *upload == id) {
            controller.abort();
        }
    }

    /// Ends a request that nothing else ends: a page's own `fetch` may throw, ignore its signal, or never settle.
    fn start_clock(&mut self, id: RequestId, host: &Host, request: &Request, call: &ApiCall) {
        let limit = request.limit + GRACE;
        let response = ApiResponse::failed(call, Failure::Unreachable(TransportError::Timeout));
        let (dispatch, host, path) = (self.context.dispatch.clone(), host.clone(), request.path.clone());
        let end = move || {
            host.0.record_request(&path, limit.into(), None, None);
            dispatch.emit(Message::ApiAnswered { id, at: now(), announced: None, response });
        };
        self.timers.push((id, Timeout::new(limit, end)));
    }
}
