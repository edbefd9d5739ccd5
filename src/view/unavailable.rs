//! It cannot start: why, who can fix it, and a way to try again.

use super::parts::header::close_button;
use super::parts::icon::{AWAY, WARNING, icon};
use super::parts::{button, notice};
use super::vdom::builder::{VdomBuilder, el};
use crate::api::Text;
use crate::flow::Flow;
use crate::flow::message::Message;
use crate::flow::settings::Settings;
use crate::flow::steps::unavailable::{Reason, Unavailable};
use crate::text::interpolate;

pub(super) fn unavailable(dom: &mut VdomBuilder, flow: &Flow, unavailable: &Unavailable) {
    let (title, body) = dom.phrases.reason(flow, &unavailable.reason);
    el!(dom, "header; class=head bare" { close_button(dom) });
    el!(dom, "div; class=body center" {
        el!(dom, "div; class=big warn; aria-hidden=true" { icon(dom, WARNING) });
        el!(dom, "h2; id=heading; part=heading; tabindex=-1" { dom.text(&title) });
        notice::paragraph(dom, &body);
        details(dom, flow, unavailable);
        notice::request_id(dom, unavailable.failure.as_ref());
    });
}

/// What helps comes first: trying again only where nobody else has to do something before.
fn retry(dom: &mut VdomBuilder, draw: fn(&mut VdomBuilder, &str, Message)) {
    el!(dom, "div; class=row" { draw(dom, dom.phrases.again(), Message::RetryRequested) });
}

fn details(dom: &mut VdomBuilder, flow: &Flow, unavailable: &Unavailable) {
    let (phrases, settings) = (dom.phrases, &flow.settings);
    match &unavailable.reason {
        Reason::Configuration(error) => {
            notice::hint(dom, None, &phrases.config_error(error));
            retry(dom, button::plain);
        }
        Reason::ExtensionOff(name) => {
            let mut steps = Vec::new();
            for step in [phrases.step_enable(), phrases.step_token(), phrases.step_paste()] {
                steps.push(interpolate(step, &[name.as_deref().unwrap_or(phrases.the_extension())]));
            }
            el!(dom, "slot; name=setup" { setup(dom, &steps, settings) });
            for_administrators(
                dom,
                flow,
                unavailable,
                &[&steps.join("\n"), "\n", settings.setup_url.as_deref().unwrap_or_default()].concat(),
            );
        }
        Reason::NoTemplate => {
            el!(dom, "slot; name=empty");
            for_administrators(dom, flow, unavailable, phrases.no_template().body);
        }
        Reason::TokenRefused => {
            el!(dom, "slot; name=setup" { setup(dom, &[], settings) });
            for_administrators(dom, flow, unavailable, settings.setup_url.as_deref().unwrap_or_default());
        }
        Reason::UserUnknown | Reason::NoWorkspace | Reason::Forbidden => for_administrators(dom, flow, unavailable, ""),
        // Whether it helps is for the people who run the page.
        Reason::Missing if flow.opens_list() => retry(dom, button::plain),
        Reason::SessionRefused | Reason::Missing | Reason::Unreachable | Reason::Failing => {
            retry(dom, button::primary);
        }
    }
}

/// What an administrator has to do, and where.
fn setup(dom: &mut VdomBuilder, steps: &[String], settings: &Settings) {
    if !steps.is_empty() {
        el!(dom, "ol; class=todo" {
            for step in steps {
                el!(dom, "li" { dom.text(step) });
            }
        });
    }
    if let Some(url) = &settings.setup_url {
        el!(dom, "div; class=row" {
            el!(dom, "a; class=btn p; part=button button-primary; target=_blank; rel=noopener noreferrer"
                ("href": url) {
                dom.text(dom.phrases.set_up());
                icon(dom, AWAY);
            });
        });
    }
}

/// A message for the administrator who can fix it, to be copied.
fn for_administrators(dom: &mut VdomBuilder, flow: &Flow, unavailable: &Unavailable, rest: &str) {
    let phrases = dom.phrases;
    let title = phrases.reason(flow, &unavailable.reason).0;
    let message: Text = interpolate(phrases.message_for_administrators(flow), &[&title, rest]).trim().into();
    el!(dom, "details; class=card wide" {
        el!(dom, "summary" { dom.text(phrases.admin_title()) });
        el!(dom, "textarea; part=input; rows=5; readonly=; dir=auto"
            ("aria-label": phrases.admin_title(), "value": &message));
        el!(dom, "div; class=row" {
            let label = if dom.copied.as_ref() == Some(&message) { phrases.copied() } else { phrases.copy() };
            button::plain(dom, label, Message::CopyRequested(message));
        });
    });
    retry(dom, button::plain);
}
