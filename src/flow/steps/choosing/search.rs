//! Finding templates by what people type: case and diacritics do not matter, every word must occur.

/// Folds text for comparing: lower case, no diacritics, in the scripts that Europeans write names of templates in.
///
/// A character folds to one character, so that what is found can be marked in the original. The full Unicode tables
/// would cost more bytes than the rest of this layer; letters outside the ranges below compare as they are.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    match lower(c) {
        'à'..='æ' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẽ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'œ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ß' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// Lower case by arithmetic where the alphabets are laid out for it: Latin, Greek, Cyrillic.
fn lower(c: char) -> char {
    let shifted = |by: u32| char::from_u32(u32::from(c) + by).unwrap_or(c);
    match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => shifted(32),
        'Ѐ'..='Џ' => shifted(80),
        'Ÿ' => 'ÿ',
        // Latin Extended-A alternates; the parity turns at two places.
        'Ā'..='ķ' | 'Ŋ'..='ŷ' if u32::from(c).is_multiple_of(2) && c != 'İ' => shifted(1),
        'Ĺ'..='ň' | 'Ź'..='ž' if !u32::from(c).is_multiple_of(2) => shifted(1),
        'İ' => 'i',
        'Ș' | 'Ț' => shifted(1),
        other => other,
    }
}

/// The folded words of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<String>);

impl Query {
    /// Takes a query apart.
    pub fn new(text: &str) -> Self {
        Self(fold(text).split_whitespace().map(str::to_owned).collect())
    }

    /// Whether every word occurs in the folded text.
    pub fn matches(&self, folded: &str) -> bool {
        self.0.iter().all(|word| folded.as_bytes().windows(word.len()).any(|window| window == word.as_bytes()))
    }

    /// The pieces of a text, in order, each with whether it matches a word.
    pub fn pieces<'a>(&self, text: &'a str) -> Vec<(&'a str, bool)> {
        let folded: Vec<char> = text.chars().map(fold_char).collect();
        let mut marked = vec![false; folded.len()];
        for word in &self.0 {
            let word: Vec<char> = word.chars().collect();
            for (start, window) in folded.windows(word.len()).enumerate() {
                if window == word {
                    marked.iter_mut().skip(start).take(word.len()).for_each(|mark| *mark = true);
                }
            }
        }
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_diacritics_do_not_matter() {
        assert_eq!(fold("Köpeavtal ÅÄÖ Łódź ŠŽ Ÿ Привет ΑΒΓ"), "kopeavtal aao lodz sz y привет αβγ");
        assert!(Query::new("KOPE avt").matches(&fold("Avtal om köpeskilling")));
    }

    #[test]
    fn every_word_must_occur_in_any_order() {
        let text = fold("Supply agreement, framework");
        assert!(Query::new("frame supply").matches(&text));
        assert!(!Query::new("supply chain").matches(&text));
        assert!(Query::new("   ").matches(&text));
    }

    #[test]
    fn what_matches_is_marked_in_the_original_text() {
        let pieces = Query::new("supply ag").pieces("Supply agreement");
        assert_eq!(pieces, [("Supply", true), (" ", false), ("ag", true), ("reement", false)]);
        assert_eq!(Query::new("kop").pieces("Köpeavtal"), [("Köp", true), ("eavtal", false)]);
        assert_eq!(Query::new("").pieces("Any"), [("Any", false)]);
        assert_eq!(Query::new("a").pieces(""), []);
    }

    #[test]
    fn other_scripts_and_emoji_are_found_as_they_are() {
        assert!(Query::new("📄").matches(&fold("Avtal 📄")));
        assert_eq!(Query::new("חוזה").pieces("חוזה"), [("חוזה", true)]);
    }
}
