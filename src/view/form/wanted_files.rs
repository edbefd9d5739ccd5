//! The way to add files, in the small module: it leads to the full one.

use crate::flow::message::Message;
use crate::flow::steps::filling::Filling;
use crate::view::parts::button;
use crate::view::parts::section::section;
use crate::view::vdom::builder::VdomBuilder;

pub(super) fn wanted_files(dom: &mut VdomBuilder, filling: &Filling) {
    let phrases = dom.phrases;
    section(dom, "sect-files", phrases.takes_files(), None, |dom| {
        if filling.hands_over() {
            button::busy_plain(dom, phrases.add_files());
        } else {
            button::plain(dom, phrases.add_files(), Message::FilesWanted);
        }
    });
}
