//! A person or a party in one line.

use super::button;
use crate::flow::form::field::FieldId;
use crate::flow::form::party::{PartyInput, PartyKey};
use crate::flow::message::{Message, PartyMessage};
use crate::text::compose::initials;
use crate::text::interpolate;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::target::anchor;

/// Who, what about them, line by line, and the way to their inputs.
pub fn line(dom: &mut VdomBuilder, name: &str, about: &[&str], edit: Option<PartyKey>) {
    let phrases = dom.phrases;
    el!(dom, "div; class=person" {
        el!(dom, "span; class=av; aria-hidden=true" { dom.text(&initials(name)) });
        el!(dom, "div; class=t" {
            el!(dom, "b; dir=auto" { dom.text(name) });
            for about in about.iter().filter(|about| !about.is_empty()) {
                el!(dom, "small; dir=auto" { dom.text(about) });
            }
        });
        if let Some(key) = edit {
            let id = anchor(FieldId::Party(key, PartyInput::Summary));
            let label = interpolate(phrases.edit_named(), &[name]);
            let message = Message::Party(PartyMessage::Expanded(key));
            button::quiet_named(dom, phrases.edit(), Some(label), Some(id), message);
        }
    });
}
