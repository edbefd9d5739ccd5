//! The host's `authorize`: what it gives at each call; the last row of the table holds for all further calls.

use oneflow_contract_picker::api::failure::Session;
use oneflow_contract_picker::client::access::Access;
use oneflow_contract_picker::flow::effect::Cause;
use oneflow_sandbox::TOKEN;

/// What one call gives.
#[derive(Clone, Debug)]
pub enum Gives {
    /// The sandbox's token and this user.
    User(&'static str),
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
    pub calls: Vec<Cause>,
}

impl Authorize {
    pub fn new(table: &[Gives]) -> Self {
        Self { table: table.to_vec(), calls: Vec::new() }
    }

    /// Answers a call as the page does.
    pub fn ask(&mut self, cause: Cause) -> Result<Access, Session> {
        let row = self.calls.len().min(self.table.len() - 1);
        self.calls.push(cause);
        match self.table[row] {
            Gives::User(email) => Ok(direct(TOKEN, email)),
            Gives::StaleToken => Ok(direct("sandbox-0000000000000000000000000stale00", oneflow_sandbox::USER)),
            Gives::Rejection => Err(Session::Rejected),
            Gives::Nothing => Err(Session::Hung),
            Gives::Nonsense => Err(Session::Nonsense),
        }
    }
}

fn direct(token: &str, email: &str) -> Access {
    Access::new(vec![
        ("x-oneflow-api-token".to_owned(), token.to_owned()),
        ("x-oneflow-user-email".to_owned(), email.to_owned()),
    ])
}
