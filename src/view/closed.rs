//! It cannot start: why, who can mend it, and a way to try again.

use super::header;
use super::parts::icon::{AWAY, icon};
use super::parts::{button, notice};
use super::pen::{Pen, draw};
use crate::api::Text;
use crate::flow::closed::{Closed, Reason};
use crate::flow::host::Host;
use crate::flow::message::Message;
use crate::text::with;

pub(super) fn closed(pen: &mut Pen, closed: &Closed, host: &Host) {
    let (title, body) = pen.phrases.reason(&closed.reason);
    header(pen, &title, 0, |pen| pen.text(&body));
    draw!(pen, "div; class=body" {
        details(pen, closed, host);
        draw!(pen, "div; class=row" { button::primary(pen, pen.phrases.again(), Message::TriedAgain) });
        notice::request_id(pen, closed.failure.as_ref());
    });
}

fn details(pen: &mut Pen, closed: &Closed, host: &Host) {
    let phrases = pen.phrases;
    match &closed.reason {
        Reason::Configuration(fault) => notice::hint(pen, None, &phrases.configuration_fault(fault)),
        Reason::ExtensionOff(name) => {
            let mut steps = Vec::new();
            for step in [phrases.step_enable(), phrases.step_token(), phrases.step_paste()] {
                steps.push(with(step, &[name.as_deref().unwrap_or(phrases.the_extension())]));
            }
            draw!(pen, "slot; name=setup" { setup(pen, &steps, host) });
            for_administrators(
                pen,
                closed,
                &[&steps.join("\n"), "\n", host.setup_url.as_deref().unwrap_or_default()].concat(),
            );
        }
        Reason::NoTemplate => {
            draw!(pen, "slot; name=empty");
            for_administrators(pen, closed, phrases.no_template().body);
        }
        Reason::UserUnknown | Reason::NoWorkspace | Reason::Forbidden => for_administrators(pen, closed, ""),
        _ => {}
    }
}

/// What an administrator does, and where.
fn setup(pen: &mut Pen, steps: &[String], host: &Host) {
    draw!(pen, "ol; class=todo" {
        for step in steps {
            draw!(pen, "li" { pen.text(step) });
        }
    });
    if let Some(url) = &host.setup_url {
        draw!(pen, "div; class=row" {
            draw!(pen, "a; class=btn; part=button button-secondary; target=_blank; rel=noopener noreferrer" ("href": url) {
                pen.text(pen.phrases.set_up());
                icon(pen, AWAY);
            });
        });
    }
}

/// A message for whoever can mend it, to be copied.
fn for_administrators(pen: &mut Pen, closed: &Closed, rest: &str) {
    let phrases = pen.phrases;
    let title = phrases.reason(&closed.reason).0;
    let message: Text = with(phrases.admin_message(), &[&title, rest]).trim().into();
    draw!(pen, "details; class=card" {
        draw!(pen, "summary" { pen.text(phrases.admin_title()) });
        draw!(pen, "textarea; part=input; rows=5; readonly=; dir=auto" ("aria-label": phrases.admin_title(), "value": &message));
        draw!(pen, "div; class=row" {
            button::plain(pen, if closed.copied { phrases.copied() } else { phrases.copy() }, Message::Copied(message));
        });
    });
}
