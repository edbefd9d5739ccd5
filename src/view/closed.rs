//! It cannot start: why, who can mend it, and a way to try again.

use super::header;
use super::parts::{button, notice};
use super::pen::{Pen, draw};
use crate::flow::closed::{Closed, Reason};
use crate::flow::message::Message;
use crate::text::with;

pub(super) fn closed(pen: &mut Pen, closed: &Closed) {
    let (title, body) = pen.phrases.reason(&closed.reason);
    header(pen, &title, 0, |pen| pen.text(&body));
    draw!(pen, "div; class=body" {
        details(pen, &closed.reason);
        draw!(pen, "div; class=row" { button::primary(pen, pen.phrases.again, Message::TriedAgain) });
        notice::request_id(pen, closed.failure.as_ref());
    });
}

fn details(pen: &mut Pen, reason: &Reason) {
    let phrases = pen.phrases;
    match reason {
        Reason::Configuration(fault) => notice::hint(pen, None, &phrases.configuration_fault(fault)),
        Reason::ExtensionOff(name) => draw!(pen, "ol; class=todo" {
            for step in phrases.extension_steps {
                draw!(pen, "li" { pen.text(&with(step, &[name.as_deref().unwrap_or(phrases.the_extension)])) });
            }
        }),
        _ => {}
    }
}
