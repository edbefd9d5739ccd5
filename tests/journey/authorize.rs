//! The host's `authorize`: what it gives at each call; the last row of the table holds for all further calls.

use oneflow_contract_picker::api::failure::SessionError;
use oneflow_contract_picker::client::credentials::Credentials;
use oneflow_contract_picker::flow::effect::AuthorizeReason;
use oneflow_sandbox::TOKEN;

/// What one call gives.
#[derive(Clone, Debug)]
pub enum Gives {
    /// The sandbox's token and this user.
    User(&'static str),
    /// This token and this user.
    Token(String, &'static str),
    /// A token that the sandbox does not know.
    StaleToken,
    /// It throws, or its promise is rejected.
    Rejection,
    /// It never settles.
    Nothing,
    /// Something that is no list of headers.
    Nonsense,
}

/// The table and the calls so far.
pub struct Authorize {
    table: Vec<Gives>,
    pub calls: Vec<AuthorizeReason>,
}

impl Authorize {
    pub fn new(table: &[Gives]) -> Self {
        Self { table: table.to_vec(), calls: Vec::new() }
    }

    /// Answers a call as the page does.
    pub fn ask(&mut self, cause: AuthorizeReason) -> Result<Credentials, SessionError> {
        let row = self.calls.len().min(self.table.len() - 1);
        self.calls.push(cause);
        match &self.table[row] {
            Gives::User(email) => Ok(direct(TOKEN, email)),
            Gives::Token(token, email) => Ok(direct(token, email)),
            Gives::StaleToken => Ok(direct("sandbox-0000000000000000000000000stale00", oneflow_sandbox::USER)),
            Gives::Rejection => Err(SessionError::Rejected),
            Gives::Nothing => Err(SessionError::TimedOut),
            Gives::Nonsense => Err(SessionError::Invalid),
        }
    }
}

fn direct(token: &str, email: &str) -> Credentials {
    Credentials::new(vec![
        ("x-oneflow-api-token".to_owned(), token.to_owned()),
        ("x-oneflow-user-email".to_owned(), email.to_owned()),
    ])
}
