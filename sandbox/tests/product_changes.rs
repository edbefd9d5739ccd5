//! Products of contracts: read, added, changed and deleted.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed step is a failed test")]

mod support;

use oneflow_sandbox::time::Duration;
use oneflow_sandbox::{Account, ContractAction, Options};
use serde_json::{Value, json};
use support::{EVA, OLA, SIRI, at_noon, call, create, delete, downloaded, events, get, ids, post, publish, put, small};

/// The table with plans, of which one is chosen.
const PLANS: &str = "/contracts/10001/product_groups/24001";
const ADDITIONS: &str = "/contracts/10001/product_groups/24002";

/// A draft with the rows of its template: 25001 to 25003 are plans, 25004 and 25005 are additions.
async fn draft(account: &Account) {
    let body = json!({"workspace_id": 7002, "template_id": 8117});
    assert_eq!(create(account, &body).await.status, 200);
}

async fn with_draft() -> Account {
    let account = small();
    draft(&account).await;
    account
}

/// The events after those of the creation.
async fn later_events(account: &Account) -> Vec<String> {
    events(account).await.split_off(1)
}

fn seats(amount: u64) -> Value {
    json!({
        "name": "Seats",
        "price_1": {"base_amount": {"amount": "9.5"}},
        "quantity": {"type": "quantity", "amount": amount},
    })
}

#[tokio::test]
async fn tables_and_products_are_read_one_by_one_and_in_the_order_of_the_document() {
    let account = with_draft().await;
    let tables = get(&account, "/contracts/10001/product_groups").await;
    assert_eq!(ids(tables.at("/data")), [24_001, 24_002]);
    assert_eq!(get(&account, ADDITIONS).await.body, *tables.at("/data/1"));
    let products = get(&account, &format!("{PLANS}/products?limit=2")).await;
    assert_eq!((ids(products.at("/data")), products.at("/count")), (vec![25_001, 25_002], &json!(3)));
    assert_eq!(get(&account, &format!("{PLANS}/products/25002")).await.body, *products.at("/data/1"));
    for missing in ["/product_groups/18002", "/product_groups/24002/products/25001", "/product_groups/1/products"] {
        assert_eq!(get(&account, &format!("/contracts/10001{missing}")).await.status, 404, "{missing}");
    }
}

#[tokio::test]
async fn an_added_product_comes_last_with_its_final_price_and_an_event() {
    let account = with_draft().await;
    let added = post(&account, &format!("{ADDITIONS}/products"), &seats(3)).await;
    assert_eq!((added.status, added.at("/id")), (200, &json!(25_006)));
    assert_eq!(*added.at("/price_1/amount/amount"), "9.5000");
    assert_eq!(ids(get(&account, ADDITIONS).await.at("/products")), [25_004, 25_005, 25_006]);
    assert_eq!(later_events(&account).await, ["product:create"]);
}

#[tokio::test]
async fn a_change_of_a_product_keeps_what_was_not_sent() {
    let account = at_noon();
    draft(&account).await;
    account.advance(Duration::hours(1));
    let path = format!("{ADDITIONS}/products/25005");
    let before = get(&account, &path).await;
    let unchanged = put(&account, &path, &json!({})).await;
    assert_eq!((unchanged.status, &unchanged.body), (200, &before.body));
    assert_eq!(later_events(&account).await, [""; 0]);
    let more = json!({"quantity": {"amount": 2000.5}, "custom_id": "li-77"});
    let changed = put(&account, &path, &more).await;
    assert_eq!(*changed.at("/quantity"), json!({"type": "quantity", "amount": 2000.5}));
    assert_eq!((changed.at("/name"), changed.at("/price_1")), (before.at("/name"), before.at("/price_1")));
    let private = json!({
        "created_time": "2025-06-02T12:00:00+00:00",
        "custom_id": "li-77",
        "updated_time": "2025-06-02T13:00:00+00:00",
    });
    assert_eq!(*changed.at("/_private_ownerside"), private);
    assert_eq!(later_events(&account).await, ["product:update"]);
}

