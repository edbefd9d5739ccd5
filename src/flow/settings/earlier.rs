//! What earlier elements have left: the templates that were used on this page, and what the host kept.

use crate::api::Text;
use crate::api::ids::{TemplateId, WorkspaceId};
use crate::flow::snapshot::Snapshot;
use crate::json::{DecodeError, FromJson, Json};

/// A template in a workspace, as `[7001, 8101]`.
pub(super) struct Used(pub (WorkspaceId, TemplateId));

impl FromJson for Used {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let ids: Vec<u64> = FromJson::from_json(json)?;
        let [workspace, template] = *ids else {
            return Err(DecodeError::new("two ids"));
        };
        Ok(Self((WorkspaceId(workspace), TemplateId(template))))
    }
}

/// What the host kept for a record, or what is wrong with it.
pub(super) fn kept(
    json: &Json,
    external_id: Option<&Text>,
    field: Option<&Text>,
) -> Result<(Option<Box<Snapshot>>, Option<Text>), DecodeError> {
    let Some(text) = json.get::<Option<Text>>("draft")? else { return Ok((None, None)) };
    let kept = Json::parse(&text).and_then(|json| Snapshot::from_host(&json, external_id, field));
    Ok(match kept {
        Ok(kept) => (Some(Box::new(kept)), None),
        Err(error) => (None, Some(error.under("draft").to_string().into())),
    })
}
