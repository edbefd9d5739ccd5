//! Storing changed product tables in a contract, and the events that their changes are.

use serde_json::{Value, json};

use super::input::TableInput;
use crate::account::{State, next_id};
use crate::json::{list, set_all};
use crate::model::Contract;
use crate::model::product::{products_mut, update_derived};

/// Stores a contract with its tables after the request, and records what has changed.
pub fn store(state: &mut State, mut contract: Contract, tables: Vec<TableInput<'_>>) {
    let now = state.timestamp();
    let mut events = Vec::new();
    let before = contract.product_tables().to_vec();
    let after = before.iter().zip(tables).map(|(before, after)| finish(state, before, after.table, &now, &mut events));
    let after: Vec<Value> = after.collect();
    contract.set("product_groups", after);
    state.save_contract(contract, &events);
}

/// Gives a new product its id and its times.
pub fn start_product(state: &mut State, product: &mut Value, now: &str) {
    set_all(product, json!({"id": next_id(&mut state.counters.product)}));
    set_private(product, &json!({"created_time": now, "updated_time": null}));
}

/// The table with new ids, new times, and all that follows from what was sent.
fn finish(state: &mut State, before: &Value, mut after: Value, now: &str, events: &mut Vec<&'static str>) -> Value {
    let recorded = events.len();
    let old = list(before, "products");
    let kept = |products: &[Value], others: &[Value]| -> Vec<Value> {
        let ids = products.iter().filter_map(|product| product.get("id"));
        ids.filter(|id| others.iter().any(|other| other.get("id") == Some(id))).cloned().collect()
    };
    let order = (kept(old, list(&after, "products")), kept(list(&after, "products"), old));
    events.extend((order.0.len()..old.len()).map(|_| "product:delete"));
    for product in products_mut(&mut after) {
        match old.iter().find(|old| old.get("id") == product.get("id")) {
            None => {
                start_product(state, product, now);
                events.push("product:create");
            }
            Some(old) if old != product => {
                set_private(product, &json!({"updated_time": now}));
                events.push("product:update");
            }
            Some(_) => {}
        }
    }
    // That another look or order of a table is a change of the content is a guess.
    if before.get("configuration") != after.get("configuration") || order.0 != order.1 {
        events.push("contract:content_update");
    }
    if events.len() > recorded {
        update_derived(&mut after);
        set_private(&mut after, &json!({"updated_time": now}));
    }
    after
}

fn set_private(value: &mut Value, attributes: &Value) {
    if let Some(private) = value.get_mut("_private_ownerside") {
        set_all(private, attributes.clone());
    }
}
