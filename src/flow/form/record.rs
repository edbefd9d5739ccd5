//! The data field that carries the key of the partner's record.

use crate::api::Text;
use crate::api::data_field::ContractField;

/// Custom id, colon and key together, in characters (`reference/get-contracts`).
const LIMIT: usize = 600;

/// A data field, and the key of the record that it carries in every contract of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The field's custom id.
    pub field: Text,
    /// The key: the `external-id`, exactly as given.
    pub key: Text,
}

impl Record {
    /// Nothing if Oneflow could not be asked for its contracts: the colon ends the custom id.
    pub fn new(field: Text, key: Text) -> Option<Self> {
        let fits = !field.contains(':') && field.chars().count() + 1 + key.chars().count() <= LIMIT;
        fits.then_some(Self { field, key })
    }

    /// Whether these data fields of a contract show that it is another record's. A list has none.
    pub fn is_denied_by(&self, fields: &[ContractField]) -> bool {
        fields.iter().any(|field| field.custom_id == self.field && field.value != self.key)
    }

    /// Whether these data fields of a contract show that it is the record's.
    pub fn is_shown_by(&self, fields: &[ContractField]) -> bool {
        fields.iter().any(|field| field.custom_id == self.field && field.value == self.key)
    }

    /// What the contracts of the record have in common, as Oneflow is asked for it.
    pub fn pair(&self) -> String {
        [&*self.field, ":", &self.key].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_custom_id_has_no_colon_a_key_may_and_both_have_600_characters_with_it() {
        let pair = |field: &str, key: &str| Record::new(field.into(), key.into()).map(|record| record.pair());
        assert_eq!(pair("deal_id", " a:b ").as_deref(), Some("deal_id: a:b "));
        assert_eq!(pair("deal:id", "1"), None);
        let key = "å".repeat(592);
        assert_eq!(pair("deal_id", &key).map(|pair| pair.chars().count()), Some(LIMIT));
        assert_eq!(pair("deal_id", &[&key, "x"].concat()), None);
    }
}
