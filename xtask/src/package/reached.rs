//! What of a linked module can be reached from outside.

use std::collections::{BTreeMap, BTreeSet};

use crate::package::linked::{Linked, Reference, Step};

/// A function, or the symbol of a constant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// The function of this index.
    Function(u32),
    /// The constant of this symbol.
    Constant(usize),
}

/// All that is reached from what is exported, and from these, if nothing is reached from functions that are `closed`,
/// nor by an address that stands where `ignored` says.
pub fn reached(
    linked: &Linked,
    roots: &[Node],
    closed: &BTreeSet<u32>,
    ignored: impl Fn(&Reference) -> bool,
) -> BTreeSet<Node> {
    let places = Places::new(linked);
    let mut edges: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
    for body in &linked.bodies {
        let calls = body.steps.iter().filter_map(|step| if let Step::Call(to) = step { Some(*to) } else { None });
        edges.entry(Node::Function(body.index)).or_default().extend(calls.map(Node::Function));
    }
    let references = linked.in_code.iter().chain(&linked.in_constants).chain(&linked.to_functions);
    for reference in references.filter(|reference| !ignored(reference)) {
        if let Some(from) = places.node_at(reference.at) {
            edges.entry(from).or_default().push(target(linked, reference.symbol));
        }
    }
    let mut waiting: Vec<Node> = linked.exported.iter().copied().map(Node::Function).chain(roots.to_vec()).collect();
    let mut reached: BTreeSet<Node> = waiting.iter().copied().collect();
    while let Some(node) = waiting.pop() {
        let is_closed = matches!(node, Node::Function(index) if closed.contains(&index));
        for next in edges.get(&node).filter(|_| !is_closed).into_iter().flatten() {
            if reached.insert(*next) {
                waiting.push(*next);
            }
        }
    }
    reached
}

fn target(linked: &Linked, symbol: usize) -> Node {
    match linked.functions.get(symbol) {
        Some(Some((index, _))) => Node::Function(*index),
        _ => Node::Constant(symbol),
    }
}

/// What lies where in the file.
struct Places(BTreeMap<usize, (usize, Node)>);

impl Places {
    fn new(linked: &Linked) -> Self {
        let bodies = linked.bodies.iter().map(|body| (body.bytes.start, (body.bytes.end, Node::Function(body.index))));
        let constants = linked.constants.iter().enumerate().filter_map(|(symbol, constant)| {
            let bytes = constant.as_ref()?.bytes.clone();
            (!bytes.is_empty()).then_some((bytes.start, (bytes.end, Node::Constant(symbol))))
        });
        Self(bodies.chain(constants).collect())
    }

    fn node_at(&self, at: usize) -> Option<Node> {
        let (_, (end, node)) = self.0.range(..=at).next_back()?;
        (at < *end).then_some(*node)
    }
}
