//! What sets the two WebAssembly modules of the widget apart.

use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};

/// Whether this is the full module. What only some templates need, such as attachments, is reached behind this constant
/// alone, so the linker leaves it out of the small module.
pub const IS_FULL: bool = !cfg!(feature = "small");

/// What only the full module ever holds: the small one, in which it stays empty, neither copies nor drops it, so no
/// code for that is in it. An empty one must own nothing that has to be freed.
#[derive(Debug, Default)]
pub struct OfFull<T: Default>(ManuallyDrop<T>);

impl<T: Default> Drop for OfFull<T> {
    fn drop(&mut self) {
        if IS_FULL {
            drop(ManuallyDrop::into_inner(std::mem::take(&mut self.0)));
        }
    }
}

impl<T: Default> From<T> for OfFull<T> {
    fn from(value: T) -> Self {
        Self(ManuallyDrop::new(value))
    }
}

impl<T: Default> Deref for OfFull<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Default> DerefMut for OfFull<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Default + Clone> Clone for OfFull<T> {
    fn clone(&self) -> Self {
        if IS_FULL { T::clone(self).into() } else { Self::default() }
    }
}

impl<T: Default + PartialEq> PartialEq for OfFull<T> {
    fn eq(&self, other: &Self) -> bool {
        !IS_FULL || **self == **other
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    #[test]
    fn what_it_holds_is_compared_copied_and_dropped_like_any_other_value() {
        let value = Rc::new(7);
        let held = OfFull::from(vec![value.clone()]);
        let other = held.clone();
        assert_eq!((Rc::strong_count(&value), held == other, held == OfFull::default()), (3, true, false));
        drop((held, other));
        assert_eq!(Rc::strong_count(&value), 1);
    }
}
