//! The contract exists: its name, state and id, and the ways on.

use super::parts::icon::{AWAY, DONE, icon};
use super::parts::{button, notice};
use super::pen::{Pen, draw};
use crate::flow::creating::Created;
use crate::flow::message::Message;
use crate::text::with;

pub(super) fn created(pen: &mut Pen, created: &Created) {
    let (phrases, contract) = (pen.phrases, &created.contract);
    draw!(pen, "div; class=body center" {
        draw!(pen, "div; class=big; aria-hidden=true" { icon(pen, DONE) });
        draw!(pen, "h2; id=heading; part=heading; tabindex=-1" { pen.text(phrases.created) });
        draw!(pen, "p; class=name; dir=auto" { pen.text(&contract.name) });
        draw!(pen, "span; class=pill; part=badge" {
            draw!(pen, "i; aria-hidden=true");
            pen.text(&with(phrases.state_and_id, &[&phrases.state(&contract.state), &contract.id.to_string()]));
        });
        notice::hint(pen, None, phrases.created_body);
        draw!(pen, "div; class=row" {
            draw!(pen, "a; class=btn p; part=button button-primary; target=_blank; rel=noopener noreferrer" ("href": &created.url, "title": phrases.open_hint) {
                pen.text(phrases.open);
                icon(pen, AWAY);
            });
            button::plain(pen, phrases.another, Message::StartedOver);
        });
    });
}
