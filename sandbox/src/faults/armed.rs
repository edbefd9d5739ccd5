//! Which armed fault a request runs into.

use super::{Fault, FaultKind};
use crate::account::Account;

/// The first armed fault that fits, used up by one.
pub fn take(account: &Account, method: &str, path: &str) -> Option<FaultKind> {
    let mut state = account.lock();
    let faults = &mut state.faults;
    let found = faults.iter_mut().find(|fault| fault.times > 0 && fits(fault, method, path))?;
    found.times -= 1;
    let kind = found.kind.clone();
    faults.retain(|fault| fault.times > 0);
    Some(kind)
}

fn fits(fault: &Fault, method: &str, path: &str) -> bool {
    let Some((wanted_method, wanted_path)) = fault.on.split_once(' ') else {
        return false;
    };
    let wanted = wanted_path.strip_prefix("/v1").unwrap_or(wanted_path);
    wanted_method.eq_ignore_ascii_case(method)
        && wanted.split('/').count() == path.split('/').count()
        && wanted.split('/').zip(path.split('/')).all(|(wanted, given)| wanted == given || wanted.starts_with('{'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(on: &str) -> Fault {
        Fault { on: on.into(), kind: FaultKind::Garbage, times: 1 }
    }

    #[test]
    fn a_segment_in_braces_fits_any() {
        assert!(fits(&fault("GET /contracts/{id}"), "GET", "/contracts/10001"));
        assert!(fits(&fault("get /v1/ping"), "GET", "/ping"));
        assert!(!fits(&fault("GET /contracts/{id}"), "GET", "/contracts"));
        assert!(!fits(&fault("POST /contracts/create"), "GET", "/contracts/create"));
    }
}
