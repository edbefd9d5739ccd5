//! Text that many places share.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use arcstr::ArcStr;

use crate::json::{DecodeError, FromJson, Json, ToJson, Writer};

/// Text that many places share: one word, which a clone copies. What is done with it at many places is code that exists
/// once: `Rc<str>`, two words that are counted wherever they are copied, makes the whole download 2 % larger.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(ArcStr);

impl Text {
    /// Whether it is the same text, and not only an equal one.
    pub fn is_same(&self, other: &Self) -> bool {
        ArcStr::ptr_eq(&self.0, &other.0)
    }
}

impl Clone for Text {
    #[inline(never)]
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl Default for Text {
    fn default() -> Self {
        Self(ArcStr::new())
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl From<&str> for Text {
    #[inline(never)]
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::from(&*text)
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::from(&**text)
    }
}

impl From<Cow<'_, str>> for Text {
    fn from(text: Cow<str>) -> Self {
        Self::from(&*text)
    }
}

impl FromJson for Text {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        json.text().map(Self::from)
    }
}

impl ToJson for Text {
    fn to_json(&self, to: &mut Writer) {
        (**self).to_json(to);
    }
}
