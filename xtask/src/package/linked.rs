//! What the linker leaves for another one (`--emit-relocs`): which constants there are, and where code and constants
//! refer to them and to functions.

use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    ConstExpr, CustomSectionReader, Data, DataKind, ExternalKind, FunctionBody, KnownCustom, Linking, Operator, Parser,
    Payload, RelocationEntry, RelocationType, SymbolInfo, TypeRef,
};

/// A constant of the memory.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Its bytes, as a range of the file.
    pub bytes: Range<usize>,
    /// Its address.
    pub address: u32,
}

/// A function.
pub struct Body {
    /// Its index.
    pub index: u32,
    /// Its bytes, as a range of the file.
    pub bytes: Range<usize>,
    /// Where addresses can stand in it, with the functions that are called in between, in order.
    pub steps: Vec<Step>,
}

/// What matters in a function.
#[derive(Clone, Copy, PartialEq)]
pub enum Step {
    /// A number stands here, which may be an address.
    Number(usize),
    /// A function is called.
    Call(u32),
    /// Nothing comes after it.
    End,
    /// A local is read.
    Local,
    /// Anything else.
    Other,
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
    /// The functions with their names, by the index of their symbols; nothing for other symbols.
    pub functions: Vec<Option<(u32, String)>>,
    /// The functions that have code.
    pub bodies: Vec<Body>,
    /// The functions that are called from outside.
    pub exported: Vec<u32>,
    /// The places in code.
    pub in_code: Vec<Reference>,
    /// The places in constants.
    pub in_constants: Vec<Reference>,
    /// The places in code and constants that have a function.
    pub to_functions: Vec<Reference>,
}

impl Linked {
    /// Reads it from a module that is linked with `--emit-relocs`.
    pub fn read(wasm: &[u8]) -> Result<Self> {
        let (mut linked, mut sections, mut segments, mut functions) = (Self::default(), Vec::new(), Vec::new(), 0);
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            sections.extend(payload.as_section().map(|(_, range)| range.start));
            match payload {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        functions += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        linked.exported.extend((export.kind == ExternalKind::Func).then_some(export.index));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    linked.bodies.push(read_body(functions, &body)?);
                    functions += 1;
                }
                Payload::DataSection(reader) => {
                    segments = reader.into_iter().map(|segment| placed(&segment?)).collect::<Result<_>>()?;
                }
                Payload::CustomSection(section) => linked.read_custom(&section, &sections, &segments)?,
                _ => {}
            }
        }
        ensure!(!linked.constants.is_empty(), "the linker has left no symbols");
        ensure!(!linked.in_code.is_empty(), "the linker has left no relocations");
        Ok(linked)
    }

    /// Reads symbols and relocations, which follow the sections that they are about.
    fn read_custom(&mut self, section: &CustomSectionReader, starts: &[usize], segments: &[Constant]) -> Result<()> {
        match section.as_known() {
            KnownCustom::Linking(reader) => {
                for subsection in reader.subsections() {
                    if let Linking::SymbolTable(table) = subsection? {
                        table.into_iter().try_for_each(|symbol| symbol.map(|symbol| self.add(&symbol, segments)))?;
                    }
                }
            }
            KnownCustom::Reloc(reader) if matches!(section.name(), "reloc.CODE" | "reloc.DATA") => {
                let start = starts.get(reader.section_index() as usize).context("no such section")?;
                reader.entries().into_iter().try_for_each(|entry| self.refer(*start, entry?))?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds a relocation of the section that starts here.
    fn refer(&mut self, start: usize, entry: RelocationEntry) -> Result<()> {
        let at = start + entry.offset as usize;
        let reference = Reference { at, symbol: entry.index as usize, addend: entry.addend };
        match entry.ty {
            RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb => self.in_code.push(reference),
            RelocationType::MemoryAddrI32 => self.in_constants.push(reference),
            RelocationType::TableIndexI32 | RelocationType::TableIndexSleb => self.to_functions.push(reference),
            RelocationType::FunctionIndexLeb
            | RelocationType::TypeIndexLeb
            | RelocationType::GlobalIndexLeb
            | RelocationType::TableNumberLeb => {}
            other => bail!("a relocation of another kind, {other:?}: see {}", file!()),
        }
        Ok(())
    }

    fn add(&mut self, symbol: &SymbolInfo, segments: &[Constant]) {
        let (mut constant, mut function) = (None, None);
        match symbol {
            SymbolInfo::Func { index, name, .. } => function = Some((*index, name.unwrap_or_default().to_owned())),
            SymbolInfo::Data { symbol: Some(it), .. } => {
                constant = segments.get(it.index as usize).map(|segment| {
                    let start = segment.bytes.start + it.offset as usize;
                    Constant { bytes: start..start + it.size as usize, address: segment.address + it.offset }
                });
            }
            _ => {}
        }
        self.constants.push(constant);
        self.functions.push(function);
    }
}

fn read_body(index: u32, body: &FunctionBody) -> Result<Body> {
    let mut steps = Vec::new();
    for operator in body.get_operators_reader()?.into_iter_with_offsets() {
        let (operator, at) = operator?;
        steps.push(match operator {
            // The number stands behind the byte of the operator.
            Operator::I32Const { .. } => Step::Number(at + 1),
            Operator::Call { function_index } | Operator::RefFunc { function_index } => Step::Call(function_index),
            Operator::Unreachable => Step::End,
            Operator::LocalGet { .. } => Step::Local,
            _ => Step::Other,
        });
    }
    Ok(Body { index, bytes: body.range(), steps })
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
