//! Which rows of the list are drawn: those in view and some beside them. Room is left for the others, so that the
//! scroll bar is that of the whole list.

use std::ops::Range;

/// Rows that are drawn before anything is known of the list's height, and again at each key: the style sheet lets at
/// most thirteen be in view.
const AT_FIRST: usize = 20;
/// Rows that are drawn beyond each end of what is in view.
const BESIDE: usize = 10;
/// With fewer rows than this left beyond an end, more are drawn.
const NEAR: usize = 4;

/// How the list is scrolled, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewport {
    /// How far from the beginning.
    pub top: usize,
    /// How much of it is in view.
    pub height: usize,
    /// How long the list is, with the room for what is not drawn.
    pub content: usize,
}

/// The rows that are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// Their indexes.
    pub rows: Range<usize>,
    /// How many rows there are.
    pub all: usize,
    /// What the room for a row is, in CSS pixels.
    row_height: usize,
}

impl Window {
    /// The beginning of a list.
    pub fn new(all: usize) -> Self {
        Self { rows: 0..AT_FIRST.min(all), all, row_height: 60 }
    }

    /// Draws what lies around a row, if it is not drawn.
    pub fn show(&mut self, row: usize) {
        if !self.rows.contains(&row) {
            let start = row.saturating_sub(AT_FIRST / 2);
            self.rows = start..(start + AT_FIRST).min(self.all);
        }
    }

    /// The list has so many rows now: what is drawn stays drawn.
    pub fn resize(&mut self, all: usize) {
        let len = self.rows.len().max(AT_FIRST);
        let start = self.rows.start.min(all.saturating_sub(len));
        self.rows = start..(start + len).min(all);
        self.all = all;
    }

    /// The rows that are in view.
    pub fn in_view(&self, view: Viewport) -> Range<usize> {
        let drawn = self.drawn_height(view);
        let last = self.row_at((view.top + view.height).saturating_sub(1), drawn);
        self.row_at(view.top, drawn)..(last + 1).min(self.all)
    }

    /// The room for the rows before those that are drawn.
    pub fn space_before(&self) -> usize {
        self.rows.start * self.row_height
    }

    /// The room for the rows after those that are drawn.
    pub fn space_after(&self) -> usize {
        (self.all - self.rows.end) * self.row_height
    }

    /// Whether something is in view that is not drawn.
    pub fn is_blank(&self, view: Viewport) -> bool {
        view.top < self.space_before() || view.top + view.height + self.space_after() > view.content
    }

    /// Draws what is in view now, and what is beside it.
    pub fn scroll(&mut self, view: Viewport) {
        let drawn = self.drawn_height(view);
        let (first, last) = (self.row_at(view.top, drawn), self.row_at(view.top + view.height, drawn));
        let Range { start, end } = self.rows;
        let is_near = first < start + NEAR && start > 0 || last + NEAR > end && end < self.all;
        if is_near {
            // The room can only change where nothing is scrolled by it.
            if start == 0 && first < end {
                self.row_height = (drawn / end.max(1)).max(1);
            }
            self.rows = first.saturating_sub(BESIDE)..(last + BESIDE).min(self.all);
        }
    }

    fn drawn_height(&self, view: Viewport) -> usize {
        view.content.saturating_sub(self.space_before() + self.space_after()).max(1)
    }

