//! The modules that JavaScript shares with Rust: the style sheet and the languages.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::languages::ALL;
use crate::languages::phrases::TEXTS_OF_SMALL;
use crate::run;
use crate::workspace::{self, Workspace};

/// The custom properties first: the widget's own rules use them.
pub const STYLES: [&str; 2] = ["src/view/style/tokens.css", "src/view/style/widget.css"];

/// What only the full module draws.
pub const FULL_STYLES: [&str; 1] = ["src/view/style/full.css"];

/// How many phrases, the first ones, an element needs before it has those of a language.
const FALLBACK: usize = 6;

/// A style sheet as it is in the sources.
pub fn css(workspace: &Workspace, paths: &[&str]) -> Result<String> {
    paths.iter().map(|path| workspace::read(&workspace.root.join(path))).collect()
}

/// The style sheet without what browsers do not need.
pub fn minified(workspace: &Workspace, css: &str) -> Result<String> {
    let mut esbuild = std::process::Command::new(workspace.npm_tool("esbuild"));
    let small = run::convert(esbuild.args(["--loader=css", "--minify", "--log-level=warning"]), css);
    Ok(small.context("the style sheet is not valid")?.trim_end().to_owned())
}

/// `style.js`.
pub fn style_module(css: &str) -> String {
    module(&Value::from(css))
}

/// The modules of the folder `lang/`: the texts of each language, those of the full module apart; the names of all; and
/// what loads them.
pub fn languages() -> Vec<(String, String)> {
    let mut modules = Vec::new();
    for (code, phrases) in ALL {
        let texts: Vec<_> = phrases.list().into_iter().map(|(_, text)| text).collect();
        let (small, rest) = texts.split_at(TEXTS_OF_SMALL);
        modules.push((format!("{code}.js"), module(&Value::from(small))));
        modules.push((format!("full-{code}.js"), module(&Value::from(rest))));
    }
    modules.push(("names.js".to_owned(), module(&Value::from(message_names()))));
    modules.push(("all.js".to_owned(), all_languages()));
    modules.push(("full.js".to_owned(), loaders("full-")));
    modules
}

/// The names of the texts, as the element's property `messages` calls them.
pub fn message_names() -> Vec<String> {
    ALL[0].1.list().into_iter().map(|(name, _)| camel_case(&name)).collect()
}

/// `messages.d.ts`.
pub fn message_types() -> String {
    let names = message_names().join("'\n  | '");
    let comment = "/** The names of the element's texts, for its property `messages`. */";
    format!("{comment}\nexport type MessageName =\n  | '{names}';\n")
}

/// A language is loaded when it is needed; only what an element says before that is there at once, in English.
fn all_languages() -> String {
    let languages = loaders("");
    let fallback: Vec<_> = ALL[0].1.list().into_iter().map(|(_, text)| text).take(FALLBACK).collect();
    let fallback = Value::from(fallback);
    format!("export const fallback = {fallback};\n{languages}export const names = () => import('./names.js');\n")
}

