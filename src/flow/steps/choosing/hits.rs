//! What a search has found, in the order in which it is shown: what was used earlier, what has every word, and what is
//! similar.

use std::ops::Range;

use super::catalogue::Catalogue;
use super::search::{Query, Rank};
use crate::api::ids::WorkspaceId;

/// The ranks of the parts of a list after the first part, which was used earlier on this page.
const RANKS: [Rank; 4] = [Rank::Name, Rank::PartOfNumber, Rank::Place, Rank::Similar];
/// The last part.
const SIMILAR: usize = RANKS.len();

/// Where each part of a list ends.
pub type Ends = [usize; RANKS.len() + 1];

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
    /// Searches a workspace, or all. Of the best rows, those that were used earlier come first.
    pub fn find(catalogue: &Catalogue, query: &Query, workspace: Option<WorkspaceId>, used: &[usize]) -> Self {
        let mut ranks = catalogue.ranks(query);
        let mut elsewhere = 0;
        for (row, rank) in catalogue.rows.iter().zip(&mut ranks) {
            if !catalogue.is_in(row, workspace) {
                elsewhere += usize::from(*rank < Rank::Miss && !query.words.is_empty());
                *rank = Rank::Miss;
            }
        }
        let best = ranks.iter().min().copied().filter(|best| *best < Rank::Miss);
        let mut hits = Vec::with_capacity(ranks.len());
        for row in used {
            if let Some(rank) = ranks.get_mut(*row).filter(|rank| Some(**rank) == best) {
                *rank = Rank::Miss;
                hits.push(*row);
            }
        }
        let mut ends = Ends::default();
        for (part, end) in ends.iter_mut().enumerate() {
            let rank = part.checked_sub(1).and_then(|part| RANKS.get(part));
            let there = ranks.iter().enumerate().filter(|(_, other)| Some(*other) == rank);
            hits.extend(there.map(|(row, _)| row));
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
