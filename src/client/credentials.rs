//! The headers that prove who is asking. Their only way out is a request.

use std::fmt;
use std::rc::Rc;

const USER: &str = "x-oneflow-user-email";

/// What `authorize` gave: opaque, never printed, never serialised.
#[derive(Clone, Default)]
pub struct Credentials(Rc<[(String, String)]>);

impl Credentials {
    /// Takes the headers in.
    pub fn new(headers: Vec<(String, String)>) -> Self {
        Self(headers.into())
    }

    /// The headers, for the transport alone.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same without the acting user, to ask whether the token alone is accepted.
    #[must_use]
    pub fn without_user(&self) -> Self {
        Self(self.0.iter().filter(|(name, _)| !name.eq_ignore_ascii_case(USER)).cloned().collect())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direct() -> Credentials {
        Credentials::new(vec![
            ("X-Oneflow-Api-Token".into(), "secret".into()),
            (USER.into(), "siri@example.com".into()),
        ])
    }

    #[test]
    fn nothing_of_it_can_be_printed() {
        assert_eq!(format!("{:?}", direct()), "Credentials(..)");
    }

    #[test]
    fn the_acting_user_can_be_left_out_whatever_the_case_of_the_names() {
        let alone = direct().without_user();
        assert_eq!(alone.headers().map(|(name, _)| name).collect::<Vec<_>>(), ["X-Oneflow-Api-Token"]);
    }
}
