//! Going on with a contract whose files were on their way when the instance before this one stopped.

use std::rc::Rc;

use crate::api::Text;
use crate::api::contract::{Contract, State};
use crate::api::failure::Failure;
use crate::api::ids::ContractId;
use crate::flow::commands::Commands;
use crate::flow::effect::ApiCall;
use crate::flow::request::PendingRequest;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::choosing::catalogue::Choice;
use crate::flow::steps::publishing::Created;
use crate::flow::steps::uploading::Uploading;
use crate::full::IS_FULL;

impl Flow {
    /// After a restart the contract itself is read first, then its files.
    pub(super) fn uploading_read(&mut self, result: Result<Contract, Failure>, commands: &mut Commands) {
        let (true, Step::Uploading(uploading)) = (IS_FULL, &mut self.step) else {
            return;
        };
        uploading.request = None;
        match result {
            Ok(contract) => uploading.created.contract = contract,
            Err(failure) => commands.report(&failure),
        }
        self.upload_next(commands);
    }

    /// Goes on with a contract whose files were on their way when the instance before this one stopped.
    pub(super) fn resume_uploads(&mut self, commands: &mut Commands) {
        let (true, Step::Filling(filling), Some(snapshot)) = (IS_FULL, &self.step, &self.snapshot) else {
            return;
        };
        let Choice { workspace, template, .. } = &filling.choice;
        let Some(begun) = snapshot.uploads.as_ref().filter(|_| snapshot.is_of(*workspace, template.id)) else {
            return;
        };
        let name = self.edits.name_for(&self.settings.prefill, &filling.choice.template).value;
        let filling = Rc::new(filling.clone());
        let created = Created::new(Some(filling), unread(begun.contract, name), self.url_of(begun.contract));
        let mut uploading = Uploading::new(created, &begun.files, None, begun.key.clone());
        uploading.resume(begun);
        // The page may have its files again, or not yet.
        uploading.take_contents(&self.settings.prefill.files);
        uploading.request = Some(PendingRequest::ask_api(ApiCall::Contract(begun.contract), commands));
        self.made.push(begun.contract);
        self.snapshot = None;
        self.step = Step::Uploading(Box::new(uploading));
    }
}

/// A draft of which only this is known, until it is read. What is not known forbids nothing.
fn unread(id: ContractId, name: Text) -> Contract {
    Contract {
        id,
        name,
        state: State::Draft,
        workspace: None,
        template: None,
        created: None,
        state_since: None,
        published: None,
        expires: None,
        may_publish: true,
        may_delete: true,
        overview: Rc::default(),
        parties: Vec::new(),
        fields: Vec::new(),
        products: None,
    }
}
