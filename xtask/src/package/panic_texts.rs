//! Cuts what panics say and the places that they name: the widget shows neither, and the place of a panic is in the
//! stack that the browser keeps.
//!
//! A function that only panics hands over to one that does so without a text, and all panics have the same place, which
//! names none. What nothing leads to afterwards goes: constants become zeros, which compress to nothing, and functions
//! end at once. Nothing moves, so every address and every index stays what it was.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::package::linked::{Body, Constant, Linked, Reference, Step};
use crate::package::patch::{clear_constants, padded, without_links, write, zero};
use crate::package::reached::{Node, reached};
use anyhow::{Context, Result, ensure};

/// Parts of the names of functions that do nothing but panic.
const PANICKING: [&str; 7] = [
    "4core9panicking",
    "unwrap_failed",
    "expect_failed",
    "slice_error_fail",
    "slice_index_fail",
    "assert_failed",
    "panic_already",
];
/// Of them, what those have that need nothing but a place, and what the one has in which all meet.
const SHORT: &str = "11panic_const";
const MEETING: &str = "9panic_fmt";

/// The module without what only panics need, and without what the linker left for finding it.
pub fn cut(wasm: &[u8]) -> Result<Vec<u8>> {
    let linked = Linked::read(wasm)?;
    let (places, panics) = (Places::find(&linked, wasm)?, Panics::find(&linked)?);
    let (symbol, place) = places.one()?;
    let mut cut = wasm.to_vec();
    places.cut(&linked, &mut cut)?;
    let roots = [Node::Function(panics.short), Node::Constant(symbol)];
    let reached = reached(&linked, &roots, &panics.closed, |reference| panics.has(&linked, reference));
    clear_constants(&linked, &reached, &mut cut)?;
    for body in &linked.bodies {
        if panics.closed.contains(&body.index) {
            write(&mut cut, body, &hand_over(place.address, panics.short))?;
        } else if !reached.contains(&Node::Function(body.index)) {
            write(&mut cut, body, &[])?;
        }
    }
    without_links(&cut)
}

/// The functions that panic.
struct Panics {
    /// One that needs no text.
    short: u32,
    /// Those that hand over to it.
    closed: BTreeSet<u32>,
    /// Where what stands in code is handed to one of these, which never reads it.
    unread: BTreeSet<usize>,
    /// Where it is handed to the one that all meet in, which reads texts only.
    texts: BTreeSet<usize>,
}

impl Panics {
    fn find(linked: &Linked) -> Result<Self> {
        let named = |part: &str| -> BTreeSet<u32> {
            let functions = linked.functions.iter().flatten();
            functions.filter(|(_, name)| name.contains(part)).map(|(index, _)| *index).collect()
        };
        let short = named(SHORT);
        let meeting: BTreeSet<u32> =
            named(MEETING).into_iter().filter(|it| named("4core9panicking").contains(it)).collect();
        let mut closed: BTreeSet<u32> = PANICKING.iter().flat_map(|part| named(part)).collect();
        closed.retain(|index| !short.contains(index) && !meeting.contains(index));
        let fits = |body: &&Body| body.bytes.len() > SHORTEST && matches!(body.steps[..], [.., Step::End, Step::Other]);
        let fitting: BTreeSet<u32> = linked.bodies.iter().filter(fits).map(|body| body.index).collect();
        closed.retain(|index| fitting.contains(index));
        ensure!(!closed.is_empty(), "no function only panics: see {}", file!());
        let short = *short.first().with_context(|| format!("no function is called {SHORT}: see {}", file!()))?;
        Ok(Self { short, unread: handed(linked, &closed), texts: handed(linked, &meeting), closed })
    }

