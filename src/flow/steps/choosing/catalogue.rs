//! The workspaces and templates on offer, laid out for searching: loaded once, shared, never changed.

use std::rc::Rc;

use super::search::{Query, fold};
use crate::api::Text;
use crate::api::ids::{TemplateId, WorkspaceId};
use crate::api::template::{Template, Workspace};
use crate::flow::settings::Settings;

/// A template in a workspace: one template may sit in several.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Its name.
    pub workspace_name: Text,
    /// The template.
    pub template: Rc<Template>,
}

impl Choice {
    /// Whether it is the same pair.
    pub fn is_same(&self, other: &Self) -> bool {
        self.workspace == other.workspace && self.template.id == other.template.id
    }
}

/// Everything that can be picked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// The workspaces that have a template, in Oneflow's order.
    pub workspaces: Vec<WorkspaceRow>,
    /// The rows, workspace by workspace. One template in two workspaces makes two rows: a choice is a pair.
    pub rows: Vec<TemplateRow>,
    /// What the rows differ in.
    pub differing: Differing,
}

/// What templates differ in. What all of them have in common tells none of them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Differing {
    /// Their types.
    pub kinds: bool,
    /// Whether products can be added.
    pub products: bool,
    /// Whether files can be attached.
    pub attachments: bool,
}

impl Differing {
    fn between(rows: &[TemplateRow]) -> Self {
        let any = |differs: fn(&Template, &Template) -> bool| {
            rows.windows(2).any(|pair| matches!(pair, [a, b] if differs(&a.template, &b.template)))
        };
        Self {
            kinds: any(|a, b| a.kind.as_ref().map(|kind| kind.id) != b.kind.as_ref().map(|kind| kind.id)),
            products: any(|a, b| a.options.products != b.options.products),
            attachments: any(|a, b| a.options.attachments != b.options.attachments),
        }
    }
}

/// A workspace and how many templates it has.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkspaceRow {
    /// Its id.
    pub id: WorkspaceId,
    /// Its name.
    pub name: Text,
    /// Its templates.
    pub count: usize,
}

/// A template in a workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateRow {
    /// The index of its workspace.
    pub workspace: usize,
    /// The template.
    pub template: Rc<Template>,
    /// Another template of the workspace has the same name, so that the name alone does not tell which it is.
    pub is_namesake: bool,
    /// Its name, folded for searching.
    folded: Box<str>,
}

impl Catalogue {
    /// Lays out what Oneflow answered.
    pub fn new(workspaces: Vec<Workspace>) -> Self {
        let mut all = Self::default();
        for workspace in workspaces.into_iter().filter(|workspace| !workspace.templates.is_empty()) {
            let index = all.workspaces.len();
            all.workspaces.push(WorkspaceRow {
                id: workspace.id,
                name: workspace.name,
                count: workspace.templates.len(),
            });
            all.rows.extend(workspace.templates.into_iter().map(|template| {
                let folded = fold(template.name.as_deref().unwrap_or_default()).into();
                TemplateRow { workspace: index, template, is_namesake: false, folded }
            }));
        }
        mark_namesakes(&mut all.rows);
        all.differing = Differing::between(&all.rows);
        all
    }

    /// Whether there is nothing to pick.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The indexes of the rows that match.
    pub fn hits(&self, query: &Query, workspace: Option<WorkspaceId>) -> Rc<[usize]> {
        let there =
            |row: &TemplateRow| workspace.is_none() || self.workspaces.get(row.workspace).map(|it| it.id) == workspace;
        let matching = |(_, row): &(usize, &TemplateRow)| there(row) && query.matches(&row.folded);
        self.rows.iter().enumerate().filter(matching).map(|(index, _)| index).collect()
    }

    /// What picking a row means.
    pub fn choice(&self, row: usize) -> Option<Choice> {
        let row = self.rows.get(row)?;
        let workspace = self.workspaces.get(row.workspace)?;
        Some(Choice { workspace: workspace.id, workspace_name: workspace.name.clone(), template: row.template.clone() })
    }

