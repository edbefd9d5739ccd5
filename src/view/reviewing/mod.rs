//! Everything that will be sent, to be read once more. While the contract is being created it stays in view, inert.

mod pairs;
mod recipients;
mod sent_fields;
mod sent_products;

use std::rc::Rc;

use self::pairs::pairs;
use self::sent_fields::SentFields;
use self::sent_products::SentProducts;
use super::deciding::footer;
use super::parts::header::header;
use super::parts::invitation::{approval, invitation, written};
use super::parts::notice;
use super::parts::section::section;
use super::vdom::builder::{VdomBuilder, el};
use crate::api::contract_file::NewFile;
use crate::api::invitation::Invitation;
use crate::api::new_contract::NewContract;
use crate::flow::Flow;
use crate::flow::form::validate::ValidContract;
use crate::flow::notice::Notice;
use crate::flow::steps::creating::Creating;
use crate::flow::steps::filling::Filling;
use crate::flow::steps::reviewing::Sending;
use crate::full::IS_FULL;
use crate::text::compose::joined;
use crate::text::explain::Placed;
use crate::text::interpolate;
use crate::text::languages::phrases::NoticeText;

/// What the screen shows: reviewed, or being created.
pub(super) struct Review<'a> {
    pub filling: &'a Filling,
    pub contract: &'a Rc<ValidContract>,
    pub notice: Option<&'a Notice>,
    pub creating: Option<&'a Creating>,
}

pub(super) fn reviewing(dom: &mut VdomBuilder, flow: &Flow, review: &Review) {
    let (phrases, choice) = (dom.phrases, &review.filling.choice);
    let contract = review.contract.contract();
    let sending = flow.sending(review.filling, contract);
    header(dom, phrases.review(), 3, |dom| {
        let template = phrases.template_title(&choice.template);
        dom.text(&interpolate(phrases.in_workspace(), &[template, &choice.workspace_name]));
    });
    let invitation_shown;
    el!(dom, "div; class=body form" ("key": "reviewing".to_owned(), "inert": review.creating.map(|_| "")) {
        notice_block(dom, review.notice);
        el!(dom, "div; class=stack" {
            of_record(dom, flow);
            if IS_FULL && flow.loses_rows(review.filling) {
                lost_rows(dom, review.filling);
            }
        });
        recipients::recipients(dom, flow, review.filling, contract);
        el!(dom, "div; class=stack" {
            invitation_shown = invitation_block(dom, flow, sending, contract);
            if invitation_shown.is_some() {
                approval(dom, flow, review.filling);
            }
        });
        section(dom, "sect-contract", phrases.contract(), None, |dom| {
            pairs(dom, &[(phrases.name(), contract.name.to_string())]);
        });
        el!(dom, "div; class=stack" { dom.memo("fields", sent_fields(flow, review)) });
        if IS_FULL && review.filling.products.as_ref().is_some() {
            el!(dom, "div; class=stack" { dom.memo("products", Rc::new(SentProducts::of(review.contract))) });
        }
        if IS_FULL {
            files(dom, review.contract.files());
        }
    });
    footer(dom, flow, review.creating, invitation_shown);
}

/// Why the rows that somebody has given or edited do not go along.
fn lost_rows(dom: &mut VdomBuilder, filling: &Filling) {
    if let Some(products) = filling.products.as_ref() {
        let why = dom.phrases.without_tables(&products.tables);
        el!(dom, "p; class=alert warn" { dom.text(why) });
    }
}

/// The files to be uploaded, with their sizes and what they become.
fn files(dom: &mut VdomBuilder, files: &[NewFile]) {
    let phrases = dom.phrases;
    if files.is_empty() {
        return;
    }
    section(dom, "sect-files", phrases.takes_files(), None, |dom| {
        let about = |file: &NewFile| joined(&[Some(&phrases.size(file.size)), Some(phrases.file_kind(file.kind))]);
        let listed: Vec<_> = files.iter().map(|file| (&*file.name, about(file))).collect();
        pairs(dom, &listed);
    });
}

fn sent_fields(flow: &Flow, review: &Review) -> Rc<SentFields> {
    Rc::new(SentFields::of(flow, &review.filling.fields, review.contract))
}

/// What goes along when it is sent, or why that reaches nobody. Returns the invitation if it can be sent.
fn invitation_block(
    dom: &mut VdomBuilder,
    flow: &Flow,
    sending: Sending,
    contract: &NewContract,
) -> Option<Rc<Invitation>> {
    let phrases = dom.phrases;
    let mut shown = None;
    match sending {
        Sending::NotOffered => {}
        Sending::Forbidden => el!(dom, "p; class=alert warn" { dom.text(phrases.may_not_send()) }),
        Sending::TellsNobody => {
            let nobody = phrases.nobody_notified();
            let body = if contract.parties.is_empty() { phrases.no_counterparty() } else { nobody.body };
            notice::warning(dom, NoticeText { body, ..nobody });
            shown = Some(written(phrases, flow, &contract.name));
        }
        Sending::Invites => {
            section(dom, "sect-invitation", phrases.invitation_title(), Some(phrases.invitation_hint()), |dom| {
                shown = Some(invitation(dom, flow, &contract.name));
            });
        }
    }
    shown
}

/// Says that the record has a contract already, with the way to it: another one may be meant, and may not.
fn of_record(dom: &mut VdomBuilder, flow: &Flow) {
    let phrases = dom.phrases;
    if let Some(known) = &flow.of_record {
        let (number, name) = (known.id.to_string(), known.name.trim());
        el!(dom, "div; class=alert warn" {
            el!(dom, "b" { dom.text(phrases.of_record(known)) });
            let url = flow.url_of(known.id);
            el!(dom, "a; class=a; part=link; dir=auto; target=_blank; rel=noopener noreferrer" ("href": &url) {
                dom.text(&interpolate(phrases.open_number(), &[if name.is_empty() { &number } else { name }]));
            });
        });
    }
}

fn notice_block(dom: &mut VdomBuilder, notice: Option<&Notice>) {
    if let Some(notice @ Notice::Failed { failure, .. }) = notice {
        let text = dom.phrases.notice(notice, Placed::Nowhere);
        notice::failed(dom, "alert danger", text, failure);
    }
}
