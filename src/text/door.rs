//! The few texts that JavaScript says itself: before the wasm runs, and when it cannot. No dependencies: the build reads this file too.

/// What the door says.
pub struct Door {
    /// While the wasm is on its way.
    pub loading: &'static str,
    /// The page's policy forbids WebAssembly.
    pub blocked: &'static str,
    /// The wasm could not be loaded.
    pub unloaded: &'static str,
    /// The core stopped and was not started again.
    pub crashed: &'static str,
    /// What the page's developers can do about a policy.
    pub hint: &'static str,
    /// The button that tries again.
    pub again: &'static str,
}

/// English.
pub const EN: Door = Door {
    loading: "Loading the contract form",
    blocked: "The contract form cannot start on this page, because the page does not allow WebAssembly.",
    unloaded: "The contract form could not be loaded.",
    crashed: "The contract form stopped unexpectedly.",
    hint: "Add 'wasm-unsafe-eval' to the script-src directive of the page's Content-Security-Policy.",
    again: "Try again",
};

impl Door {
    /// The texts by name.
    pub fn entries(&self) -> [(&'static str, &'static str); 6] {
        [
            ("loading", self.loading),
            ("blocked", self.blocked),
            ("unloaded", self.unloaded),
            ("crashed", self.crashed),
            ("hint", self.hint),
            ("again", self.again),
        ]
    }
}
