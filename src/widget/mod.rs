//! The runtime: the one stateful component. It performs the machine's wishes and brings back what came of them.

mod focus;
mod hold;
mod job;
pub mod page;
pub mod perform;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use self::hold::Held;
use self::job::{Job, now};
use self::page::ThisPage;

use crate::api::Text;
use crate::api::write::Writer;
use crate::client::access::Access;
use crate::client::fetch::Fetch;
use crate::flow::Flow;
use crate::flow::effect::{Answer, Effect, Focus, Question, Wish};
use crate::flow::memory::Memory;
use crate::flow::message::Message;
use crate::text::Phrases;
use crate::view::screen;

/// What the widget is mounted with.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The page around it.
    pub page: ThisPage,
    /// The element that it is mounted in.
    pub root: web_sys::Element,
    /// How it speaks at first.
    pub spoken: Spoken,
}

/// A language, compared by identity: it stays as long as the instance.
#[derive(Clone, Copy)]
pub struct Spoken(pub &'static Phrases);

impl PartialEq for Spoken {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

/// The widget.
pub struct Widget {
    flow: Flow,
    access: Access,
    phrases: &'static Phrases,
    countries: Vec<(Text, Text)>,
    say: Callback<Message>,
    /// The custom states that the page knows of.
    marks: String,
    /// What is waited for; a wait that is dropped ends.
    waits: Vec<(Question, Timeout)>,
    /// Where the focus is to go after the next paint.
    focus: Option<Focus>,
    /// What is to stay where it is at the next paint.
    held: Option<Held>,
}

/// What reaches the component: the machine's messages, and the headers, which never enter the machine.
pub enum News {
    /// A message for the machine.
    Flow(Message),
    /// The host gave headers, in answer to a question.
    Access(Question, Access),
    /// It speaks another language from now on.
    Spoken(Spoken),
    /// The host wants the focus inside.
    Focused,
}

impl Component for Widget {
    type Message = News;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let say = ctx.link().callback(News::Flow);
        let phrases = ctx.props().spoken.0;
        let countries = ctx.props().page.0.countries(phrases.tag());
        Self {
            flow: Flow::default(),
            access: Access::default(),
            phrases,
            countries,
            say,
            marks: Flow::default().marks(),
            waits: Vec::new(),
            focus: None,
            held: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, news: News) -> bool {
        let message = match news {
            News::Flow(message) => message,
            News::Access(question, access) => {
                self.access = access;
                Message::Answered { question, at: now(), result: Ok(Answer::Authorized) }
            }
            News::Spoken(Spoken(phrases)) => {
                self.phrases = phrases;
                self.countries = ctx.props().page.0.countries(phrases.tag());
                return true;
            }
            News::Focused => {
                focus::enter(&ctx.props().root);
                return false;
            }
        };
        if let Message::Waited(question) = message {
            self.stop(question);
        }
        // A message may come before the one before it is painted.
        self.held = self.held.take().or_else(|| hold::note(&ctx.props().root, &self.flow, &message));
        let (flow, effects) = std::mem::take(&mut self.flow).update(message);
        self.flow = flow;
        if let Some(memory) = Memory::of(&self.flow) {
            ctx.props().page.0.remember(&memory);
        }
        let marks = self.flow.marks();
        if marks != self.marks {
            ctx.props().page.0.mark(&marks);
            self.marks = marks;
        }
        for effect in effects {
            self.carry_out(ctx, effect);
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        screen(&self.flow, self.phrases, &self.countries, &self.say)
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        if let Some(held) = self.held.take() {
            hold::keep(&ctx.props().root, &held);
        }
        if let Some(wanted) = self.focus.take() {
            focus::go(&ctx.props().root, &wanted);
        }
    }
}

impl Widget {
    fn stop(&mut self, question: Question) {
        self.waits.retain(|(waiting, _)| *waiting != question);
    }

    fn carry_out(&mut self, ctx: &Context<Self>, effect: Effect) {
        let page = &ctx.props().page.0;
        let job = match effect {
            Effect::Ask(question, Wish::Authorize(cause)) => Job::Authorize(question, page.authorize(cause)),
            Effect::Ask(question, Wish::MayCreate(checked)) => {
                Job::Agree(question, page.agree("create", &Writer::json(checked.contract())))
            }
            Effect::Ask(question, Wish::MayPublish(_, invitation)) => {
                Job::Agree(question, page.agree("publish", &Writer::json(&*invitation)))
            }
            Effect::Ask(question, wish) => {
                let Some(request) = perform::request(&self.flow.host, &wish) else {
                    return;
                };
                let transport = Fetch { base: self.flow.host.api_base.clone(), cookies: page.sends_cookies() };
                Job::Ask(
                    question,
                    ctx.props().page.clone(),
                    transport,
                    self.access.clone(),
                    request,
                    perform::reading(&wish),
                )
            }
            Effect::Wait(question, seconds) => {
                let say = self.say.clone();
                let over = move || say.emit(Message::Waited(question));
                return self.waits.push((question, Timeout::new(seconds.saturating_mul(1_000), over)));
            }
            Effect::Stop(question) => return self.stop(question),
            Effect::Tell(event) => return page.tell(event, self.flow.host.external_id.as_deref()),
            Effect::Warn(warning) => return page.warn(warning),
            Effect::Copy(text) => return page.copy(&text),
            Effect::Focus(focus) => return self.focus = Some(focus),
        };
        ctx.link().send_future(job.done());
    }
}
