//! A contract's PDF.

use axum::body::Body;
use http_body_util::BodyExt as _;

use super::ask::problem_of;
use super::broker::Broker;
use super::caller::{Caller, Note};
use super::reply::Reply;
use crate::answers::Outcome;
use crate::oneflow::{Call, FileError};
use crate::problem::Kind;
use crate::routes::{Query, Route};

/// Passes a contract's PDF on, while it arrives.
pub async fn serve(broker: &Broker, caller: &Caller, route: &Route, query: &Query) -> Result<Reply, Reply> {
    caller.may(route.verb())?;
    let contract = route.contract().ok_or(Kind::Route)?;
    caller.finds(contract, broker).await?;
    caller.take_share(broker)?;
    let line = caller.line(broker).await?;
    let call = Call::read(format!("{}{}", route.path(), query.suffix()), &caller.email);
    let reply = match line.file(call, caller.token.reveal()).await {
        Ok(file) => {
            let turn = file.turn;
            // The turn ends with the content, however it ends.
            let content = file.content.map_frame(move |frame| {
                let _ = &turn;
                frame
            });
            Ok(Reply::pdf(Body::new(content)))
        }
        Err(FileError::Call(error)) => Err(problem_of(error, false).into()),
        Err(FileError::NoPdf) => Err(Kind::Unreadable.into()),
        Err(FileError::Answer(received)) => match received.outcome() {
            Outcome::Refused(refusal) => Err(Reply::refusal(&refusal)),
            Outcome::Unauthorized(refusal) => {
                let line = caller.line(broker).await?;
                Err(caller.sort(broker, &line, &refusal).await.into())
            }
            _ => Err(Kind::Unreadable.into()),
        },
    };
    let status = reply.as_ref().unwrap_or_else(|refusal| refusal).status().to_string();
    caller.note(broker, Note { action: "file", contract: Some(contract), result: status, ..Note::default() }).await;
    reply
}
