//! Text folded for comparing: lower case, no diacritics, no punctuation, in the scripts that Europeans write names of
//! templates in.
//!
//! The full Unicode tables would cost more bytes than the rest of this layer; letters outside the ranges below compare
//! as they are.

use std::iter::Peekable;
use std::str::Chars;

/// A folded text, in UTF-16, and for each unit the index of the character that it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folded {
    /// What is compared.
    pub units: Vec<u16>,
    /// Where it comes from.
    pub places: Vec<usize>,
}

/// How letters are written that people type in two ways: `å` as `a` or `aa`, `ö` as `o` or `oe`.
#[derive(Clone, Copy, PartialEq)]
enum Spelling {
    Short,
    Long,
}

/// Folds a text. One with letters that people type in two ways is there twice, with a space between.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    if folded.add(text, Spelling::Short) {
        folded.push(' ', 0);
        folded.add(text, Spelling::Long);
    }
    folded
}

impl Folded {
    fn push(&mut self, c: char, place: usize) {
        for unit in c.encode_utf16(&mut [0; 2]) {
            self.units.push(*unit);
            self.places.push(place);
        }
    }

    /// Adds the text, and tells whether another spelling differs.
    fn add(&mut self, text: &str, spelling: Spelling) -> bool {
        let mut varies = false;
        let mut chars = text.chars().peekable();
        let mut place = 0;
        while let Some(c) = chars.next() {
            let c = lower(composed(c, &mut chars));
            if c.is_whitespace() {
                self.push(' ', place);
            } else if !is_mark(c) && !is_punctuation(c) {
                self.push(base(c), place);
                let is_double = matches!(c, 'æ' | 'œ' | 'ß');
                if let Some(second) = second(c) {
                    varies |= !is_double;
                    if is_double || spelling == Spelling::Long {
                        self.push(second, place);
                    }
                }
            }
            place += 1;
        }
        varies
    }
}

/// A letter with the mark that follows it, where the two have a spelling of their own.
fn composed(c: char, next: &mut Peekable<Chars>) -> char {
    match (c, next.peek()) {
        ('a' | 'A', Some('\u{30a}')) => 'å',
        ('a' | 'A', Some('\u{308}')) => 'ä',
        ('o' | 'O', Some('\u{308}')) => 'ö',
        ('u' | 'U', Some('\u{308}')) => 'ü',
        _ => c,
    }
}

/// What stands over or under the letter before it.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Punctuation and other signs that people leave out, and what is invisible.
pub fn is_punctuation(c: char) -> bool {
    let other = matches!(c, '¡'..='¿' | '×' | '÷' | '\u{200b}'..='\u{206f}' | '、'..='\u{303f}' | '\u{fe0f}');
    other || c.is_ascii_punctuation()
}

/// The second letter of those that people type as two.
fn second(c: char) -> Option<char> {
    match c {
        'å' => Some('a'),
        'ä' | 'æ' | 'ö' | 'ø' | 'œ' | 'ü' => Some('e'),
        'ß' => Some('s'),
        _ => None,
    }
}

fn base(c: char) -> char {
    match c {
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
        '×' => c,
        'A'..='Z' | 'À'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => shifted(32),
        'Ѐ'..='Џ' => shifted(80),
        'Ÿ' => 'ÿ',
        'ẞ' => 'ß',
        // Latin Extended-A alternates; the parity turns at two places.
        'Ā'..='ķ' | 'Ŋ'..='ŷ' if u32::from(c).is_multiple_of(2) => shifted(1),
        'Ĺ'..='ň' | 'Ź'..='ž' if !u32::from(c).is_multiple_of(2) => shifted(1),
        'Ș' | 'Ț' => shifted(1),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        String::from_utf16_lossy(&fold(text).units)
    }

    #[test]
    fn case_and_diacritics_do_not_matter() {
        assert_eq!(folded("Łódź ŠŽ Ÿ Привет ΑΒΓ Crème BRÛLÉE"), "lodz sz y привет αβγ creme brulee");
    }

    #[test]
    fn letters_with_marks_are_folded_in_both_cases() {
        assert_eq!(folded("āčďēģīķļňőŕśţūźž ŋ ĺľń șț ı ŷ"), "acdegiklnorstuzz ŋ lln st i ŷ");
        assert_eq!(folded("ĀČĎĒĢĪĶĻŇŐŔŚŢŪŹŽ Ŋ ĹĽŃ ȘȚ İ Ŷ"), "acdegiklnorstuzz ŋ lln st i ŷ");
    }

    #[test]
    fn letters_that_are_typed_in_two_ways_are_there_in_both() {
        assert_eq!(folded("Köp på Ål"), "kop pa al koep paa aal");
        assert_eq!(folded("Smørrebrød"), "smorrebrod smoerrebroed");
        assert_eq!(folded("Müller"), "muller mueller");
    }

    #[test]
    fn ligatures_and_the_sharp_s_are_two_letters() {
        assert_eq!(folded("Straße STRAẞE Æra Œuvre"), "strasse strasse aera oeuvre");
    }

    #[test]
    fn a_decomposed_letter_is_folded_like_a_composed_one() {
        assert_eq!(folded("Ko\u{308}p pa\u{30a} e\u{301}"), folded("Köp på é"));
        assert_eq!(folded("A\u{308}RENDE fu\u{308}r"), folded("Ärende für"));
    }

    #[test]
    fn punctuation_is_left_out() {
        assert_eq!(folded("Non-disclosure “NDA” (R&D) – S/4, l’été"), "nondisclosure nda rd  s4 lete");
    }

    #[test]
    fn every_unit_knows_the_character_that_it_comes_from() {
        assert_eq!(fold("a-ße").places, [0, 2, 2, 3]);
        assert_eq!(fold("📄é").places, [0, 0, 1]);
    }
}
