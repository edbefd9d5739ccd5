//! How many streams a user and a customer may have.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Streams of one user. Over HTTP/1.1 a browser opens six connections to a server, for all pages together: a user with
/// many pages needs the rest for requests.
const OF_USER: u32 = 4;
/// Streams of all users of a customer.
const OF_TENANT: u32 = 1_000;

/// The streams that there are, by customer and user.
#[derive(Debug, Default)]
pub struct Places(Mutex<HashMap<String, HashMap<String, u32>>>);

/// The place of one stream, free again when this is dropped.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
    tenant: String,
    user: String,
}

impl Places {
    /// A place for a stream, if there is one: each of so many brokers gives out its part.
    pub fn take(self: &Arc<Self>, tenant: &str, user: &str, brokers: u32) -> Option<Place> {
        let part = |all: u32| (all / brokers.max(1)).max(1);
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_tenant = taken.get(tenant);
        let all: u32 = of_tenant.map_or(0, |users| users.values().sum());
        let own = of_tenant.and_then(|users| users.get(user)).copied().unwrap_or_default();
        if all >= part(OF_TENANT) || own >= part(OF_USER) {
            return None;
        }
        *taken.entry(tenant.to_owned()).or_default().entry(user.to_owned()).or_default() += 1;
        drop(taken);
        Some(Place { places: Arc::clone(self), tenant: tenant.to_owned(), user: user.to_owned() })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(users) = taken.get_mut(&self.tenant) else { return };
        if let Some(own) = users.get_mut(&self.user) {
            *own -= 1;
        }
        users.retain(|_, own| *own > 0);
        if users.is_empty() {
            taken.remove(&self.tenant);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(places: &Arc<Places>, tenant: &str, user: &str, brokers: u32) -> Vec<Place> {
        std::iter::from_fn(|| places.take(tenant, user, brokers)).collect()
    }

    #[test]
    fn a_user_has_four_streams_and_their_end_makes_room() {
        let places = Arc::new(Places::default());
        let mut ada = taken(&places, "north", "ada", 1);
        assert_eq!(ada.len(), 4);
        assert!(places.take("north", "bob", 1).is_some() && places.take("south", "ada", 1).is_some());
        ada.pop();
        assert!(places.take("north", "ada", 1).is_some());
        drop(ada);
        assert!(places.0.lock().is_ok_and(|taken| taken.is_empty()), "nothing is left of those who have gone");
    }

    #[test]
    fn a_customer_has_a_thousand_and_other_customers_have_their_own() {
        let places = Arc::new(Places::default());
        let all: Vec<Place> = (0..2_000).filter_map(|user| places.take("north", &format!("{user}"), 1)).collect();
        assert_eq!(all.len(), 1_000);
        assert!(places.take("south", "ada", 1).is_some());
    }

    #[test]
    fn of_several_brokers_each_gives_out_its_part_and_one_at_least() {
        let places = Arc::new(Places::default());
        assert_eq!(taken(&places, "north", "ada", 2).len(), 2);
        assert_eq!(taken(&places, "north", "bob", 9).len(), 1);
    }
}
