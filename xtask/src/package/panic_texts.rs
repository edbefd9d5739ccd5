//! Cuts the texts of panics and the places that they name: the widget shows neither, and the place of a panic is in the
//! stack that the browser keeps.
//!
//! No code changes but the address of a place, and no constant moves: what is cut becomes zeros, which compress to
//! nothing. So a panic that was printed after all would have an empty place and a text of null characters.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use wasm_encoder::{Module, RawSection};
use wasmparser::{Operator, Parser, Payload};

use crate::package::linked::{Constant, Linked, Reference};

/// Parts of the names of functions that do nothing but panic.
const PANICKING: [&str; 6] =
    ["4core9panicking", "unwrap_failed", "expect_failed", "slice_error_fail", "slice_index_fail", "assert_failed"];

/// The module without the texts of panics, and without what the linker left for finding them.
pub fn cut(wasm: &[u8]) -> Result<Vec<u8>> {
    let linked = Linked::read(wasm)?;
    let mut cut = wasm.to_vec();
    let messages = messages(&linked, wasm)?;
    ensure!(!messages.is_empty(), "no panic has a text: see {}", file!());
    for constant in messages.iter().filter_map(|symbol| linked.constants.get(*symbol)?.as_ref()) {
        zero(&mut cut, constant)?;
    }
    Places::find(&linked, wasm)?.cut(&linked, &mut cut)?;
    without_links(&cut)
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

    /// Makes all places one, which names none, and drops the paths that nothing else refers to.
    fn cut(&self, linked: &Linked, wasm: &mut [u8]) -> Result<()> {
        let one = self.places.values().next().with_context(|| format!("no panic has a place: see {}", file!()))?;
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

/// The texts that nothing has but panics: what has an address in it, such as that of a function, is no text.
fn messages(linked: &Linked, wasm: &[u8]) -> Result<BTreeSet<usize>> {
    let panicking: BTreeSet<u32> = linked
        .functions
        .iter()
        .filter(|(_, name)| PANICKING.iter().any(|part| name.contains(part)))
        .map(|(index, _)| *index)
        .collect();
    let handed = handed(&panicking, wasm)?;
    let (in_panics, elsewhere): (Vec<_>, Vec<_>) = linked.in_code.iter().partition(|it| handed.contains(&it.at));
    let kept: BTreeSet<usize> = elsewhere.into_iter().chain(&linked.in_constants).map(|it| it.symbol).collect();
    let is_text = |symbol: &usize| {
        let constant = linked.constants.get(*symbol).and_then(Option::as_ref);
        constant.is_some_and(|it| linked.addresses.range(it.bytes.clone()).next().is_none())
    };
    let symbols = in_panics.into_iter().map(|it| it.symbol).filter(|symbol| !kept.contains(symbol));
    Ok(symbols.filter(is_text).collect())
}

/// Where addresses stand that are handed to a function that panics, or are in one.
fn handed(panicking: &BTreeSet<u32>, wasm: &[u8]) -> Result<BTreeSet<usize>> {
    let (mut handed, mut index) = (BTreeSet::new(), imported_functions(wasm)?);
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CodeSectionEntry(body) = payload? else { continue };
        let mut pending = Vec::new();
        let mut called = false;
        for operator in body.get_operators_reader()?.into_iter_with_offsets() {
            let (operator, at) = operator?;
            match operator {
                // The address stands behind the byte of the operator.
                Operator::I32Const { .. } => pending.push(at + 1),
                Operator::LocalGet { .. } => {}
                Operator::Call { function_index } if panicking.contains(&function_index) => {
                    called = true;
                    continue;
                }
                Operator::Unreachable if called => handed.extend(pending.drain(..)),
                _ if panicking.contains(&index) => {}
                _ => pending.clear(),
            }
            called = false;
        }
        if panicking.contains(&index) {
            handed.extend(pending);
        }
        index += 1;
    }
    Ok(handed)
}

fn imported_functions(wasm: &[u8]) -> Result<u32> {
    let mut count = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                count += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
            }
        }
    }
    Ok(count)
}

fn zero(wasm: &mut [u8], constant: &Constant) -> Result<()> {
    wasm.get_mut(constant.bytes.clone()).context("a constant is outside the file")?.fill(0);
    Ok(())
}

/// An address in five bytes, as the linker writes it.
fn padded(address: u32) -> [u8; 5] {
    let group = |shift: u32, more: u8| u8::try_from(address >> shift & 0x7f).unwrap_or_default() | more;
    [group(0, 0x80), group(7, 0x80), group(14, 0x80), group(21, 0x80), group(28, 0)]
}

