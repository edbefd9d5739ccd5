//! Who gets the contract: first the counterparties, each person with how they are reached and what they do; then the
//! acting user's own side.

use crate::api::channel::notifies;
use crate::api::new_contract::{NewContract, NewParticipant, NewParty};
use crate::flow::Flow;
use crate::flow::form::role::Role;
use crate::flow::steps::filling::Filling;
use crate::text::compose::{joined, non_empty};
use crate::text::interpolate;
use crate::view::parts::line::line;
use crate::view::parts::notice;
use crate::view::parts::section::section;
use crate::view::vdom::builder::{VdomBuilder, el};

pub(super) fn recipients(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling, contract: &NewContract) {
    let phrases = dom.phrases;
    section(dom, "sect-parties", phrases.parties(), None, |dom| {
        if contract.parties.is_empty() {
            notice::hint(dom, None, phrases.no_parties());
        }
        el!(dom, "div; class=stack" {
            for party in &contract.parties {
                el!(dom, "div; class=card" { self::party(dom, party) });
            }
            el!(dom, "div; class=card" {
                let own = phrases.own_part(flow.edits.own_role(), &filling.choice.template);
                line(dom, phrases.owner_side(), &[own], None);
                let owner = contract.my_party.iter().flat_map(|owner| &owner.participants);
                for person in owner.skip(usize::from(flow.edits.own_role().is_some())) {
                    participant(dom, person, None);
                }
            });
        });
    });
}

fn party(dom: &mut VdomBuilder, party: &NewParty) {
    let context = dom.context.clone();
    match party {
        NewParty::Company { name, identification_number, participants, country_code } => {
            let country = country_code.as_deref().map(|code| context.country_name(code));
            let about = [Some(dom.phrases.company()), identification_number.as_deref(), country];
            line(dom, name, &[&joined(&about)], None);
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

/// By which address and what they do, then everything else that is sent about them; `from` is an individual's country.
fn participant(dom: &mut VdomBuilder, person: &NewParticipant, from: Option<&str>) {
    let phrases = dom.phrases;
    let (email, phone) = (person.email.as_deref(), person.phone_number.as_deref());
    let (first, second) =
        if person.delivery_channel.as_deref() == Some("sms") { (phone, email) } else { (email, phone) };
    let (address, other) = if first.is_some() { (first, second) } else { (second, None) };
    // On the owner side, Oneflow knows how to reach its users.
    let reached = match (&person.delivery_channel, address) {
        (Some(channel), Some(address)) if notifies(channel) => {
            interpolate(phrases.problem_at(), &[&phrases.channel(channel), address])
        }
        (Some(channel), _) => joined(&[Some(&phrases.channel(channel)), address]),
        (None, address) => address.unwrap_or_default().to_owned(),
    };
    let method = person.sign_method.as_deref().map(|word| phrases.sign_method(word));
    let factor = person.two_step_authentication_method.as_deref().filter(|word| *word != "none");
    let factor = factor.map(|word| phrases.second_factor_word(word));
    let does = joined(&[non_empty(&reached), Some(phrases.role_word(Role::of(person)))]);
    let rest = joined(&[
        method.as_deref(),
        factor.as_deref(),
        person.title.as_deref().and_then(non_empty),
        other,
        person.identification_number.as_deref(),
        from,
    ]);
    line(dom, &person.name, &[&does, &rest], None);
}
