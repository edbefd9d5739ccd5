//! Whether a contract may be created from its template.

use super::broker::Broker;
use super::caller::Caller;
use super::reply::Reply;
use crate::bodies::NewContract;
use crate::policy::TemplateSet;
use crate::problem::Kind;
use crate::routes::{Query, Route};

/// Refuses a template that the helper does not list for this user in this workspace. What it has listed lately counts;
/// otherwise it is asked.
pub async fn check_template(broker: &Broker, caller: &Caller, contract: &NewContract) -> Result<(), Reply> {
    let NewContract { workspace_id, template_id, .. } = *contract;
    let (tenant, user) = (&caller.tenant.id, caller.session.user.as_str());
    if broker.templates.contains(tenant, user, workspace_id, template_id) == Some(true) {
        return Ok(());
    }
    caller.take_share(broker)?;
    let route = Route::CreateData;
    let query = Query::default().pinned(&route, &caller.tenant.settings.extension_type);
    let line = caller.line(broker).await?;
    let set = TemplateSet::of_answer(&caller.read(broker, &line, &route, &query).await?);
    let listed = set.contain(workspace_id, template_id);
    broker.templates.keep(tenant, user, set);
    if listed { Ok(()) } else { Err(Kind::Template.into()) }
}
