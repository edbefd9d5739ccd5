//! What the live region says, and the short texts on the state of a step that it shares with the screen.

use super::Phrases;
use super::compose::joined;
use super::interpolate;
use crate::api::contract::Contract;
use crate::api::known_contract::KnownContract;
use crate::api::template::Template;
use crate::flow::steps::card::Card;
use crate::flow::steps::choosing::Choosing;
use crate::flow::steps::filling::Filling;
use crate::flow::steps::publishing::Created;
use crate::flow::steps::twin::Twin;
use crate::flow::steps::unconfirmed::Unconfirmed;
use crate::flow::{Flow, Step};
use crate::full::IS_FULL;

impl Phrases {
    /// What the live region says. It repeats what is seen elsewhere, never more.
    pub fn announcement(&self, flow: &Flow) -> String {
        match &flow.step {
            _ if flow.held_back => self.held_back().to_owned(),
            _ if flow.offline => self.offline_now(flow).to_owned(),
            _ if flow.copied.is_some() => self.copied().to_owned(),
            Step::Card(Card { link: Some(_), .. }) | Step::Published(Created { link: Some(_), .. }) => {
                self.copied().to_owned()
            }
            Step::Opening(opening) if opening.request.pause().is_some() => self.busy().to_owned(),
            Step::Resting | Step::Opening(_) => self.opening_what(flow).to_owned(),
            Step::Choosing(choosing) => match &choosing.loading {
                Some(loading) if loading.request.pause().is_some() => self.busy().to_owned(),
                Some(loading) => interpolate(self.loading_template(), &[self.template_title(&loading.choice.template)]),
                None => joined(&[Some(&self.list_status(choosing)), self.hits_elsewhere(choosing).as_deref()]),
            },
            Step::Filling(filling) if !filling.errors.is_empty() => self.count(self.to_correct(), filling.errors.len()),
            Step::Creating(creating) if creating.request.pause().is_some() => self.busy().to_owned(),
            Step::Creating(_) => self.creating_body().to_owned(),
            Step::Created(Created { twin: Twin::Found(_), .. })
            | Step::Published(Created { twin: Twin::Found(_), .. }) => self.twin().title.to_owned(),
            Step::Uploading(uploading) => self.uploading_now(uploading),
            Step::Publishing(_) => self.sending().to_owned(),
            Step::Published(sent) => self.sent_title(&sent.contract).to_owned(),
            Step::Card(card) => interpolate(
                self.in_workspace(),
                &[&self.state(&card.contract.state), &self.signed_count(&card.contract)],
            ),
            Step::Listing(listing) => self.list_announcement(listing),
            Step::PublishFailed(failed) => self.sending_failure(failed).title.to_owned(),
            Step::Unconfirmed(unconfirmed) => self.search_result(unconfirmed),
            Step::Created(created) => self.created_title(created).to_owned(),
            Step::Unavailable(unavailable) => self.reason(flow, &unavailable.reason).0,
            Step::Filling(filling) => self.filling_status(flow, filling),
            Step::Reviewing(reviewing) => joined(&[
                flow.of_record.as_ref().map(|known| self.of_record(known)),
                flow.may_need_approval(&reviewing.filling).then(|| self.needs_approval()),
            ]),
        }
    }

    fn removed_row(&self, filling: &Filling) -> Option<String> {
        filling.products.as_ref()?.removed.last().map(|row| self.removed_item(row))
    }

    /// What the form waits for, or what the last act in it has done.
    fn filling_status(&self, flow: &Flow, filling: &Filling) -> String {
        if IS_FULL && let Some(request) = filling.awaited_tables() {
            return if request.pause().is_some() { self.busy() } else { self.products_loading() }.to_owned();
        }
        if IS_FULL && filling.file_remarks.is_said() {
            let files = filling.arrange(&flow.edits, &flow.settings.prefill).files.len();
            return self.file_remarks(&filling.file_remarks, files);
        }
        let row = if IS_FULL { self.removed_row(filling) } else { None };
        let removed = row.or_else(|| filling.removed.last().map(|removed| self.removed_names(removed)));
        removed.map(|names| interpolate(self.removed(), &[&names])).unwrap_or_default()
    }

    /// That the record has a contract already.
    pub fn of_record(&self, known: &KnownContract) -> &'static str {
        if known.is_out { self.record_is_out() } else { self.record_has_contract() }
    }

    /// A template's name.
    pub fn template_title<'a>(&'a self, template: &'a Template) -> &'a str {
        template.name.as_deref().unwrap_or(self.unnamed_template())
    }

    /// What has come of sending.
    pub fn sent_title(&self, contract: &Contract) -> &'static str {
        if contract.notifies_somebody() { self.sent() } else { self.opened_for_signing() }
    }

    /// What has come of creating, and of sending where that was asked for.
    pub fn created_title(&self, created: &Created) -> &'static str {
        if created.unsent { self.created_not_sent() } else { self.created() }
    }

    /// How many templates match.
    fn hit_count(&self, choosing: &Choosing) -> String {
        let (hits, all) = (choosing.hits.len(), choosing.catalogue.rows.len());
        interpolate(self.hits(), &[&self.number_text(hits), &self.number_text(all)])
    }

    /// How the list stands: what it waits for, else how many templates match.
    pub fn list_status(&self, choosing: &Choosing) -> String {
        match &choosing.waiting {
            Some(choice) => interpolate(self.opens_online(), &[self.template_title(&choice.template)]),
            None => self.hit_count(choosing),
        }
    }

    /// That other workspaces have more, if the chosen one hides hits.
    pub fn hits_elsewhere(&self, choosing: &Choosing) -> Option<String> {
        (choosing.elsewhere > 0).then(|| self.count(self.elsewhere(), choosing.elsewhere))
    }

    /// How many of those who sign have signed.
    pub fn signed_count(&self, contract: &Contract) -> String {
        let (signed, all) = contract.signed_count();
        interpolate(self.signed_of(), &[&self.number_text(signed), &self.number_text(all)])
    }

    /// What the search for an unconfirmed contract has brought so far.
    pub fn search_result(&self, unconfirmed: &Unconfirmed) -> String {
        match (unconfirmed.candidates.len(), &unconfirmed.trouble) {
            (0, Some(_)) => self.cannot_look().to_owned(),
            (0, None) if unconfirmed.is_searching() => self.looking().to_owned(),
            (0, None) => self.found_none().to_owned(),
            (some, _) => self.count(self.found(), some),
        }
    }
}
