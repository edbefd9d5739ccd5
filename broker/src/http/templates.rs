//! Whether a user may create contracts from a template, and so may read it.

use super::broker::Broker;
use super::caller::Caller;
use super::reply::Reply;
use crate::policy::TemplateSet;
use crate::problem::Kind;
use crate::routes::{Query, Route};

/// Refuses a template that the helper does not list for this user. What it has listed lately counts; otherwise it is
/// asked.
pub async fn check_template(
    broker: &Broker,
    caller: &Caller,
    looked_for: impl Fn(&TemplateSet) -> bool,
) -> Result<(), Reply> {
    let (tenant, user) = (&caller.tenant.id, caller.session.user.as_str());
    if broker.templates.has(tenant, user, &looked_for) == Some(true) {
        return Ok(());
    }
    caller.take_share(broker)?;
    let route = Route::CreateData;
    let query = Query::default().pinned(&route, &caller.tenant.settings.extension_type);
    let line = caller.line(broker).await?;
    let set = TemplateSet::of_answer(&caller.read(broker, &line, &route, &query).await?);
    let listed = looked_for(&set);
    broker.templates.keep(tenant, user, set);
    if listed { Ok(()) } else { Err(Kind::Template.into()) }
}
