//! A participant of a contract that exists, in one line, and the link that opens it as them.

use super::icon::{DONE, icon};
use super::{button, notice};
use crate::api::contract::Contract;
use crate::api::participant::Participant;
use crate::flow::message::Message;
use crate::flow::steps::card::Link;
use crate::text::compose::initials;
use crate::text::interpolate;
use crate::view::vdom::builder::{VdomBuilder, el};

/// What a participant's link depends on.
pub struct Linked<'a> {
    /// The contract.
    pub contract: &'a Contract,
    /// The link that was made last.
    pub link: Option<&'a Link>,
    /// Whether links are offered to people like this one.
    pub offered: bool,
}

/// Who it is and what about them, with the way to their link where one is of use.
pub fn participant(dom: &mut VdomBuilder, linked: &Linked, person: &Participant, about: &str) {
    let phrases = dom.phrases;
    let has_signed = &*person.sign_state == "signed";
    let id = person.id.filter(|id| linked.offered && linked.contract.has_link_for(*id));
    let link = linked.link.filter(|link| id == Some(link.participant));
    el!(dom, "div; class=person slim" {
        el!(dom, "span; aria-hidden=true" ("class": if has_signed { "av done" } else { "av" }) {
            if has_signed {
                icon(dom, DONE);
            } else {
                dom.text(&initials(&person.name));
            }
        });
        el!(dom, "div; class=t" {
            el!(dom, "b; dir=auto" { dom.text(&person.name) });
            el!(dom, "small; dir=auto" { dom.text(about) });
        });
        if let Some(id) = id {
            let label = if link.is_some() { phrases.copied() } else { phrases.copy_link() };
            let name = interpolate(phrases.copy_link_named(), &[&person.name]);
            let name = link.is_none().then_some(name);
            button::quiet_named(dom, label, name, None, Message::LinkRequested(id));
        }
    });
    if let Some(link) = link {
        el!(dom, "div; class=stack" {
            let label = interpolate(phrases.copy_link_named(), &[&person.name]);
            el!(dom, "input; part=input; type=text; readonly=; dir=ltr" ("aria-label": label, "value": &link.text));
            notice::hint(dom, None, &interpolate(phrases.link_until(), &[&person.name, &dom.time(link.until)]));
        });
    }
}
