//! Values by custom id, in a sorted list: a few hundred at most, and a tree's code weighs more than they ever will.

use std::cmp::Ordering;

use crate::api::Text;

/// Values by custom id.
#[derive(Clone, Debug, PartialEq)]
pub struct Values<T>(Vec<(Text, T)>);

impl<T> Default for Values<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Values<T> {
    fn place(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| (**other).cmp(id))
    }

    /// The value of that id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.place(id).ok().and_then(|place| self.0.get(place)).map(|(_, value)| value)
    }

    /// Sets the value of that id.
    pub fn set(&mut self, id: Text, value: T) {
        match self.place(&id) {
            Ok(place) => {
                if let Some(entry) = self.0.get_mut(place) {
                    entry.1 = value;
                }
            }
            Err(place) => self.0.insert(place, (id, value)),
        }
    }

    /// Takes the value of that id away.
    pub fn remove(&mut self, id: &str) {
        if let Ok(place) = self.place(id) {
            self.0.remove(place);
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is another than it was: ids with their values, or with nothing where there is none any more.
    pub fn changes_since<'a>(&'a self, before: &'a Self) -> Vec<(&'a Text, Option<&'a T>)>
    where
        T: PartialEq,
    {
        let mut changes = Vec::new();
        let (mut old, mut new) = (before.0.iter().peekable(), self.0.iter().peekable());
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return changes,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                // Mostly they are the same text, and not only equal.
                (Some((one, _)), Some((other, _))) if one.is_same(other) => Ordering::Equal,
                (Some((one, _)), Some((other, _))) => one.cmp(other),
            };
            let gone = if order.is_le() { old.next() } else { None };
            let there = if order.is_ge() { new.next() } else { None };
            match (gone, there) {
                (Some((id, _)), None) => changes.push((id, None)),
                (before, Some((id, value))) if before.is_none_or(|(_, old)| old != value) => {
                    changes.push((id, Some(value)));
                }
                _ => {}
            }
        }
    }

    /// The ids, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &Text> {
        self.0.iter().map(|(id, _)| id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_replaced_and_removed_by_its_id() {
        let mut values = Values::default();
        for (id, value) in [("b", 1), ("a", 2), ("c", 3), ("b", 4)] {
            values.set(id.into(), value);
        }
        assert_eq!(values.ids().map(AsRef::as_ref).collect::<Vec<&str>>(), ["a", "b", "c"]);
        assert_eq!((values.get("b"), values.get("x")), (Some(&4), None));
        let before = values.clone();
        values.remove("b");
        values.remove("x");
        values.set("c".into(), 3);
        values.set("d".into(), 5);
        values.set("a".into(), 6);
        let changes = values.changes_since(&before).into_iter().map(|(id, value)| (&**id, value.copied()));
        assert_eq!(changes.collect::<Vec<_>>(), [("a", Some(6)), ("b", None), ("d", Some(5))]);
        assert_eq!(values.get("b"), None);
    }
}
