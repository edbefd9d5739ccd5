//! Confirming what will be sent, and writing the invitation.

use std::rc::Rc;

use crate::api::Text;
use crate::api::failure::Failure;
use crate::api::ids::TemplateId;
use crate::api::invitation::Invitation;
use crate::api::known_contract::KnownContract;
use crate::api::new_contract::NewContract;
use crate::api::page::Page;
use crate::api::template::Approval;
use crate::flow::commands::Commands;
use crate::flow::effect::{ApiCall, KnownBy};
use crate::flow::form::validate::ValidContract;
use crate::flow::pending_reset::PendingReset;
use crate::flow::request::PendingRequest;
use crate::flow::settings::SEND;
use crate::flow::state::{Flow, Step};
use crate::flow::steps::creating::{Attempt, Creating};
use crate::flow::steps::filling::Filling;
use crate::flow::steps::reviewing::{Reviewing, Sending};

impl Flow {
    /// Begins a review.
    pub(super) fn review(&mut self, filling: Rc<Filling>, contract: Rc<ValidContract>, commands: &mut Commands) {
        self.of_record = None;
        self.review_and_look(Reviewing::new(filling, contract), commands);
    }

    /// Whatever else is under way, the user can decide; what is known of the record is only worth a look.
    pub(super) fn review_and_look(&mut self, reviewing: Reviewing, commands: &mut Commands) {
        self.step = Step::Reviewing(reviewing);
        self.look_up(self.known_by(), commands);
    }

    /// Who may know a contract of the record, while none is known.
    pub(super) fn known_by(&self) -> Option<KnownBy> {
        match (&self.settings.prefill.record, &self.settings.external_id) {
            (Some(_), _) => Some(KnownBy::Oneflow),
            (None, Some(_)) if self.server.announced.records => Some(KnownBy::Server),
            _ => None,
        }
        .filter(|_| self.of_record.is_none())
    }

    /// What is known of the record first; then, for whoever may send from here, whether that may need an approval.
    pub(super) fn look_up(&mut self, record: Option<KnownBy>, commands: &mut Commands) {
        let Step::Reviewing(Reviewing { filling, contract, .. }) = &self.step else { return };
        let template = filling.choice.template.id;
        let is_sent = matches!(self.sending(filling, contract.contract()), Sending::Invites | Sending::TellsNobody);
        let is_known = self.approval.is_some_and(|(known, _)| known == template);
        let approval = (is_sent && !is_known).then_some(ApiCall::Approval(template));
        let call = record.map(ApiCall::OfRecord).or(approval).filter(|_| !self.offline);
        if let Step::Reviewing(reviewing) = &mut self.step {
            reviewing.request = call.map(|call| PendingRequest::ask_api(call, commands));
        }
    }

    /// Without an answer nothing is said of an approval.
    pub(super) fn approval_loaded(&mut self, template: TemplateId, result: &Result<Approval, Failure>) {
        if let Step::Reviewing(reviewing) = &mut self.step {
            reviewing.request = None;
        }
        self.approval = result.as_ref().ok().map(|approval| (template, *approval));
    }

    /// Whether a contract of this form may need an approval before it is sent, as far as is known.
    pub fn may_need_approval(&self, filling: &Filling) -> bool {
        self.approval == Some((filling.choice.template.id, Approval(true)))
    }

    /// Without an answer nothing is known of the record. A contract whose template lacks the field, only the server
    /// knows.
    pub(super) fn record_loaded(
        &mut self,
        by: KnownBy,
        result: Result<Page<KnownContract>, Failure>,
        commands: &mut Commands,
    ) {
        if matches!(self.step, Step::Reviewing(_)) {
            let mut known = result.map(|page| page.0).unwrap_or_default();
            let ask_server = by == KnownBy::Oneflow && known.is_empty() && self.server.announced.records;
            let out = known.iter().position(|contract| contract.is_out).unwrap_or_default();
            self.of_record = (out < known.len()).then(|| known.swap_remove(out));
            self.look_up(ask_server.then_some(KnownBy::Server), commands);
        }
    }

    pub(super) fn confirmed(&mut self, invitation: Option<Rc<Invitation>>, commands: &mut Commands) {
        if self.is_held_back() {
            return;
        }
        if let Step::Reviewing(Reviewing { filling, contract, .. }) = &self.step {
            let attempt = Attempt::new(filling.clone(), contract.clone(), invitation);
            self.step = Step::Creating(Creating::begin(attempt, commands));
            // A user who creates does not leave; a record of the host's still waits.
            self.pending_reset = self.pending_reset.take().and_then(PendingReset::record).map(PendingReset::Record);
        }
    }

    /// What sending this contract would do, as far as is known before it exists.
    pub fn sending(&self, filling: &Filling, contract: &NewContract) -> Sending {
        let choice = &filling.choice;
        if !self.settings.allows(SEND) {
            Sending::NotOffered
        } else if !choice.may_publish || self.drafts_only.contains(&choice.workspace) {
            Sending::Forbidden
        } else if contract.notifies_somebody() {
            Sending::Invites
        } else {
            Sending::TellsNobody
        }
    }

    /// Without a network nothing is sent, so that nothing becomes uncertain. It is said where the user pressed.
    pub(super) fn is_held_back(&mut self) -> bool {
        self.held_back = self.offline;
        self.offline
    }

    pub(super) fn subject_edited(&mut self, text: Text) {
        if self.has_invitation() {
            self.edits.subject = Some(text);
        }
    }

    pub(super) fn invitation_edited(&mut self, text: Text) {
        if self.has_invitation() {
            self.edits.message = Some(text);
        }
    }

    fn has_invitation(&self) -> bool {
        matches!(self.step, Step::Reviewing(_) | Step::Created(_) | Step::PublishFailed(_) | Step::Card(_))
    }

    pub(super) fn back_to_reviewing(&mut self, commands: &mut Commands) {
        // The host is being asked: nothing is out yet.
        if let Step::Creating(Creating { attempt, .. }) = &self.step
            && !self.step.is_writing()
        {
            self.review_again(attempt.clone(), commands);
        }
    }

    pub(super) fn review_again(&mut self, attempt: Attempt, commands: &mut Commands) {
        let Attempt { filling, sent: contract, .. } = attempt;
        self.review_and_look(Reviewing::new(filling, contract), commands);
    }
}
