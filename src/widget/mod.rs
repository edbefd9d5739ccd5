//! The one stateful component. It performs the machine's effects and brings back what came of them.

pub mod bridge;
mod focus;
pub mod message;

pub mod perform;
mod scroll_anchor;
mod task;

use std::ops::ControlFlow;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use self::bridge::Host;
use self::message::{Locale, WidgetMsg};
use self::scroll_anchor::ScrollAnchor;
use self::task::{Task, now};

use crate::api::failure::{Failure, TransportError};
use crate::client::credentials::Credentials;
use crate::client::fetch::Fetch;
use crate::client::request::Request;
use crate::flow::Flow;
use crate::flow::effect::{ApiCall, Effect, Focus, HostCall, RequestId};
use crate::flow::handed_over::HandedOver;
use crate::flow::message::Message;
use crate::flow::response::ApiResponse;
use crate::json::Writer;
use crate::view::{ViewContext, screen};

/// Milliseconds that the browser has for ending a request itself: it knows how far the answer came.
const GRACE: u32 = 250;

/// What the widget is mounted with.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The page around it.
    pub host: Host,
    /// The element that it is mounted in.
    pub root: web_sys::Element,
    /// The language at first.
    pub locale: Locale,
}

/// The widget.
pub struct Widget {
    flow: Flow,
    credentials: Credentials,
    context: Rc<ViewContext>,
    /// What a later instance could go on with, as far as the element has it.
    handed_over: HandedOver,
    /// The custom states that the page has.
    custom_states: String,
    /// The timers; one that is dropped is cancelled.
    timers: Vec<(RequestId, Timeout)>,
    /// Where the focus is to go after the next paint.
    focus: Option<Focus>,
    /// What has to stay in place at the next paint.
    anchor: Option<ScrollAnchor>,
    /// The list was drawn again to fill its height.
    is_filling: bool,
}

impl Component for Widget {
    type Message = WidgetMsg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            flow: Flow::default(),
            credentials: Credentials::default(),
            context: view_context(ctx, ctx.props().locale),
            handed_over: HandedOver::default(),
            custom_states: Flow::default().custom_states(),
            timers: Vec::new(),
            focus: None,
            anchor: None,
            is_filling: false,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, news: WidgetMsg) -> bool {
        let message = match self.message(ctx, news) {
            ControlFlow::Continue(message) => message,
            ControlFlow::Break(draws) => return draws,
        };
        if let Message::TimerFired(id) | Message::ApiAnswered { id, .. } = message {
            self.cancel_timer(id);
        }
        let drawn = scroll_anchor::drawn(&self.flow);
        let is_scrolled = matches!(message, Message::Scrolled(_));
        let is_searched = matches!(message, Message::Searched(_) | Message::WorkspaceFiltered(_));
        let (flow, effects) = std::mem::take(&mut self.flow).update(message);
        self.flow = flow;
        let draws = scroll_anchor::drawn(&self.flow);
        if drawn.is_none() && draws.is_some() {
            self.anchor = Some(ScrollAnchor::Highlight);
        } else if is_searched {
            self.anchor = Some(ScrollAnchor::Beginning);
        } else if is_scrolled {
            if drawn == draws {
                return false;
            }
            // A message may come before the one before it is painted.
            self.anchor = self.anchor.take().or_else(|| scroll_anchor::capture(&ctx.props().root, drawn, &self.flow));
        }
        self.hand_over(ctx);
        let custom_states = self.flow.custom_states();
        if custom_states != self.custom_states {
            ctx.props().host.0.set_custom_states(&custom_states);
            self.custom_states = custom_states;
        }
        for effect in effects {
            self.perform_effect(ctx, effect);
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        screen(&self.flow, &self.context)
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        if let Some(anchor) = self.anchor.take() {
            scroll_anchor::restore(&ctx.props().root, &anchor);
        }
        if let Some(wanted) = self.focus.take() {
            focus::go(&ctx.props().root, &wanted);
        }
        self.fill_list(ctx);
    }
}

