//! Icons, drawn in the markup: nothing is fetched for them.

use crate::view::vdom::builder::{VdomBuilder, el};

/// Searching.
pub const SEARCH: &str = "M17.5 11a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0ZM16 16l4.5 4.5";
/// Done.
pub const DONE: &str = "m5 12.5 4.5 4.5L19 7.5";
/// Leads away from this page.
pub const AWAY: &str = "M8 16 17 7M9.5 7H17v7.5";
/// Trigger its way.
pub const SENT: &str = "M21 3 10.5 13.5M21 3l-6.5 18-4-7.5L3 9.5Z";
/// Away with it.
pub const CLOSE: &str = "m6 6 12 12M18 6 6 18";
/// Back to what it was.
pub const UNDO: &str = "M8.5 5 5 8.5 8.5 12M5.5 8.5H14a5 5 0 0 1 0 10h-3";
/// Something is wrong here.
pub const WARNING: &str = "M12 4.5 21 19.5H3ZM12 10v4.5M12 17v.2";

/// An icon, by its path.
pub fn icon(dom: &mut VdomBuilder, path: &'static str) {
    el!(dom, "svg; class=icon; viewBox=0 0 24 24; aria-hidden=true; focusable=false" {
        el!(dom, "path" ("d": path));
    });
}

/// Something goes on.
pub fn spinner(dom: &mut VdomBuilder) {
    el!(dom, "i; class=spin; aria-hidden=true");
}
