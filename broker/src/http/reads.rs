//! Requests that read.

use serde_json::{Value, json};

use super::broker::Broker;
use super::caller::Caller;
use super::reply::Reply;
use super::templates::check_template;
use crate::oneflow::Call;
use crate::policy::TemplateSet;
use crate::problem::{Kind, Problem};
use crate::routes::{Query, Route};
use crate::tenants::condition_of;

/// Answers a request that reads.
pub async fn serve(broker: &Broker, caller: &Caller, route: &Route, query: Query) -> Result<Reply, Reply> {
    caller.may(route.verb())?;
    if *route == Route::OfRecord {
        return Ok(Reply::json(200, &of_record(broker, caller).await?));
    }
    let found = permitted(broker, caller, route).await?;
    if let (Route::Contract(_), Some(found)) = (route, found) {
        return Ok(Reply::json(200, &found));
    }
    caller.take_share(broker)?;
    let drafts = query.asks_for_drafts();
    let query = query.pinned(route, &caller.tenant.settings.extension_type);
    let line = caller.line(broker).await?;
    let answer = if *route == Route::Ping {
        // Without a user, so that the widget can tell a token that Oneflow refuses from a user whom it does not know.
        caller.ask(broker, &line, route, Call::ping()).await?
    } else {
        caller.read(broker, &line, route, &query).await?
    };
    let answer = match route {
        Route::CreateData => {
            let set = TemplateSet::of_answer(&answer);
            broker.templates.keep(&caller.tenant.id, caller.session.user.as_str(), set);
            answer
        }
        Route::Extensions => own_extension(broker, caller, &answer).await?,
        Route::Drafts | Route::RecordContracts if drafts => own_drafts(broker, caller, &answer).await?,
        _ => answer,
    };
    Ok(Reply::json(200, &answer))
}

/// Refuses a contract or a template that is not the session's. What had to be read of a contract for that is returned.
async fn permitted(broker: &Broker, caller: &Caller, route: &Route) -> Result<Option<Value>, Reply> {
    match *route {
        Route::Contract(contract) | Route::Files(contract) => caller.finds(contract, broker).await,
        Route::Template(template) => {
            let template = u64::try_from(template).map_err(|_| Kind::Template)?;
            check_template(broker, caller, |set| set.list(template)).await.map(|()| None)
        }
        _ => Ok(None),
    }
}

/// The contracts of the session's record that the session may read.
async fn of_record(broker: &Broker, caller: &Caller) -> Result<Value, Problem> {
    let Some(record) = &caller.session.record else { return Ok(list(&[])) };
    let ties = broker.parts.store.ties().contracts_of_record(&caller.tenant.id, record).await?;
    let all = caller.tenant.settings.untied_contracts;
    let own = ties.into_iter().filter(|tie| all || tie.user == caller.session.user);
    let described = own.map(|tie| json!({"id": tie.contract, "since": tie.tied_at.unix_timestamp()}));
    Ok(list(&described.collect::<Vec<_>>()))
}

/// Of the account's extensions only the customer's own; and whether it is enabled is written down.
async fn own_extension(broker: &Broker, caller: &Caller, answer: &Value) -> Result<Value, Problem> {
    let own_type = &caller.tenant.settings.extension_type;
    let is = condition_of(200, answer, own_type, caller.tenant.condition);
    broker.parts.tenants.notice(&caller.tenant, is, broker.parts.clock.now()).await?;
    let own = |item: &&Value| item.get("type").and_then(Value::as_str) == Some(own_type);
    Ok(list(&items(answer).filter(own).cloned().collect::<Vec<_>>()))
}

/// Of the latest drafts only those of the session's user and record, and those that an unclear attempt of theirs may
/// have made. So nobody takes another's draft for their own attempt's: it could not be sent.
async fn own_drafts(broker: &Broker, caller: &Caller, answer: &Value) -> Result<Value, Problem> {
    let (store, tenant, user) = (&broker.parts.store, &caller.tenant.id, &caller.session.user);
    let record = caller.session.record.as_deref();
    let mut own = store.ties().of_user(tenant, user, record).await?;
    own.extend(store.attempts().candidates_of(tenant, user, record).await?);
    let all = caller.tenant.settings.untied_contracts;
    let is_own = |item: &&Value| all || item.get("id").and_then(Value::as_i64).is_some_and(|id| own.contains(&id));
    Ok(list(&items(answer).filter(is_own).cloned().collect::<Vec<_>>()))
}

fn items(answer: &Value) -> impl Iterator<Item = &Value> {
    answer.get("data").unwrap_or(answer).as_array().into_iter().flatten()
}

/// A list in Oneflow's shape, of one page.
fn list(data: &[Value]) -> Value {
    let nowhere = json!({"href": null});
    let links = json!({"self": nowhere, "previous": nowhere, "next": nowhere});
    json!({"_links": links, "count": data.len(), "data": data})
}
