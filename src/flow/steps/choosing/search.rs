//! Finding templates by what people type: every word must occur, and a word of some length may have one wrong letter.

use super::fold::{Folded, fold, is_mark, is_punctuation};
use super::indexed::{Indexed, find, similar_length};

/// How well something fits a query; the best comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The name has every word, and every number as a whole.
    Name,
    /// The name has a number as a part of a longer one.
    PartOfNumber,
    /// A word is the workspace's or the type's.
    Place,
    /// A word is similar to one that is there.
    Similar,
    /// A word is missing.
    Miss,
}

/// Words that are shorter are not looked for with a wrong letter: too many others are similar.
const LONG: usize = 5;

/// A folded word, in each of its spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word(Vec<Pattern>);

/// How well a word fits a folded text that has this place: `Word::rank` or `Word::rank_or_similar`.
pub type RankOf = fn(&Word, &Indexed, Rank) -> Rank;

/// One spelling of a word, with what does not depend on the text that is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    word: Indexed,
    is_number: bool,
    /// It is long enough to be found with a wrong letter; digits are exact.
    may_be_similar: bool,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Its words.
    pub words: Vec<Word>,
}

impl Word {
    fn new(word: &str) -> Self {
        let folded = fold(word);
        let spellings = folded.units.split(|unit| *unit == SPACE).filter(|word| !word.is_empty());
        Self(spellings.map(Pattern::new).collect())
    }

    /// How well it fits a folded text with its place, letter by letter.
    pub fn rank(&self, text: &Indexed, place: Rank) -> Rank {
        self.exact(text).min(place)
    }

    /// The same, where a letter may be wrong.
    pub fn rank_or_similar(&self, text: &Indexed, place: Rank) -> Rank {
        match self.rank(text, place) {
            Rank::Miss if self.similar(text).is_some() => Rank::Similar,
            rank => rank,
        }
    }

    /// How well it fits a text that has it, letter by letter.
    fn exact(&self, text: &Indexed) -> Rank {
        let there = self.0.iter().filter(|pattern| text.lacks(&pattern.word) == 0);
        there.map(|pattern| pattern.exact(&text.units)).min().unwrap_or(Rank::Miss)
    }

    /// Where a text has something like it, and how long that is.
    fn similar(&self, text: &Indexed) -> Option<(usize, usize)> {
        let mut near = self.0.iter().filter(|pattern| pattern.may_be_similar && text.lacks(&pattern.word) < 2);
        near.find_map(|pattern| pattern.similar(&text.units))
    }
}

impl Pattern {
    fn new(word: &[u16]) -> Self {
        let digits = word.iter().filter(|unit| is_digit(**unit)).count();
        let (is_number, may_be_similar) = (digits == word.len(), digits == 0 && word.len() >= LONG);
        Self { word: Indexed::new(word.to_vec()), is_number, may_be_similar }
    }

    fn exact(&self, text: &[u16]) -> Rank {
        let (mut best, mut from, word) = (Rank::Miss, 0, &self.word.units);
        while let Some(start) = find(text, word, from) {
            let digit_at = |at: usize| text.get(at).copied().is_some_and(is_digit);
            if !self.is_number || !(digit_at(start.wrapping_sub(1)) || digit_at(start + word.len())) {
                return Rank::Name;
            }
            best = Rank::PartOfNumber;
            from = start + 1;
        }
        best
    }

    fn similar(&self, text: &[u16]) -> Option<(usize, usize)> {
        let [first, second, third, ..] = *self.word.units else {
            return None;
        };
        for (start, window) in text.windows(3).enumerate() {
            // With a wrong first letter, the text begins with the second. A mistake leaves one of the next two.
            if let [one, two, three] = *window
                && (one == first || one == second)
                && (two == second || two == third || three == second || three == third)
                && let Some(length) = similar_length(text.get(start..)?, &self.word.units)
            {
                return Some((start, length));
            }
        }
        None
    }
}

impl Query {
    /// Takes a query apart.
    pub fn new(text: &str) -> Self {
        let words = text.split(|c: char| c.is_whitespace() || is_punctuation(c)).map(Word::new);
        Self { words: words.filter(|word| !word.0.is_empty()).collect() }
    }

