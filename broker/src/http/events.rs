//! The stream of what happens with the session's contracts: ids and words, never content.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::unfold;
use serde_json::json;
use tokio::sync::broadcast::Receiver;
use tokio::time::{Interval, timeout};

use super::broker::Broker;
use super::caller::Caller;
use super::reply::Reply;
use crate::fairness::Place;
use crate::ops::{OpenStream, every};
use crate::problem::{Kind, Problem};
use crate::routes::Route;
use crate::store::{StoreError, StoredEvent, Token};

/// How often a comment shows that the connection lives.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How often the stream looks whether its session has ended, and how long it waits for the answer.
const SESSION: Duration = Duration::from_secs(3);
/// Of how many events a stream that begins again is told.
const MISSED: i64 = 1_000;
/// After which time, in seconds, a refused stream may be tried again.
const LATER: u32 = 60;

/// Where Oneflow has told of any contract of the customer's within this time, it is believed to tell of all.
const BELIEVED: time::Duration = time::Duration::days(1);
/// As far as the broker knows, whatever happens with the contracts of this session is told here.
const COMPLETE: &str = "complete";
/// Other contracts are read by this session as well, nothing was heard of the customer's lately, or Oneflow does not
/// accept their token, without which deliveries wait.
const PARTIAL: &str = "partial";

/// One stream.
struct Stream {
    broker: Broker,
    caller: Arc<Caller>,
    /// What is to be told first.
    first: VecDeque<Event>,
    news: Receiver<Arc<StoredEvent>>,
    /// The number of the latest event that was in the database at the beginning.
    known: i64,
    session: Interval,
    _place: Place,
    _counted: OpenStream,
}

/// Begins a stream: after the event that the page has heard last, if it says which one.
pub async fn serve(broker: &Broker, caller: &Arc<Caller>, route: &Route, headers: &HeaderMap) -> Result<Reply, Reply> {
    caller.may(route.verb())?;
    let user = caller.session.user.as_str();
    let place = broker.streams.take(&caller.tenant.id, user, broker.parts.nodes);
    let place = place.ok_or(Problem::after(Kind::TooManyStreams, LATER))?;
    let news = broker.feed.listen().await?;
    let known = broker.parts.store.events().latest().await?;
    let first = beginning(broker, caller, last_heard(headers), known).await?;
    let counted = broker.parts.metrics.stream();
    let (broker, caller, session) = (broker.clone(), Arc::clone(caller), every(SESSION));
    let stream = Stream { broker, caller, first, news, known, session, _place: place, _counted: counted };
    let events = unfold(stream, async |mut stream| Some((Ok::<_, Infallible>(stream.next().await?), stream)));
    Ok(Reply::events(Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT))))
}

/// What the page has missed, and whether the stream tells all that the page needs to know.
async fn beginning(
    broker: &Broker,
    caller: &Caller,
    heard: Option<i64>,
    known: i64,
) -> Result<VecDeque<Event>, StoreError> {
    let (events, tenant, session) = (broker.parts.store.events(), &caller.tenant, &caller.session);
    let missed = match heard {
        Some(heard) => events.missed(&tenant.id, &session.user, session.record.as_deref(), heard, MISSED).await?,
        None => Vec::new(),
    };
    let mut first: VecDeque<Event> =
        missed.iter().filter(|(id, ..)| *id <= known).map(|(id, contract, kind)| told(*id, *contract, kind)).collect();
    let believed = tenant.condition.token == Token::Good && !caller.reads_beyond_ties();
    let since = broker.parts.clock.now() - BELIEVED;
    let complete = believed && events.last_heard(&tenant.id).await?.is_some_and(|at| at > since);
    let name = if complete { COMPLETE } else { PARTIAL };
    first.push_back(Event::default().id(known.to_string()).event(name).data("{}"));
    Ok(first)
}

impl Stream {
    /// What is told next; nothing at the end.
    async fn next(&mut self) -> Option<Event> {
        if let Some(event) = self.first.pop_front() {
            return Some(event);
        }
        loop {
            let event = tokio::select! {
                biased;
                () = self.broker.feed.ended() => return None,
                _ = self.session.tick() => {
                    if self.stands().await {
                        continue;
                    }
                    return None;
                }
                // Who is too far behind begins again, after what was heard last.
                event = self.news.recv() => event.ok()?,
            };
            if event.id > self.known && self.is_own(&event) {
                return Some(told(event.id, event.contract, &event.kind));
            }
        }
    }

    /// Whether the contract is tied to the session's user and record. Where the session reads other contracts as well,
    /// this stays so: the broker cannot know which of them Oneflow shows to the user.
    fn is_own(&self, event: &StoredEvent) -> bool {
        let session = &self.caller.session;
        let owner = event.owner.as_ref();
        event.tenant == session.tenant
            && owner.is_some_and(|(user, record)| *user == session.user && *record == session.record)
    }

    /// Whether the session still lives, and the customer's token is what it was. Otherwise the stream ends, and the
    /// page comes again. So it does where the database does not answer: that must not hold up the end of the broker.
    async fn stands(&self) -> bool {
        let (session, token, parts) = (&self.caller.session, self.caller.tenant.condition.token, &self.broker.parts);
        let looks = async {
            let found = parts.store.sessions().of_id(&session.tenant, &session.id, parts.clock.now()).await;
            found.ok()??;
            let tenant = parts.tenants.get(&session.tenant).await.ok()??;
            Some(tenant.condition.token == token)
        };
        tokio::select! {
            () = self.broker.feed.ended() => false,
            stands = timeout(SESSION, looks) => stands == Ok(Some(true)),
        }
    }
}

fn told(id: i64, contract: i64, kind: &str) -> Event {
    Event::default().id(id.to_string()).data(json!({"contract": contract, "type": kind}).to_string())
}

/// The number of the event that the page has heard last.
fn last_heard(headers: &HeaderMap) -> Option<i64> {
    headers.get("last-event-id")?.to_str().ok()?.parse().ok()
}
