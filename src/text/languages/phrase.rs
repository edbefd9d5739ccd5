//! The kinds of phrases: one text, one that depends on a count, a title with what to do.

/// A phrase that depends on a count.
#[derive(Clone, Copy)]
pub struct Counted {
    /// For exactly one.
    pub one: &'static str,
    /// For any other count; `{0}` is the count.
    pub other: &'static str,
}

/// A title and what to do about it.
#[derive(Clone, Copy)]
pub struct NoticeText {
    /// What happened.
    pub title: &'static str,
    /// Who can fix it, and how.
    pub body: &'static str,
}

/// A phrase, as a few of the texts in a list.
pub(super) trait Phrase: Sized {
    /// How many texts it is.
    const TEXTS: usize;
    /// Takes its texts from where they begin in the list.
    fn at(texts: &[&'static str], first: usize) -> Self;
    /// Appends its texts, each with its name.
    fn list(&self, name: &str, to: &mut Vec<(String, &'static str)>);
}

impl Phrase for &'static str {
    const TEXTS: usize = 1;

    fn at(texts: &[&'static str], first: usize) -> Self {
        texts.get(first).copied().unwrap_or_default()
    }

    fn list(&self, name: &str, to: &mut Vec<(String, &'static str)>) {
        to.push((name.to_owned(), self));
    }
}

impl Phrase for Counted {
    const TEXTS: usize = 2;

    fn at(texts: &[&'static str], first: usize) -> Self {
        Self { one: Phrase::at(texts, first), other: Phrase::at(texts, first + 1) }
    }

    fn list(&self, name: &str, to: &mut Vec<(String, &'static str)>) {
        to.push((format!("{name}_one"), self.one));
        to.push((format!("{name}_other"), self.other));
    }
}

impl Phrase for NoticeText {
    const TEXTS: usize = 2;

    fn at(texts: &[&'static str], first: usize) -> Self {
        Self { title: Phrase::at(texts, first), body: Phrase::at(texts, first + 1) }
    }

    fn list(&self, name: &str, to: &mut Vec<(String, &'static str)>) {
        to.push((format!("{name}_title"), self.title));
        to.push((format!("{name}_body"), self.body));
    }
}
