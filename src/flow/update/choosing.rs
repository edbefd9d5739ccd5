//! Searching the list, picking a template, and loading its data fields.

use crate::api::data_field::DataFields;
use crate::api::failure::Failure;
use crate::flow::commands::Commands;
use crate::flow::effect::{Effect, Focus, Warning};
use crate::flow::event::Event;
use crate::flow::form::record::Record;
use crate::flow::message::Message;
use crate::flow::notice::{Doing, Notice};
use crate::flow::state::{Flow, Step};
use crate::flow::steps::choosing::Choosing;
use crate::flow::steps::choosing::catalogue::Choice;
use crate::flow::steps::choosing::loading::Loading;
use crate::flow::steps::filling::Filling;

/// The console's warning about a template without the record's field, before its custom id.
const NO_RECORD_FIELD: &str = "record-field: the template has no active data field ";
/// The same about a value that the record's key takes the place of, after its path.
const RECORD_COUNTS: &str = ": external-id counts instead";

impl Flow {
    pub(super) fn list_changed(&mut self, message: Message, commands: &mut Commands) {
        let Step::Choosing(choosing) = &mut self.step else {
            return;
        };
        match message {
            Message::Searched(text) => {
                choosing.waiting = None;
                choosing.text = text;
                choosing.search();
            }
            Message::WorkspaceFiltered(workspace) if !self.settings.locks("workspace") => {
                choosing.waiting = None;
                choosing.workspace = workspace;
                choosing.search();
            }
            Message::Scrolled(view) => choosing.scroll(view),
            Message::HighlightMoved(to) => {
                choosing.move_highlight(to);
                commands.push(Effect::Focus(Focus::Row));
            }
            _ => {}
        }
    }

    pub(super) fn highlight_chosen(&mut self, commands: &mut Commands) {
        if let Step::Choosing(choosing) = &self.step
            && let Some(choice) = choosing.highlighted()
        {
            self.template_chosen(choice, commands);
        }
    }

    pub(super) fn template_chosen(&mut self, choice: Choice, commands: &mut Commands) {
        let Step::Choosing(choosing) = &mut self.step else {
            return;
        };
        let template = &choice.template;
        let template_type = template.kind.as_ref().map(|kind| kind.id);
        commands.push(Effect::Emit(Event::SelectionChange {
            workspace: choice.workspace,
            template: template.id,
            template_type,
        }));
        let row = choosing.catalogue.row_of(&choice);
        choosing.highlight = choosing.hits.iter().position(|hit| Some(*hit) == row).or(choosing.highlight);
        (choosing.notice, choosing.waiting) = (None, None);
        choosing.loading = Loading::begin(choice.clone(), commands);
        if choosing.loading.is_none() {
            self.fields_known(choice, Vec::new(), commands);
        }
    }

    /// With the network back, the template that waited for it opens, and a notice about the network goes.
    pub(super) fn load_waiting(&mut self, commands: &mut Commands) {
        let Step::Choosing(choosing) = &mut self.step else {
            return;
        };
        if let Some(Notice::Failed { failure: Failure::Unreachable(_), .. }) = choosing.notice {
            choosing.notice = None;
        }
        if let Some(choice) = choosing.waiting.take() {
            choosing.loading = Loading::begin(choice, commands);
        }
    }

    pub(super) fn data_fields_loaded(&mut self, result: Result<DataFields, Failure>, commands: &mut Commands) {
        let Step::Choosing(choosing) = &mut self.step else {
            return self.data_fields_reloaded(result);
        };
        let Some(loading) = choosing.loading.take() else {
            return;
        };
        match result {
            Ok(fields) => self.fields_known(loading.choice, fields.0, commands),
            Err(failure) => self.loading_failed(loading.choice, failure, commands),
        }
    }

    /// The full module has arrived, or has not.
    pub(super) fn module_loaded(&mut self, result: Result<(), Failure>, commands: &mut Commands) {
        match (&mut self.step, result) {
            (Step::Choosing(_) | Step::Filling(_), Ok(())) => commands.push(Effect::ContinueInFull),
            (Step::Choosing(choosing), Err(failure)) => {
                if let Some(loading) = choosing.loading.take() {
                    self.loading_failed(loading.choice, failure, commands);
                }
            }
            (Step::Filling(filling), Err(failure)) => {
                commands.report(&failure);
                filling.request = None;
                filling.notice = Some(Notice::Failed { doing: Doing::Loading, failure });
            }
            _ => {}
        }
    }

    fn loading_failed(&mut self, choice: Choice, failure: Failure, commands: &mut Commands) {
        commands.report(&failure);
        if let Step::Choosing(choosing) = &mut self.step {
            if self.offline && matches!(failure, Failure::Unreachable(_)) {
                choosing.waiting = Some(choice);
            } else {
                choosing.notice = Some(Notice::Failed { doing: Doing::Loading, failure });
            }
        }
    }

