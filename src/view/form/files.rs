//! The files of the form: which go along, what was not taken, and the place to drop others.

use crate::api::available_options::AvailableOptions;
use crate::api::contract_file::{FileKind, NewFile};
use crate::flow::Flow;
use crate::flow::form::field::FieldId;
use crate::flow::form::files::TakenAway;
use crate::flow::form::files::arrangement::Arrangement;
use crate::flow::form::files::rules::{EXTENSIONS, LARGEST, LARGEST_SUM, MOST, PDF, is_pdf};
use crate::flow::message::{FileMessage, Message};
use crate::flow::steps::filling::Filling;
use crate::text::compose::joined;
use crate::text::interpolate;
use crate::view::form::errors::error_text;
use crate::view::parts::section::section;
use crate::view::parts::{button, notice};
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::target::anchor;

/// The ids of what describes the file input.
const HINT: &str = "files-hint";
const ERROR: &str = "files-error";

pub(super) fn files(dom: &mut VdomBuilder, flow: &Flow, filling: &Filling) {
    let (phrases, options) = (dom.phrases, &filling.choice.template.options);
    let arranged = filling.arrange(&flow.edits, &flow.settings.prefill);
    let takes = options.attachments || options.expanded_pdf;
    if !takes && arranged.refused.is_empty() {
        return;
    }
    let locked = flow.settings.locks("files");
    let beside = (!arranged.files.is_empty()).then(|| phrases.count(phrases.files_in_all(), arranged.files.len()));
    section(dom, "sect-files", phrases.takes_files(), beside.as_deref(), |dom| {
        el!(dom, "ul; class=files" {
            for (file, place) in &arranged.files {
                let choice = !locked && options.attachments && options.expanded_pdf && is_pdf(&file.name);
                line(dom, file, place.is_some(), choice, locked);
            }
        });
        // Always there. Yew matches elements from the end, so what comes and goes beside an input would cost it the
        // focus.
        el!(dom, "div; class=stack" { remarks(dom, filling, &arranged) });
        el!(dom, "div" {
            if takes && !locked {
                drop_zone(dom, options, error_text(dom, filling, FieldId::Files).as_deref());
            }
        });
    });
}

fn line(dom: &mut VdomBuilder, file: &NewFile, is_given: bool, choice: bool, locked: bool) {
    let phrases = dom.phrases;
    el!(dom, "li; class=file" ("key": file.name.to_string()) {
        el!(dom, "div; class=t" {
            el!(dom, "b; dir=auto" { dom.text(&file.name) });
            let kind = (!choice).then(|| phrases.file_kind(file.kind));
            let origin = is_given.then(|| phrases.file_of_page());
            el!(dom, "small" { dom.text(&joined(&[Some(&phrases.size(file.size)), kind, origin])) });
            if file.blob.is_none() {
                notice::error(dom, None, phrases.file_missing());
            }
        });
        if choice {
            let label = interpolate(phrases.file_as(), &[&file.name]);
            el!(dom, "div; class=chips; role=group" ("aria-label": label) {
                for kind in [FileKind::Attachment, FileKind::Document] {
                    let message = Message::Files(FileMessage::KindChosen(file.name.clone(), kind));
                    button::chip(dom, phrases.file_kind(kind), Some(kind == file.kind), message);
                }
            });
        }
        if !locked {
            let name = interpolate(phrases.remove_named(), &[&file.name]);
            let message = Message::Files(FileMessage::Removed(file.name.clone()));
            button::quiet_named(dom, phrases.remove(), Some(name), None, message);
        }
    });
}

/// What was not taken, and what was taken away.
fn remarks(dom: &mut VdomBuilder, filling: &Filling, arranged: &Arrangement) {
    let phrases = dom.phrases;
    if !arranged.refused.is_empty() {
        el!(dom, "div; class=alert warn" {
            el!(dom, "b" { dom.text(phrases.files_not_uploaded()) });
            for (name, error) in &arranged.refused {
                notice::paragraph(dom, &phrases.file_error(name, *error));
            }
        });
    }
    if let Some(document) = arranged.document() {
        for replaced in &arranged.replaced {
            let taken = TakenAway::Replaced(document.name.clone(), replaced.clone());
            notice::hint(dom, None, &phrases.taken_away(&taken));
        }
    }
    let said = &filling.file_remarks;
    for (name, error) in &said.refused {
        notice::error(dom, None, &phrases.file_error(name, *error));
    }
    if let Some(taken) = &said.taken_away {
        el!(dom, "p; class=hint offer" {
            dom.text(&phrases.taken_away(taken));
            dom.text(" ");
            button::link(dom, phrases.undo(), Message::Files(FileMessage::Undone));
        });
    }
}

/// The place to drop files, around a file input, which keys and screen readers know.
fn drop_zone(dom: &mut VdomBuilder, options: &AvailableOptions, error: Option<&str>) {
    let phrases = dom.phrases;
    let sum = phrases.size(LARGEST_SUM);
    let limits = if options.attachments {
        interpolate(phrases.files_limits(), &[&phrases.number_text(MOST), &phrases.size(LARGEST), &sum])
    } else {
        interpolate(phrases.document_limits(), &[&phrases.size(LARGEST)])
    };
    let described = if error.is_some() { [HINT, " ", ERROR].concat() } else { HINT.to_owned() };
    el!(dom, "div; class=drop" {
        el!(dom, "label; class=btn; part=button button-secondary" {
            el!(dom, "input; type=file; class=unseen; multiple="
                ("id": anchor(FieldId::Files), "accept": if options.attachments { EXTENSIONS } else { PDF },
                 "aria-invalid": error.map(|_| "true"), "aria-describedby": described));
            dom.text(phrases.choose_files());
        });
        notice::hint(dom, Some(HINT.to_owned()), &[phrases.drop_files(), " ", &limits].concat());
        el!(dom, "div" {
            if let Some(error) = error {
                notice::error(dom, Some(ERROR.to_owned()), error);
            }
        });
    });
}
