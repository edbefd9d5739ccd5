//! A panic ends the instance. It is reported to the element, which can start again with a new one.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

thread_local! {
    static REPORT: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Reports panics to a function, which must not call into this instance again. Call it before the first mount.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(report: Function) {
    REPORT.with_borrow_mut(|slot| *slot = Some(report));
    // Yew sets its own hook at the first render; only this way is the other one kept.
    yew::set_custom_panic_hook(Box::new(|_| {
        // Never the message: it could quote what a user typed. The browser knows the place.
        REPORT.with(|slot| {
            if let Ok(slot) = slot.try_borrow()
                && let Some(report) = slot.as_ref()
            {
                let _ = report.call0(&JsValue::NULL);
            }
        });
    }));
}
