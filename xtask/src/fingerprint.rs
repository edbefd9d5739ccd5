//! Fingerprints of sources, which tell whether something has to be built again.

use sha2::{Digest, Sha256};

/// The fingerprint of a list of sources.
pub fn of(sources: &[Vec<u8>]) -> String {
    let mut hash = Sha256::new();
    for source in sources {
        // The length keeps neighbours apart: "ab" and "c" are not "a" and "bc".
        hash.update(source.len().to_le_bytes());
        hash.update(source);
    }
    format!("{:x}", hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_texts(sources: &[&str]) -> String {
        of(&sources.iter().map(|source| source.as_bytes().to_vec()).collect::<Vec<_>>())
    }

    #[test]
    fn the_fingerprint_changes_with_the_content_and_with_its_borders() {
        assert_eq!(of_texts(&["a", "b"]), of_texts(&["a", "b"]));
        assert_ne!(of_texts(&["a", "b"]), of_texts(&["a", "c"]));
        assert_ne!(of_texts(&["ab", "c"]), of_texts(&["a", "bc"]));
    }
}
