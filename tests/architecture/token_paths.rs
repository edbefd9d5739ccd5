//! Paths in what is handed to macros, as far as they stand there as they stand in code.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

/// A path among tokens.
pub struct TokenPath {
    pub segments: Vec<String>,
    /// It begins with `::`.
    pub leading: bool,
    pub span: Span,
}

/// The paths in the tokens, and in the groups among them.
pub fn token_paths(stream: TokenStream) -> Vec<TokenPath> {
    let mut found = Vec::new();
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let before = &tokens[..at];
        at += 1;
        match token {
            TokenTree::Group(group) => found.extend(token_paths(group.stream())),
            TokenTree::Ident(first) if begins_a_path(first, before) => {
                let mut segments = vec![first.to_string()];
                while let Some(next) = continued(&tokens[at..]) {
                    segments.push(next);
                    at += 3;
                }
                found.push(TokenPath { segments, leading: ends_in_colons(before), span: first.span() });
            }
            _ => {}
        }
    }
    found
}

/// The name after `::`, if one follows.
fn continued(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [first, second, TokenTree::Ident(name), ..] if is(first, ':') && is(second, ':') => Some(name.to_string()),
        _ => None,
    }
}

/// Whether it is neither a field or method, nor a lifetime, nor a variable of a macro, nor a member of a generic type.
fn begins_a_path(name: &Ident, before: &[TokenTree]) -> bool {
    match before {
        [.., first, second] if is(first, '.') && is(second, '.') => true,
        [.., last] if is(last, '.') || is(last, '\'') => false,
        [.., last] if is(last, '$') => name == "crate",
        [.., generic, first, second] if is(first, ':') && is(second, ':') => !is(generic, '>'),
        _ => true,
    }
}

fn ends_in_colons(before: &[TokenTree]) -> bool {
    matches!(before, [.., first, second] if is(first, ':') && is(second, ':'))
}

fn is(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}
