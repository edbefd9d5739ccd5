//! Everything that will be sent, to be read once more. While the contract is being created it stays in sight, inert.

use std::rc::Rc;

use super::filling::section;
use super::invitation::invitation;
use super::parts::{button, notice};
use super::party::said;
use super::pen::{Pen, draw};
use super::summary::{country, joined, line};
use super::{header, row};
use crate::api::invitation::Invitation;
use crate::api::new_contract::{NewContract, NewParticipant, NewParty};
use crate::flow::Flow;
use crate::flow::closed::Notice;
use crate::flow::creating::Creating;
use crate::flow::filling::Filling;
use crate::flow::host::{DRAFT, SEND};
use crate::flow::message::Message;
use crate::flow::party::Role;
use crate::text::explain::Placed;
use crate::text::with;

/// What the screen shows: reviewed, or being created.
pub(super) struct Review<'a> {
    pub filling: &'a Filling,
    pub contract: &'a NewContract,
    pub notice: Option<&'a Notice>,
    pub creating: Option<&'a Creating>,
}

pub(super) fn reviewing(pen: &mut Pen, flow: &Flow, review: &Review) {
    let (phrases, choice) = (pen.phrases, &review.filling.choice);
    header(pen, phrases.review(), 3, |pen| {
        let template = row::name_of(&choice.template, phrases);
        pen.text(&with(phrases.in_workspace(), &[template, &choice.workspace_name]));
    });
    let mut invited = None;
    draw!(pen, "div; class=body form" ("key": "reviewing".to_owned(), "inert": review.creating.map(|_| "")) {
        told(pen, review.notice);
        section(pen, "sect-contract", phrases.contract(), None, |pen| {
            pairs(pen, &[(phrases.name(), &review.contract.name)]);
        });
        fields(pen, review);
        parties(pen, review.contract);
        if flow.host.allows(SEND) {
            section(pen, "sect-invitation", phrases.invitation_title(), Some(phrases.invitation_hint()), |pen| {
                invited = Some(invitation(pen, flow, &review.contract.name));
            });
        }
    });
    draw!(pen, "footer; class=foot; part=footer" { footer(pen, flow, review, invited) });
}

fn footer(pen: &mut Pen, flow: &Flow, review: &Review, invited: Option<Rc<Invitation>>) {
    let phrases = pen.phrases;
    if let Some(creating) = review.creating {
        return busy(pen, creating);
    }
    button::quiet(pen, phrases.back(), Message::WentBack);
    draw!(pen, "span; class=grow");
    if flow.host.allows(DRAFT) {
        let draw = if invited.is_some() { button::plain } else { button::primary };
        draw(pen, phrases.create_draft(), Message::Confirmed(None));
    }
    if invited.is_some() {
        button::primary(pen, phrases.create_and_send(), Message::Confirmed(invited));
    }
}

fn told(pen: &mut Pen, told: Option<&Notice>) {
    if let Some(told @ Notice::Failed { failure, .. }) = told {
        let said = pen.phrases.notice(told, Placed::Nowhere);
        notice::failed(pen, "alert danger", said, failure);
    }
}

fn busy(pen: &mut Pen, creating: &Creating) {
    let phrases = pen.phrases;
    let status = phrases.standing(&creating.errand, phrases.creating_body());
    if !creating.errand.is_writing() {
        button::quiet(pen, phrases.back(), Message::WentBack);
    }
    draw!(pen, "span; class=grow; part=status" { pen.text(&status) });
    button::busy(pen, phrases.creating());
}

/// Names with what they hold; what is empty says so.
fn pairs(pen: &mut Pen, pairs: &[(&str, &str)]) {
    let empty = pen.phrases.empty();
    draw!(pen, "dl; class=pairs" {
        for (name, value) in pairs {
            let (class, shown) = if value.is_empty() { ("off", empty) } else { ("", *value) };
            draw!(pen, "dt; dir=auto" { pen.text(name) });
            draw!(pen, "dd; dir=auto" ("class": class) { pen.text(shown) });
        }
    });
}

fn fields(pen: &mut Pen, review: &Review) {
    let phrases = pen.phrases;
    // What is sent stands in the order of the form, without what is empty.
    let mut sent = review.contract.data_fields.iter().peekable();
    let mut shown = Vec::with_capacity(review.filling.fields.len());
    for field in review.filling.fields.iter() {
        let value = sent.next_if(|value| value.custom_id == field.custom_id);
        shown.push((&*field.name, value.map_or("", |value| &*value.value)));
    }
    section(pen, "sect-fields", phrases.data_fields(), None, |pen| {
        if shown.is_empty() {
            notice::hint(pen, None, phrases.no_fields());
        }
        pairs(pen, &shown);
    });
}

fn parties(pen: &mut Pen, contract: &NewContract) {
    let phrases = pen.phrases;
    section(pen, "sect-parties", phrases.parties(), None, |pen| {
        if contract.parties.is_empty() && contract.my_party.is_none() {
            notice::hint(pen, None, phrases.no_parties());
        }
        draw!(pen, "div; class=stack" {
            if let Some(owner) = &contract.my_party {
                draw!(pen, "div; class=card" {
                    line(pen, phrases.owner_side(), phrases.owner_you(), None);
                    for person in &owner.participants {
                        participant(pen, person, None);
                    }
                });
            }
            for party in &contract.parties {
                draw!(pen, "div; class=card" { self::party(pen, party) });
            }
        });
    });
}

fn party(pen: &mut Pen, party: &NewParty) {
    match party {
        NewParty::Company { name, identification_number, participants, country_code } => {
            let country = country_code.as_deref().map(|code| country(pen, code));
            let about = [Some(pen.phrases.company()), identification_number.as_deref(), country];
            line(pen, name, &joined(&about), None);
            for person in participants {
                participant(pen, person, None);
            }
        }
        NewParty::Individual { participant: person, country_code } => {
            let country = country_code.as_deref().map(|code| country(pen, code));
            participant(pen, person, country);
        }
    }
}

/// Everything that is sent about a person; `from` is an individual's country.
fn participant(pen: &mut Pen, person: &NewParticipant, from: Option<&str>) {
    let phrases = pen.phrases;
    let channel = person.delivery_channel.as_deref().map(|word| phrases.channel(word));
    let method = person.sign_method.as_deref().map(|word| phrases.sign_method(word));
    let factor = person.two_step_authentication_method.as_deref().filter(|word| *word != "none");
    let factor = factor.map(|word| phrases.second_factor_word(word));
    let about = joined(&[
        person.title.as_deref().and_then(said),
        person.identification_number.as_deref(),
        from,
        person.email.as_deref(),
        person.phone_number.as_deref(),
        Some(phrases.role_word(Role::of(person))),
        channel.as_deref(),
        method.as_deref(),
        factor.as_deref(),
    ]);
    line(pen, &person.name, &about, None);
}
