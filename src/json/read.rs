//! Reading types from JSON.

use std::rc::Rc;

use super::error::DecodeError;
use super::value::Json;

/// A type that reads itself from JSON: unknown attributes pass, a missing or wrong one is a [`DecodeError`].
pub trait FromJson: Sized {
    /// How many of them a list may hold: what draws or compares each of them would hold the page up with more.
    const MOST: usize = 2_000;

    /// Reads the value.
    fn from_json(json: &Json) -> Result<Self, DecodeError>;

    /// What an absent attribute stands for, if it may be absent at all.
    fn absent() -> Option<Self> {
        None
    }
}

impl Json<'_> {
    /// Reads the attribute of that name.
    pub fn get<T: FromJson>(&self, key: &str) -> Result<T, DecodeError> {
        match self.find(key) {
            Some(value) => T::from_json(value),
            None => T::absent().filter(|_| matches!(self, Json::Map(_))).ok_or_else(|| self.without()),
        }
        .map_err(|error| error.under(key))
    }

    fn without(&self) -> DecodeError {
        DecodeError::new(if matches!(self, Json::Map(_)) { "a value" } else { "to be in an object" })
    }
}

/// Any value.
impl FromJson for () {
    fn from_json(_: &Json) -> Result<Self, DecodeError> {
        Ok(())
    }
}

impl FromJson for bool {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Bool(value) => Ok(*value),
            _ => Err(DecodeError::new("true or false")),
        }
    }
}

/// The first number that JavaScript cannot tell from its neighbours: the host gets ids as numbers.
const UNSAFE: u64 = 1 << 53;

impl FromJson for u64 {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Integer(value) => u64::try_from(*value).ok().filter(|value| *value < UNSAFE),
            _ => None,
        }
        .ok_or_else(|| DecodeError::new("a whole number"))
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Null => Ok(None),
            value => T::from_json(value).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let Json::List(items) = json else {
            return Err(DecodeError::new("a list"));
        };
        if items.len() > T::MOST {
            return Err(DecodeError::new("fewer items"));
        }
        let mut all = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            all.push(T::from_json(item).map_err(|error| error.at(index))?);
        }
        Ok(all)
    }
}

impl<T: FromJson> FromJson for Rc<T> {
    const MOST: usize = T::MOST;

    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        T::from_json(json).map(Self::new)
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a step that fails is a test that fails")]
mod tests {
    use std::borrow::Cow;

    use super::*;

    #[test]
    fn an_error_deep_inside_names_its_whole_path() {
        struct Template;
        impl FromJson for Template {
            fn from_json(json: &Json) -> Result<Self, DecodeError> {
                json.get::<u64>("id").map(|_| Self)
            }
        }
        struct Workspace;
        impl FromJson for Workspace {
            fn from_json(json: &Json) -> Result<Self, DecodeError> {
                json.get::<Vec<Template>>("templates").map(|_| Self)
            }
        }
        let text = r#"[{"templates": [{"id": 1}, {"id": "two"}]}]"#;
        let error = Json::parse(text).and_then(|json| Vec::<Workspace>::from_json(&json)).err();
        assert_eq!(error.map(|it| it.to_string()), Some("[0].templates[1].id: expected a whole number".into()));
    }

    #[test]
    fn what_is_optional_may_be_null_or_absent_and_what_is_required_may_not() {
        let json = Json::parse(r#"{"a": null}"#).expect("is JSON");
        assert_eq!(json.get::<Option<u64>>("a"), Ok(None));
        assert_eq!(json.get::<Option<u64>>("b"), Ok(None));
        assert_eq!(json.get::<u64>("a").map_err(|it| it.to_string()), Err("a: expected a whole number".into()));
        assert_eq!(json.get::<u64>("b").map_err(|it| it.to_string()), Err("b: expected a value".into()));
    }

    #[test]
    fn a_list_without_end_is_refused_with_its_path() {
        let read = |items: usize| {
            let text = format!(r#"{{"all": [{}0]}}"#, "0,".repeat(items - 1));
            Json::parse(&text).and_then(|json| json.get::<Vec<u64>>("all")).map(|all| all.len())
        };
        assert_eq!(read(2_000), Ok(2_000));
        assert_eq!(read(2_001).map_err(|it| it.to_string()), Err("all: expected fewer items".into()));
    }

    #[test]
    fn text_without_escapes_is_borrowed_and_escapes_are_resolved() {
        assert_eq!(Json::parse(r#""plain""#), Ok(Json::Text(Cow::Borrowed("plain"))));
        assert_eq!(Json::parse(r#""\u00e5\n""#), Ok(Json::Text(Cow::Owned("å\n".into()))));
    }

    #[test]
    fn what_is_not_json_is_an_error_of_the_whole() {
        let error = Json::parse("<html>").map_err(|it| it.to_string());
        assert_eq!(error, Err("the whole: expected JSON".into()));
    }
}