    /// The row of a choice, after loading again.
    pub fn row_of(&self, choice: &Choice) -> Option<usize> {
        self.row_with(choice.workspace, choice.template.id)
    }

    /// The row of a template in a workspace.
    pub fn row_with(&self, workspace: WorkspaceId, template: TemplateId) -> Option<usize> {
        let same = |row: &TemplateRow| {
            row.template.id == template && self.workspaces.get(row.workspace).is_some_and(|it| it.id == workspace)
        };
        self.rows.iter().position(same)
    }

    /// The rows that the host's preselection leaves.
    fn preselected<'a>(&'a self, settings: &'a Settings) -> impl Iterator<Item = usize> + 'a {
        let wanted = move |(_, row): &(usize, &TemplateRow)| {
            let workspace = self.workspaces.get(row.workspace).map(|it| it.id);
            settings.template.is_none_or(|id| row.template.id == id)
                && settings.workspace.is_none_or(|id| workspace == Some(id))
        };
        self.rows.iter().enumerate().filter(wanted).map(|(index, _)| index)
    }

    /// Whether what the host preselected is on offer.
    pub fn has_preselected(&self, settings: &Settings) -> bool {
        self.preselected(settings).next().is_some()
    }

    /// The one row that the host's preselection or the lack of alternatives leaves.
    pub fn only_choice(&self, settings: &Settings) -> Option<usize> {
        let mut left = self.preselected(settings);
        left.next().filter(|_| left.next().is_none())
    }
}

/// Marks the rows of a workspace that have the same name. A table by a hash of the name keeps thousands of rows from
/// being compared with each other; a set of the standard library would weigh several times as much.
fn mark_namesakes(rows: &mut [TemplateRow]) {
    let slots = (rows.len() * 2).next_power_of_two();
    let mut table: Vec<Option<usize>> = vec![None; slots];
    for at in 0..rows.len() {
        let Some(row) = rows.get(at) else {
            return;
        };
        let mut slot = hash(row) % slots;
        while let Some(other) = table.get(slot).copied().flatten() {
            if rows.get(other).zip(rows.get(at)).is_some_and(|(other, row)| is_namesake(other, row)) {
                for namesake in [other, at] {
                    if let Some(row) = rows.get_mut(namesake) {
                        row.is_namesake = true;
                    }
                }
                break;
            }
            slot = (slot + 1) % slots;
        }
        if let Some(free @ None) = table.get_mut(slot) {
            *free = Some(at);
        }
    }
}

fn is_namesake(one: &TemplateRow, other: &TemplateRow) -> bool {
    one.workspace == other.workspace && one.template.name == other.template.name
}

/// FNV-1a over the name, begun with the workspace.
fn hash(row: &TemplateRow) -> usize {
    let name = row.template.name.as_deref().unwrap_or_default();
    name.bytes().fold(0x811c_9dc5 ^ row.workspace, |hash, byte| (hash ^ usize::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ids::TemplateTypeId;
    use crate::api::template::{AvailableOptions, TemplateType};

    fn differing(templates: &[(u64, bool)]) -> Differing {
        let template = |(kind, products): &(u64, bool)| {
            let kind = Some(TemplateType { id: TemplateTypeId(*kind), name: "Deal".into() });
            let options = AvailableOptions { products: *products, attachments: true, ..AvailableOptions::default() };
            Rc::new(Template { id: TemplateId(1), name: None, kind, options })
        };
        let templates = templates.iter().map(template).collect();
        let workspace = Workspace { id: WorkspaceId(1), name: Text::default(), templates };
        Catalogue::new(vec![workspace]).differing
    }

    #[test]
    fn what_all_templates_have_in_common_tells_none_apart() {
        assert_eq!(differing(&[]), Differing::default());
        assert_eq!(differing(&[(1, true), (1, true)]), Differing::default());
        assert_eq!(differing(&[(1, true), (1, false)]), Differing { products: true, ..Differing::default() });
        assert_eq!(differing(&[(1, true), (2, true)]), Differing { kinds: true, ..Differing::default() });
    }
}
