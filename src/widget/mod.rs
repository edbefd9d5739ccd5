//! The one stateful component. It performs the machine's effects and brings back what came of them.

pub mod bridge;
mod effects;
mod focus;
pub mod message;

pub mod perform;
mod scroll_anchor;
mod task;

use std::ops::ControlFlow;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::AbortController;
use yew::prelude::*;

use self::bridge::Host;
use self::message::{Locale, WidgetMsg};
use self::scroll_anchor::{Cause, ListScroll};
use self::task::now;

use crate::client::credentials::Credentials;
use crate::flow::Flow;
use crate::flow::effect::{Focus, RequestId};
use crate::flow::handed_over::HandedOver;
use crate::flow::message::Message;
use crate::view::{ViewContext, screen};

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
    /// Whether the page hears what happens with the contract.
    follows: bool,
    /// The timers; one that is dropped is cancelled.
    timers: Vec<(RequestId, Timeout)>,
    /// The upload on the way, and what ends it.
    upload: Option<(RequestId, AbortController)>,
    /// Where the focus is to go after the next paint.
    focus: Option<Focus>,
    /// How the list is scrolled.
    list: ListScroll,
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
            follows: false,
            timers: Vec::new(),
            upload: None,
            focus: None,
            list: ListScroll::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, news: WidgetMsg) -> bool {
        let message = match self.message(ctx, news) {
            ControlFlow::Continue(message) => message,
            ControlFlow::Break(draws) => return draws,
        };
        if let Message::TimerFired(id) | Message::ApiAnswered { id, .. } = message {
            self.cancel_timer(id);
            self.end_upload(id);
        }
        let (drawn, cause) = (scroll_anchor::drawn(&self.flow), Cause::of(&message));
        let (flow, effects) = std::mem::take(&mut self.flow).update(message);
        self.flow = flow;
        let draws = self.list.updated(&ctx.props().root, cause, drawn, &self.flow);
        if !draws && effects.is_empty() {
            return false;
        }
        self.hand_over(ctx);
        let custom_states = self.flow.custom_states();
        if custom_states != self.custom_states {
            ctx.props().host.0.set_custom_states(&custom_states);
            self.custom_states = custom_states;
        }
        // Another address opens the card anew, so that it is left first.
        if self.flow.follows() != self.follows {
            self.follows = !self.follows;
            ctx.props().host.0.follow(if self.follows { &self.flow.settings.api_base } else { "" });
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
        self.list.restore(&ctx.props().root);
        if let Some(wanted) = self.focus.take() {
            focus::go(&ctx.props().root, &wanted);
        }
        if let Some(message) = self.list.fill(&ctx.props().root, &self.flow) {
            self.context.dispatch.emit(message);
        }
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
}
