//! Folded text that is quickly searched: comparing letter by letter, after a look at the letters that there are.

/// A folded text with the letters that it has: what lacks two of a word's letters is not even similar to the word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indexed {
    /// What is compared.
    pub units: Vec<u16>,
    letters: u64,
}

impl Indexed {
    /// Looks at a folded text.
    pub fn new(units: Vec<u16>) -> Self {
        let letters = units.iter().fold(0, |letters, unit| letters | 1 << (unit % 64));
        Self { units, letters }
    }

    /// How many of a word's letters it lacks, at least.
    pub fn lacks(&self, word: &Self) -> u32 {
        (word.letters & !self.letters).count_ones()
    }
}

/// Where a word begins in a text, from a place on.
pub fn find(units: &[u16], word: &[u16], from: usize) -> Option<usize> {
    let first = *word.first()?;
    for (at, unit) in units.iter().enumerate().skip(from) {
        if *unit == first && units.get(at..)?.starts_with(word) {
            return Some(at);
        }
    }
    None
}

/// How much of a text's beginning is the word with a letter wrong, missing, swapped with the next, or too many.
pub fn similar_length(units: &[u16], word: &[u16]) -> Option<usize> {
    let same = units.iter().zip(word).take_while(|(one, other)| one == other).count();
    let (there, typed) = (units.get(same..)?, word.get(same..)?);
    let after = |left_there: usize, left_typed: usize| {
        let (there, typed) = (there.get(left_there..)?, typed.get(left_typed..)?);
        there.starts_with(typed).then_some(same + left_there + typed.len())
    };
    let is_swapped = || matches!((there, typed), ([a, b, ..], [c, d, ..]) if a == d && b == c);
    let swapped = after(2, 2).filter(|_| is_swapped());
    swapped.or_else(|| after(1, 1)).or_else(|| after(1, 0)).or_else(|| after(0, 1))
}
