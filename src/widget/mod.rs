//! The runtime: the one stateful component. It performs the machine's wishes and brings back what came of them.

mod focus;
pub mod perform;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use yew::prelude::*;

use crate::api::Text;
use crate::api::failure::{Failure, Session};
use crate::api::moment::Moment;
use crate::api::write::Writer;
use crate::client::access::Access;
use crate::client::fetch::Fetch;
use crate::client::request::Request;
use crate::flow::Flow;
use crate::flow::effect::{Answer, Cause, Effect, Event, Focus, Question, Warning, Wish};
use crate::flow::message::Message;
use crate::text::{EN, Phrases};
use crate::view::screen;

/// What the page does for the widget.
pub trait Page {
    /// Calls the host's `authorize`.
    fn authorize(&self, cause: Cause) -> Pin<Box<dyn Future<Output = Result<Access, Session>>>>;
    /// Asks the host whether this may be sent: `create` or `publish`, and the JSON of the request.
    fn agree(&self, verb: &'static str, request: &str) -> Pin<Box<dyn Future<Output = Result<(), Option<Text>>>>>;
    /// Tells the host, about the record that the event belongs to: the element may name another one by now.
    fn tell(&self, event: Event, external_id: Option<&str>);
    /// The countries' codes and names in a language, by name.
    fn countries(&self, language: &str) -> Vec<(Text, Text)>;
    /// Puts a text where the user can paste it from.
    fn copy(&self, text: &str);
    /// Notes a request for diagnosis: its path, how long it took, the status and the request id if there are any.
    fn trace(&self, path: &str, millis: f64, status: Option<u16>, request_id: Option<&str>);
    /// Speaks to developers.
    fn warn(&self, warning: Warning);
    /// Whether cookies go with requests.
    fn sends_cookies(&self) -> bool;
}

/// The page, compared by identity: it lives as long as the element.
#[derive(Clone)]
pub struct ThisPage(pub Rc<dyn Page>);

impl PartialEq for ThisPage {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What the widget is mounted with.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The page around it.
    pub page: ThisPage,
    /// The element that it is mounted in.
    pub root: web_sys::Element,
}

/// The widget.
pub struct Widget {
    flow: Flow,
    access: Access,
    phrases: &'static Phrases,
    countries: Vec<(Text, Text)>,
    say: Callback<Message>,
    /// Where the focus is to go after the next paint.
    focus: Option<Focus>,
}

/// What reaches the component: the machine's messages, and the headers, which never enter the machine.
pub enum News {
    /// A message for the machine.
    Flow(Message),
    /// The host gave headers, in answer to a question.
    Access(Question, Access),
    /// The host wants the focus inside.
    Focused,
}

impl Component for Widget {
    type Message = News;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let say = ctx.link().callback(News::Flow);
        let phrases = &EN;
        let countries = ctx.props().page.0.countries(phrases.tag);
        Self { flow: Flow::default(), access: Access::default(), phrases, countries, say, focus: None }
    }

    fn update(&mut self, ctx: &Context<Self>, news: News) -> bool {
        let message = match news {
            News::Flow(message) => message,
            News::Access(question, access) => {
                self.access = access;
                Message::Answered { question, at: now(), result: Ok(Answer::Authorized) }
            }
            News::Focused => {
                focus::enter(&ctx.props().root);
                return false;
            }
        };
        let (flow, effects) = std::mem::take(&mut self.flow).update(message);
        self.flow = flow;
        for effect in effects {
            self.carry_out(ctx, effect);
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        screen(&self.flow, self.phrases, &self.countries, &self.say)
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        if let Some(wanted) = self.focus.take() {
            focus::go(&ctx.props().root, &wanted);
        }
    }
}

impl Widget {
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
            Effect::Wait(question, seconds) => Job::Wait(question, seconds),
            Effect::Tell(event) => return page.tell(event, self.flow.host.external_id.as_deref()),
            Effect::Warn(warning) => return page.warn(warning),
            Effect::Copy(text) => return page.copy(&text),
            Effect::Focus(focus) => return self.focus = Some(focus),
        };
        ctx.link().send_future(job.done());
    }
}

/// What takes its time. One kind of future for all of it: each kind is compiled with all that Yew needs around it.
enum Job {
    Authorize(Question, Pin<Box<dyn Future<Output = Result<Access, Session>>>>),
    Agree(Question, Pin<Box<dyn Future<Output = Result<(), Option<Text>>>>>),
    Ask(Question, ThisPage, Fetch, Access, Request, perform::Reading),
    Wait(Question, u32),
}

impl Job {
    async fn done(self) -> News {
        match self {
            Job::Authorize(question, asked) => match asked.await {
                Ok(access) => News::Access(question, access),
                Err(session) => answered(question, Err(session.into())),
            },
            Job::Agree(question, asked) => {
                answered(question, asked.await.map(|()| Answer::Agreed).map_err(Failure::Vetoed))
            }
            Job::Ask(question, page, transport, access, request, reading) => {
                let begun = js_sys::Date::now();
                let result = perform::ask(&transport, &access, &request, reading).await;
                let (status, id) = match &result {
                    Ok(_) => (Some(200), None),
                    Err(failure) => (failure.status(), failure.request_id().map(|id| &**id)),
                };
                page.0.trace(&request.path, js_sys::Date::now() - begun, status, id);
                answered(question, result)
            }
            Job::Wait(question, seconds) => {
                TimeoutFuture::new(seconds.saturating_mul(1_000)).await;
                News::Flow(Message::Waited(question))
            }
        }
    }
}

fn answered(question: Question, result: Result<Answer, Failure>) -> News {
    News::Flow(Message::Answered { question, at: now(), result })
}

fn now() -> Moment {
    #[expect(clippy::cast_possible_truncation, reason = "seconds fit for as long as anybody will ask")]
    Moment((js_sys::Date::now() / 1_000.0) as i64)
}
