//! A contract as an actor sees it, with what they may do with it.

use serde_json::{Value, json};

use super::state::State;
use crate::model::{Actor, Contract, TemplateFault};

impl State {
    /// The body of a response, with the actor's current permissions.
    pub fn contract_json(&self, actor: &Actor, contract: &Contract) -> Value {
        let mut view = Contract { events: Vec::new(), links: Vec::new(), files: Vec::new(), ..contract.clone() };
        view.set(
            "_permissions",
            json!({
                "contract:delete": actor.creates_in(contract.workspace) && contract.state() != "signed",
                "contract:publish": self.may_publish(actor, contract) && contract.state() == "draft",
            }),
        );
        view.set("parties", contract.parties.clone());
        view.set("data_fields", contract.data_fields.clone());
        view.body
    }

    /// Whether the actor may publish a draft.
    pub fn may_publish(&self, actor: &Actor, contract: &Contract) -> bool {
        let fault = self.template(contract.template).and_then(|template| template.fault.as_ref());
        actor.creates_in(contract.workspace) && !matches!(fault, Some(TemplateFault::PublishForbidden))
    }
}
