//! A second draft of the same attempt: which one it is, and the way to delete it, in two presses.

use crate::flow::Flow;
use crate::flow::message::Message;
use crate::flow::steps::twin::Twin;
use crate::text::interpolate;
use crate::view::parts::contract::open_link;
use crate::view::parts::{button, notice};
use crate::view::vdom::builder::{VdomBuilder, el};

pub(in crate::view) fn twin(dom: &mut VdomBuilder, flow: &Flow, twin: &Twin) {
    let phrases = dom.phrases;
    let draft = match twin {
        Twin::None | Twin::Sought(..) => return,
        Twin::Deleted => return notice::hint(dom, None, phrases.twin_deleted()),
        Twin::Found(draft) | Twin::Doomed(draft) | Twin::Deleting(draft, _) | Twin::Kept(draft) => draft,
    };
    let id = draft.id.to_string();
    el!(dom, "div; class=alert warn wide; role=group" {
        el!(dom, "b" { dom.text(phrases.twin().title) });
        notice::paragraph(dom, &interpolate(phrases.twin().body, &[&id]));
        if let Twin::Kept(_) = twin {
            notice::paragraph(dom, phrases.twin_kept());
        }
        el!(dom, "div; class=row" {
            open_link(dom, draft, &flow.url_of(draft.id), false);
            match twin {
                _ if !draft.may_delete => {}
                Twin::Deleting(..) => button::busy(dom, phrases.delete_twin()),
                Twin::Doomed(_) => {
                    let label = interpolate(phrases.delete_now(), &[&id]);
                    button::plain(dom, &label, Message::TwinDeletionRequested);
                }
                _ => button::quiet(dom, phrases.delete_twin(), Message::TwinDeletionRequested),
            }
        });
        notice::held_back(dom);
    });
}
