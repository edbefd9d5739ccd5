//! The workspaces and templates on offer, laid out for searching: loaded once, shared, never changed.

use std::rc::Rc;

use super::differing::Differing;
use super::fold::fold;
use super::indexed::Indexed;
use super::namesakes::namesakes;
use super::search::{Query, Rank, RankOf};
use crate::api::Text;
use crate::api::ids::{TemplateId, TemplateTypeId, WorkspaceId};
use crate::api::template::{Template, TemplateType, Workspace};
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
    /// Whether the acting user may send contracts there, as far as the workspace tells.
    pub may_publish: bool,
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
    /// The template types, each with its folded name; the first stands for none.
    kinds: Vec<(Option<TemplateTypeId>, Indexed)>,
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
    /// Whether the acting user may send contracts there, as far as it tells.
    may_publish: bool,
    /// Its name, folded for searching.
    folded: Indexed,
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
    /// The index of its type.
    kind: usize,
    /// Its name, folded for searching, with its number where the row shows one.
    folded: Indexed,
}

impl Catalogue {
    /// Lays out what Oneflow answered.
    pub fn new(workspaces: Vec<Workspace>) -> Self {
        let mut all = Self { kinds: vec![(None, Indexed::default())], ..Self::default() };
        for workspace in workspaces.into_iter().filter(|workspace| !workspace.templates.is_empty()) {
            let index = all.workspaces.len();
            all.workspaces.push(WorkspaceRow {
                id: workspace.id,
                folded: Indexed::new(fold(&workspace.name).units),
                name: workspace.name,
                count: workspace.templates.len(),
                may_publish: workspace.may_publish,
            });
            for template in workspace.templates {
                let kind = all.kind(template.kind.as_ref());
                let folded = Indexed::default();
                all.rows.push(TemplateRow { workspace: index, template, is_namesake: false, kind, folded });
            }
        }
        all.index_rows();
        let templates: Vec<&Template> = all.rows.iter().map(|row| &*row.template).collect();
        all.differing = Differing::between(&templates);
        all
    }

    /// The index of a template type.
    fn kind(&mut self, kind: Option<&TemplateType>) -> usize {
        let id = kind.map(|kind| kind.id);
        self.kinds.iter().position(|known| known.0 == id).unwrap_or_else(|| {
            self.kinds.push((id, Indexed::new(kind.map(|kind| fold(&kind.name).units).unwrap_or_default())));
            self.kinds.len() - 1
        })
    }

    /// Folds what each row shows: its name, and its number where the name alone does not tell which it is.
    fn index_rows(&mut self) {
        let names: Vec<_> = self.rows.iter().map(|row| (row.workspace, row.template.name.as_deref())).collect();
        let marks = namesakes(&names);
        for (row, is_namesake) in self.rows.iter_mut().zip(marks) {
            row.is_namesake = is_namesake;
            let mut folded = fold(row.template.name.as_deref().unwrap_or_default()).units;
            if is_namesake {
                folded.extend([" ", &row.template.id.to_string()].concat().encode_utf16());
            }
            row.folded = Indexed::new(folded);
        }
    }

    /// How well each row fits a query, if this is how well a word fits a text.
    pub fn ranks(&self, query: &Query, rank_of: RankOf) -> Vec<Rank> {
        let mut ranks = vec![Rank::Name; self.rows.len()];
        for word in &query.words {
            let of = |text: &Indexed| rank_of(word, text, Rank::Miss).max(Rank::Place);
            let workspaces: Vec<Rank> = self.workspaces.iter().map(|workspace| of(&workspace.folded)).collect();
            let kinds: Vec<Rank> = self.kinds.iter().map(|kind| of(&kind.1)).collect();
            for (row, rank) in self.rows.iter().zip(&mut ranks).filter(|(_, rank)| **rank < Rank::Miss) {
                let places = [workspaces.get(row.workspace), kinds.get(row.kind)];
                let place = places.into_iter().flatten().copied().min().unwrap_or(Rank::Miss);
                *rank = rank_of(word, &row.folded, place).max(*rank);
            }
        }
        ranks
    }

    /// Whether a row is in a workspace, or in any.
    pub fn is_in(&self, row: &TemplateRow, workspace: Option<WorkspaceId>) -> bool {
        workspace.is_none() || self.workspaces.get(row.workspace).map(|it| it.id) == workspace
    }

    /// What picking a row means.
    pub fn choice(&self, row: usize) -> Option<Choice> {
        let row = self.rows.get(row)?;
        let workspace = self.workspaces.get(row.workspace)?;
        let (template, may_publish) = (row.template.clone(), workspace.may_publish);
        Some(Choice { workspace: workspace.id, workspace_name: workspace.name.clone(), template, may_publish })
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

    /// Whether what the host preselected is on offer; anything is, if nothing was.
    pub fn has_preselected(&self, settings: &Settings) -> bool {
        self.preselected(settings).next().is_some()
    }

    /// The one row that the host's preselection or the lack of alternatives leaves.
    pub fn only_choice(&self, settings: &Settings) -> Option<usize> {
        let mut left = self.preselected(settings);
        left.next().filter(|_| left.next().is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::super::search::Word;
    use super::*;
    use crate::api::available_options::AvailableOptions;

    #[test]
    fn a_template_is_found_by_the_name_of_its_own_type() {
        let template = |id, kind: Option<(u64, &str)>| {
            let kind = kind.map(|(id, name)| TemplateType { id: TemplateTypeId(id), name: name.into() });
            let (id, name) = (TemplateId(id), Some("Lease".into()));
            Rc::new(Template { id, name, kind, creator_signs: None, options: AvailableOptions::default() })
        };
        let kinds = [None, Some((1, "Rental")), Some((2, "Purchase")), Some((1, "Rental")), Some((3, "Loan"))];
        let templates = kinds.into_iter().zip(0..).map(|(kind, id)| template(id, kind)).collect();
        let sales = Workspace { id: WorkspaceId(1), name: "Sales".into(), may_publish: true, templates };
        let catalogue = Catalogue::new(vec![sales]);
        let found = |text: &str| -> Vec<usize> {
            let ranks = catalogue.ranks(&Query::new(text), Word::rank);
            ranks.iter().enumerate().filter(|(_, rank)| **rank < Rank::Similar).map(|(row, _)| row).collect()
        };
        assert_eq!([found("rental"), found("purchase"), found("loan")], [vec![1, 3], vec![2], vec![4]]);
        assert_eq!(found("sales lease"), [0, 1, 2, 3, 4]);
    }
}
