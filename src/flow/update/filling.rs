//! Filling in the form, and submitting it.

use std::rc::Rc;

use super::files::FileEditor;
use super::parties::PartyEditor;
use super::tables::has_rows;
use crate::api::Text;
use crate::api::data_field::{DataField, DataFields};
use crate::api::failure::Failure;
use crate::api::page::Page;
use crate::api::user::User;
use crate::flow::commands::Commands;
use crate::flow::effect::{Effect, Focus, HostCall};
use crate::flow::form::edits::Edits;
use crate::flow::form::field::FieldId;
use crate::flow::form::person::Person;
use crate::flow::message::Message;
use crate::flow::request::PendingRequest;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::filling::Filling;
use crate::flow::steps::reviewing::Reviewing;
use crate::full::IS_FULL;

impl Flow {
    pub(super) fn form_edited(&mut self, message: Message, commands: &mut Commands) {
        let Step::Filling(filling) = &mut self.step else {
            return;
        };
        // Whoever goes on typing is not taken away from it.
        filling.await_tables(false);
        let (edits, prefill) = (&mut self.edits, &self.settings.prefill);
        let edited = match message {
            Message::NameEdited(text) if !self.settings.locks("name") => {
                edits.rename(text, prefill, &filling.choice.template);
                Some(FieldId::Name)
            }
            Message::NameRestored => {
                edits.name = None;
                // The button that was clicked is gone with what it undid.
                commands.push(Effect::Focus(Focus::Input(FieldId::Name)));
                Some(FieldId::Name)
            }
            Message::FieldEdited { field, text }
                if !self.settings.locks("fields") && prefill.key_in(&field).is_none() =>
            {
                let index = filling.index_of(&field);
                let definition = index.and_then(|index| filling.fields.get(index));
                edits.fill(field, text, definition.map(AsRef::as_ref), prefill);
                index.map(FieldId::Field)
            }
            Message::FieldRestored(field) => restore(&field, filling, edits, commands),
            Message::Party(message) if !self.settings.locks("parties") => {
                PartyEditor { filling, edits, prefill, commands }.edit(message)
            }
            Message::Files(message) if IS_FULL && !self.settings.locks("files") => {
                FileEditor { filling, edits, prefill, commands }.edit(message)
            }
            _ => None,
        };
        if let Some(field) = edited {
            filling.clear_error(field);
        }
    }

    pub(super) fn input_left(&mut self, field: FieldId) {
        if let Step::Filling(filling) = &mut self.step {
            filling.judge(field, &self.edits, &self.settings.prefill);
        }
    }

    /// A field that is filled in stays where it is until all are shown again.
    pub(super) fn fields_filtered(&mut self, only_empty: bool) {
        let (edits, prefill) = (&self.edits, &self.settings.prefill);
        if let Step::Filling(filling) = &mut self.step {
            let empty = |(_, field): &(usize, &Rc<DataField>)| edits.value_of(field, prefill).value.is_empty();
            let found = || filling.fields.iter().enumerate().filter(empty).map(|(index, _)| index).collect();
            filling.only_empty = only_empty.then(found);
        }
    }

    pub(super) fn error_followed(&mut self, field: FieldId, commands: &mut Commands) {
        if let Step::Filling(_) = self.step {
            commands.push(Effect::Focus(Focus::Input(field)));
        }
    }

    pub(super) fn submitted(&mut self, commands: &mut Commands) {
        let Step::Filling(filling) = &mut self.step else {
            return;
        };
        filling.notice = None;
        match filling.validate_with_files(&self.edits, &self.settings.prefill) {
            Ok(contract) => {
                filling.errors.clear();
                filling.listed = false;
                if filling.is_reading_tables() && has_rows(&self.edits, &self.settings.prefill) {
                    return filling.await_tables(true);
                }
                filling.stop_reading();
                let filling = Rc::new(filling.clone());
                self.review(filling, Rc::new(contract), commands);
            }
            Err(errors) => {
                filling.show_errors(errors);
                commands.push(Effect::Focus(Focus::Summary));
            }
        }
    }

    /// Without an answer the form stays as it is: what is wrong with it is shown already.
    pub(super) fn data_fields_reloaded(&mut self, result: Result<DataFields, Failure>) {
        if let Step::Filling(filling) = &mut self.step {
            filling.request = None;
            if let Ok(fields) = result {
                filling.replace_fields(fields.0);
            }
        }
    }

    /// Files are given in the full module, which continues here.
    pub(super) fn files_wanted(&mut self, commands: &mut Commands) {
        if let Step::Filling(filling) = &mut self.step {
            filling.notice = None;
            filling.request = Some(PendingRequest::ask_host(HostCall::LoadFull, commands));
        }
    }

    /// Without the list colleagues are typed in like anybody else.
    pub(super) fn colleagues_loaded(&mut self, result: Result<Page<User>, Failure>) {
        if let Step::Filling(filling) = &mut self.step {
            filling.request = None;
            let users = result.map(|page| page.0).unwrap_or_default();
            filling.colleagues = Some(users.into_iter().filter(|user| user.active).map(Person::from).collect());
        }
    }

    pub(super) fn back_to_filling(&mut self, commands: &mut Commands) {
        if let Step::Reviewing(Reviewing { filling, .. }) = &self.step {
            let mut filling = filling.as_ref().clone();
            filling.resume_reading(commands);
            self.step = Step::Filling(filling);
        }
    }
}

/// A data field has its own value again. The button that was clicked is gone with what it undid.
fn restore(field: &Text, filling: &Filling, edits: &mut Edits, commands: &mut Commands) -> Option<FieldId> {
    edits.fields.remove(field);
    let field = filling.index_of(field).map(FieldId::Field);
    commands.effects.extend(field.map(|field| Effect::Focus(Focus::Input(field))));
    field
}
