//! What the linker leaves for another one (`--emit-relocs`): which constants there are, and where code and constants
//! refer to them.

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    ConstExpr, Data, DataKind, KnownCustom, Linking, Operator, Parser, Payload, RelocationEntry, RelocationType,
    SymbolInfo,
};

/// A constant of the memory.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Its bytes, as a range of the file.
    pub bytes: Range<usize>,
    /// Its address.
    pub address: u32,
}

/// A place in code or in a constant that has the address of a constant.
pub struct Reference {
    /// Where in the file the address stands.
    pub at: usize,
    /// The index of the symbol.
    pub symbol: usize,
    /// How far behind the constant's beginning it points.
    pub addend: i64,
}

/// What a linked module tells about itself.
#[derive(Default)]
pub struct Linked {
    /// The constants, by the index of their symbols; nothing for other symbols.
    pub constants: Vec<Option<Constant>>,
    /// The names of functions, by their indexes.
    pub functions: Vec<(u32, String)>,
    /// The places in code.
    pub in_code: Vec<Reference>,
    /// The places in constants.
    pub in_constants: Vec<Reference>,
    /// Where in the file constants have the address of anything, functions included.
    pub addresses: BTreeSet<usize>,
}

impl Linked {
    /// Reads it from a module that is linked with `--emit-relocs`.
    pub fn read(wasm: &[u8]) -> Result<Self> {
        let (mut linked, mut sections, mut segments, mut symbols) = (Self::default(), Vec::new(), Vec::new(), None);
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            sections.extend(payload.as_section().map(|(_, range)| range.start));
            match payload {
                Payload::DataSection(reader) => {
                    segments = reader.into_iter().map(|segment| placed(&segment?)).collect::<Result<_>>()?;
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(reader) => {
                        for subsection in reader.subsections() {
                            if let Linking::SymbolTable(table) = subsection? {
                                symbols = Some(table);
                            }
                        }
                    }
                    KnownCustom::Reloc(reader) if matches!(section.name(), "reloc.CODE" | "reloc.DATA") => {
                        let start = sections.get(reader.section_index() as usize).context("no such section")?;
                        reader.entries().into_iter().try_for_each(|entry| linked.refer(*start, entry?))?;
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        for symbol in symbols.context("the linker has left no symbols")? {
            linked.add(&symbol?, &segments);
        }
        ensure!(!linked.in_code.is_empty(), "the linker has left no relocations");
        Ok(linked)
    }

    /// Adds a relocation of the section that starts here.
    fn refer(&mut self, start: usize, entry: RelocationEntry) -> Result<()> {
        let at = start + entry.offset as usize;
        let reference = Reference { at, symbol: entry.index as usize, addend: entry.addend };
        match entry.ty {
            RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb => self.in_code.push(reference),
            RelocationType::MemoryAddrI32 => {
                self.addresses.insert(at);
                self.in_constants.push(reference);
            }
            RelocationType::TableIndexI32 => {
                self.addresses.insert(at);
            }
            RelocationType::FunctionIndexLeb
            | RelocationType::TableIndexSleb
            | RelocationType::TypeIndexLeb
            | RelocationType::GlobalIndexLeb
            | RelocationType::TableNumberLeb => {}
            other => bail!("a relocation of another kind, {other:?}: see {}", file!()),
        }
        Ok(())
    }

    fn add(&mut self, symbol: &SymbolInfo, segments: &[Constant]) {
        let mut constant = None;
        match symbol {
            SymbolInfo::Func { index, name: Some(name), .. } => self.functions.push((*index, (*name).to_owned())),
            SymbolInfo::Data { symbol: Some(it), .. } => {
                constant = segments.get(it.index as usize).map(|segment| {
                    let start = segment.bytes.start + it.offset as usize;
                    Constant { bytes: start..start + it.size as usize, address: segment.address + it.offset }
                });
            }
            _ => {}
        }
        self.constants.push(constant);
    }
}

/// Where a segment lies in the file and in the memory.
fn placed(segment: &Data) -> Result<Constant> {
    let DataKind::Active { offset_expr, .. } = &segment.kind else {
        bail!("a segment of the memory has no address");
    };
    let bytes = segment.range.end - segment.data.len()..segment.range.end;
    Ok(Constant { bytes, address: value(offset_expr)? })
}

fn value(expression: &ConstExpr) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(u32::try_from(value)?),
        other => bail!("the address of a segment is no constant but {other:?}"),
    }
}
