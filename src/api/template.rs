//! Workspaces with their templates, as `GET /helpers/contract_create_data` answers them
//! (`docs/get-data-to-create-a-contract`).

use std::rc::Rc;

use super::available_options::AvailableOptions;
use super::ids::{TemplateId, TemplateTypeId, WorkspaceId};
use super::permissions::{may_publish, within};
use super::{Text, cut};
use crate::json::{DecodeError, FromJson, Json};

/// A workspace in which the acting user may create contracts, with the templates that pass the filter.
#[derive(Clone, Debug, PartialEq)]
pub struct Workspace {
    /// Its id.
    pub id: WorkspaceId,
    /// Its name.
    pub name: Text,
    /// Whether the acting user may send contracts there; an answer that says nothing about it forbids nothing.
    pub may_publish: bool,
    /// At least one, says the documentation; none is tolerated.
    pub templates: Vec<Rc<Template>>,
}

/// A template.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Its id: the same in every workspace that shares it.
    pub id: TemplateId,
    /// Its name; Oneflow allows none.
    pub name: Option<Text>,
    /// What carries its data fields; a template without a type has none.
    pub kind: Option<TemplateType>,
    /// Whether the acting user signs unless they decide otherwise, where the answer tells it.
    pub creator_signs: Option<bool>,
    /// What a participant may be given.
    pub options: AvailableOptions,
}

impl Template {
    /// Whether only the full module draws its form. Most templates can receive files, and few users give any: files are
    /// a reason for the full module when the user asks for them.
    pub fn needs_full(&self) -> bool {
        self.options.products
    }

    /// Whether a contract from it can receive files.
    pub fn takes_files(&self) -> bool {
        self.options.attachments || self.options.expanded_pdf
    }
}

/// A template as `GET /templates` lists it: with the workspaces that share it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedTemplate {
    /// The template.
    pub template: Rc<Template>,
    /// Its workspaces.
    pub workspaces: Vec<WorkspaceRef>,
}

/// A workspace, as templates name it.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkspaceRef {
    /// Its id.
    pub id: WorkspaceId,
    /// Its name.
    pub name: Text,
}

impl Workspace {
    /// The same templates workspace by workspace, in the order in which they are met.
    pub fn gather(listed: Vec<ListedTemplate>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for ListedTemplate { template, workspaces } in listed {
            for WorkspaceRef { id, name } in workspaces {
                match all.iter_mut().find(|known| known.id == id) {
                    Some(known) => known.templates.push(template.clone()),
                    None => all.push(Self { id, name, may_publish: true, templates: vec![template.clone()] }),
                }
            }
        }
        all
    }
}

/// Whether a contract from a template may have to be approved before it is sent, as `GET /templates/{id}` tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approval(pub bool);

/// The two workflows that keep a contract until somebody has approved it. Only client code names them: that they are
/// null or missing without one is a guess, and what Oneflow does with such a contract is unknown.
const APPROVALS: [&str; 2] = ["draft_approval_workflow", "pending_approval_workflow"];

/// A template type, as templates name it.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateType {
    /// Its id: every account gets a copy of its own.
    pub id: TemplateTypeId,
    /// Its name.
    pub name: Text,
}

impl FromJson for Workspace {
    // Each is a small button at most.
    const MOST: usize = 5_000;

    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self {
            id: json.get("id")?,
            name: json.get("name").map(cut)?,
            may_publish: may_publish(json)?,
            templates: json.get("templates")?,
        })
    }
}

impl FromJson for Template {
    // Only a part of the list is drawn.
    const MOST: usize = 100_000;

    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self {
            id: json.get("id")?,
            name: json.get::<Option<Text>>("name")?.map(cut).filter(|name| !name.trim().is_empty()),
            kind: json.get("template_type")?,
            creator_signs: match json.find("configuration") {
                Some(configuration) => within(configuration, "default_creator_roles", "signatory")
                    .map_err(|error| error.under("configuration"))?,
                None => None,
            },
            options: json.get::<Option<AvailableOptions>>("available_options")?.unwrap_or_default(),
        })
    }
}

impl FromJson for Approval {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        json.entries()?;
        Ok(Self(APPROVALS.iter().any(|workflow| json.find(workflow).is_some_and(|it| *it != Json::Null))))
    }
}

impl FromJson for ListedTemplate {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let workspaces = json.get::<Option<_>>("workspaces")?.unwrap_or_default();
        Ok(Self { template: Rc::from_json(json)?, workspaces })
    }
}

impl FromJson for WorkspaceRef {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self { id: json.get("id")?, name: json.get("name").map(cut)? })
    }
}

impl FromJson for TemplateType {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self { id: json.get("id")?, name: json.get("name").map(cut)? })
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a step that fails is a test that fails")]
mod tests {
    use super::*;

    fn template(attributes: &str) -> Template {
        let text = format!(r#"{{"id": 1, "name": "Supply", "template_type": null{attributes}}}"#);
        Json::parse(&text).and_then(|json| Template::from_json(&json)).expect("is a template")
    }

    #[test]
    fn a_template_has_an_approval_if_one_of_the_two_workflows_is_there() {
        let read = |text: &str| Json::parse(text).and_then(|json| Approval::from_json(&json));
        for (text, approval) in [
            ("{}", false),
            (r#"{"draft_approval_workflow": null, "pending_approval_workflow": null}"#, false),
            (r#"{"draft_approval_workflow": {"id": 5}, "pending_approval_workflow": null}"#, true),
            (r#"{"pending_approval_workflow": 7}"#, true),
        ] {
            assert_eq!(read(text), Ok(Approval(approval)), "{text}");
        }
        assert!(read("[]").is_err());
    }

    #[test]
    fn only_products_need_the_full_module_and_each_of_two_places_takes_files() {
        for (options, expected) in [
            (r#"{"can_receive_attachments": false, "can_receive_products": false}"#, (false, false)),
            (r#"{"can_receive_attachments": true}"#, (false, true)),
            (r#"{"can_receive_expanded_pdf": true}"#, (false, true)),
            (r#"{"can_receive_products": true}"#, (true, false)),
        ] {
            let template = template(&format!(r#", "available_options": {options}"#));
            assert_eq!((template.needs_full(), template.takes_files()), expected, "{options}");
        }
        assert_eq!((template("").needs_full(), template("").takes_files()), (false, false));
    }
}
