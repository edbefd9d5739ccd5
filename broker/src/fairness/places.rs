//! How much of something a user, a customer and all together may have at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many places there are.
#[derive(Clone, Copy, Debug)]
pub struct Most {
    /// For one user.
    pub of_user: u32,
    /// For all users of a customer.
    pub of_tenant: u32,
    /// For all customers.
    pub of_all: u32,
}

/// The places that are taken, by customer and user.
#[derive(Debug)]
pub struct Places {
    most: Most,
    taken: Mutex<HashMap<String, HashMap<String, u32>>>,
}

/// One place, free again when this is dropped.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
    tenant: String,
    user: String,
}

impl Places {
    /// With so many places.
    pub fn new(most: Most) -> Arc<Self> {
        Arc::new(Self { most, taken: Mutex::default() })
    }

    /// A place, if there is one: each of so many brokers gives out its part.
    pub fn take(self: &Arc<Self>, tenant: &str, user: &str, brokers: u32) -> Option<Place> {
        let part = |all: u32| (all / brokers.max(1)).max(1);
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let of_tenant = taken.get(tenant);
        let all: u32 = of_tenant.map_or(0, |users| users.values().sum());
        let own = of_tenant.and_then(|users| users.get(user)).copied().unwrap_or_default();
        let of_all: u32 = taken.values().flat_map(HashMap::values).sum();
        let Most { of_user, of_tenant, of_all: most } = self.most;
        if own >= part(of_user) || all >= part(of_tenant) || of_all >= part(most) {
            return None;
        }
        *taken.entry(tenant.to_owned()).or_default().entry(user.to_owned()).or_default() += 1;
        drop(taken);
        Some(Place { places: Arc::clone(self), tenant: tenant.to_owned(), user: user.to_owned() })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken.lock().unwrap_or_else(PoisonError::into_inner);
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

    const STREAMS: Most = Most { of_user: 4, of_tenant: 1_000, of_all: u32::MAX };

    fn taken(places: &Arc<Places>, tenant: &str, user: &str, brokers: u32) -> Vec<Place> {
        std::iter::from_fn(|| places.take(tenant, user, brokers)).collect()
    }

    #[test]
    fn a_user_has_their_places_and_their_end_makes_room() {
        let places = Places::new(STREAMS);
        let mut ada = taken(&places, "north", "ada", 1);
        assert_eq!(ada.len(), 4);
        assert!(places.take("north", "bob", 1).is_some() && places.take("south", "ada", 1).is_some());
        ada.pop();
        assert!(places.take("north", "ada", 1).is_some());
        drop(ada);
        assert!(places.taken.lock().is_ok_and(|taken| taken.is_empty()), "nothing is left of those who have gone");
    }

    #[test]
    fn a_customer_has_a_thousand_and_other_customers_have_their_own() {
        let places = Places::new(STREAMS);
        let all: Vec<Place> = (0..2_000).filter_map(|user| places.take("north", &format!("{user}"), 1)).collect();
        assert_eq!(all.len(), 1_000);
        assert!(places.take("south", "ada", 1).is_some());
    }

    #[test]
    fn of_several_brokers_each_gives_out_its_part_and_one_at_least() {
        let places = Places::new(STREAMS);
        assert_eq!(taken(&places, "north", "ada", 2).len(), 2);
        assert_eq!(taken(&places, "north", "bob", 9).len(), 1);
    }

    #[test]
    fn where_all_share_the_places_a_user_and_a_customer_leave_some_to_others() {
        let places = Places::new(Most { of_user: 2, of_tenant: 4, of_all: 8 });
        let users = ["ada", "bob", "cy"];
        let of = |tenant| users.iter().flat_map(|user| taken(&places, tenant, user, 1)).collect::<Vec<_>>();
        let counted: Vec<Vec<Place>> = ["north", "south", "west"].into_iter().map(of).collect();
        assert_eq!(counted.iter().map(Vec::len).collect::<Vec<_>>(), [4, 4, 0]);
        drop(counted);
        assert_eq!(taken(&places, "west", "ada", 1).len(), 2);
    }
}
