//! A value that only the full module has.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::rc::Rc;

/// A value that only the full module has, or nothing. The small one never makes it. Its type is known only to those who
/// make and use it, so no code in the small one copies, compares or drops it.
pub struct OnlyFull<T>(Option<Rc<dyn Any>>, PhantomData<T>);

impl<T: 'static> OnlyFull<T> {
    /// This value.
    pub fn some(value: T) -> Self {
        Self(Some(Rc::new(value)), PhantomData)
    }

    /// The value, if there is one.
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref()?.downcast_ref()
    }

    /// The value, to be changed: those who share it keep what they have.
    pub fn to_mut(&mut self) -> Option<&mut T>
    where
        T: Clone,
    {
        let shared: Rc<T> = self.0.take()?.downcast().ok()?;
        let own: &mut Rc<dyn Any> = self.0.insert(Rc::new(Rc::unwrap_or_clone(shared)));
        Rc::get_mut(own)?.downcast_mut()
    }
}

impl<T> Default for OnlyFull<T> {
    fn default() -> Self {
        Self(None, PhantomData)
    }
}

impl<T> Clone for OnlyFull<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T: PartialEq + 'static> PartialEq for OnlyFull<T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: fmt::Debug + 'static> fmt::Debug for OnlyFull<T> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.get().fmt(f)
    }
}

/// A list: nothing is an empty one.
impl<T: 'static> Deref for OnlyFull<Vec<T>> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.get().map(Vec::as_slice).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_changed_is_shared_with_nobody_and_nothing_is_an_empty_list() {
        let mut one = OnlyFull::some(vec![1]);
        let other = one.clone();
        if let Some(list) = one.to_mut() {
            list.push(2);
        }
        assert_eq!((&*one, &*other), (&[1, 2][..], &[1][..]));
        assert_eq!(OnlyFull::<Vec<u8>>::default().to_mut(), None);
        assert!(OnlyFull::<Vec<u8>>::default().is_empty() && one != other);
    }
}
