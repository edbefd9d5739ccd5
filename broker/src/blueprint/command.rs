//! The commands, without the command line: what is read, shown, asked and written, in this order.

use super::account::FoundType;
use super::apply::{TypeSteps, apply};
use super::export::{Asked, Exported, export};
use super::parts::Blueprint;
use super::plan::{Ambiguous, Choices, Plan};
use super::remote::Remote;
use super::secret::Variables;

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ending {
    /// Nothing differs, or everything that can be written is.
    Good,
    /// Something differs.
    Different,
    /// Nobody agreed, so nothing was written.
    Declined,
}

/// The answer to the question whether the plan is to be carried out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Consent {
    /// It is.
    Given,
    /// It is not.
    Refused,
    /// There is nobody to ask.
    Impossible,
}

/// What the commands work with.
pub struct Commands<'a> {
    /// The account.
    pub remote: &'a Remote,
    /// Where secrets are.
    pub variables: Variables<'a>,
    /// Where the output goes: lines.
    pub says: &'a mut dyn FnMut(&str),
}

impl Commands<'_> {
    /// Shows what differs.
    pub async fn diff(&mut self, blueprint: &Blueprint, choices: Choices) -> Result<Ending, String> {
        let plan = self.plan(blueprint, choices).await?.1;
        Ok(if plan.is_empty() { Ending::Good } else { Ending::Different })
    }

    /// Shows the plan, asks, and carries it out.
    pub async fn apply(
        &mut self,
        blueprint: &Blueprint,
        choices: Choices,
        consent: impl FnOnce(&str) -> Consent,
    ) -> Result<Ending, String> {
        let (account, plan) = self.plan(blueprint, choices).await?;
        if plan.written() == 0 {
            return Ok(Ending::Good);
        }
        let types = plan.types.iter().map(|planned| Ok((planned.id(), planned.steps(self.variables)?)));
        let types: Vec<TypeSteps> = types
            .collect::<Result<_, String>>()
            .map_err(|name| format!("The variable {name} of the environment is not set. Nothing was written."))?;
        match consent(&format!("Write this to the account {account:?}?")) {
            Consent::Given => {}
            Consent::Refused => return Ok(Ending::Declined),
            Consent::Impossible => {
                return Err("Nothing was written: there is no terminal to ask at, so agree with --yes.".to_owned());
            }
        }
        apply(self.remote, &types, &mut *self.says).await.map_err(|stopped| stopped.to_string())?;
        Ok(Ending::Good)
    }

    /// Makes a blueprint of what was made by hand.
    pub async fn export(&mut self, asked: &Asked) -> Result<Blueprint, String> {
        let is_wanted = |found: &FoundType| match &found.extension_type {
            None => asked.types.is_empty() || asked.types.contains(&found.name),
            Some(extension_type) => *extension_type == asked.extension_type && asked.types.contains(&found.name),
        };
        let account = self.remote.account(is_wanted).await.map_err(|failure| failure.to_string())?;
        (self.says)(&format!("Account {:?}", account.name));
        let Exported { blueprint, notes } = export(&account, asked).map_err(|error| error.to_string())?;
        for note in notes {
            (self.says)(&note);
        }
        Ok(blueprint)
    }

    /// The account's name, and the plan, which is shown.
    async fn plan(&mut self, blueprint: &Blueprint, choices: Choices) -> Result<(String, Plan), String> {
        let is_wanted = |found: &FoundType| blueprint.template_types.iter().any(|wanted| wanted.name == found.name);
        let account = self.remote.account(is_wanted).await.map_err(|failure| failure.to_string())?;
        (self.says)(&format!("Account {:?}", account.name));
        let plan = Plan::of(blueprint, &account, choices, self.variables).map_err(|Ambiguous(name)| {
            format!("Several template types that were made by hand have the name {name:?}: rename all but one.")
        })?;
        (self.says)(plan.to_string().trim_end());
        Ok((account.name, plan))
    }
}
