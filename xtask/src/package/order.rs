//! Puts the parts of the WebAssembly module into an order that compresses well. What it does stays the same.

use std::cmp::Reverse;
use std::convert::Infallible;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{CodeSection, Function, FunctionSection, Instruction, MemArg, Module};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, FunctionBody, FunctionSectionReader, KnownCustom, Operator, Parser,
    Payload, TypeRef, ValType, Validator,
};

type Reencoded<T> = Result<T, reencode::Error<Infallible>>;

/// A function of the module.
#[derive(Clone)]
struct Defined<'a> {
    type_index: u32,
    parameters: usize,
    body: FunctionBody<'a>,
}

impl Defined<'_> {
    /// What decides its place: functions with the same beginning compress well side by side.
    fn place(&self) -> (u32, &[u8]) {
        (self.type_index, self.body.as_bytes())
    }
}

/// A local that is no parameter.
struct Local {
    index: usize,
    kind: ValType,
    uses: usize,
}

struct Order<'a> {
    /// The functions, in their new order.
    defined: Vec<Defined<'a>>,
    /// The new index of each function, imported ones included.
    functions: Vec<u32>,
    /// The new index of each local of the function at hand.
    locals: Vec<u32>,
    /// The new index of each function with its name, a line each.
    names: String,
}

/// Orders functions by type and content, so that similar ones are near each other, and locals by use. Hints on
/// alignment differ a lot and change nothing: they all say that nothing is known. The names of the functions leave the
/// module.
pub fn order(wasm: &[u8]) -> Result<(Vec<u8>, String)> {
    let mut order = Order::read(wasm)?;
    let mut module = Module::new();
    order.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|error| anyhow!("{error}"))?;
    let ordered = module.finish();
    Validator::new().validate_all(&ordered).context("the ordered WebAssembly module is not valid")?;
    Ok((ordered, order.names))
}

impl<'a> Order<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self> {
        let (mut types, mut kinds, mut bodies, mut imported) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(section) => {
                    types = section.into_iter_err_on_gc_types().collect::<Result<_, _>>()?;
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => kinds = section.into_iter().collect::<Result<_, _>>()?,
                Payload::CodeSectionEntry(body) => bodies.push(body),
                _ => {}
            }
        }
        let mut all = Vec::new();
        for (index, (kind, body)) in (imported..).zip(kinds.into_iter().zip(bodies)) {
            let parameters = types.get(kind as usize).context("a function has no type")?.params().len();
            all.push((index, Defined { type_index: kind, parameters, body }));
        }
        all.sort_by(|(_, one), (_, other)| one.place().cmp(&other.place()));
        let mut functions: Vec<u32> = (0..imported).collect();
        functions.resize(functions.len() + all.len(), 0);
        for (new, (old, _)) in (imported..).zip(&all) {
            *functions.get_mut(*old as usize).context("a function has no index")? = new;
        }
        let defined = all.into_iter().map(|(_, function)| function).collect();
        Ok(Self { defined, functions, locals: Vec::new(), names: String::new() })
    }

    /// Gives the locals that are used most the lowest indexes, type by type, and returns their types in order.
    fn order_locals(&mut self, function: &Defined) -> Reencoded<Vec<wasm_encoder::ValType>> {
        let mut locals = Vec::new();
        for group in function.body.get_locals_reader()? {
            let (count, kind) = group?;
            locals.extend((0..count).map(|_| (kind, 0)));
        }
        for operator in function.body.get_operators_reader()? {
            let used = local_of(&operator?).and_then(|local| (local as usize).checked_sub(function.parameters));
            if let Some((_, uses)) = used.and_then(|index| locals.get_mut(index)) {
                *uses += 1;
            }
        }
        let local = |(index, (kind, uses))| Local { index: index + function.parameters, kind, uses };
        let mut locals: Vec<Local> = locals.into_iter().enumerate().map(local).collect();
        locals.sort_by_key(|local| (place_of(local.kind), Reverse(local.uses)));
        self.locals = (0..).take(function.parameters + locals.len()).collect();
        for (new, local) in (0..).skip(function.parameters).zip(&locals) {
            self.locals.get_mut(local.index).into_iter().for_each(|index| *index = new);
        }
        locals.iter().map(|local| self.val_type(local.kind)).collect()
    }
}

/// The local that an operator reads or writes.
fn local_of(operator: &Operator) -> Option<u32> {
    match operator {
        Operator::LocalGet { local_index }
        | Operator::LocalSet { local_index }
        | Operator::LocalTee { local_index } => Some(*local_index),
        _ => None,
    }
}

/// The commonest type comes first.
fn place_of(kind: ValType) -> usize {
    [ValType::I32, ValType::I64, ValType::F64, ValType::F32].iter().position(|known| *known == kind).unwrap_or(4)
}