    pub(super) fn fill_in(&mut self, filling: Filling, commands: &mut Commands) {
        let unknown = filling.unknown_ids(&self.settings.prefill);
        if !unknown.is_empty() {
            commands.push(Effect::Warn(Warning::UnusedFields(unknown)));
        }
        self.step = Step::Filling(filling);
        self.warn_about_files(commands);
        self.warn_about_record(commands);
        self.warn_about_items(commands);
        self.continue_interrupted(commands);
    }

    /// Says in the console what keeps the record's key out of the contract, and what it takes the place of.
    pub(super) fn warn_about_record(&self, commands: &mut Commands) {
        let prefill = &self.settings.prefill;
        if let (Step::Filling(filling), Some(Record { field, key })) = (&self.step, &prefill.record) {
            let lost = match (filling.index_of(field), prefill.fields.get(field)) {
                (None, _) => Some([NO_RECORD_FIELD, field].concat()),
                (_, Some(given)) if given.value != *key => Some(["prefill.fields.", field, RECORD_COUNTS].concat()),
                _ => None,
            };
            commands.effects.extend(lost.map(|text| Effect::Warn(Warning::Property(text.into()))));
        }
    }

    pub(super) fn back_to_choosing(&mut self) {
        if let Step::Filling(filling) = &self.step
            && !self.settings.locks("template")
        {
            let choosing = Choosing::new(filling.catalogue.clone(), &self.settings);
            self.step = Step::Choosing(choosing.at(&filling.choice));
        }
    }
}

#[cfg(test)]
#[expect(clippy::panic, reason = "a step that fails is a test that fails")]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::api::available_options::AvailableOptions;
    use crate::api::failure::TransportError;
    use crate::api::ids::{TemplateId, WorkspaceId};
    use crate::api::template::{Template, Workspace};
    use crate::flow::handed_over::Continuation;
    use crate::flow::settings::Settings;
    use crate::flow::snapshot::Snapshot;
    use crate::flow::steps::choosing::catalogue::Catalogue;

    /// A small module that has asked for the full one.
    fn waiting() -> (Flow, Commands) {
        let options = AvailableOptions { products: true, ..AvailableOptions::default() };
        let (id, name) = (TemplateId(8107), Some("Data processing".into()));
        let template = Template { id, name, kind: None, creator_signs: None, options };
        let templates = vec![Rc::new(template)];
        let workspace = Workspace { id: WorkspaceId(1), name: "Legal".into(), may_publish: true, templates };
        let mut commands = Commands { last_id: 0, stage: "choosing", effects: Vec::new() };
        let mut choosing = Choosing::new(Rc::new(Catalogue::new(vec![workspace])), &Settings::default());
        choosing.loading = choosing.catalogue.choice(0).map(|choice| Loading::module(choice, &mut commands));
        (Flow { step: Step::Choosing(choosing), ..Flow::default() }, commands)
    }

    fn snapshot(flow: &Flow) -> Snapshot {
        match flow.continuation() {
            Continuation::Snapshot(snapshot) => *snapshot,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_full_module_continues_with_the_picked_template() {
        let (mut flow, mut commands) = waiting();
        assert_eq!(snapshot(&flow).choice, Some((WorkspaceId(1), TemplateId(8107))));
        flow.module_loaded(Ok(()), &mut commands);
        assert_eq!(commands.effects.last(), Some(&Effect::ContinueInFull));
        assert_eq!(snapshot(&flow).choice, Some((WorkspaceId(1), TemplateId(8107))));
    }

    #[test]
    fn what_an_instance_before_has_left_is_handed_on_whole() {
        let (mut flow, _) = waiting();
        let left = Snapshot { record_field: Some("deal_id".into()), ..Snapshot::default() };
        flow.snapshot = Some(Box::new(left.clone()));
        assert_eq!(snapshot(&flow), left);
    }

    #[test]
    fn what_is_left_stands_until_its_form_is_there_and_goes_with_its_record() {
        let left = Snapshot { record_field: Some("deal_id".into()), ..Snapshot::default() };
        let mut commands = Commands { last_id: 0, stage: "opening", effects: Vec::new() };
        let settings = Settings { kept: Some(Box::new(left.clone())), ..Settings::default() };
        let mut flow = Flow { settings, ..Flow::default() };
        flow.open(&mut commands);
        assert_eq!(snapshot(&flow), left);
        flow.start_afresh(&mut commands);
        assert_eq!(flow.continuation(), Continuation::Nothing);
    }

    #[test]
    fn a_module_that_does_not_arrive_leaves_the_list_and_says_so_and_offline_the_template_waits() {
        let failure = Failure::Unreachable(TransportError::Network);
        for offline in [false, true] {
            let (mut flow, mut commands) = waiting();
            flow.offline = offline;
            flow.module_loaded(Err(failure.clone()), &mut commands);
            assert!(!commands.effects.contains(&Effect::ContinueInFull));
            let Step::Choosing(choosing) = &flow.step else { panic!("the list is gone") };
            assert_eq!((choosing.loading.is_none(), choosing.waiting.is_some()), (true, offline));
            assert_eq!(choosing.notice.is_some(), !offline);
            assert_eq!(flow.continuation(), Continuation::Nothing);
        }
    }
}
