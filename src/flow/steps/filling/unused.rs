//! Values that the template has no field for.

use super::Filling;
use crate::api::Text;
use crate::flow::form::edits::Edits;
use crate::flow::form::prefill::Prefill;

impl Filling {
    /// The values that this template has no field for: the host's, and what was typed while there was a field. Each has
    /// the name of its field if that is switched off, else where the host has it from, else the custom id.
    pub fn unused<'a>(&'a self, prefill: &'a Prefill, edits: &'a Edits) -> impl Iterator<Item = (&'a Text, &'a str)> {
        let given = prefill.fields.ids().filter(|id| edits.fields.get(id).is_none()).map(|id| (id, ""));
        let typed = edits.fields.ids().filter_map(|id| Some((id, &*edits.fields.get(id)?.text)));
        let unused = given.chain(typed).filter(|(id, _)| self.index_of(id).is_none());
        unused.map(|(id, value)| {
            let inactive = self.inactive.iter().find(|field| field.custom_id == *id).map(|field| &field.name);
            let label = prefill.fields.get(id).and_then(|value| value.origin.as_ref());
            (inactive.or(label).unwrap_or(id), value)
        })
    }

    /// The host's custom ids that this template has no field for.
    pub(in crate::flow) fn unknown_ids(&self, prefill: &Prefill) -> String {
        let mut unknown = String::new();
        for id in prefill.fields.ids().filter(|id| self.index_of(id).is_none()) {
            unknown.push_str(if unknown.is_empty() { "" } else { ", " });
            unknown.push_str(id);
        }
        unknown
    }
}
