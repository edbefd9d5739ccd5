//! Which requests a fault applies to.

use super::fault::Fault;

impl Fault {
    /// Whether the fault applies to a request; the path is the one under `/v1`.
    pub(crate) fn matches(&self, method: &str, path: &str) -> bool {
        let Some((expected_method, expected_path)) = self.on.split_once(' ') else {
            return false;
        };
        let expected = expected_path.strip_prefix("/v1").unwrap_or(expected_path);
        expected_method.eq_ignore_ascii_case(method)
            && expected.split('/').count() == path.split('/').count()
            && expected
                .split('/')
                .zip(path.split('/'))
                .all(|(expected, actual)| expected == actual || expected.starts_with('{'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::FaultKind;

    fn fault(on: &str) -> Fault {
        Fault { on: on.into(), kind: FaultKind::Garbage, times: 1 }
    }

    #[test]
    fn a_segment_in_braces_matches_any() {
        assert!(fault("GET /contracts/{id}").matches("GET", "/contracts/10001"));
        assert!(fault("get /v1/ping").matches("GET", "/ping"));
        assert!(!fault("GET /contracts/{id}").matches("GET", "/contracts"));
        assert!(!fault("POST /contracts/create").matches("GET", "/contracts/create"));
    }
}