    /// The pieces of a text, in order, each with whether it matches a word.
    pub fn pieces<'a>(&self, text: &'a str) -> Vec<(&'a str, bool)> {
        let marked = self.marked(text);
        let mut pieces: Vec<(&str, bool)> = Vec::new();
        let mut start = 0;
        let ends = text.char_indices().map(|(at, _)| at).skip(1).chain([text.len()]);
        let mut marks = marked.iter().peekable();
        for end in ends {
            let mark = marks.next().copied().unwrap_or_default();
            if marks.peek() != Some(&&mark) {
                pieces.extend(text.get(start..end).filter(|piece| !piece.is_empty()).map(|piece| (piece, mark)));
                start = end;
            }
        }
        pieces
    }

    /// For each character of a text, whether it matches.
    fn marked(&self, text: &str) -> Vec<bool> {
        let Folded { units, places } = fold(text);
        let folded = Indexed::new(units);
        let mut marked = vec![false; text.chars().count()];
        let mut mark = |start: usize, length: usize| {
            let mut places = places.iter().skip(start).take(length);
            if let Some(first) = places.next() {
                let last = places.next_back().unwrap_or(first);
                marked.iter_mut().take(last + 1).skip(*first).for_each(|mark| *mark = true);
            }
        };
        for word in &self.words {
            let mut found = false;
            for pattern in &word.0 {
                let mut from = 0;
                while let Some(start) = find(&folded.units, &pattern.word.units, from) {
                    mark(start, pattern.word.units.len());
                    (found, from) = (true, start + 1);
                }
            }
            if let Some((start, length)) = word.similar(&folded).filter(|_| !found) {
                mark(start, length);
            }
        }
        // A mark belongs to its letter.
        let mut before = false;
        for (c, mark) in text.chars().zip(&mut marked) {
            *mark |= before && is_mark(c);
            before = *mark;
        }
        marked
    }
}

const SPACE: u16 = b' ' as u16;

