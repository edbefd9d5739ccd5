//! What never varies about an element, taken apart once and kept: there are as many as places that draw, a hundred or so.

use std::cell::RefCell;

/// What never varies about an element.
#[derive(Clone, Copy)]
pub struct Shape {
    /// Its name.
    pub name: &'static str,
    /// Its attributes.
    pub keys: &'static [&'static str],
    /// What the first of them hold.
    pub fixed: &'static [&'static str],
}

/// Where a description lies, and how long it is: a longer one may begin at the same place.
type Key = (*const u8, usize);

thread_local! {
    static SHAPES: RefCell<Vec<(Key, Shape)>> = const { RefCell::new(Vec::new()) };
}

/// Takes a description apart, the first time that it is met.
pub fn shape(description: &'static str) -> Shape {
    let key = (description.as_ptr(), description.len());
    SHAPES
        .with_borrow_mut(|shapes| match shapes.binary_search_by_key(&key, |known| known.0) {
            Ok(place) => shapes.get(place).map(|known| known.1),
            Err(place) => {
                let parsed = Shape::parse(description);
                shapes.insert(place, (key, parsed));
                Some(parsed)
            }
        })
        .unwrap_or_else(|| Shape::parse(description))
}

impl Shape {
    fn parse(description: &'static str) -> Self {
        let mut parts = description.split(';').map(str::trim_start);
        let name = parts.next().unwrap_or_default();
        let (mut keys, mut fixed) = (Vec::new(), Vec::new());
        for part in parts {
            let mut halves = part.splitn(2, '=');
            keys.extend(halves.next());
            fixed.extend(halves.next());
        }
        Self { name, keys: keys.leak(), fixed: fixed.leak() }
    }
}