#[tokio::test]
async fn a_product_is_changed_without_naming_its_table_by_the_same_rules() {
    let account = with_draft().await;
    let short = |id: u64| format!("/contracts/10001/products/{id}");
    for (table, id, amount) in [(PLANS, 25_001, 0), (ADDITIONS, 25_005, 7)] {
        let changed = put(&account, &short(id), &json!({"quantity": {"amount": amount}, "name": "Renamed"})).await;
        assert_eq!(
            (changed.status, changed.at("/id"), changed.at("/quantity/amount")),
            (200, &json!(id), &json!(amount))
        );
        assert_eq!(get(&account, &format!("{table}/products/{id}")).await.body, changed.body);
    }
    assert_eq!(later_events(&account).await, ["product:update", "product:update"]);
    let before = account.contract(10_001);
    let unchosen = put(&account, &short(25_002), &json!({"quantity": {"amount": 0}})).await;
    let one_choice = "Of the single_choice products, exactly one must have the amount 1.";
    assert_eq!(unchosen.problem("quantity.amount"), Some(one_choice));
    let own = json!({"price_1": {"amount": {"amount": "1"}}});
    assert_eq!(put(&account, &short(25_004), &own).await.problem("price_1.amount"), Some("Unknown field."));
    assert_eq!(put(&account, &short(25_006), &json!({})).await.status, 404);
    assert_eq!(put(&account, "/contracts/10002/products/25004", &json!({})).await.status, 404);
    assert_eq!(call(&account, "PUT", &short(25_004), Some(OLA), Some(&json!({}))).await.status, 403);
    for method in ["GET", "DELETE"] {
        assert_eq!(call(&account, method, &short(25_004), Some(SIRI), None).await.status, 405, "{method} is not known");
    }
    assert_eq!(account.contract(10_001), before);
}

#[tokio::test]
async fn a_discount_of_another_kind_takes_the_place_of_the_first_and_null_hides_a_price() {
    let account = with_draft().await;
    let path = format!("{ADDITIONS}/products/25004");
    for (price, amount) in [
        (json!({"discount_percent": "10"}), "765.0000"),
        (json!({"discount_amount": {"amount": "50"}}), "800.0000"),
        (json!({"base_amount": {"amount": "60"}}), "10.0000"),
        (json!({"discount_amount": null}), "60.0000"),
    ] {
        let changed = put(&account, &path, &json!({"price_1": price})).await;
        assert_eq!(*changed.at("/price_1/amount/amount"), amount, "{price}");
    }
    let refused = put(&account, &path, &json!({"price_1": {"discount_amount": {"amount": "60"}}})).await;
    let message = "Must be greater than the discount_amount, unless it is 0.";
    assert_eq!(refused.problem("price_1.base_amount.amount"), Some(message));
    let hidden = put(&account, &path, &json!({"price_1": null, "price_2": {"base_amount": {"amount": "1"}}})).await;
    assert_eq!((hidden.at("/price_1"), hidden.at("/price_2/amount/amount")), (&Value::Null, &json!("1.0000")));
}

#[tokio::test]
async fn the_rules_of_creation_hold_for_later_changes_and_refusals_change_nothing() {
    let account = with_draft().await;
    let before = account.contract(10_001);
    let one_choice = "Of the single_choice products, exactly one must have the amount 1.";
    let unchosen = put(&account, &format!("{PLANS}/products/25002"), &json!({"quantity": {"amount": 0}})).await;
    assert_eq!(unchosen.problem("quantity.amount"), Some(one_choice));
    let deleted = delete(&account, &format!("{PLANS}/products/25002")).await;
    assert_eq!((deleted.status, deleted.at("/detail")), (409, &json!(one_choice)));
    let path = format!("{ADDITIONS}/products");
    for (attributes, at, message) in [
        (json!({"quantity": {"amount": 1.25}}), "quantity.amount", "More than 1 decimals."),
        (json!({"name": ""}), "name", "Must not be empty."),
        (json!({"price_1": {}}), "price_1.base_amount", "Missing data for required field."),
        (json!({"price_1": {"amount": {"amount": "1"}}}), "price_1.amount", "Unknown field."),
        (json!({"id": 25_001}), "id", "Unknown field."),
    ] {
        let mut body = seats(1);
        for (name, value) in attributes.as_object().unwrap() {
            match &mut body[name] {
                Value::Object(object) if name == "quantity" => object.extend(value.as_object().unwrap().clone()),
                other => *other = value.clone(),
            }
        }
        assert_eq!(post(&account, &path, &body).await.problem(at), Some(message), "{attributes}");
    }
    assert_eq!(account.contract(10_001), before);
}

