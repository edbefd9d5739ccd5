//! The parties of the form: each a summary, or its inputs.

use std::rc::Rc;

use super::card::PartyCard;
use super::errors::error_text;
use super::party::party_inputs;
use super::summary::{suggested, summary};
use crate::flow::Flow;
use crate::flow::form::field::FieldId;
use crate::flow::form::party::{OWNER, Party, PartyKind};
use crate::flow::form::person::Person;
use crate::flow::form::role::Role;
use crate::flow::message::{Message, PartyMessage};
use crate::flow::steps::filling::Filling;
use crate::text::interpolate;
use crate::view::parts::section::section;
use crate::view::parts::{button, notice};
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::memo::Draw;
use crate::view::vdom::target::anchor;

pub(super) fn parties(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling) {
    let phrases = dom.phrases;
    let parties = flow.edits.parties(&flow.settings.prefill);
    section(dom, "sect-parties", phrases.parties(), None, |dom| {
        let mut somebody_signs = parties.is_empty();
        el!(dom, "div; class=stack" {
            let nobody = Party::owner();
            card(dom, flow, filling, 0, flow.edits.owner.as_ref().unwrap_or(&nobody));
            for (index, party) in parties.iter().enumerate() {
                somebody_signs |= party.people().iter().any(|person| person.role == Role::Signatory);
                card(dom, flow, filling, index, party);
            }
        });
        // Always there. Yew matches elements from the end, so what comes and goes beside an input would cost it the
        // focus.
        el!(dom, "div; class=stack" { remarks(dom, flow, filling, somebody_signs) });
        el!(dom, "div; class=row; tabindex=-1" ("id": anchor(FieldId::Parties)) {
            if !flow.settings.locks("parties") {
                button::plain(dom, phrases.add_company(), Message::Party(PartyMessage::Added(PartyKind::Company)));
                let individual = Message::Party(PartyMessage::Added(PartyKind::Individual));
                button::plain(dom, phrases.add_individual(), individual);
            }
        });
        el!(dom, "div; class=stack" {
            // A party that is being filled in offers them itself.
            if !flow.settings.locks("parties") && filling.expanded.iter().all(|key| *key == OWNER) {
                let there = |person: &Person| parties.iter().any(|it| it.people().iter().any(|it| it.is_same(person)));
                let message = |index| Message::Party(PartyMessage::SuggestedAdded(index));
                suggested(dom, phrases.add_individual(), &flow.settings.prefill.people, there, message);
            }
        });
    });
}

/// Remarks on the parties together.
fn remarks(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling, somebody_signs: bool) {
    let phrases = dom.phrases;
    if flow.edits.parties(&flow.settings.prefill).is_empty() {
        notice::hint(dom, None, phrases.no_parties());
    }
    if !somebody_signs {
        el!(dom, "p; class=alert warn" { dom.text(phrases.nobody_signs()) });
    }
    if let Some(error) = error_text(dom, filling, FieldId::Parties) {
        notice::error(dom, None, &error);
    }
    if let Some(removed) = filling.removed.last() {
        el!(dom, "p; class=hint offer" {
            dom.text(&interpolate(phrases.removed(), &[&phrases.removed_names(removed)]));
            dom.text(" ");
            button::link(dom, phrases.undo(), Message::Party(PartyMessage::Undone));
        });
    }
    let prefill = &flow.settings.prefill;
    if flow.edits.parties_outdated(prefill) {
        el!(dom, "div; class=alert warn" {
            el!(dom, "b" { dom.text(phrases.parties_changed()) });
            let (theirs, ours) = (&prefill.parties, flow.edits.parties(prefill));
            for (phrase, parties) in [(phrases.parties_come(), &theirs[..]), (phrases.parties_go(), ours)] {
                if !parties.is_empty() {
                    notice::paragraph(dom, &interpolate(phrase, &[&phrases.party_names(parties)]));
                }
            }
            el!(dom, "div; class=row" {
                button::link(dom, phrases.use_them(), Message::Party(PartyMessage::Restored));
            });
        });
    }
}

fn card(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling, index: usize, party: &Party) {
    dom.memo(&party.key.0.to_string(), Rc::new(PartyCard::new(flow, filling, index, party)));
}

impl Draw for PartyCard {
    fn draw(&self, dom: &mut VdomBuilder) {
        let title = dom.phrases.party_title(self.index, &self.party);
        el!(dom, "div; class=card; role=group" ("aria-label": title.clone()) {
            if self.expanded && !self.locked {
                party_inputs(dom, self, &title);
            } else {
                summary(dom, self, &title);
            }
        });
    }
}
