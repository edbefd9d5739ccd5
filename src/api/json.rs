//! JSON as it arrives from outside, and the way into it: every misfit names its path.
//!
//! One value type serves both borders, Oneflow's answers and the host's settings. Types read themselves out of it by [`Read`]; a derived
//! `Deserialize` for each of them says the same in four times the bytes.

use std::borrow::Cow;
use std::fmt;

use super::Text;
use super::parse::parse;

/// A JSON value that borrows its text where it can.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number: nothing that Oneflow sends is read from one, amounts are text.
    Fraction,
    /// Text.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Json<'a>>),
    /// An object, in its own order.
    Map(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// What did not fit, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit(Box<(String, &'static str)>);

/// A type that reads itself from JSON: unknown attributes pass, a missing or wrong one is a [`Misfit`].
pub trait Read: Sized {
    /// Reads the value.
    fn read(json: &Json) -> Result<Self, Misfit>;

    /// What an absent attribute stands for, if it may be absent at all.
    fn absent() -> Option<Self> {
        None
    }
}

impl<'a> Json<'a> {
    /// Parses the text of an answer.
    pub fn parse(text: &'a str) -> Result<Self, Misfit> {
        parse(text).ok_or_else(|| Misfit::new("JSON"))
    }

    /// The attribute of that name, if this is an object that has it.
    #[inline(never)]
    pub fn find(&self, key: &str) -> Option<&Json<'a>> {
        match self {
            Json::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Reads the attribute of that name.
    pub fn get<T: Read>(&self, key: &str) -> Result<T, Misfit> {
        match self.find(key) {
            Some(value) => T::read(value),
            None => T::absent().filter(|_| matches!(self, Json::Map(_))).ok_or_else(|| self.without()),
        }
        .map_err(|misfit| misfit.under(key))
    }

    fn without(&self) -> Misfit {
        Misfit::new(if matches!(self, Json::Map(_)) { "a value" } else { "to be in an object" })
    }

    /// The entries of an object.
    pub fn entries(&self) -> Result<&[(Cow<'a, str>, Json<'a>)], Misfit> {
        match self {
            Json::Map(entries) => Ok(entries),
            _ => Err(Misfit::new("an object")),
        }
    }

    /// The text, if it is text.
    pub fn text(&self) -> Result<&str, Misfit> {
        match self {
            Json::Text(text) => Ok(text),
            _ => Err(Misfit::new("text")),
        }
    }
}

impl Misfit {
    /// A misfit of the value at hand.
    #[inline(never)]
    pub fn new(expected: &'static str) -> Self {
        Self(Box::new((String::new(), expected)))
    }

    /// The same, seen from the object that holds the value.
    #[must_use]
    #[inline(never)]
    pub fn under(mut self, key: &str) -> Self {
        let path = &mut self.0.0;
        let joint = if path.is_empty() || path.starts_with('[') { "" } else { "." };
        *path = [key, joint, path].concat();
        self
    }

    /// The same, seen from the list that holds the value.
    #[must_use]
    pub fn at(self, index: usize) -> Self {
        self.under(&["[", &index.to_string(), "]"].concat())
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, expected) = &*self.0;
        f.write_str(if path.is_empty() { "the whole" } else { path })?;
        f.write_str(": expected ")?;
        f.write_str(expected)
    }
}

impl Read for bool {
    fn read(json: &Json) -> Result<Self, Misfit> {
        match json {
            Json::Bool(value) => Ok(*value),
            _ => Err(Misfit::new("true or false")),
        }
    }
}

/// The first number that JavaScript cannot tell from its neighbours: the host is told ids as numbers.
const UNSAFE: u64 = 1 << 53;

impl Read for u64 {
    fn read(json: &Json) -> Result<Self, Misfit> {
        match json {
            Json::Integer(value) => u64::try_from(*value).ok().filter(|value| *value < UNSAFE),
            _ => None,
        }
        .ok_or_else(|| Misfit::new("a whole number"))
    }
}

impl Read for Text {
    fn read(json: &Json) -> Result<Self, Misfit> {
        json.text().map(Text::from)
    }
}

impl<T: Read> Read for Option<T> {
    fn read(json: &Json) -> Result<Self, Misfit> {
        match json {
            Json::Null => Ok(None),
            value => T::read(value).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: &Json) -> Result<Self, Misfit> {
        let Json::List(items) = json else {
            return Err(Misfit::new("a list"));
        };
        let mut all = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            all.push(T::read(item).map_err(|misfit| misfit.at(index))?);
        }
        Ok(all)
    }
}

impl<T: Read> Read for std::rc::Rc<T> {
    fn read(json: &Json) -> Result<Self, Misfit> {
        T::read(json).map(Self::new)
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a step that fails is a test that fails")]
mod tests {
    use super::*;

    #[test]
    fn a_misfit_deep_inside_names_its_whole_path() {
        struct Template;
        impl Read for Template {
            fn read(json: &Json) -> Result<Self, Misfit> {
                json.get::<u64>("id").map(|_| Self)
            }
        }
        struct Workspace;
        impl Read for Workspace {
            fn read(json: &Json) -> Result<Self, Misfit> {
                json.get::<Vec<Template>>("templates").map(|_| Self)
            }
        }
        let text = r#"[{"templates": [{"id": 1}, {"id": "two"}]}]"#;
        let misfit = Json::parse(text).and_then(|json| Vec::<Workspace>::read(&json)).err();
        assert_eq!(misfit.map(|it| it.to_string()), Some("[0].templates[1].id: expected a whole number".into()));
    }

    #[test]
    fn what_is_optional_may_be_null_or_absent_and_what_is_required_may_not() {
        let json = Json::parse(r#"{"a": null}"#).expect("is JSON");
        assert_eq!(json.get::<Option<Text>>("a"), Ok(None));
        assert_eq!(json.get::<Option<Text>>("b"), Ok(None));
        assert_eq!(json.get::<Text>("a").map_err(|it| it.to_string()), Err("a: expected text".into()));
        assert_eq!(json.get::<Text>("b").map_err(|it| it.to_string()), Err("b: expected a value".into()));
    }

    #[test]
    fn text_without_escapes_is_borrowed_and_escapes_are_resolved() {
        assert_eq!(Json::parse(r#""plain""#), Ok(Json::Text(Cow::Borrowed("plain"))));
        assert_eq!(Json::parse(r#""\u00e5\n""#), Ok(Json::Text(Cow::Owned("å\n".into()))));
    }

    #[test]
    fn what_is_not_json_is_a_misfit_of_the_whole() {
        let misfit = Json::parse("<html>").map_err(|it| it.to_string());
        assert_eq!(misfit, Err("the whole: expected JSON".into()));
    }
}
