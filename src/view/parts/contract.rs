//! A contract: which one it is, and the way to it.

use super::icon::{AWAY, icon};
use crate::api::Text;
use crate::api::contract::{Contract, State};
use crate::text::interpolate;
use crate::view::vdom::builder::{VdomBuilder, el};

/// Which contract it is: name, state and id.
pub fn contract_identity(dom: &mut VdomBuilder, contract: &Contract) {
    let phrases = dom.phrases;
    el!(dom, "p; class=name; dir=auto" { dom.text(&contract.name) });
    el!(dom, "span; class=pill; part=badge" {
        el!(dom, "i; aria-hidden=true");
        dom.text(&interpolate(phrases.state_and_id(), &[&phrases.state(&contract.state), &contract.id.to_string()]));
    });
}

/// Its state, at a glance.
pub fn state_badge(dom: &mut VdomBuilder, state: &State) {
    let class = match state {
        State::Signed => "pill good",
        State::Declined | State::Overdue => "pill bad",
        _ => "pill",
    };
    el!(dom, "span; part=badge" ("class": class) {
        el!(dom, "i; aria-hidden=true");
        dom.text(&dom.phrases.state(state));
    });
}

/// The way into Oneflow, where the acting user may have to sign. The element hears the click first: the host may open
/// it itself.
pub fn open_link(dom: &mut VdomBuilder, contract: &Contract, url: &Text, primary: bool) {
    let phrases = dom.phrases;
    let label = if contract.waits_for_me() { phrases.your_turn() } else { phrases.open() };
    let class = if primary { "btn p" } else { "btn" };
    el!(dom, "a; part=button button-primary; target=_blank; rel=noopener noreferrer; data-open=contract"
        ("class": class, "href": url, "title": phrases.open_hint()) {
        dom.text(label);
        icon(dom, AWAY);
    });
}
