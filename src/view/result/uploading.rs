//! The contract's files on their way: which one, how far the others are, and what the user can do about one that has
//! not arrived.

use crate::api::failure::Failure;
use crate::flow::message::Message;
use crate::flow::steps::upload::{Decision, Look, Upload, UploadStatus};
use crate::flow::steps::uploading::Uploading;
use crate::text::compose::joined;
use crate::text::interpolate;
use crate::view::parts::contract::{contract_identity, open_link};
use crate::view::parts::{button, icon, notice};
use crate::view::vdom::builder::{VdomBuilder, el};

pub(in crate::view) fn uploading(dom: &mut VdomBuilder, uploading: &Uploading) {
    let (phrases, stopped) = (dom.phrases, uploading.is_stopped());
    el!(dom, "div; class=body center" {
        el!(dom, "div; aria-hidden=true" ("class": if stopped { "big warn" } else { "big" }) {
            if stopped {
                icon::icon(dom, icon::WARNING);
            } else {
                icon::spinner(dom);
            }
        });
        el!(dom, "h2; id=heading; part=heading; tabindex=-1" { dom.text(phrases.uploading()) });
        contract_identity(dom, &uploading.created.contract);
        let body = if uploading.invitation.is_some() { phrases.sent_after_files() } else { phrases.draft_has_files() };
        notice::hint(dom, None, body);
        el!(dom, "div; class=stack wide" { current(dom, uploading) });
        uploads(dom, &uploading.uploads);
        el!(dom, "div; class=row" { open_link(dom, &uploading.created.contract, &uploading.created.url, false) });
    });
}

fn current(dom: &mut VdomBuilder, uploading: &Uploading) {
    let phrases = dom.phrases;
    if let Some(request) = &uploading.request {
        el!(dom, "p; class=hint; part=status" {
            let looks = uploading.current().is_some_and(|(_, it)| it.status != UploadStatus::UnderWay);
            let progress = phrases.upload_progress(uploading);
            let at_work = if looks { phrases.looking_for_file() } else { &progress };
            dom.text(&phrases.request_status(request, at_work));
            notice::slow(dom, request);
        });
        if request.is_writing() || request.pause().is_some() {
            el!(dom, "div; class=row" { button::plain(dom, phrases.stop_upload(), Message::UploadStopped) });
        }
    } else if let Some((_, upload)) = uploading.current() {
        trouble(dom, upload);
        let open = uploading.uploads.iter().filter(|it| !it.is_settled()).count();
        el!(dom, "div; class=row" { decisions(dom, &upload.status, open) });
        notice::held_back(dom);
    }
}

/// Why the user has to decide about a file. One that waits for the network has no trouble of its own.
fn trouble(dom: &mut VdomBuilder, upload: &Upload) {
    let (phrases, Upload { file, status }) = (dom.phrases, upload);
    let Some(text) = phrases.upload_trouble(status) else {
        return;
    };
    let failure = match status {
        UploadStatus::Failed(failure) | UploadStatus::Doubtful(Some(failure), _) => Some(failure),
        _ => None,
    };
    let class = if matches!(status, UploadStatus::Doubtful(..)) { "alert warn" } else { "alert danger" };
    notice::alert(dom, class, &interpolate(phrases.problem_at(), &[&file.name, text.title]), |dom| {
        notice::paragraph(dom, text.body);
        if let Some(Failure::Refused(problem)) = failure {
            for said in &problem.parameters {
                notice::paragraph(dom, &said.sentence);
            }
        }
        notice::request_id(dom, failure);
    });
}

/// What the user can decide about it. `open`: how many files are not settled.
fn decisions(dom: &mut VdomBuilder, status: &UploadStatus, open: usize) {
    let (phrases, decided) = (dom.phrases, Message::UploadDecided);
    if let UploadStatus::Doubtful(_, Look::Found) = status {
        button::primary(dom, phrases.take_uploaded(), decided(Decision::Take));
    }
    if let UploadStatus::Doubtful(_, Look::NotFound | Look::Failed | Look::Gone) = status {
        button::plain(dom, phrases.look_again(), decided(Decision::LookAgain));
    }
    if status.may_be_begun_again() {
        button::plain(dom, phrases.upload_again(), decided(Decision::Again));
    }
    // What the contract has, is not left out here; and where the contract is gone, the next file would stop as well.
    let stops_all = open > 1 && status.is_of_contract_gone();
    if !matches!(status, UploadStatus::Doubtful(_, Look::Found)) && !stops_all {
        button::plain(dom, phrases.leave_out(), decided(Decision::Drop));
    }
    if open > 1 {
        button::quiet(dom, phrases.leave_all_out(), decided(Decision::DropAll));
    }
}

/// How far each file is, or what has come of it.
pub(super) fn uploads(dom: &mut VdomBuilder, uploads: &[Upload]) {
    let phrases = dom.phrases;
    if uploads.is_empty() {
        return;
    }
    el!(dom, "ul; class=files wide" ("aria-label": phrases.takes_files()) {
        for Upload { file, status } in uploads {
            el!(dom, "li; class=file" {
                el!(dom, "div; class=t" {
                    el!(dom, "b; dir=auto" { dom.text(&file.name) });
                    let size = phrases.size(file.size);
                    el!(dom, "small" { dom.text(&joined(&[Some(&size), Some(phrases.file_kind(file.kind))])) });
                });
                el!(dom, "small" { dom.text(phrases.upload_status(status)) });
            });
        }
    });
}
