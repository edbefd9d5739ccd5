//! Who agrees to a plan.

use std::io::{self, IsTerminal as _, Write as _};

use oneflow_broker::blueprint::Consent;

/// Who agrees.
pub enum Agreement {
    Given,
    AtTheTerminal,
}

impl Agreement {
    /// Whether the answer to the question is yes.
    pub fn ask(self, question: &str) -> Consent {
        match self {
            Self::Given => Consent::Given,
            Self::AtTheTerminal if io::stdin().is_terminal() && io::stdout().is_terminal() => {
                print!("{question} [y/N] ");
                let mut answer = String::new();
                let heard = io::stdout().flush().and_then(|()| io::stdin().read_line(&mut answer));
                let agrees = matches!(answer.trim().to_lowercase().as_str(), "y" | "yes");
                if heard.is_ok() && agrees { Consent::Given } else { Consent::Refused }
            }
            Self::AtTheTerminal => Consent::Impossible,
        }
    }
}