    /// Whether only panics have what is referred to here.
    fn has(&self, linked: &Linked, reference: &Reference) -> bool {
        let is_text = || {
            let inside = |range: &Range<usize>| {
                let all = linked.in_constants.iter().chain(&linked.to_functions);
                all.map(|it| it.at).any(|at| range.contains(&at))
            };
            let constant = linked.constants.get(reference.symbol).and_then(Option::as_ref);
            constant.is_some_and(|constant| !inside(&constant.bytes))
        };
        self.unread.contains(&reference.at) || self.texts.contains(&reference.at) && is_text()
    }
}

/// Where numbers stand that are handed to one of these functions, after which nothing comes.
fn handed(linked: &Linked, to: &BTreeSet<u32>) -> BTreeSet<usize> {
    let mut handed = BTreeSet::new();
    for body in &linked.bodies {
        let mut pending = Vec::new();
        let mut steps = body.steps.iter().peekable();
        while let Some(step) = steps.next() {
            match step {
                Step::Number(at) => pending.push(*at),
                Step::Local => {}
                Step::Call(function) if to.contains(function) && steps.peek() == Some(&&Step::End) => {
                    handed.extend(pending.drain(..));
                }
                Step::Call(_) | Step::End | Step::Other => pending.clear(),
            }
        }
    }
    handed
}

/// The bytes of a function that hands over, with its locals and its end.
const SHORTEST: usize = 15;

/// Calls a function with an address.
fn hand_over(address: u32, function: u32) -> Vec<u8> {
    [&[0x41][..], &padded(address), &[0x10], &padded(function)].concat()
}

/// The places in the source that panics name: the path of a file with its length, a line and a column.
struct Places<'a> {
    places: BTreeMap<usize, &'a Constant>,
    /// The symbols of the paths.
    paths: BTreeSet<usize>,
}

impl<'a> Places<'a> {
    fn find(linked: &'a Linked, wasm: &[u8]) -> Result<Self> {
        let targets: BTreeMap<usize, &Reference> = linked.in_constants.iter().map(|it| (it.at, it)).collect();
        let (mut places, mut paths) = (BTreeMap::new(), BTreeSet::new());
        for (symbol, constant) in linked.constants.iter().enumerate() {
            let Some(constant) = constant.as_ref().filter(|constant| constant.bytes.len() == 16) else { continue };
            let Some(target) = targets.get(&constant.bytes.start).filter(|target| target.addend == 0) else { continue };
            let length = wasm.get(constant.bytes.start + 4..constant.bytes.start + 8).context("no length")?;
            let length = u32::from_le_bytes(length.try_into()?) as usize;
            // A null character may follow the path.
            let path = linked.constants.get(target.symbol).and_then(Option::as_ref);
            let path = path.and_then(|path| wasm.get(path.bytes.clone())?.get(..length));
            if path.is_some_and(|path| path.ends_with(b".rs")) {
                places.insert(symbol, constant);
                paths.insert(target.symbol);
            }
        }
        Ok(Self { places, paths })
    }

    /// The one that stays, with its symbol.
    fn one(&self) -> Result<(usize, &'a Constant)> {
        let one = self.places.iter().next().with_context(|| format!("no panic has a place: see {}", file!()))?;
        Ok((*one.0, one.1))
    }

