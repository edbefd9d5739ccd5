//! Armed faults.

use super::handle::Account;
use super::state::State;
use crate::faults::{Fault, FaultKind};

impl Account {
    /// Arms a fault for the next requests that match.
    pub fn arm(&self, fault: Fault) {
        self.lock().faults.push(fault);
    }
}

impl State {
    /// The first armed fault that matches a request; this counts as one of its times.
    pub fn take_fault(&mut self, method: &str, path: &str) -> Option<FaultKind> {
        let matching = |fault: &&mut Fault| fault.times > 0 && fault.matches(method, path);
        let fault = self.faults.iter_mut().find(matching)?;
        fault.times -= 1;
        let kind = fault.kind.clone();
        self.faults.retain(|fault| fault.times > 0);
        Some(kind)
    }
}
