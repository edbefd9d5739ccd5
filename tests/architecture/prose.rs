//! A few words that are retired in prose as well: in comments, documents and messages.

use super::assert_none;
use super::retired_names::{LIST, PROSE, is_or_are};
use super::tree::written;

#[test]
fn no_retired_word_comes_back_in_prose() {
    let mut offenders = Vec::new();
    for file in written(&["rs", "js", "mjs", "jsx", "ts", "css", "html", "md", "toml"]) {
        if !file.path.starts_with(LIST) {
            let found = retired_prose(&file.text).into_iter();
            offenders.extend(
                found.map(|(line, (word, instead))| {
                    format!("{}:{line} \"{word}\" is retired, use {instead}", file.path)
                }),
            );
        }
    }
    assert_none(&offenders);
}

/// The lines that hold a retired word; a line's end may stand inside it.
fn retired_prose(text: &str) -> Vec<(usize, (&'static str, &'static str))> {
    let text = text.to_lowercase();
    let sought = PROSE.map(|rule| (rule, rule.0.split(' ').collect::<Vec<_>>()));
    let possible = sought.iter().filter(|(_, words)| words.iter().all(|word| text.contains(word)));
    let possible: Vec<_> = possible.collect();
    if possible.is_empty() {
        return Vec::new();
    }
    let lines = text.lines().enumerate();
    let words: Vec<(usize, &str)> = lines.flat_map(|(number, line)| in_line(number + 1, line)).collect();
    let mut found = Vec::new();
    for (rule, sought) in possible {
        let windows = words.windows(sought.len());
        let fits = |window: &&[(usize, &str)]| window.iter().zip(sought).all(|((_, word), one)| is_or_are(word, one));
        found.extend(windows.filter(fits).map(|window| (window[0].0, *rule)));
    }
    found
}

fn in_line(number: usize, line: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(move |word| (number, word))
}

#[test]
fn retired_words_are_found_in_prose_over_the_end_of_a_line() {
    let found = |text: &str| retired_prose(text).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
    assert_eq!(found("Two Chores.\nOne is waited\nout by the\ncore."), [1, 3, 2]);
    assert_eq!(found("The encore of the scores waited outside."), [0; 0]);
}