/// What loads the texts of a language, by its code.
fn loaders(prefix: &str) -> String {
    let loaders: Vec<_> =
        ALL.iter().map(|(code, _)| format!("  {code}: () => import('./{prefix}{code}.js'),\n")).collect();
    format!("export const languages = {{\n{}}};\n", loaders.concat())
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

fn module(value: &Value) -> String {
    format!("export default {value};\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_is_one_quoted_text() {
        assert_eq!(
            style_module(".a::before{content:\"\\201c\"}"),
            "export default \".a::before{content:\\\"\\\\201c\\\"}\";\n"
        );
    }

    #[test]
    fn each_language_is_a_list_of_texts_and_has_a_name_for_each() {
        let modules = languages();
        let english = modules.first().map(|(_, module)| module.as_str()).unwrap_or_default();
        assert!(english.starts_with("export default [\"Loading the contract form\","), "{english}");
        let names = message_names();
        assert_eq!(names.len(), ALL[0].1.list().len());
        assert!(
            names.contains(&"toCorrectOne".to_owned()) && names.contains(&"createPlanTitle".to_owned()),
            "{names:?}"
        );
    }

    #[test]
    fn what_is_said_before_a_language_is_there_is_what_the_element_says_by_itself() {
        let names = message_names();
        let own = ["formLoading", "formBlocked", "formUnloaded", "formCrashed", "formHint", "again"];
        assert_eq!(names.get(..FALLBACK), Some(&own.map(str::to_owned)[..]));
        let all = all_languages();
        assert!(all.starts_with("export const fallback = [\"Loading the contract form\","), "{all}");
        assert!(all.contains("\"Try again\"];\nexport const languages = {\n  en: () => import('./en.js'),\n"), "{all}");
    }

    fn placeholders(text: &str) -> Vec<char> {
        let mut found: Vec<_> = text.match_indices('{').filter_map(|(at, _)| text[at..].chars().nth(1)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    #[test]
    fn every_language_has_the_same_placeholders() {
        let english = ALL[0].1.list();
        for (code, phrases) in ALL {
            for ((name, text), (_, original)) in phrases.list().into_iter().zip(&english) {
                if !FORMS.iter().any(|form| name.ends_with(form)) {
                    assert_eq!(placeholders(text), placeholders(original), "{code}: {name}");
                }
            }
        }
    }

    /// The forms of a counted phrase that not every language has, or that may say the count in words.
    const FORMS: [&str; 3] = ["_one", "_few", "_many"];

    #[test]
    fn a_form_for_several_counts_says_the_count_as_the_last_form_does() {
        // For `one` alone, `tests/browser/languages.test.js` asks a browser how many counts it is for.
        for (code, phrases) in ALL {
            let texts = phrases.list();
            let (mut singular, mut forms) = ("", Vec::new());
            for (name, text) in texts {
                match name.rsplit_once('_') {
                    Some((_, "one")) => singular = text,
                    Some((_, "few" | "many")) => forms.push(text),
                    Some((_, "other")) => {
                        let said = placeholders(text);
                        assert!(placeholders(singular).iter().all(|it| said.contains(it)), "{code}: {name}");
                        for form in forms.drain(..).filter(|form| !form.is_empty()) {
                            assert_eq!(placeholders(form), said, "{code}: {name}");
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// Texts that are the same in every language: signs between values, and a hint that only developers read.
    const SHARED: [&str; 5] = ["form_hint", "problem_at", "in_workspace", "state_and_id", "megabytes"];

    /// What every language shares with English: a colon has a space before it in French, and two languages
    /// have units of their own.
    fn is_sign(code: &str, name: &str) -> bool {
        SHARED.contains(&name) && !OTHERS.contains(&(code, name))
    }

    const OTHERS: [(&str, &str); 3] = [("fr", "problem_at"), ("fr", "megabytes"), ("fi", "megabytes")];

    /// Words that a language shares with English.
    fn shared(code: &str) -> &'static [&'static str] {
        match code {
            "sv" => &["nth_person"],
            "nb" => &["nth_person", "send", "channel_sms", "row_sum"],
            "da" => &["nth_person", "send", "invitation_title"],
            "de" => &["nth_person", "name", "person_name", "optional", "channel_sms", "kilobytes"],
            "fr" => &["parties", "invitation_title", "message", "channel_sms", "product_description"],
            "es" | "pt" | "pl" => &["channel_sms"],
            "it" => &["channel_sms", "files_in_all_one"],
            "nl" => &["contract", "product_name", "list_count_one"],
            _ => &[],
        }
    }

    #[test]
    fn no_text_is_left_in_english() {
        let english = ALL[0].1.list();
        for (code, phrases) in &ALL[1..] {
            for ((name, text), (_, original)) in phrases.list().into_iter().zip(&english) {
                let may_be_equal = is_sign(code, &name) || shared(code).contains(&&*name) || text.is_empty();
                assert_eq!(text == *original, may_be_equal, "{code}: {name}: {text}");
            }
        }
    }

    #[test]
    fn no_text_is_empty_or_has_spaces_around_it() {
        for (code, phrases) in ALL {
            for (name, text) in phrases.list() {
                // What stands between thousands may be a space.
                let bare = if name == "thousands" { text } else { text.trim() };
                let may_be_empty = name.ends_with("_few") || name.ends_with("_many");
                assert!((may_be_empty || !bare.is_empty()) && bare == text, "{code}: {name}: {text:?}");
            }
        }
    }

    #[test]
    fn every_language_writes_its_own_marks() {
        for (code, phrases) in ALL {
            assert_eq!(phrases.tag, code);
            let others = match code {
                "en" | "pt" => "„«»‘\"",
                "de" => "”«»‘\"",
                "es" | "fr" | "it" | "nb" => "“”„‘\"",
                "nl" => "“”„«»\"",
                "pl" => "“«»‘\"",
                _ => "“„«»‘\"",
            };
            for (name, text) in phrases.list() {
                assert!(!text.contains(|mark| others.contains(mark)) && !text.contains(".."), "{code}: {name}: {text}");
            }
        }
    }

    #[test]
    fn no_sign_is_alone_at_the_beginning_of_a_line_in_french() {
        let french = ALL.iter().find(|(code, _)| *code == "fr").map(|(_, phrases)| phrases.list()).unwrap_or_default();
        assert!(!french.is_empty());
        for (name, text) in french.into_iter().filter(|(name, _)| name != "form_hint") {
            let text = text.replace("https://", "");
            for (at, sign) in text.char_indices() {
                let before = text[..at].chars().next_back();
                let after = text[at + sign.len_utf8()..].chars().next();
                let is_right = match sign {
                    ':' | '»' => before == Some('\u{a0}'),
                    ';' | '!' | '?' => before == Some('\u{202f}'),
                    '«' => after == Some('\u{a0}'),
                    _ => true,
                };
                assert!(is_right, "{name}: {text}");
            }
        }
    }

    #[test]
    fn a_question_begins_with_its_sign_in_spanish() {
        let spanish = ALL.iter().find(|(code, _)| *code == "es").map(|(_, phrases)| phrases.list()).unwrap_or_default();
        assert!(spanish.iter().any(|(_, text)| text.contains('?')));
        for (name, text) in spanish {
            assert_eq!(text.matches('?').count(), text.matches('¿').count(), "{name}: {text}");
            assert_eq!(text.matches('!').count(), text.matches('¡').count(), "{name}: {text}");
        }
    }
}
