//! The wasm-bindgen command as far as Trunk uses it, made from the library: nothing is downloaded, and its version is
//! always the widget's.

use std::env;
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    match bind(env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn bind(mut args: impl Iterator<Item = String>) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.typescript(false);
    let (mut folder, mut input) = (".".to_owned(), String::new());
    while let Some(arg) = args.next() {
        let (flag, given) = arg.split_once('=').map_or((arg.as_str(), None), |(flag, value)| (flag, Some(value)));
        let mut value =
            || given.map(str::to_owned).or_else(|| args.next()).with_context(|| format!("{flag} needs a value"));
        match flag {
            "--version" | "-V" => {
                println!("wasm-bindgen {}", wasm_bindgen_shared::version());
                return Ok(());
            }
            "--out-dir" => folder = value()?,
            "--out-name" => drop(bindgen.out_name(&value()?)),
            "--target" => drop(target(&mut bindgen, &value()?)?),
            "--keep-debug" => drop(bindgen.keep_debug(true)),
            "--no-demangle" => drop(bindgen.demangle(false)),
            // The other options of Trunk change nothing here.
            other if other.starts_with('-') => {}
            path => path.clone_into(&mut input),
        }
    }
    ensure!(!input.is_empty(), "no wasm is named");
    bindgen.input_path(input).generate(folder)
}

fn target<'a>(bindgen: &'a mut Bindgen, name: &str) -> Result<&'a mut Bindgen> {
    match name {
        "web" => bindgen.web(true),
        "no-modules" => bindgen.no_modules(true),
        other => anyhow::bail!("the target {other} is not supported here"),
    }
}
