//! Fair shares of a tenant's request limit, and of what there is at once.
//!
//! Oneflow takes 2,000 requests in five minutes from each account. The latest five minutes are counted in slices. The
//! first requests of a user are served as long as there is any room; after them, a user gets no more than an equal
//! share of those who are active and one newcomer.

mod places;

use std::collections::{HashMap, VecDeque};

pub use places::{Most, Place, Places};

/// The window, in seconds.
const WINDOW: u64 = 300;
/// One slice of it, in seconds.
const SLICE: u64 = 10;
/// What every user may ask, however busy the others are, as long as there is room: a picker from start to end.
const FEW: u32 = 20;

/// The requests of one tenant in the latest five minutes.
#[derive(Debug)]
pub struct Shares {
    limit: u32,
    slices: VecDeque<(u64, HashMap<String, u32>)>,
}

impl Shares {
    /// With so many requests in five minutes.
    pub fn new(limit: u32) -> Self {
        Self { limit, slices: VecDeque::new() }
    }

    /// From now on with so many.
    pub fn set_limit(&mut self, limit: u32) {
        self.limit = limit;
    }

    /// Counts a request of a user, or says after how many seconds there may be room for it. `now` is in seconds.
    pub fn take(&mut self, user: &str, now: u64) -> Result<(), u32> {
        self.forget(now);
        let mut used: HashMap<&str, u32> = HashMap::new();
        for (name, count) in self.slices.iter().flat_map(|(_, counts)| counts) {
            *used.entry(name).or_default() += count;
        }
        let all: u32 = used.values().sum();
        let own = used.get(user).copied().unwrap_or_default();
        let active = u32::try_from(used.len()).unwrap_or(u32::MAX) + u32::from(own == 0);
        // A tenth is kept for those who have asked little.
        let room = if own < FEW { all < self.limit } else { all < self.limit - self.limit / 10 };
        let fair = own < FEW.max(self.limit / active.saturating_add(1));
        if room && fair {
            self.count(user, now);
            return Ok(());
        }
        Err(self.wait(if fair { None } else { Some(user) }, now))
    }

    /// Whether nobody has asked for the whole window.
    pub fn is_idle(&mut self, now: u64) -> bool {
        self.forget(now);
        self.slices.is_empty()
    }

    fn forget(&mut self, now: u64) {
        while self.slices.front().is_some_and(|(begin, _)| begin + SLICE + WINDOW <= now) {
            self.slices.pop_front();
        }
    }

    fn count(&mut self, user: &str, now: u64) {
        let begin = now - now % SLICE;
        if self.slices.back().is_none_or(|(latest, _)| *latest < begin) {
            self.slices.push_back((begin, HashMap::new()));
        }
        if let Some((_, counts)) = self.slices.back_mut() {
            *counts.entry(user.to_owned()).or_default() += 1;
        }
    }

    /// Until the oldest slice that counts leaves the window.
    fn wait(&self, user: Option<&str>, now: u64) -> u32 {
        let counts = |slice: &&(u64, HashMap<String, u32>)| user.is_none_or(|user| slice.1.contains_key(user));
        let oldest = self.slices.iter().find(counts).map_or(now, |(begin, _)| *begin);
        let left = (oldest + SLICE + WINDOW).saturating_sub(now).clamp(1, WINDOW + SLICE);
        u32::try_from(left).unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take_all(shares: &mut Shares, user: &str, now: u64) -> u32 {
        let mut taken = 0;
        while shares.take(user, now).is_ok() {
            taken += 1;
        }
        taken
    }

    #[test]
    fn a_user_alone_gets_half_and_leaves_half_for_a_newcomer() {
        let mut shares = Shares::new(2_000);
        assert_eq!(take_all(&mut shares, "ada", 0), 1_000);
        assert_eq!(take_all(&mut shares, "bob", 0), 666);
    }

    #[test]
    fn everybody_can_begin_however_busy_a_few_are() {
        let mut shares = Shares::new(2_000);
        for busy in ["ada", "bob", "cid", "dan"] {
            take_all(&mut shares, busy, 0);
        }
        for user in 0..9 {
            assert_eq!(take_all(&mut shares, &format!("user {user}"), 1), FEW, "user {user}");
        }
    }

    #[test]
    fn the_limit_of_the_account_is_never_exceeded_in_any_five_minutes() {
        let mut shares = Shares::new(500);
        let mut times = Vec::new();
        for now in 0..1_500 {
            for user in 0..40 {
                if shares.take(&format!("user {}", (now + user) % 53), now).is_ok() {
                    times.push(now);
                }
            }
        }
        for start in 0..1_500 {
            let count = times.iter().filter(|time| (start..start + WINDOW).contains(*time)).count();
            assert!(count <= 500, "{count} from {start}");
        }
        assert!(times.len() > 1_000, "what may be used is used: {}", times.len());
    }

    #[test]
    fn who_is_refused_learns_when_there_is_room_again() -> Result<(), u32> {
        let mut shares = Shares::new(100);
        take_all(&mut shares, "ada", 1_003);
        let Err(wait) = shares.take("ada", 1_100) else { return Err(0) };
        assert_eq!(wait, 210);
        assert!(shares.take("ada", 1_100 + u64::from(wait) - 1).is_err());
        shares.take("ada", 1_100 + u64::from(wait))
    }

    #[test]
    fn what_is_five_minutes_old_is_forgotten() {
        let mut shares = Shares::new(100);
        take_all(&mut shares, "ada", 0);
        assert!(!shares.is_idle(WINDOW));
        assert!(shares.is_idle(WINDOW + SLICE));
    }
}