    /// The row at a place. Rows that are drawn may be higher or lower than the room for one.
    fn row_at(&self, place: usize, drawn: usize) -> usize {
        let Range { start, end } = self.rows;
        let before = self.space_before();
        let row = if place < before {
            place / self.row_height
        } else if place < before + drawn {
            start + (place - before) * self.rows.len() / drawn
        } else {
            end + (place - before - drawn) / self.row_height
        };
        row.min(self.all.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEIGHT: usize = 400;

    /// A browser: a list of rows of some height, scrolled to a place, or by rows to the end.
    struct List {
        window: Window,
        row: usize,
        top: usize,
    }

    impl List {
        fn of(all: usize, row: usize) -> Self {
            Self { window: Window::new(all), row, top: 0 }
        }

        fn view(&self) -> Viewport {
            let drawn = self.window.rows.len() * self.row;
            let content = self.window.space_before() + drawn + self.window.space_after();
            Viewport { top: self.top.min(content.saturating_sub(HEIGHT)), height: HEIGHT, content }
        }

        /// The row at the top of the view, as the user sees it.
        fn seen(&self) -> usize {
            let before = self.window.space_before();
            self.window.rows.start + (self.view().top - before) / self.row
        }

        /// Scrolls, draws, and keeps in place what is drawn before and after, as the widget does.
        fn scroll_to(&mut self, top: usize) {
            self.top = top;
            for _ in 0..2 {
                let (view, before) = (self.view(), self.window.clone());
                self.window.scroll(view);
                let shared = before.rows.start.max(self.window.rows.start);
                if shared < before.rows.end.min(self.window.rows.end) {
                    let place = |window: &Window| window.space_before() + (shared - window.rows.start) * self.row;
                    self.top = view.top + place(&self.window) - place(&before);
                }
            }
            assert!(!self.window.is_blank(self.view()), "{:?} at {}", self.window, self.top);
            let most = (HEIGHT / self.row.min(60) + 2 * BESIDE + 2).max(AT_FIRST);
            assert!(self.window.rows.len() <= most, "{:?}", self.window);
        }
    }

    #[test]
    fn a_short_list_is_drawn_whole() {
        let mut list = List::of(12, 40);
        assert_eq!((list.window.rows.clone(), list.window.space_after()), (0..12, 0));
        list.scroll_to(80);
        assert_eq!(list.window.rows, 0..12);
    }

    #[test]
    fn scrolling_to_the_end_and_back_leaves_no_row_out_and_nothing_blank() {
        for row in [34, 60, 97] {
            let mut list = List::of(5_000, row);
            let mut seen = 0;
            while list.view().top + HEIGHT < list.view().content {
                list.scroll_to(list.top + 90);
                assert!((seen..=seen + 3).contains(&list.seen()), "{} after {seen}", list.seen());
                seen = list.seen();
            }
            assert_eq!(list.window.rows.end, 5_000);
            while list.top > 0 {
                list.scroll_to(list.top.saturating_sub(90));
                assert!((list.seen()..=list.seen() + 3).contains(&seen), "{} before {seen}", list.seen());
                seen = list.seen();
            }
            assert_eq!(list.window.rows.start, 0);
        }
    }

    #[test]
    fn dragging_the_scroll_bar_draws_what_is_there() {
        for row in [34, 60, 97] {
            let mut list = List::of(50_000, row);
            let end = list.view().content;
            list.scroll_to(end);
            assert_eq!(list.window.rows.end, 50_000);
            for part in [1, 7, 3, 9, 2, 0] {
                list.scroll_to(list.view().content / 10 * part);
                let middle = list.seen() / 500;
                assert!((part * 10).abs_diff(middle) <= 1, "row {} at {part} tenths", list.seen());
            }
        }
    }

    #[test]
    fn a_list_that_is_taller_than_what_is_drawn_at_first_is_filled() {
        let mut window = Window::new(500);
        let view = Viewport { top: 0, height: 2_000, content: AT_FIRST * 40 + window.space_after() };
        assert!(window.is_blank(view));
        window.scroll(view);
        assert!(window.rows.end >= 2_000 / 40, "{window:?}");
    }

    /// A window that was scrolled to a place in pixels, with rows of sixty.
    fn scrolled(mut window: Window, top: usize) -> Range<usize> {
        let content = window.all * 60;
        window.scroll(Viewport { top, height: 480, content });
        window.rows
    }

    #[test]
    fn rows_are_drawn_anew_only_near_an_end_of_what_is_drawn() {
        let first = Window::new(500);
        assert_eq!(scrolled(first.clone(), 0), 0..20);
        assert_eq!(scrolled(first.clone(), 8 * 60), 0..20, "four rows are left below");
        assert_eq!(scrolled(first, 9 * 60), 0..27, "three rows are left below");
        let middle = Window { rows: 9..37, all: 500, row_height: 60 };
        assert_eq!(scrolled(middle.clone(), 13 * 60), 9..37, "four rows are left above");
        assert_eq!(scrolled(middle, 12 * 60), 2..30, "three rows are left above");
        let last = Window { rows: 470..500, all: 500, row_height: 60 };
        assert_eq!(scrolled(last, 490 * 60), 470..500, "nothing is left out below");
    }

    #[test]
    fn the_room_for_a_row_is_that_of_those_on_show_as_long_as_none_of_them_is_far_away() {
        let window = Window::new(500);
        let content = AT_FIRST * 40 + window.space_after();
        let scrolled = |top: usize| {
            let mut window = window.clone();
            window.scroll(Viewport { top, height: 480, content });
            (window.rows.start, window.row_height)
        };
        assert_eq!(scrolled(600), (5, 40));
        assert_eq!(scrolled(AT_FIRST * 40), (10, 60));
    }

    #[test]
    fn a_row_that_is_far_away_is_drawn_with_its_neighbours() {
        let mut window = Window::new(500);
        window.show(19);
        assert_eq!(window.rows, 0..20);
        window.show(499);
        assert_eq!(window.rows, 489..500);
        window.show(200);
        assert_eq!(window.rows, 190..210);
    }
}