fn is_digit(unit: u16) -> bool {
    (u16::from(b'0')..=u16::from(b'9')).contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How well a text fits a query, as the name of a template.
    fn rank(query: &str, text: &str) -> Rank {
        let (query, text) = (Query::new(query), Indexed::new(fold(text).units));
        query.words.iter().map(|word| word.rank_or_similar(&text, Rank::Miss)).max().unwrap_or(Rank::Name)
    }

    fn marked(query: &str, text: &str) -> String {
        let pieces = Query::new(query).pieces(text);
        pieces.into_iter().map(|(piece, hit)| if hit { format!("[{piece}]") } else { piece.to_owned() }).collect()
    }

    #[test]
    fn every_word_must_occur_in_any_order() {
        let text = "Supply agreement, framework";
        assert_eq!(rank("FRAME supply", text), Rank::Name);
        assert_eq!(rank("supply chain", text), Rank::Miss);
        assert_eq!(rank("   ", text), Rank::Name);
        assert_eq!(rank("KOPE avt", "Avtal om köpeskilling"), Rank::Name);
    }

    #[test]
    fn letters_are_found_as_people_type_them() {
        for (query, text) in [
            ("strasse", "Straße"),
            ("STRASSE", "STRAẞE"),
            ("aera", "Æra"),
            ("æra", "Aera"),
            ("smorre", "Smørrebrød"),
            ("smoerre", "Smørrebrød"),
            ("oeuvre", "Œuvre"),
            ("aalborg", "Ålborg"),
            ("alborg", "Ålborg"),
            ("ålborg", "Aalborg"),
            ("kop", "Köpeavtal"),
            ("koep", "Köpeavtal"),
            ("köp", "Koepeavtal"),
            ("mueller", "Müller"),
        ] {
            assert_eq!(rank(query, text), Rank::Name, "{query} in {text}");
        }
    }

    #[test]
    fn decomposed_letters_and_punctuation_make_no_difference() {
        for (query, text) in [
            ("ko\u{308}p", "Köpeavtal"),
            ("köp", "Ko\u{308}peavtal"),
            ("paa", "pa\u{30a}"),
            ("nondisclosure", "Non-disclosure agreement"),
            ("non-disclosure", "Non disclosure agreement"),
            ("non disclosure", "Non-disclosure agreement"),
            ("r&d", "R&D"),
            ("rd", "R&D"),
            ("l'été", "L’été"),
            ("“supply”", "Supply agreement"),
            ("&", "Anything"),
        ] {
            assert_eq!(rank(query, text), Rank::Name, "{query} in {text}");
        }
    }

    #[test]
    fn one_wrong_missing_swapped_or_needless_letter_in_a_word_of_five_or_more_is_similar() {
        let text = "Reseller supply agreement";
        for query in ["agreemont", "agrement", "agreemetn", "agreeement", "xgreement", "gareement", "agreements"] {
            assert_eq!(rank(query, text), Rank::Similar, "{query}");
        }
        for query in ["xagreement", "gareement", "areement", "axreement", "agxeement"] {
            assert_eq!(rank(query, "Agreement"), Rank::Similar, "{query}, at the beginning");
        }
        for query in ["suply resellr", "supply agremeent", "Привед"] {
            assert_eq!(rank(query, "Reseller supply agreement. Привет"), Rank::Similar, "{query}");
        }
        for query in ["agremnt", "supl agreemont x", "leas", "sply"] {
            assert_eq!(rank(query, text), Rank::Miss, "{query}");
        }
        assert_eq!(rank("laese", "Leasing"), Rank::Miss);
        assert_eq!(rank("leese", "Lease"), Rank::Similar);
        assert_eq!(rank("lese", "Lease"), Rank::Miss, "too short");
        assert_eq!(rank("48161", "Consulting 48160"), Rank::Miss, "numbers are exact");
    }

    #[test]
    fn a_word_of_the_place_is_better_than_one_that_is_only_similar() {
        let text = Indexed::new(fold("Supply agreement").units);
        let ranks = |word: &str| {
            let word = Word::new(word);
            [word.rank_or_similar(&text, Rank::Place), word.rank_or_similar(&text, Rank::Miss)]
        };
        assert_eq!(ranks("suplly"), [Rank::Place, Rank::Similar]);
        assert_eq!(ranks("supply"), [Rank::Name, Rank::Name]);
        assert_eq!(ranks("lease"), [Rank::Place, Rank::Miss]);
    }

    #[test]
    fn a_whole_number_is_better_than_a_part_of_one() {
        assert_eq!(rank("lease 123", "Lease 123"), Rank::Name);
        assert_eq!(rank("lease 123", "Lease 1234"), Rank::PartOfNumber);
        assert_eq!(rank("123", "Lease 4123"), Rank::PartOfNumber);
        assert_eq!(rank("123", "Lease 1234, 123"), Rank::Name);
        assert_eq!(rank("123", "Lease A123"), Rank::Name);
    }

    #[test]
    fn what_matches_is_marked_in_the_original_text() {
        assert_eq!(marked("supply ag", "Supply agreement"), "[Supply] [ag]reement");
        assert_eq!(marked("kop", "Köpeavtal"), "[Köp]eavtal");
        assert_eq!(marked("koepe", "Köpeavtal"), "[Köpe]avtal");
        assert_eq!(marked("strass", "Die Straße 1"), "Die [Straß]e 1");
        assert_eq!(marked("nondis", "A non-disclosure"), "A [non-dis]closure");
        assert_eq!(marked("kop", "Ko\u{308}p"), "[Ko\u{308}p]");
        assert_eq!(marked("ko", "Ko\u{308}p"), "[Ko\u{308}]p");
        assert_eq!(marked("agremeent", "Supply agreement"), "Supply [agreement]");
        assert_eq!(marked("agrement", "Supply agreement"), "Supply [agreement]");
        for query in ["agremeent", "agrement", "agreemont", "agreeement"] {
            assert_eq!(marked(query, "Supply agreement, framework"), "Supply [agreement], framework", "{query}");
        }
        assert_eq!(marked("", "Any"), "Any");
        assert_eq!(Query::new("a").pieces(""), []);
    }

    #[test]
    fn other_scripts_and_emoji_are_found_as_they_are() {
        assert_eq!(rank("📄", "Avtal 📄"), Rank::Name);
        assert_eq!(marked("חוזה", "חוזה"), "[חוזה]");
        assert_eq!(marked("📄", "Avtal 📄!"), "Avtal [📄]!");
    }
}