#[tokio::test]
async fn a_custom_id_of_another_product_is_refused_and_the_own_one_accepted() {
    let account = with_draft().await;
    let own = json!({"_private_ownerside": {"custom_id": "li-1"}});
    for _ in 0..2 {
        assert_eq!(put(&account, &format!("{PLANS}/products/25001"), &own).await.status, 200);
    }
    let other = put(&account, &format!("{ADDITIONS}/products/25004"), &own).await;
    let message = "Another product of the contract has this custom id.";
    assert_eq!(other.problem("_private_ownerside.custom_id"), Some(message));
}

#[tokio::test]
async fn a_table_creates_deletes_changes_and_reorders_its_products_at_once() {
    let account = with_draft().await;
    let body = json!({
        "configuration": {"price_precision": 2},
        "products": [seats(3), {"id": 25_003, "quantity": {"amount": 1}}, {"id": 25_001}],
    });
    let table = put(&account, PLANS, &body).await;
    assert_eq!(ids(table.at("/products")), [25_006, 25_003, 25_001]);
    assert_eq!(*table.at("/products/1/price_1/amount/amount"), "690.00", "with the new precision");
    assert_eq!((table.at("/id"), table.at("/created_from")), (&json!(24_001), &json!(18_002)));
    let expected = ["product:delete", "product:create", "product:update", "contract:content_update"];
    assert_eq!(later_events(&account).await, expected);
    assert_eq!(get(&account, "/contracts/10001").await.at("/product_groups/0"), &table.body);
    let unchanged = put(&account, PLANS, &json!({})).await;
    assert_eq!((unchanged.status, &unchanged.body), (200, &table.body));
    assert_eq!(later_events(&account).await, expected);
    let empty = put(&account, PLANS, &json!({"products": []})).await;
    assert_eq!(*empty.at("/products"), json!([]));
}

#[tokio::test]
async fn a_table_names_only_its_own_products_and_each_of_them_once() {
    let account = with_draft().await;
    let row = |id: u64| json!({"id": id});
    let rows = json!([row(25_001), row(25_002), row(25_001), row(25_004), {"quantity": {"amount": 1}}]);
    let missing = put(&account, PLANS, &json!({"products": rows})).await;
    assert_eq!(missing.problem("products[4].name"), Some("Missing data for required field."));
    let rows = json!([row(25_001), row(25_002), row(25_001), row(25_004)]);
    let refused = put(&account, PLANS, &json!({"products": rows})).await;
    assert_eq!(refused.problem("products[2].id"), Some("Given more than once."));
    assert_eq!(refused.problem("products[3].id"), Some("The table has no such product."));
    let unchosen = put(&account, PLANS, &json!({"products": [row(25_001), row(25_003)]})).await;
    assert!(unchosen.problem("products").unwrap().starts_with("Of the single_choice products"));
    assert_eq!(later_events(&account).await, [""; 0]);
}

#[tokio::test]
async fn several_tables_change_together_or_not_at_all() {
    let account = with_draft().await;
    let path = "/contracts/10001/product_groups";
    let chosen = |id: u64, amount: u64| json!({"id": id, "quantity": {"amount": amount}});
    let plans = json!({"id": 24_001, "products": [chosen(25_001, 1), chosen(25_002, 0), {"id": 25_003}]});
    let wrong = json!({"product_groups": [plans, {"id": 24_002, "products": [seats(1), {"id": 1}]}, {"id": 18_002}]});
    let before = account.contract(10_001);
    let refused = put(&account, path, &wrong).await;
    let message = "The contract has no such product table.";
    assert_eq!(refused.problem("product_groups[1].products[1].id"), Some("The table has no such product."));
    assert_eq!(refused.problem("product_groups[2].id"), Some(message));
    assert_eq!(account.contract(10_001), before);
    let right = json!({"product_groups": [{"id": 24_002, "products": [seats(1)]}, plans]});
    let tables = put(&account, path, &right).await;
    assert_eq!(ids(tables.at("/data")), [24_001, 24_002]);
    assert_eq!(*tables.at("/data/0/products/0/quantity/amount"), 1);
    assert_eq!(ids(tables.at("/data/1/products")), [25_006]);
    let mut recorded = later_events(&account).await;
    recorded.sort();
    let updates = ["product:create", "product:delete", "product:delete", "product:update", "product:update"];
    assert_eq!(recorded, updates);
}

#[tokio::test]
async fn a_deleted_product_is_gone() {
    let account = with_draft().await;
    let path = format!("{ADDITIONS}/products/25004");
    assert_eq!(delete(&account, &path).await.status, 200);
    assert_eq!(get(&account, &path).await.status, 404);
    assert_eq!(delete(&account, &path).await.status, 404);
    assert_eq!(ids(get(&account, ADDITIONS).await.at("/products")), [25_005]);
    assert_eq!(later_events(&account).await, ["product:delete"]);
}