    /// Makes all places one, which names none, and drops the paths that nothing else refers to.
    fn cut(&self, linked: &Linked, wasm: &mut [u8]) -> Result<()> {
        let (_, one) = self.one()?;
        for reference in linked.in_code.iter().filter(|it| self.places.contains_key(&it.symbol)) {
            ensure!(reference.addend == 0, "a part of a place is read by itself");
            wasm.get_mut(reference.at..reference.at + 5).context("no address")?.copy_from_slice(&padded(one.address));
        }
        let in_constants = linked.in_constants.iter().any(|it| self.places.contains_key(&it.symbol));
        ensure!(!in_constants, "a constant has a place in it: see {}", file!());
        for place in self.places.values() {
            zero(wasm, place)?;
        }
        // An empty text, at an address that is not null.
        let start = one.bytes.start;
        wasm.get_mut(start..start + 4).context("no place")?.copy_from_slice(&one.address.to_le_bytes());
        let starts: BTreeSet<usize> = self.places.values().map(|place| place.bytes.start).collect();
        let elsewhere = linked.in_constants.iter().filter(|it| !starts.contains(&it.at)).chain(&linked.in_code);
        let kept: BTreeSet<usize> = elsewhere.map(|it| it.symbol).collect();
        for path in self.paths.difference(&kept).filter_map(|path| linked.constants.get(*path)?.as_ref()) {
            zero(wasm, path)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        BlockType, CodeSection, ConstExpr, CustomSection, DataSection, DataSymbolDefinition, Encode as _, ExportKind,
        ExportSection, Function, FunctionSection, LinkingSection, MemorySection, MemoryType, Module, Section,
        SymbolTable, TypeSection, ValType,
    };

    use super::*;

    /// Where the constants begin.
    const BASE: u32 = 0x1408;
    /// The offset and the length of a constant.
    type Place = (u32, u32);
    /// A path with its null character, two places in it, and texts.
    const PATH: Place = (0, 5);
    const PLACES: [Place; 2] = [(8, 16), (24, 16)];
    const HANDED: Place = (40, 4);
    const INSIDE: Place = (44, 4);
    const IDLE: Place = (48, 4);
    const SHOWN: Place = (52, 4);
    /// The symbols before those of the constants.
    const FUNCTIONS: u32 = 5;

    fn constants() -> Vec<u8> {
        let mut bytes = b"a.rs\0\0\0\0".to_vec();
        for line in [7_u32, 8] {
            bytes.extend([BASE, 4, line, 9].into_iter().flat_map(u32::to_le_bytes));
        }
        bytes.extend(b"handsideidleshow");
        bytes
    }

    /// A constant, as the linker writes it.
    fn address(function: &mut Function, constant: Place) {
        function.raw([0x41].into_iter().chain(padded(BASE + constant.0)));
    }

    /// The functions: where all panics meet, one without a text, one that only panics, one that runs, and an idle one.
    fn code() -> CodeSection {
        let [mut meeting, mut short, mut panics, mut runs, mut idle] = [(); 5].map(|()| Function::new([]));
        meeting.instructions().unreachable().end();
        short.instructions().local_get(0).local_get(0).call(0).unreachable().end();
        address(&mut panics, INSIDE);
        panics.instructions().drop().local_get(0).drop().local_get(1).drop();
        panics.instructions().local_get(0).local_get(1).call(0).unreachable().end();
        for place in PLACES {
            runs.instructions().local_get(0).if_(BlockType::Empty);
            address(&mut runs, HANDED);
            address(&mut runs, place);
            runs.instructions().call(2).unreachable().end();
        }
        address(&mut runs, SHOWN);
        runs.instructions().end();
        address(&mut idle, IDLE);
        idle.instructions().end();
        let mut code = CodeSection::new();
        code.function(&meeting).function(&short).function(&panics).function(&runs).function(&idle);
        code
    }

    fn symbols(panicking: &str) -> LinkingSection {
        let mut symbols = SymbolTable::new();
        let names = ["_4core9panicking9panic_fmt", "_4core9panicking11panic_const4zero", panicking, "runs", "idle"];
        for (index, name) in (0..).zip(names) {
            symbols.function(1 << 6, index, Some(name));
        }
        for (offset, size) in [PATH, PLACES[0], PLACES[1], HANDED, INSIDE, IDLE, SHOWN] {
            symbols.data(0, "constant", Some(DataSymbolDefinition { index: 0, offset, size }));
        }
        let mut linking = LinkingSection::new();
        linking.symbol_table(&symbols);
        linking
    }

    /// A section of relocations: type, offset and symbol of each.
    fn relocations(name: &str, section: u32, all: &[(u8, u32, u32)]) -> Vec<u8> {
        let mut data = Vec::new();
        section.encode(&mut data);
        u32::try_from(all.len()).unwrap_or_default().encode(&mut data);
        for (kind, offset, symbol) in all {
            data.push(*kind);
            for number in [*offset, *symbol, 0] {
                number.encode(&mut data);
            }
        }
        let mut bytes = vec![0];
        CustomSection { name: name.into(), data: data.into() }.encode(&mut bytes);
        bytes
    }

    /// Where bytes stand in the content of a section.
    fn found(section: &dyn Section, wanted: &[u8]) -> Vec<u32> {
        let mut bytes = Vec::new();
        section.encode(&mut bytes);
        // The length of a section this short takes one or two bytes.
        let length = if bytes.len() > 129 { 2 } else { 1 };
        let all = bytes.windows(wanted.len()).enumerate().filter(|(_, window)| *window == wanted);
        all.map(|(at, _)| u32::try_from(at - length).unwrap_or_default()).collect()
    }

    fn module(panicking: &str) -> Vec<u8> {
        let (mut types, mut functions, mut memories, mut exports, mut data) = (
            TypeSection::new(),
            FunctionSection::new(),
            MemorySection::new(),
            ExportSection::new(),
            DataSection::new(),
        );
        types.ty().function([ValType::I32, ValType::I32], []);
        types.ty().function([ValType::I32], []);
        types.ty().function([ValType::I32], [ValType::I32]);
        functions.function(0).function(1).function(0).function(2).function(2);
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        exports.export("runs", ExportKind::Func, 3);
        data.active(0, &ConstExpr::i32_const(0x1408), constants());
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&memories).section(&exports).section(&code());
        module.section(&data).section(&symbols(panicking));
        let mut wasm = module.finish();
        let mut in_code = Vec::new();
        for (symbol, (offset, _)) in (FUNCTIONS + 1..).zip([PLACES[0], PLACES[1], HANDED, INSIDE, IDLE, SHOWN]) {
            in_code.extend(found(&code(), &padded(BASE + offset)).into_iter().map(|at| (4, at, symbol)));
        }
        let in_data = found(&data, &BASE.to_le_bytes()).into_iter().map(|at| (5, at, FUNCTIONS));
        wasm.extend(relocations("reloc.CODE", 4, &in_code));
        wasm.extend(relocations("reloc.DATA", 5, &in_data.collect::<Vec<_>>()));
        wasm
    }

