//! What the script of wasm-bindgen has that the element never uses, and what takes its place.

use anyhow::{Context, Result, ensure};

/// A part of the script, by its first and its last characters.
struct Cut {
    from: &'static str,
    to: &'static str,
    instead: &'static str,
}

const fn cut(from: &'static str, to: &'static str) -> Cut {
    Cut { from, to, instead: "" }
}

/// The script is a statement for classic pages; only its inside is left, for the body of a function.
const CUTS: [Cut; 10] = [
    // The path from the script to the wasm: `www/load.js` knows it.
    cut("let wasm_bindgen = (function(exports) {", "location.href).toString();\n            }"),
    // Ways to load and to start the module. One is left: what is compiled already becomes an instance.
    Cut {
        from: "let wasmModule, wasmInstance, wasm;",
        to: "})({ __proto__: null });",
        instead: "const wasm = new WebAssembly.Instance(module, __wbg_get_imports()).exports;\n\
                  wasm.__wbindgen_start();\nreturn exports;",
    },
    // Nobody frees an `App`: its memory ends with the instance. A finalizer would even call into one that has stopped.
    cut("AppFinalization.register(", ";"),
    cut("__destroy_into_raw() {", "}"),
    cut("free() {", "}"),
    cut("if (Symbol.dispose)", ";"),
    cut("const AppFinalization", ";"),
    // Browsers that lack what every browser has that the package supports.
    cut("(typeof FinalizationRegistry === 'undefined')", "unregister: () => {} }\n                        : "),
    Cut {
        from: "cachedDataViewMemory0 === null || ",
        to: ".buffer !== wasm.memory.buffer)",
        instead: "cachedDataViewMemory0?.buffer !== wasm.memory.buffer",
    },
    // A text is always passed with a function that moves it to where there is more room.
    cut("if (realloc === undefined) {", "return ptr;\n                }"),
];

/// The export that frees an `App`.
pub const UNUSED_EXPORT: &str = "__wbg_app_free";

/// The script without what is never used. Fails where the script is not as it was when the cuts were chosen.
pub fn without_unused(script: &str) -> Result<String> {
    let mut rest = script.to_owned();
    for Cut { from, to, instead } in CUTS {
        let changed = || format!("the script of wasm-bindgen has changed around `{from}`: see {}", file!());
        ensure!(rest.matches(from).count() == 1, changed());
        let (before, after) = rest.split_once(from).with_context(changed)?;
        let (_, after) = after.split_once(to).with_context(changed)?;
        rest = [before, instead, after].concat();
    }
    ensure!(!rest.contains(UNUSED_EXPORT), "the script of wasm-bindgen still frees an `App`: see {}", file!());
    Ok(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A script that has every part, each with something inside it, and something between them.
    fn script() -> String {
        let part = |cut: &Cut| format!("{}1{}\n", cut.from, cut.to);
        CUTS.iter().map(part).collect::<Vec<_>>().join("kept();\n")
    }

    #[test]
    fn what_is_never_used_is_cut_and_what_is_between_stays() -> Result<()> {
        let left = without_unused(&script())?;
        assert_eq!(left.matches("kept();").count(), CUTS.len() - 1);
        assert!(left.contains("new WebAssembly.Instance(module"), "{left}");
        assert!(!left.contains("let wasm_bindgen") && !left.contains("Finalization"), "{left}");
        Ok(())
    }

    #[test]
    fn a_script_without_one_of_the_parts_or_with_one_twice_is_refused_and_the_file_to_change_is_named() {
        for Cut { from, to, .. } in CUTS {
            for changed in [script().replace(from, "x"), script().replace(to, "x"), [&*script(), from].concat()] {
                let message = without_unused(&changed).map_err(|error| error.to_string());
                assert!(message.is_err_and(|message| message.contains("cuts.rs")), "{from}");
            }
        }
    }
}