#[tokio::test]
async fn no_change_brings_a_contract_above_its_limit_of_products() {
    let account = Account::with(Options { max_products: 5, ..Options::default() });
    draft(&account).await;
    let added = post(&account, &format!("{ADDITIONS}/products"), &seats(1)).await;
    assert_eq!((added.status, added.at("/detail")), (409, &json!("More than 5 products in all.")));
    let rows = json!([{"id": 25_004}, {"id": 25_005}, seats(1)]);
    let table = put(&account, ADDITIONS, &json!({"products": rows})).await;
    assert_eq!(table.problem("products"), Some("More than 5 products in all."));
    let changed = put(&account, &format!("{ADDITIONS}/products/25005"), &json!({"name": "Phone calls"})).await;
    assert_eq!(changed.status, 200, "a full contract can change");
}

#[tokio::test]
async fn products_change_in_drafts_and_pending_contracts_but_not_after_signing_or_declining() {
    for (action, status) in
        [(None, 200), (Some(ContractAction::Sign(13_002)), 409), (Some(ContractAction::Decline(13_002)), 409)]
    {
        let account = small();
        let person = json!({"name": "Ada", "email": "ada@example.com", "delivery_channel": "email", "signatory": true});
        let party = json!({"type": "company", "name": "Acme", "participants": [person]});
        create(&account, &json!({"workspace_id": 7002, "template_id": 8117, "parties": [party]})).await;
        assert_eq!(publish(&account, 10_001, SIRI).await.status, 200);
        if let Some(action) = action {
            account.perform(10_001, action).unwrap();
        }
        let product = format!("{ADDITIONS}/products/25004");
        assert_eq!(post(&account, &format!("{ADDITIONS}/products"), &seats(1)).await.status, status);
        assert_eq!(put(&account, &product, &json!({"name": "Visit"})).await.status, status);
        let short = "/contracts/10001/products/25004";
        assert_eq!(put(&account, short, &json!({"name": "Visits"})).await.status, status);
        assert_eq!(put(&account, ADDITIONS, &json!({})).await.status, status);
        let tables = json!({"product_groups": [{"id": 24_002}]});
        assert_eq!(put(&account, "/contracts/10001/product_groups", &tables).await.status, status);
        assert_eq!(delete(&account, &product).await.status, status);
        assert_eq!(get(&account, PLANS).await.status, 200, "reading is always possible");
    }
}

#[tokio::test]
async fn who_only_sees_a_workspace_reads_its_products_but_does_not_change_them() {
    let account = with_draft().await;
    assert_eq!(call(&account, "GET", PLANS, Some(OLA), None).await.status, 200);
    assert_eq!(call(&account, "PUT", PLANS, Some(OLA), Some(&json!({}))).await.status, 403);
    let path = format!("{ADDITIONS}/products/25004");
    assert_eq!(call(&account, "DELETE", &path, Some(OLA), None).await.status, 403);
}

#[tokio::test]
async fn the_pdf_of_a_contract_names_its_products() {
    let account = with_draft().await;
    post(&account, &format!("{ADDITIONS}/products"), &seats(3)).await;
    let content = downloaded(&account, 1).await;
    for name in ["Standard", "Seats"] {
        assert!(content.windows(name.len()).any(|text| text == name.as_bytes()), "{name}");
    }
}

#[tokio::test]
async fn webhooks_follow_products() {
    let account = small();
    let rule = json!({"type": "EVENT_TYPE", "values": ["product:create", "product:delete"]});
    let webhook = json!({"callback_url": "https://crm.example.com", "filters": [{"filter_rules": [rule]}]});
    assert_eq!(call(&account, "POST", "/webhooks", Some(EVA), Some(&webhook)).await.status, 200);
    draft(&account).await;
    post(&account, &format!("{ADDITIONS}/products"), &seats(3)).await;
    put(&account, &format!("{ADDITIONS}/products/25006"), &seats(4)).await;
    delete(&account, &format!("{ADDITIONS}/products/25006")).await;
    let deliveries = account.deliveries();
    let events = deliveries.as_array().unwrap().iter().map(|delivery| &delivery["events"][0]["type"]);
    assert_eq!(events.collect::<Vec<_>>(), ["product:create", "product:delete"]);
}
