//! The queries of addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::api::ids::TemplateTypeId;

/// Everything but RFC 3986's unreserved characters.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The key of a record is the one value of a data field that goes into an address.
pub(super) fn matching(pair: &str) -> String {
    let mut filter = "filter%5Bdata_field_match%5D=".to_owned();
    filter.extend(utf8_percent_encode(pair, ESCAPED));
    filter.push('&');
    filter
}

/// A path with the filters that are set.
pub(super) fn filtered(path: &str, extension_type: Option<&str>, template_type: Option<TemplateTypeId>) -> String {
    let mut path = path.to_owned();
    let mut separator = if path.contains('?') { '&' } else { '?' };
    let mut add = |name: &str, value: &str| {
        path.push(separator);
        path.push_str(name);
        path.push('=');
        path.extend(utf8_percent_encode(value, ESCAPED));
        separator = '&';
    };
    if let Some(value) = extension_type {
        add("extension_type", value);
    }
    if let Some(value) = template_type {
        add("template_type_id", &value.to_string());
    }
    path
}
