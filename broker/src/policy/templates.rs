//! The templates with which a user creates contracts, as the helper lists them.

use std::collections::BTreeSet;

use serde_json::Value;

/// Templates, each in a workspace.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TemplateSet(BTreeSet<(u64, u64)>);

impl TemplateSet {
    /// Reads the answer of `GET /helpers/contract_create_data`: workspaces with their templates.
    pub fn of_answer(answer: &Value) -> Self {
        let id = |of: &Value| of.get("id").and_then(Value::as_u64);
        let mut found = BTreeSet::new();
        for workspace in answer.as_array().into_iter().flatten() {
            let templates = workspace.get("templates").and_then(Value::as_array);
            let ids = templates.into_iter().flatten().filter_map(id);
            found.extend(id(workspace).into_iter().flat_map(|of| ids.clone().map(move |template| (of, template))));
        }
        Self(found)
    }

    /// Whether the user creates contracts from this template in any workspace.
    pub fn list(&self, template: u64) -> bool {
        self.0.iter().any(|(_, listed)| *listed == template)
    }

    /// Whether the user creates contracts from this template in this workspace.
    pub fn contain(&self, workspace: u64, template: u64) -> bool {
        self.0.contains(&(workspace, template))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_template_counts_in_the_workspace_that_lists_it() {
        let set = TemplateSet::of_answer(&json!([
            {"id": 7001, "templates": [{"id": 8101}, {"id": 8102}]},
            {"id": 7002, "templates": [{"id": 8101}]},
        ]));
        assert!(set.contain(7001, 8101) && set.contain(7002, 8101) && set.contain(7001, 8102));
        assert!(set.list(8101) && set.list(8102) && !set.list(8204) && !set.list(7001));
        assert!(!set.contain(7002, 8102) && !set.contain(7003, 8101) && !set.contain(7001, 8204));
    }

    #[test]
    fn what_is_no_list_of_workspaces_lists_nothing() {
        for answer in [
            json!(null),
            json!({}),
            json!([1, {"id": 1}, {"templates": [{"id": 2}]}, {"id": "1",
            "templates": [{"id": 1}]}]),
        ] {
            assert_eq!(TemplateSet::of_answer(&answer), TemplateSet::default(), "{answer}");
        }
    }
}
