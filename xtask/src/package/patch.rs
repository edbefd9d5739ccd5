//! Writes into a linked module, in place: nothing moves, so every address and every index stays what it was.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};

use crate::package::linked::{Body, Constant, Linked};
use crate::package::reached::Node;

/// Makes a constant zeros.
pub fn zero(wasm: &mut [u8], constant: &Constant) -> Result<()> {
    wasm.get_mut(constant.bytes.clone()).context("a constant is outside the file")?.fill(0);
    Ok(())
}

/// An address in five bytes, as the linker writes it.
pub fn padded(address: u32) -> [u8; 5] {
    let group = |shift: u32, more: u8| u8::try_from(address >> shift & 0x7f).unwrap_or_default() | more;
    [group(0, 0x80), group(7, 0x80), group(14, 0x80), group(21, 0x80), group(28, 0)]
}

/// Writes the code of a function over what is there. After it, and to the end, nothing is ever reached.
pub fn write(wasm: &mut [u8], body: &Body, code: &[u8]) -> Result<()> {
    let bytes = wasm.get_mut(body.bytes.clone()).context("a function is outside the file")?;
    bytes.fill(0);
    bytes.get_mut(1..=code.len()).context("a function is too short")?.copy_from_slice(code);
    *bytes.last_mut().context("a function is empty")? = 0x0b;
    Ok(())
}

/// Makes zeros of the constants that are not reached. Two may share their bytes.
pub fn clear_constants(linked: &Linked, reached: &BTreeSet<Node>, wasm: &mut [u8]) -> Result<()> {
    let before = wasm.to_vec();
    let constants = linked.constants.iter().enumerate().filter_map(|(symbol, it)| Some((symbol, it.as_ref()?)));
    let (kept, gone): (Vec<_>, Vec<_>) = constants.partition(|(symbol, _)| reached.contains(&Node::Constant(*symbol)));
    for (_, constant) in gone {
        zero(wasm, constant)?;
    }
    for (_, Constant { bytes, .. }) in kept {
        let to = wasm.get_mut(bytes.clone()).context("a constant is outside the file")?;
        to.copy_from_slice(before.get(bytes.clone()).unwrap_or_default());
    }
    Ok(())
}

/// The module without the sections that only linkers read: they no longer fit it.
pub fn without_links(wasm: &[u8]) -> Result<Vec<u8>> {
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