fn view_context(ctx: &Context<Widget>, Locale(phrases): Locale) -> Rc<ViewContext> {
    let host = ctx.props().host.clone();
    let name_countries = move || host.0.country_names(phrases.tag());
    Rc::new(ViewContext::new(phrases, ctx.link().callback(WidgetMsg::Flow), name_countries))
}

impl Widget {
    /// What the machine hears of it; otherwise whether it is drawn.
    fn message(&mut self, ctx: &Context<Self>, news: WidgetMsg) -> ControlFlow<bool, Message> {
        match news {
            WidgetMsg::Flow(message) => return ControlFlow::Continue(message),
            WidgetMsg::Authorized(id, credentials) => {
                self.credentials = credentials;
                return ControlFlow::Continue(Message::HostAnswered { id, at: now(), result: Ok("".into()) });
            }
            WidgetMsg::SetLocale(locale) => self.context = view_context(ctx, locale),
            WidgetMsg::Focus => {
                focus::enter(&ctx.props().root);
                return ControlFlow::Break(false);
            }
        }
        ControlFlow::Break(true)
    }

    /// Draws more where the list has room for it, once for whatever else was drawn.
    fn fill_list(&mut self, ctx: &Context<Self>) {
        let blank = scroll_anchor::blank(&ctx.props().root, &self.flow).filter(|_| !self.is_filling);
        self.is_filling = blank.is_some();
        if let Some(message) = blank {
            self.context.dispatch.emit(message);
        }
    }

    fn cancel_timer(&mut self, id: RequestId) {
        self.timers.retain(|(timer, _)| *timer != id);
    }

    /// Ends a request that nothing else ends: a page's own `fetch` may throw, ignore its signal, or never settle.
    fn start_clock(&mut self, id: RequestId, host: &Host, request: &Request, call: &ApiCall) {
        let limit = request.limit + GRACE;
        let response = ApiResponse::failed(call, Failure::Unreachable(TransportError::Timeout));
        let (dispatch, host, path) = (self.context.dispatch.clone(), host.clone(), request.path.clone());
        let end = move || {
            host.0.record_request(&path, limit.into(), None, None);
            dispatch.emit(Message::ApiAnswered { id, at: now(), keys: None, response });
        };
        self.timers.push((id, Timeout::new(limit, end)));
    }

    /// Hands over what has changed of what a later instance could go on with.
    fn hand_over(&mut self, ctx: &Context<Self>) {
        let host = &ctx.props().host.0;
        let continuation = self.flow.continuation();
        let event = continuation.event();
        let parts = self.handed_over.changes(continuation);
        for part in &parts {
            host.save_snapshot(part.field.as_deref(), &part.json);
        }
        if !parts.is_empty() {
            host.dispatch(event, self.flow.settings.external_id.as_deref());
        }
    }

    fn perform_effect(&mut self, ctx: &Context<Self>, effect: Effect) {
        let host = &ctx.props().host.0;
        let task = match effect {
            Effect::CallHost(id, HostCall::Authorize(reason)) => Task::Authorize(id, host.authorize(reason)),
            Effect::CallHost(id, HostCall::MayCreate(contract)) => {
                Task::BeforeSend(id, host.before_send("create", &Writer::json(contract.contract())))
            }
            Effect::CallHost(id, HostCall::MayPublish(_, invitation)) => {
                Task::BeforeSend(id, host.before_send("publish", &Writer::json(&*invitation)))
            }
            Effect::CallApi(id, call) => {
                let request = perform::request(&self.flow.settings, &call);
                let base = self.flow.settings.api_base.clone();
                let body = request.body.as_deref().filter(|_| request.unrepeatable);
                let stream = body.and_then(|body| host.body_stream(body, &base));
                let transport = Fetch { base, cookies: host.sends_cookies(), stream };
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
            Effect::Emit(event) => return host.dispatch(event, self.flow.settings.external_id.as_deref()),
            Effect::Warn(warning) => return host.warn(warning),
            Effect::Copy(text) => return host.copy(&text),
            Effect::Focus(focus) => return self.focus = Some(focus),
        };
        ctx.link().send_future(task.run());
    }
}
