//! What a search has found, in the order in which it is shown: what was used earlier, what has every word, and what is
//! similar.

use std::ops::Range;

use super::catalogue::Catalogue;
use super::search::{Query, Rank, RankOf, Word};
use crate::api::ids::WorkspaceId;

/// A list has a part for each rank but the last, after the part with what was used earlier on this page.
const RANKS: usize = Rank::Miss as usize;
/// The last part.
const SIMILAR: usize = RANKS;

/// A list that has fewer rows is short: the first screenful.
const SHORT: usize = 20;

/// Where each part of a list ends.
pub type Ends = [usize; RANKS + 1];

/// What was found.
pub struct Found {
    /// The rows, part by part.
    pub hits: Vec<usize>,
    /// Where the parts end.
    pub ends: Ends,
    /// How many match in other workspaces.
    pub elsewhere: usize,
}

/// What hits have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// They were used earlier on this page.
    Used,
    /// They are in the workspace of this index.
    Workspace(usize),
    /// They are not what was typed, but similar.
    Similar,
}

/// Hits that are shown under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The heading.
    pub heading: Heading,
    /// Their indexes in the hits.
    pub hits: Range<usize>,
}

impl Found {
    /// Searches a workspace, or all. Only a short list goes on with what is similar: below hundreds of rows that have
    /// every word nobody would see it, and looking for it takes longer than all the rest.
    pub fn find(catalogue: &Catalogue, query: &Query, workspace: Option<WorkspaceId>, used: &[usize]) -> Self {
        let exact = Self::ranked(catalogue, query, workspace, used, Word::rank);
        if exact.hits.len() >= SHORT {
            return exact;
        }
        Self::ranked(catalogue, query, workspace, used, Word::rank_or_similar)
    }

    /// Of the best rows, those that were used earlier come first.
    fn ranked(
        catalogue: &Catalogue,
        query: &Query,
        workspace: Option<WorkspaceId>,
        used: &[usize],
        rank_of: RankOf,
    ) -> Self {
        let mut ranks = catalogue.ranks(query, rank_of);
        let mut elsewhere = 0;
        for (row, rank) in catalogue.rows.iter().zip(&mut ranks) {
            if !catalogue.is_in(row, workspace) {
                elsewhere += usize::from(*rank < Rank::Miss && !query.words.is_empty());
                *rank = Rank::Miss;
            }
        }
        let best = ranks.iter().min().copied().filter(|best| *best < Rank::Miss);
        let mut hits = Vec::new();
        for row in used {
            if let Some(rank) = ranks.get_mut(*row).filter(|rank| Some(**rank) == best) {
                *rank = Rank::Miss;
                hits.push(*row);
            }
        }
        let mut parts: [Vec<usize>; RANKS] = Default::default();
        for (row, rank) in ranks.into_iter().enumerate() {
            if let Some(part) = parts.get_mut(rank as usize) {
                part.push(row);
            }
        }
        let mut ends = [hits.len(); RANKS + 1];
        for (part, end) in parts.iter_mut().zip(ends.iter_mut().skip(1)) {
            hits.append(part);
            *end = hits.len();
        }
        Self { hits, ends, elsewhere }
    }
}

/// The hits group by group.
pub fn groups(catalogue: &Catalogue, hits: &[usize], ends: Ends) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut start = 0;
    for (part, part_end) in ends.into_iter().enumerate() {
        while let Some(others) = hits.get(start..part_end).filter(|others| !others.is_empty()) {
            let workspace = |hit: &usize| catalogue.rows.get(*hit).map_or(0, |row| row.workspace);
            let first = others.first().map_or(0, workspace);
            let heading = match part {
                0 => Heading::Used,
                SIMILAR => Heading::Similar,
                _ => Heading::Workspace(first),
            };
            let is_workspace = matches!(heading, Heading::Workspace(_));
            // The rows of a workspace lie together.
            let same = others.partition_point(|hit| !is_workspace || workspace(hit) <= first);
            groups.push(Group { heading, hits: start..start + same });
            start += same;
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::api::available_options::AvailableOptions;
    use crate::api::ids::TemplateId;
    use crate::api::template::{Template, Workspace};

    #[test]
    fn what_is_only_similar_follows_a_short_list_and_no_long_one() {
        let found = |leases: usize| {
            let names = std::iter::repeat_n("Lease", leases).chain(["Leese"]);
            let template = |(id, name): (u64, &str)| {
                let (id, name, options) = (TemplateId(id), Some(name.into()), AvailableOptions::default());
                Rc::new(Template { id, name, kind: None, creator_signs: None, options })
            };
            let templates = (1..).zip(names).map(template).collect();
            let sales = Workspace { id: WorkspaceId(1), name: "Sales".into(), may_publish: true, templates };
            let catalogue = Catalogue::new(vec![sales]);
            let found = Found::find(&catalogue, &Query::new("lease"), None, &[]);
            groups(&catalogue, &found.hits, found.ends).into_iter().map(|group| (group.heading, group.hits)).collect()
        };
        let lists: [Vec<_>; 3] = [found(0), found(SHORT - 1), found(SHORT)];
        let similar = |at: usize| (Heading::Similar, at..at + 1);
        let exact = |count: usize| (Heading::Workspace(0), 0..count);
        assert_eq!(lists, [vec![similar(0)], vec![exact(SHORT - 1), similar(SHORT - 1)], vec![exact(SHORT)]]);
    }
}