    const PANICS: &str = "_4core6option13expect_failed";

    fn has(wasm: &[u8], part: &[u8]) -> bool {
        wasm.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn what_only_panics_need_is_cut_and_the_rest_stays() -> Result<()> {
        let wasm = module(PANICS);
        wasmparser::Validator::new().validate_all(&wasm)?;
        let parts = [&b"a.rs"[..], b"hand", b"side", b"idle", b"linking", b"reloc.CODE", b"reloc.DATA"];
        assert!(parts.iter().all(|part| has(&wasm, part)));
        let cut = cut(&wasm)?;
        wasmparser::Validator::new().validate_all(&cut)?;
        for part in parts {
            assert!(!has(&cut, part), "{part:?}");
        }
        assert!(has(&cut, b"show"));
        let one = [BASE + 8, 0, 0, 0].map(u32::to_le_bytes).concat();
        assert!(has(&cut, &[&one[..], &[0; 16]].concat()), "all places are the first, with an empty path");
        assert!(has(&cut, &padded(BASE + 8)) && !has(&cut, &padded(BASE + 24)), "which is the one that code knows");
        assert!(has(&cut, &hand_over(BASE + 8, 1)), "what panics with a text does so without one");
        Ok(())
    }

    #[test]
    fn a_module_in_which_nothing_only_panics_is_refused() {
        let message = cut(&module("_5shown")).map_err(|error| error.to_string());
        assert!(message.is_err_and(|message| message.contains("no function only panics")));
    }

    #[test]
    fn a_module_without_relocations_is_refused() {
        let message = cut(&Module::new().finish()).map_err(|error| error.to_string());
        assert!(message.is_err_and(|message| message.contains("no symbols")));
    }
}
