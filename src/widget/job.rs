//! What takes its time: the host, and Oneflow.

use super::page::{Promised, ThisPage};
use super::{News, perform};
use crate::api::Text;
use crate::api::failure::{Failure, Session};
use crate::api::moment::Moment;
use crate::client::access::Access;
use crate::client::fetch::Fetch;
use crate::client::request::Request;
use crate::flow::effect::{Answer, Question};
use crate::flow::message::Message;

/// What takes its time. One kind of future for all of it: each kind is compiled with all that Yew needs around it.
pub(super) enum Job {
    Authorize(Question, Promised<Result<Access, Session>>),
    Agree(Question, Promised<Result<(), Option<Text>>>),
    Ask(Question, ThisPage, Fetch, Access, Request, perform::Reading),
}

impl Job {
    pub(super) async fn done(self) -> News {
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
        }
    }
}

fn answered(question: Question, result: Result<Answer, Failure>) -> News {
    News::Flow(Message::Answered { question, at: now(), result })
}

pub(super) fn now() -> Moment {
    #[expect(clippy::cast_possible_truncation, reason = "seconds fit for as long as anybody will ask")]
    Moment((js_sys::Date::now() / 1_000.0) as i64)
}
