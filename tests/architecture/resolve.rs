//! What a path stands for, through renames, globs and re-exports, up to the module that declares it.
//!
//! An imported name stands for what it was imported from. Names that macros generate count as declared in the module
//! that the path names.

use std::collections::BTreeSet;

use super::krate::{Krate, ModuleId};
use super::references::{Named, references};
use super::scope::{Meaning, Scope};

/// What a path reaches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Module(ModuleId),
    /// Something that the module declares.
    Item(ModuleId, String),
    /// Another crate, or a name that needs no import.
    External(String),
}

/// A path of the code with everything that it reaches.
pub struct Reference {
    pub from: ModuleId,
    pub named: Named,
    pub targets: BTreeSet<Target>,
}

/// All references of a crate.
pub fn resolved(krate: &Krate) -> Vec<Reference> {
    let named: Vec<Vec<Named>> = krate.modules.iter().map(references).collect();
    let scopes = krate.modules.iter().zip(&named).map(|(module, named)| Scope::new(module, named)).collect();
    let resolver = Resolver { krate, scopes };
    let of_module = |(from, named): (ModuleId, Vec<Named>)| {
        let resolver = &resolver;
        named.into_iter().map(move |named| Reference { from, targets: resolver.targets(from, &named), named })
    };
    named.into_iter().enumerate().flat_map(of_module).collect()
}

/// Names that are being looked up, so that imports of each other come to an end.
type Pending = Vec<(ModuleId, String)>;

struct Resolver<'a> {
    krate: &'a Krate,
    scopes: Vec<Scope>,
}

impl Resolver<'_> {
    /// The modules on the way, and what is at the end of it.
    fn targets(&self, from: ModuleId, named: &Named) -> BTreeSet<Target> {
        let mut on_the_way = BTreeSet::new();
        let mut ends = self.walk(from, named, &mut on_the_way, &mut Pending::new());
        // A function may have the name of a module. A lone name in code is the function; an import may mean either, and
        // the code that uses it shows whether it means the function.
        if named.is_import() {
            prefer_modules(&mut ends);
        } else if named.segments.len() == 1 {
            ends.retain(|end| !matches!(end, Target::Module(_)));
        }
        ends.extend(on_the_way.into_iter().map(Target::Module));
        ends
    }

    fn walk(
        &self,
        from: ModuleId,
        named: &Named,
        on_the_way: &mut BTreeSet<ModuleId>,
        pending: &mut Pending,
    ) -> BTreeSet<Target> {
        let mut segments = named.segments.iter();
        let Some(first) = segments.next() else {
            return BTreeSet::new();
        };
        let mut ends = match &**first {
            name if named.leading => [Target::External(name.to_owned())].into(),
            name => self.first(from, name, pending),
        };
        for segment in segments {
            prefer_modules(&mut ends);
            let mut next = BTreeSet::new();
            for end in ends {
                match end {
                    Target::Module(module) => {
                        on_the_way.insert(module);
                        next.extend(self.step(module, segment, pending));
                    }
                    end => {
                        next.insert(end);
                    }
                }
            }
            ends = next;
        }
        ends
    }

    fn first(&self, from: ModuleId, name: &str, pending: &mut Pending) -> BTreeSet<Target> {
        match name {
            "crate" => [Target::Module(0)].into(),
            "self" => [Target::Module(from)].into(),
            "super" => self.parent(from),
            name => {
                let found = self.look_up(from, name, pending);
                if found.is_empty() { [Target::External(name.to_owned())].into() } else { found }
            }
        }
    }

    fn step(&self, module: ModuleId, name: &str, pending: &mut Pending) -> BTreeSet<Target> {
        if name == "super" {
            return self.parent(module);
        }
        let found = self.look_up(module, name, pending);
        if found.is_empty() { [Target::Item(module, name.to_owned())].into() } else { found }
    }

    fn parent(&self, module: ModuleId) -> BTreeSet<Target> {
        self.krate.modules[module].parent.map(Target::Module).into_iter().collect()
    }

    fn look_up(&self, module: ModuleId, name: &str, pending: &mut Pending) -> BTreeSet<Target> {
        let key = (module, name.to_owned());
        let is_pending = pending.contains(&key);
        pending.push(key);
        let scope = &self.scopes[module];
        let mut found = BTreeSet::new();
        for meaning in scope.meanings(name) {
            match meaning {
                Meaning::Item => found.extend([Target::Item(module, name.to_owned())]),
                Meaning::Child(child) => found.extend([Target::Module(*child)]),
                Meaning::Import(_) if is_pending => {}
                Meaning::Import(named) => found.extend(self.walk(module, named, &mut BTreeSet::new(), pending)),
            }
        }
        if found.is_empty() && !is_pending {
            for glob in &scope.globs {
                found.extend(self.look_up_in_glob(module, glob, name, pending));
            }
        }
        pending.pop();
        found
    }

    fn look_up_in_glob(&self, module: ModuleId, glob: &Named, name: &str, pending: &mut Pending) -> BTreeSet<Target> {
        let mut found = BTreeSet::new();
        for end in self.walk(module, glob, &mut BTreeSet::new(), pending) {
            if let Target::Module(source) = end {
                found.extend(self.look_up(source, name, pending));
            }
        }
        found
    }
}

/// Leaves out whatever else has the name of a module.
fn prefer_modules(ends: &mut BTreeSet<Target>) {
    if ends.iter().any(|end| matches!(end, Target::Module(_))) {
        ends.retain(|end| matches!(end, Target::Module(_)));
    }
}
