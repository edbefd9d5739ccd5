//! Opening, and what its answers lead to.

use std::rc::Rc;

use crate::api::contract::Contract;
use crate::api::extension::Extension;
use crate::api::failure::Failure;
use crate::api::page::Page;
use crate::api::template::{ListedTemplate, Workspace};
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, Effect, Warning};
use crate::flow::notice::Notice;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::choosing::Choosing;
use crate::flow::steps::choosing::catalogue::Catalogue;
use crate::flow::steps::opening::{Next, Opening};
use crate::flow::steps::unavailable::Reason;
use crate::full::IS_FULL;

impl Flow {
    pub(super) fn open(&mut self, commands: &mut Commands) {
        if let Some(error) = self.settings.error.clone() {
            return self.become_unavailable(Reason::Configuration(error), None, commands);
        }
        if let Some(kept) = self.settings.kept.take() {
            self.edits = kept.edits.clone();
            self.snapshot = Some(kept);
        }
        if IS_FULL && self.settings.list && self.snapshot.is_some() && self.list.is_none() {
            self.set_list_aside(commands);
        }
        let settings = &self.settings;
        let picks = settings.contract.is_none() && !self.opens_list();
        if picks && settings.extension_type.is_none() && settings.template_type.is_none() {
            commands.push(Effect::Warn(Warning::Unfiltered));
        }
        self.step = Step::Opening(Opening::begin(commands));
    }

    pub(super) fn authorized(&mut self, result: Result<(), Failure>, commands: &mut Commands) {
        if let Step::Opening(opening) = &self.step {
            let next = opening.clone().authorized(result, self.first_call(), commands);
            self.advance(next, commands);
        }
    }

    pub(super) fn card_loaded(&mut self, result: Result<Contract, Failure>, commands: &mut Commands) {
        if let Step::Opening(opening) = &self.step {
            let next = opening.clone().card_loaded(result, &self.settings, commands);
            self.advance(next, commands);
        }
    }

    /// What the element shows first.
    fn first_call(&self) -> ApiCall {
        match self.settings.contract {
            _ if self.opens_list() => ApiCall::Listed(0),
            Some(contract) => ApiCall::Contract(contract),
            None => ApiCall::Catalogue,
        }
    }

    pub(super) fn catalogue_loaded(&mut self, result: Result<Vec<Workspace>, Failure>, commands: &mut Commands) {
        if let Step::Opening(opening) = &self.step {
            let next = opening.clone().catalogue_loaded(result, &self.settings, commands);
            self.advance(next, commands);
        }
    }

    pub(super) fn list_loaded(&mut self, result: Result<Page<Contract>, Failure>, commands: &mut Commands) {
        if IS_FULL && let Step::Opening(opening) = &self.step {
            let next = opening.clone().listed(result, &self.settings, commands);
            self.advance(next, commands);
        }
    }

    pub(super) fn extensions_loaded(&mut self, result: Result<Page<Extension>, Failure>, commands: &mut Commands) {
        if let Step::Opening(opening) = &self.step {
            let next = opening.clone().extensions_loaded(result, &self.settings, commands);
            self.advance(next, commands);
        }
    }

    pub(super) fn templates_loaded(
        &mut self,
        offset: usize,
        result: Result<Page<ListedTemplate>, Failure>,
        commands: &mut Commands,
    ) {
        if let Step::Opening(opening) = &self.step {
            let next = opening.clone().templates_loaded(offset, result, commands);
            self.advance(next, commands);
        }
    }

    pub(super) fn pinged(&mut self, result: Result<(), Failure>, commands: &mut Commands) {
        if let Step::Opening(opening) = &self.step {
            let next = opening.clone().pinged(result);
            self.advance(next, commands);
        }
    }

    fn advance(&mut self, next: Next, commands: &mut Commands) {
        match next {
            Next::Ask(opening) => self.step = Step::Opening(opening),
            Next::Unavailable(reason, failure) => self.become_unavailable(reason, failure, commands),
            Next::Show(contract) => self.show_card(contract, commands),
            Next::List(page) => self.show_list(page, commands),
            Next::Choose(workspaces, notice) => self.opened(workspaces, notice, commands),
        }
    }

    fn opened(&mut self, workspaces: Vec<Workspace>, notice: Option<Notice>, commands: &mut Commands) {
        let catalogue = Rc::new(Catalogue::new(workspaces));
        let only = catalogue.only_choice(&self.settings);
        let missing = !catalogue.has_preselected(&self.settings);
        if missing {
            commands.report_error("not-found", None);
        }
        let came_back = notice.is_some();
        let notice = notice.or(missing.then_some(Notice::PreselectionMissing));
        let restored = self.snapshot.as_ref().and_then(|snapshot| snapshot.choice);
        if self.snapshot.is_some() {
            self.edits.base_parties.clone_from(&self.settings.prefill.parties);
        }
        let restored = restored.and_then(|(workspace, template)| catalogue.row_with(workspace, template));
        let choice = restored.or(only).and_then(|row| catalogue.choice(row)).filter(|_| !came_back);
        let workspace = self.settings.workspace.filter(|id| catalogue.workspaces.iter().any(|row| row.id == *id));
        let mut choosing = Choosing::new(catalogue, &self.settings);
        (choosing.workspace, choosing.notice) = (workspace, notice);
        choosing.search();
        self.step = Step::Choosing(choosing);
        if let Some(choice) = choice {
            self.template_chosen(choice, commands);
        }
    }
}
