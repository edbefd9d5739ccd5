//! Short names for the imports and exports between the WebAssembly module and its JavaScript: nobody else uses them,
//! and each contains a hash, which does not compress.

use std::collections::HashMap;

/// Hands out a short name for each long one, the same for the same.
#[derive(Default)]
pub struct Names(HashMap<String, String>);

impl Names {
    /// The short name for this one; a name that is short already stays.
    pub fn shorten(&mut self, name: &str) -> String {
        let generated = name.starts_with("__") || name.contains("__") || name.starts_with("app_");
        if !generated {
            return name.to_owned();
        }
        let next = format!("w{}", self.0.len());
        self.0.entry(name.to_owned()).or_insert(next).clone()
    }

    /// The script with every long name replaced where it is a whole word.
    pub fn replace_in(&self, script: &str) -> String {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let mut replaced = String::with_capacity(script.len());
        let mut rest = script;
        while !rest.is_empty() {
            let word = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            let (name, after) = rest.split_at(word);
            replaced.push_str(self.0.get(name).map_or(name, String::as_str));
            let gap = after.find(is_part).unwrap_or(after.len());
            let (between, next) = after.split_at(gap);
            replaced.push_str(between);
            rest = next;
        }
        replaced
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_name_is_replaced_as_a_whole_word_and_nowhere_else() {
        let mut names = Names::default();
        assert_eq!(names.shorten("__wbg_get_abc"), "w0");
        assert_eq!(names.shorten("__wbg_set_abc"), "w1");
        assert_eq!(names.shorten("__wbg_get_abc"), "w0");
        assert_eq!(names.shorten("memory"), "memory");
        let script = "x.__wbg_get_abc(memory), { __wbg_set_abc: my__wbg_get_abc }";
        assert_eq!(names.replace_in(script), "x.w0(memory), { w1: my__wbg_get_abc }");
    }
}
