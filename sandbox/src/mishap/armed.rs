//! Which armed mishap a request runs into.

use super::{Mishap, MishapKind};
use crate::account::Account;

/// The first armed mishap that fits, used up by one.
pub fn take(account: &Account, method: &str, path: &str) -> Option<MishapKind> {
    let mut state = account.lock();
    let mishaps = &mut state.mishaps;
    let found = mishaps.iter_mut().find(|mishap| mishap.times > 0 && fits(mishap, method, path))?;
    found.times -= 1;
    let kind = found.kind.clone();
    mishaps.retain(|mishap| mishap.times > 0);
    Some(kind)
}

fn fits(mishap: &Mishap, method: &str, path: &str) -> bool {
    let Some((wanted_method, wanted_path)) = mishap.on.split_once(' ') else {
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

    fn mishap(on: &str) -> Mishap {
        Mishap { on: on.into(), kind: MishapKind::Garbage, times: 1 }
    }

    #[test]
    fn a_segment_in_braces_fits_any() {
        assert!(fits(&mishap("GET /contracts/{id}"), "GET", "/contracts/10001"));
        assert!(fits(&mishap("get /v1/ping"), "GET", "/ping"));
        assert!(!fits(&mishap("GET /contracts/{id}"), "GET", "/contracts"));
        assert!(!fits(&mishap("POST /contracts/create"), "GET", "/contracts/create"));
    }
}
