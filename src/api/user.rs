//! The account's users, as `GET /users` lists them: who can stand on the owner side.

use super::{Text, cut};
use crate::json::{DecodeError, FromJson, Json};

/// A user of the account.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// The user's name.
    pub name: Text,
    /// What names the user in requests.
    pub email: Text,
    /// The user's title; may be empty.
    pub title: Text,
    /// Only active users can take part.
    pub active: bool,
}

impl FromJson for User {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self {
            name: json.get("name").map(cut)?,
            email: json.get("email")?,
            title: json.get::<Option<_>>("title")?.map(cut).unwrap_or_default(),
            active: json.get("active")?,
        })
    }
}