impl Reencode for Order<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Reencoded<u32> {
        Ok(self.functions.get(function as usize).copied().unwrap_or(function))
    }

    fn mem_arg(&mut self, arg: wasmparser::MemArg) -> Reencoded<MemArg> {
        Ok(MemArg { align: 0, ..utils::mem_arg(self, arg)? })
    }

    fn instruction<'a>(&mut self, operator: Operator<'a>) -> Reencoded<Instruction<'a>> {
        let new = |old: u32| self.locals.get(old as usize).copied().unwrap_or(old);
        Ok(match operator {
            Operator::LocalGet { local_index } => Instruction::LocalGet(new(local_index)),
            Operator::LocalSet { local_index } => Instruction::LocalSet(new(local_index)),
            Operator::LocalTee { local_index } => Instruction::LocalTee(new(local_index)),
            other => utils::instruction(self, other)?,
        })
    }

    fn parse_custom_section(&mut self, to: &mut Module, section: CustomSectionReader) -> Reencoded<()> {
        let KnownCustom::Name(subsections) = section.as_known() else {
            return utils::parse_custom_section(self, to, section);
        };
        let mut names = Vec::new();
        for subsection in subsections {
            if let wasmparser::Name::Function(functions) = subsection? {
                for function in functions {
                    let function = function?;
                    names.push((self.function_index(function.index)?, function.name));
                }
            }
        }
        names.sort_unstable();
        self.names = names.iter().map(|(index, name)| format!("{index} {name}")).collect::<Vec<_>>().join("\n");
        Ok(())
    }

    fn parse_function_section(&mut self, to: &mut FunctionSection, _: FunctionSectionReader) -> Reencoded<()> {
        for function in &self.defined {
            to.function(function.type_index);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, _: CodeSectionReader) -> Reencoded<()> {
        for defined in self.defined.clone() {
            let mut function = Function::new_with_locals_types(self.order_locals(&defined)?);
            let mut reader = defined.body.get_operators_reader()?;
            while !reader.eof() {
                function.instruction(&self.parse_instruction(&mut reader)?);
            }
            code.function(&function);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        EntityType, ExportKind, ExportSection, ImportSection, NameMap, NameSection, TypeSection, ValType,
    };

    use super::*;

    /// Imports a function, and defines a long and a short one: the long one calls the short one, and that the import.
    fn module() -> Vec<u8> {
        let (mut types, mut imports, mut functions) =
            (TypeSection::new(), ImportSection::new(), FunctionSection::new());
        types.ty().function([ValType::I32], [ValType::I32]);
        imports.import("page", "ask", EntityType::Function(0));
        functions.function(0).function(0);
        let mut exports = ExportSection::new();
        exports.export("long", ExportKind::Func, 1).export("short", ExportKind::Func, 2);
        let mut long = Function::new([(1, ValType::I64), (2, ValType::I32)]);
        let mut instructions = long.instructions();
        instructions.local_get(0).local_set(3).local_get(3).local_set(3).local_get(2).local_set(2);
        instructions.i64_const(7).local_set(1).local_get(3).call(2).end();
        let mut short = Function::new([]);
        short.instructions().local_get(0).call(0).end();
        let mut code = CodeSection::new();
        code.function(&long).function(&short);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        let (mut names, mut of_functions) = (NameSection::new(), NameMap::new());
        of_functions.append(1, "long");
        of_functions.append(2, "short");
        names.functions(&of_functions);
        module.section(&names);
        module.finish()
    }

    /// What each function does, as its exports name it.
    fn texts(wasm: &[u8]) -> Result<Vec<String>> {
        let (mut exports, mut bodies) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ExportSection(section) => exports = section.into_iter().collect::<Result<_, _>>()?,
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader()?.into_iter().collect::<Result<Vec<_>, _>>()?;
                    bodies.push(format!("{operators:?}"));
                }
                _ => {}
            }
        }
        let text = |export: &wasmparser::Export| {
            let body = bodies.get(export.index as usize - 1).map(String::as_str).unwrap_or_default();
            format!("{} {}: {body}", export.name, export.index)
        };
        Ok(exports.iter().map(text).collect())
    }

    #[test]
    fn a_short_function_comes_first_and_every_call_and_export_follows_it() -> Result<()> {
        let [long, short] = texts(&order(&module())?.0)?.try_into().map_err(|texts| anyhow!("{texts:?}"))?;
        assert!(short.starts_with("short 1") && short.contains("Call { function_index: 0 }"), "{short}");
        assert!(long.starts_with("long 2") && long.contains("Call { function_index: 1 }"), "{long}");
        // The local that is used most is the first after the parameter, and of its type come the others before.
        assert!(long.contains("LocalGet { local_index: 0 }, LocalSet { local_index: 1 }"), "{long}");
        assert!(long.contains("I64Const { value: 7 }, LocalSet { local_index: 3 }"), "{long}");
        Ok(())
    }

    #[test]
    fn the_names_of_the_functions_leave_the_module_with_their_new_indexes() -> Result<()> {
        let (ordered, names) = order(&module())?;
        assert_eq!(names, "1 short\n2 long");
        let custom = Parser::new(0).parse_all(&ordered).filter(|it| matches!(it, Ok(Payload::CustomSection(_))));
        assert_eq!(custom.count(), 0);
        Ok(())
    }

    #[test]
    fn what_is_in_order_stays() -> Result<()> {
        let (once, _) = order(&module())?;
        assert_eq!(order(&once)?.0, once);
        Ok(())
    }
}
