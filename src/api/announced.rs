//! What a server between the page and Oneflow says that it does beyond Oneflow's API: words in the header
//! `oneflow-broker`, on every answer.

/// What it does, as far as the widget knows of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Announced {
    /// `idempotency`: it honours idempotency keys.
    pub keys: bool,
    /// `records`: it knows which contracts were made for the session's record.
    pub records: bool,
    /// `events`: it tells what happens with the session's contracts.
    pub events: bool,
}

impl Announced {
    /// Reads the header: a list of words, of which others may be unknown here.
    pub fn of(header: &str) -> Self {
        let says = |wanted: &str| header.split(',').any(|word| word.trim() == wanted);
        Self { keys: says("idempotency"), records: says("records"), events: says("events") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_list_of_words_and_unknown_ones_are_ignored() {
        let words = |keys, records, events| Announced { keys, records, events };
        assert_eq!(Announced::of("events, idempotency,later"), words(true, false, true));
        assert_eq!(Announced::of("records , idempotency"), words(true, true, false));
        assert_eq!(["event, idempotency2", "", "record"].map(Announced::of), [Announced::default(); 3]);
    }
}