/// The module without the sections that only linkers read: they no longer fit it.
fn without_links(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else { continue };
        let data = wasm.get(range).context("a section is outside the file")?;
        if let Payload::CustomSection(section) = &payload
            && (section.name() == "linking" || section.name().starts_with("reloc."))
        {
            continue;
        }
        module.section(&RawSection { id, data });
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, CustomSection, DataSection, DataSymbolDefinition, Encode as _, Function,
        FunctionSection, LinkingSection, MemorySection, MemoryType, Section, SymbolTable, TypeSection,
    };

    use super::*;

    /// Where the constants begin.
    const BASE: u32 = 0x1408;
    /// A path with its null character, two places in it, a text for a panic and another text.
    const PATH: Range = (0, 5);
    const PLACES: [Range; 2] = [(8, 16), (24, 16)];
    const MESSAGE: Range = (40, 4);
    const TEXT: Range = (44, 4);

    /// The offset and the length of a constant.
    type Range = (u32, u32);

    fn constants() -> Vec<u8> {
        let mut bytes = b"a.rs\0\0\0\0".to_vec();
        for line in [7_u32, 8] {
            bytes.extend([BASE, 4, line, 9].into_iter().flat_map(u32::to_le_bytes));
        }
        bytes.extend(b"gonekept");
        bytes
    }

    /// A constant, as the linker writes it.
    fn address(function: &mut Function, constant: Range) {
        function.raw([0x41].into_iter().chain(padded(BASE + constant.0)));
    }

    /// A function that panics in two places, with one text, and returns another text.
    fn panics(panic: u32) -> Function {
        let mut function = Function::new([]);
        for place in PLACES {
            function.instructions().local_get(0).if_(wasm_encoder::BlockType::Empty);
            address(&mut function, MESSAGE);
            address(&mut function, place);
            function.instructions().call(panic).unreachable().end();
        }
        address(&mut function, TEXT);
        function.instructions().end();
        function
    }

    fn symbols(panicking: &str) -> LinkingSection {
        let mut symbols = SymbolTable::new();
        symbols.function(1 << 6, 0, Some(panicking)).function(1 << 6, 1, Some("runs"));
        for (offset, size) in [PATH, PLACES[0], PLACES[1], MESSAGE, TEXT] {
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
            [*offset, *symbol, 0].iter().for_each(|number| number.encode(&mut data));
        }
        let mut bytes = vec![0];
        CustomSection { name: name.into(), data: data.into() }.encode(&mut bytes);
        bytes
    }

    fn module(panicking: &str) -> Vec<u8> {
        let (mut types, mut functions, mut memories) =
            (TypeSection::new(), FunctionSection::new(), MemorySection::new());
        let int = wasm_encoder::ValType::I32;
        types.ty().function([int, int], []);
        types.ty().function([int], [int]);
        functions.function(0).function(1);
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        let (mut code, mut data) = (CodeSection::new(), DataSection::new());
        let mut panic = Function::new([]);
        panic.instructions().unreachable().end();
        code.function(&panic).function(&panics(0));
        data.active(0, &ConstExpr::i32_const(0x1408), constants());
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&memories).section(&code).section(&data);
        module.section(&symbols(panicking));
        let mut wasm = module.finish();
        let section = |section: &dyn Section| {
            let mut bytes = Vec::new();
            section.encode(&mut bytes);
            bytes
        };
        let found = |bytes: &[u8], wanted: &[u8]| -> Vec<u32> {
            // The length of a section this short is one byte.
            let all = bytes.windows(wanted.len()).enumerate().filter(|(_, window)| *window == wanted);
            all.map(|(at, _)| u32::try_from(at - 1).unwrap_or_default()).collect()
        };
        let mut in_code = Vec::new();
        for (symbol, (offset, _)) in (3..).zip([PLACES[0], PLACES[1], MESSAGE, TEXT]) {
            in_code.extend(found(&section(&code), &padded(BASE + offset)).into_iter().map(|at| (4, at, symbol)));
        }
        let in_data = found(&section(&data), &BASE.to_le_bytes()).into_iter().map(|at| (5, at, 2));
        wasm.extend(relocations("reloc.CODE", 3, &in_code));
        wasm.extend(relocations("reloc.DATA", 4, &in_data.collect::<Vec<_>>()));
        wasm
    }

    const PANIC: &str = "_RNvNtCs1_4core9panicking5panic";

    fn has(wasm: &[u8], part: &[u8]) -> bool {
        wasm.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn what_only_panics_have_is_cut_and_the_rest_stays() -> Result<()> {
        let wasm = module(PANIC);
        assert!([&b"a.rs"[..], b"gone", b"kept", b"linking", b"reloc.DATA"].iter().all(|part| has(&wasm, part)));
        let cut = cut(&wasm)?;
        wasmparser::Validator::new().validate_all(&cut)?;
        assert!(has(&cut, b"kept"));
        for part in [&b"a.rs"[..], b"gone", b"linking", b"reloc.CODE", b"reloc.DATA"] {
            assert!(!has(&cut, part), "{part:?}");
        }
        let one = [BASE + 8, 0, 0, 0].map(u32::to_le_bytes).concat();
        assert!(has(&cut, &[&one[..], &[0; 16]].concat()), "all places are the first, with an empty path");
        assert!(has(&cut, &padded(BASE + 8)) && !has(&cut, &padded(BASE + 24)), "which is the one that code knows");
        Ok(())
    }

    #[test]
    fn a_text_stays_where_the_function_that_has_it_may_do_more_than_panic() {
        let message = cut(&module("_RNvCs1_4text5shown")).map_err(|error| error.to_string());
        assert!(message.is_err_and(|message| message.contains("no panic has a text")));
    }

    #[test]
    fn a_module_without_relocations_is_refused() {
        let message = cut(&Module::new().finish()).map_err(|error| error.to_string());
        assert!(message.is_err_and(|message| message.contains("no symbols")));
    }
}
