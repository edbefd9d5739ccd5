//! What an actor may do with a contract, and the contract as he sees it.

use serde_json::{Value, json};

use super::contract::Contract;
use super::model::{Mark, Template};
use super::state::{Actor, State};

impl State {
    /// The contract with what this actor may do with it now.
    pub fn seen_by(&self, actor: &Actor, contract: &Contract) -> Value {
        let mut shown = Contract { events: Vec::new(), links: Vec::new(), ..contract.clone() };
        shown.set(
            "_permissions",
            json!({
                "contract:delete": actor.creates_in(contract.workspace) && contract.state() != "signed",
                "contract:publish": self.may_publish(actor, contract) && contract.state() == "draft",
            }),
        );
        shown.set("parties", contract.parties.clone());
        shown.set("data_fields", contract.data_fields.clone());
        shown.body
    }

    /// Whether this actor may publish it, if it is a draft.
    pub fn may_publish(&self, actor: &Actor, contract: &Contract) -> bool {
        let mark = self.template(contract.template).and_then(|template| template.mark.as_ref());
        actor.creates_in(contract.workspace) && !matches!(mark, Some(Mark::NoPublishing))
    }

    pub fn template(&self, id: u64) -> Option<&Template> {
        self.templates.iter().find(|template| template.id == id)
    }
}
