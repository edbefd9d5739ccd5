//! The tokens of Rust code one after the other, without comments and documentation.

use proc_macro2::{TokenStream, TokenTree};

/// A token; brackets are left out.
pub struct Token {
    pub text: String,
    pub line: usize,
    pub kind: Kind,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Name,
    Mark,
    Literal,
}

impl Token {
    pub fn is_name(&self, name: &str) -> bool {
        self.kind == Kind::Name && self.text == name
    }

    pub fn is_mark(&self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.text == mark
    }
}

/// The tokens of a file.
pub fn tokens(text: &str) -> Vec<Token> {
    tokens_of(text.parse().expect("Rust code"))
}

/// The tokens of a part of a file.
pub fn tokens_of(stream: TokenStream) -> Vec<Token> {
    let mut found = Vec::new();
    collect(stream, &mut found);
    found
}

fn collect(stream: TokenStream, found: &mut Vec<Token>) {
    for tree in stream {
        let (text, kind) = match &tree {
            TokenTree::Group(group) => {
                if !is_documentation(group.stream()) {
                    collect(group.stream(), found);
                }
                continue;
            }
            TokenTree::Ident(name) => (name.to_string(), Kind::Name),
            TokenTree::Punct(mark) => (mark.as_char().to_string(), Kind::Mark),
            TokenTree::Literal(literal) => (literal.to_string(), Kind::Literal),
        };
        found.push(Token { text, line: tree.span().start().line, kind });
    }
}

fn is_documentation(inside: TokenStream) -> bool {
    let mut inside = inside.into_iter();
    matches!(inside.next(), Some(TokenTree::Ident(name)) if name == "doc")
        && matches!(inside.next(), Some(TokenTree::Punct(mark)) if mark.as_char() == '=')
}
