//! Everything that will be sent, to be read once more. While the contract is being created it stays in view, inert.

use std::rc::Rc;

use super::deciding::footer;
use super::parts::header::header;
use super::parts::invitation::invitation;
use super::parts::line::line;
use super::parts::notice;
use super::parts::section::section;
use super::vdom::builder::{VdomBuilder, el};
use super::vdom::memo::{Draw, Shared};
use crate::api::data_field::DataField;
use crate::api::new_contract::{NewContract, NewParticipant, NewParty};
use crate::flow::Flow;
use crate::flow::form::role::Role;
use crate::flow::form::validate::ValidContract;
use crate::flow::notice::Notice;
use crate::flow::settings::SEND;
use crate::flow::steps::creating::Creating;
use crate::flow::steps::filling::Filling;
use crate::text::compose::{joined, non_empty};
use crate::text::explain::Placed;
use crate::text::interpolate;

/// What the screen shows: reviewed, or being created.
pub(super) struct Review<'a> {
    pub filling: &'a Filling,
    pub contract: &'a Rc<ValidContract>,
    pub notice: Option<&'a Notice>,
    pub creating: Option<&'a Creating>,
}

pub(super) fn reviewing(dom: &mut VdomBuilder, flow: &Flow, review: &Review) {
    let (phrases, choice) = (dom.phrases, &review.filling.choice);
    let contract = review.contract.contract();
    header(dom, phrases.review(), 3, |dom| {
        let template = phrases.template_title(&choice.template);
        dom.text(&interpolate(phrases.in_workspace(), &[template, &choice.workspace_name]));
    });
    let mut invitation_shown = None;
    el!(dom, "div; class=body form" ("key": "reviewing".to_owned(), "inert": review.creating.map(|_| "")) {
        notice_block(dom, review.notice);
        section(dom, "sect-contract", phrases.contract(), None, |dom| {
            pairs(dom, &[(phrases.name(), &contract.name)]);
        });
        el!(dom, "div; class=stack" { dom.memo("fields", Rc::new(SentFields::of(review))) });
        parties(dom, contract);
        if flow.settings.allows(SEND) {
            section(dom, "sect-invitation", phrases.invitation_title(), Some(phrases.invitation_hint()), |dom| {
                invitation_shown = Some(invitation(dom, flow, &contract.name));
            });
        }
    });
    footer(dom, flow, review.creating, invitation_shown);
}

fn notice_block(dom: &mut VdomBuilder, notice: Option<&Notice>) {
    if let Some(notice @ Notice::Failed { failure, .. }) = notice {
        let text = dom.phrases.notice(notice, Placed::Nowhere);
        notice::failed(dom, "alert danger", text, failure);
    }
}

/// Names with their values. An empty one is named as empty.
fn pairs(dom: &mut VdomBuilder, pairs: &[(&str, &str)]) {
    let empty = dom.phrases.empty();
    el!(dom, "dl; class=pairs" {
        for (name, value) in pairs {
            let (class, shown) = if value.is_empty() { ("off", empty) } else { ("", *value) };
            el!(dom, "dt; dir=auto" { dom.text(name) });
            el!(dom, "dd; dir=auto" ("class": class) { dom.text(shown) });
        }
    });
}

/// The data fields, which stay as they are while the invitation is typed.
#[derive(PartialEq)]
struct SentFields {
    fields: Shared<[Rc<DataField>]>,
    contract: Shared<ValidContract>,
}

impl SentFields {
    fn of(review: &Review) -> Self {
        Self { fields: Shared::of(&review.filling.fields), contract: Shared::of(review.contract) }
    }
}

impl Draw for SentFields {
    fn draw(&self, dom: &mut VdomBuilder) {
        let phrases = dom.phrases;
        // What is sent is in the order of the form, without what is empty.
        let mut sent = self.contract.contract().data_fields.iter().peekable();
        let mut shown = Vec::with_capacity(self.fields.len());
        for field in self.fields.iter() {
            let value = sent.next_if(|value| value.custom_id == field.custom_id);
            shown.push((&*field.name, value.map_or("", |value| &*value.value)));
        }
        section(dom, "sect-fields", phrases.data_fields(), None, |dom| {
            if shown.is_empty() {
                notice::hint(dom, None, phrases.no_fields());
            }
            pairs(dom, &shown);
        });
    }
}

fn parties(dom: &mut VdomBuilder, contract: &NewContract) {
    let phrases = dom.phrases;
    section(dom, "sect-parties", phrases.parties(), None, |dom| {
        if contract.parties.is_empty() && contract.my_party.is_none() {
            notice::hint(dom, None, phrases.no_parties());
        }
        el!(dom, "div; class=stack" {
            if let Some(owner) = &contract.my_party {
                el!(dom, "div; class=card" {
                    line(dom, phrases.owner_side(), phrases.owner_you(), None);
                    for person in &owner.participants {
                        participant(dom, person, None);
                    }
                });
            }
            for party in &contract.parties {
                el!(dom, "div; class=card" { self::party(dom, party) });
            }
        });
    });
}

fn party(dom: &mut VdomBuilder, party: &NewParty) {
    let context = dom.context.clone();
    match party {
        NewParty::Company { name, identification_number, participants, country_code } => {
            let country = country_code.as_deref().map(|code| context.country_name(code));
            let about = [Some(dom.phrases.company()), identification_number.as_deref(), country];
            line(dom, name, &joined(&about), None);
            for person in participants {
                participant(dom, person, None);
            }
        }
        NewParty::Individual { participant: person, country_code } => {
            let country = country_code.as_deref().map(|code| context.country_name(code));
            participant(dom, person, country);
        }
    }
}

/// Everything that is sent about a person; `from` is an individual's country.
fn participant(dom: &mut VdomBuilder, person: &NewParticipant, from: Option<&str>) {
    let phrases = dom.phrases;
    let channel = person.delivery_channel.as_deref().map(|word| phrases.channel(word));
    let method = person.sign_method.as_deref().map(|word| phrases.sign_method(word));
    let factor = person.two_step_authentication_method.as_deref().filter(|word| *word != "none");
    let factor = factor.map(|word| phrases.second_factor_word(word));
    let about = joined(&[
        person.title.as_deref().and_then(non_empty),
        person.identification_number.as_deref(),
        from,
        person.email.as_deref(),
        person.phone_number.as_deref(),
        Some(phrases.role_word(Role::of(person))),
        channel.as_deref(),
        method.as_deref(),
        factor.as_deref(),
    ]);
    line(dom, &person.name, &about, None);
}
