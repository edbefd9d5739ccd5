//! The names in JavaScript, TypeScript and JSX: what is neither comment, text nor regular expression.

/// A name with its line and whether it belongs to a value before it, as in `value.name`.
#[derive(Debug, PartialEq)]
pub struct Name {
    pub text: String,
    pub line: usize,
    pub is_member: bool,
}

/// Words after which a slash begins a regular expression.
const BEFORE_REGEX: [&str; 6] = ["return", "typeof", "case", "in", "of", "await"];

/// The names of a file in their order.
pub fn names(text: &str) -> Vec<Name> {
    let mut reader = Reader { rest: text, line: 1, found: Vec::new(), before: String::new(), braces: Vec::new() };
    while reader.step() {}
    reader.found
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    found: Vec<Name>,
    /// The last name or mark.
    before: String,
    /// For each open brace, whether it stands in a template.
    braces: Vec<Brace>,
}

#[derive(PartialEq)]
enum Brace {
    Block,
    Template,
}

impl Reader<'_> {
    /// Reads what comes next; false at the end.
    fn step(&mut self) -> bool {
        let Some(first) = self.rest.chars().next() else {
            return false;
        };
        match first {
            '/' if self.rest.starts_with("//") => self.skip(self.rest.find('\n').unwrap_or(self.rest.len())),
            '/' if self.rest.starts_with("/*") => {
                self.skip(self.rest.find("*/").map_or(self.rest.len(), |end| end + 2));
            }
            '/' if self.regex_may_follow() => self.regex(),
            '"' | '\'' => self.quoted(first),
            '`' => self.template(1),
            '}' if self.braces.pop() == Some(Brace::Template) => self.template(1),
            '{' => {
                self.braces.push(Brace::Block);
                self.mark(first);
            }
            _ if is_name(first) => self.name(),
            _ if first.is_whitespace() => self.skip(first.len_utf8()),
            _ => self.mark(first),
        }
        true
    }

    fn skip(&mut self, length: usize) {
        let (skipped, rest) = self.rest.split_at(length);
        self.line += skipped.matches('\n').count();
        self.rest = rest;
    }

    fn mark(&mut self, mark: char) {
        // `...name` spreads a value and belongs to none.
        self.before = if mark == '.' && self.before.starts_with('.') { "..".into() } else { mark.into() };
        self.skip(mark.len_utf8());
    }

    fn name(&mut self) {
        let length = self.rest.find(|c| !is_name(c)).unwrap_or(self.rest.len());
        let text = self.rest[..length].to_owned();
        if !text.starts_with(|c: char| c.is_ascii_digit()) {
            self.found.push(Name { text: text.clone(), line: self.line, is_member: self.before == "." });
        }
        self.before = text;
        self.skip(length);
    }

    fn quoted(&mut self, quote: char) {
        let end = self.end_of(|c| c == quote || c == '\n');
        self.skip(end);
        self.before = quote.into();
    }

    /// The text of a template, up to its end or to the value in it.
    fn template(&mut self, opening: usize) {
        let mut at = opening;
        while let Some(next) = self.rest[at..].chars().next() {
            at += match next {
                '\\' => 1 + self.rest[at + 1..].chars().next().map_or(0, char::len_utf8),
                '`' => break,
                '$' if self.rest[at..].starts_with("${") => {
                    self.braces.push(Brace::Template);
                    self.before = "{".into();
                    return self.skip(at + 2);
                }
                other => other.len_utf8(),
            };
        }
        self.before = "`".into();
        self.skip((at + 1).min(self.rest.len()));
    }

    fn regex(&mut self) {
        let mut in_class = false;
        let end = self.end_of(|c| {
            in_class = (in_class || c == '[') && c != ']';
            (c == '/' && !in_class) || c == '\n'
        });
        self.skip(end);
        // Its flags are no name.
        self.skip(self.rest.find(|c| !is_name(c)).unwrap_or(self.rest.len()));
        self.before = "/".into();
    }

    fn regex_may_follow(&self) -> bool {
        let last = self.before.chars().last().unwrap_or('(');
        BEFORE_REGEX.contains(&&*self.before) || !(is_name(last) || matches!(last, ')' | ']' | '"' | '\'' | '`' | '/'))
    }

    /// The length up to and with the character that ends it; a backslash protects the one after it.
    fn end_of(&self, mut ends: impl FnMut(char) -> bool) -> usize {
        let mut escaped = false;
        for (at, c) in self.rest.char_indices().skip(1) {
            if !escaped && ends(c) {
                return at + c.len_utf8();
            }
            escaped = !escaped && c == '\\';
        }
        self.rest.len()
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

#[test]
fn comments_texts_and_regular_expressions_hold_no_names() {
    let found = |text: &str| names(text).into_iter().map(|name| name.text).collect::<Vec<_>>().join(" ");
    assert_eq!(found("a // b\nc /* d\n e */ f"), "a c f");
    assert_eq!(found("a('b', \"c\\\"d\", 'e'.f)"), "a f");
    assert_eq!(found("a`b ${c + `d ${e}` + { f }} g`.h"), "a c e f h");
    assert_eq!(found("`\\`a\\${b}`; c"), "c");
    assert_eq!(found("a = /b[/]c\\/d/gu.test(e) ? f / g / h : [/i/]"), "a test e f g h");
    assert_eq!(found("return /a/; if (b) c / d; x1 = 0x1f"), "return if b c d x1");
    let lines: Vec<usize> = names("a\n`\n`\n/*\n*/ b").into_iter().map(|name| name.line).collect();
    assert_eq!(lines, [1, 5]);
    let members = names("a.b?.c, ...d, this[e]").into_iter().filter(|name| name.is_member);
    assert_eq!(members.map(|name| name.text).collect::<String>(), "bc");
}
