//! What a change of the settings means for an element that works with others.

use super::Settings;

impl Settings {
    /// Whether these are the settings of another record: nothing that was typed belongs to it.
    pub fn is_another_record(&self, other: &Self) -> bool {
        self.api_base != other.api_base
            || self.extension_type != other.extension_type
            || self.template_type != other.template_type
            || self.external_id != other.external_id
            || self.prefill.record != other.prefill.record
            || self.contract != other.contract
    }

    /// Whether the element has to start again although the record is the same.
    pub fn starts_differently(&self, other: &Self) -> bool {
        self.error != other.error || self.workspace != other.workspace || self.template != other.template
    }
}
