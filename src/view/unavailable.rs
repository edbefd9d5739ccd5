//! It cannot start: why, who can fix it, and a way to try again.

use super::parts::header::header;
use super::parts::icon::{AWAY, icon};
use super::parts::{button, notice};
use super::vdom::builder::{VdomBuilder, el};
use crate::api::Text;
use crate::flow::message::Message;
use crate::flow::settings::Settings;
use crate::flow::steps::unavailable::{Reason, Unavailable};
use crate::text::interpolate;

pub(super) fn unavailable(dom: &mut VdomBuilder, unavailable: &Unavailable, settings: &Settings) {
    let (title, body) = dom.phrases.reason(&unavailable.reason);
    header(dom, &title, 0, |dom| dom.text(&body));
    el!(dom, "div; class=body" {
        details(dom, unavailable, settings);
        el!(dom, "div; class=row" { button::primary(dom, dom.phrases.again(), Message::RetryRequested) });
        notice::request_id(dom, unavailable.failure.as_ref());
    });
}

fn details(dom: &mut VdomBuilder, unavailable: &Unavailable, settings: &Settings) {
    let phrases = dom.phrases;
    match &unavailable.reason {
        Reason::Configuration(error) => notice::hint(dom, None, &phrases.config_error(error)),
        Reason::ExtensionOff(name) => {
            let mut steps = Vec::new();
            for step in [phrases.step_enable(), phrases.step_token(), phrases.step_paste()] {
                steps.push(interpolate(step, &[name.as_deref().unwrap_or(phrases.the_extension())]));
            }
            el!(dom, "slot; name=setup" { setup(dom, &steps, settings) });
            for_administrators(
                dom,
                unavailable,
                &[&steps.join("\n"), "\n", settings.setup_url.as_deref().unwrap_or_default()].concat(),
            );
        }
        Reason::NoTemplate => {
            el!(dom, "slot; name=empty");
            for_administrators(dom, unavailable, phrases.no_template().body);
        }
        Reason::UserUnknown | Reason::NoWorkspace | Reason::Forbidden => for_administrators(dom, unavailable, ""),
        _ => {}
    }
}

/// What an administrator has to do, and where.
fn setup(dom: &mut VdomBuilder, steps: &[String], settings: &Settings) {
    el!(dom, "ol; class=todo" {
        for step in steps {
            el!(dom, "li" { dom.text(step) });
        }
    });
    if let Some(url) = &settings.setup_url {
        el!(dom, "div; class=row" {
            el!(dom, "a; class=btn; part=button button-secondary; target=_blank; rel=noopener noreferrer"
                ("href": url) {
                dom.text(dom.phrases.set_up());
                icon(dom, AWAY);
            });
        });
    }
}

/// A message for the administrator who can fix it, to be copied.
fn for_administrators(dom: &mut VdomBuilder, unavailable: &Unavailable, rest: &str) {
    let phrases = dom.phrases;
    let title = phrases.reason(&unavailable.reason).0;
    let message: Text = interpolate(phrases.admin_message(), &[&title, rest]).trim().into();
    el!(dom, "details; class=card" {
        el!(dom, "summary" { dom.text(phrases.admin_title()) });
        el!(dom, "textarea; part=input; rows=5; readonly=; dir=auto"
            ("aria-label": phrases.admin_title(), "value": &message));
        el!(dom, "div; class=row" {
            let label = if unavailable.copied { phrases.copied() } else { phrases.copy() };
            button::plain(dom, label, Message::CopyRequested(message));
        });
    });
}
