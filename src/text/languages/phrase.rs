//! The kinds of phrases: one text, one that depends on a count, a title with what to do.

/// A phrase that depends on a count, `{0}`. Its forms are called what `Intl.PluralRules` calls them, which also decides
/// which count takes which. A form that a language has no need of is empty: then it is `other`.
#[derive(Clone, Copy)]
pub struct Counted {
    /// Like English 1.
    pub one: &'static str,
    /// Like Polish 2.
    pub few: &'static str,
    /// Like Polish 5. French, Italian, Portuguese and Spanish have this form for millions, which nothing here counts.
    pub many: &'static str,
    /// For any other count.
    pub other: &'static str,
}

/// The names of the forms, in the order in which the list has their texts.
const FORMS: [&str; 4] = ["one", "few", "many", "other"];

/// What languages with two forms leave out.
pub const TWO_FORMS: Counted = Counted { one: "", few: "", many: "", other: "" };

/// A title and what to do about it.
#[derive(Clone, Copy)]
pub struct NoticeText {
    /// What happened.
    pub title: &'static str,
    /// Who can fix it, and how.
    pub body: &'static str,
}

/// A counted phrase, by where its forms begin in a list.
#[derive(Clone, Copy)]
pub struct Forms(usize);

impl Forms {
    /// The text of the form with this name.
    pub fn text(self, texts: &[&'static str], name: &str) -> &'static str {
        let last = FORMS.len() - 1;
        let nth = FORMS.iter().position(|form| *form == name).unwrap_or(last);
        match <&str>::at(texts, self.0 + nth) {
            "" => <&str>::at(texts, self.0 + last),
            text => text,
        }
    }
}

/// A phrase, as a few of the texts in a list.
pub trait Phrase {
    /// How many texts it is.
    const TEXTS: usize;
    /// What it is once it is taken from a list.
    type Taken;
    /// Takes its texts from where they begin in the list.
    fn at(texts: &[&'static str], first: usize) -> Self::Taken;
    /// Appends its texts, each with its name.
    fn list(&self, name: &str, to: &mut Vec<(String, &'static str)>);
}

impl Phrase for &'static str {
    const TEXTS: usize = 1;
    type Taken = Self;

    fn at(texts: &[&'static str], first: usize) -> Self {
        texts.get(first).copied().unwrap_or_default()
    }

    fn list(&self, name: &str, to: &mut Vec<(String, &'static str)>) {
        to.push((name.to_owned(), self));
    }
}

impl Phrase for Counted {
    const TEXTS: usize = FORMS.len();
    type Taken = Forms;

    fn at(_: &[&'static str], first: usize) -> Forms {
        Forms(first)
    }

    fn list(&self, name: &str, to: &mut Vec<(String, &'static str)>) {
        let texts = [self.one, self.few, self.many, self.other];
        to.extend(FORMS.iter().zip(texts).map(|(form, text)| (format!("{name}_{form}"), text)));
    }
}

impl Phrase for NoticeText {
    const TEXTS: usize = 2;
    type Taken = Self;

    fn at(texts: &[&'static str], first: usize) -> Self {
        Self { title: <&str>::at(texts, first), body: <&str>::at(texts, first + 1) }
    }

    fn list(&self, name: &str, to: &mut Vec<(String, &'static str)>) {
        to.push((format!("{name}_title"), self.title));
        to.push((format!("{name}_body"), self.body));
    }
}
