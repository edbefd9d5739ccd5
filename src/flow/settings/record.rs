//! The data field that the host names for the key of its record.

use super::error::ConfigError;
use crate::api::Text;
use crate::flow::form::record::Record;

/// The record's key in that data field, if the host names one. A list needs it.
pub(super) fn record(field: Option<Text>, key: Option<&Text>, needed: bool) -> Result<Option<Record>, ConfigError> {
    let Some(field) = field else {
        return if needed { Err(ConfigError::Missing("record-field")) } else { Ok(None) };
    };
    let key = key.ok_or(ConfigError::Missing("external-id"))?;
    Record::new(field, key.clone()).map(Some).ok_or(ConfigError::NotARecordField)
}
