//! The acting user's own part: one choice, and who they are where it is theirs.

use super::card::PartyCard;
use super::person::input;
use crate::flow::form::party::OWNER;
use crate::flow::form::person::{ME, PersonInput};
use crate::flow::form::role::Role;
use crate::flow::message::{Message, PartyMessage};
use crate::view::parts::field::InputKind;
use crate::view::parts::select::select;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::listener::Trigger;
use crate::view::vdom::target::Target;

pub(super) fn own_part(dom: &mut VdomBuilder, card: &PartyCard) {
    let phrases = dom.phrases;
    let me = card.party.people.iter().find(|person| person.key == ME);
    let now = me.map(|person| person.role);
    el!(dom, "div; class=segs own; role=radiogroup" ("aria-label": phrases.own_part_label()) {
        for (role, label) in [
            (None, phrases.as_in_template()),
            (Some(Role::Signatory), phrases.i_sign()),
            (Some(Role::Organizer), phrases.i_do_not_sign()),
        ] {
            let checked = if now == role { "true" } else { "" };
            el!(dom, "label; class=seg" {
                let message = Message::Party(PartyMessage::OwnPartChosen(role));
                el!(dom, "input; type=radio; name=own-part" ("checked": checked) [Trigger::Change(message)]);
                el!(dom, "span" { dom.text(label) });
            });
        }
    });
    el!(dom, "div; class=stack" {
        if let Some(me) = me {
            let target = Target::Person(OWNER, ME, PersonInput::Email);
            let colleagues = card.suggested.as_deref().unwrap_or_default();
            if colleagues.is_empty() {
                input(dom, card, Target::Person(OWNER, ME, PersonInput::Name), &me.name, InputKind::Line, None);
                input(dom, card, target, &me.email, InputKind::Email, None);
            } else {
                let mut options = vec![("", phrases.no_country().to_owned())];
                options.extend(colleagues.iter().map(|person| (&*person.email, person.name.to_string())));
                let error = card.error_text(phrases, target.field());
                select(dom, target, phrases.you_are(), &me.email, &options, error.as_deref());
            }
        }
    });
}
