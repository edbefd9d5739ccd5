//! Products: product tables of templates, and products of new contracts.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed step is a failed test")]

mod support;

use oneflow_sandbox::{Account, Options};
use serde_json::{Value, json};
use support::{at_noon, control, create, get, ids, restored, small};

const TABLE: &str = "product_groups";

/// A contract from the template with one table.
fn quotation(groups: &Value) -> Value {
    json!({"workspace_id": 7001, "template_id": 8116, "product_groups": groups})
}

/// A contract from the template with two tables.
fn support_plan(groups: &Value) -> Value {
    json!({"workspace_id": 7002, "template_id": 8117, "product_groups": groups})
}

/// A valid product, with some attributes replaced.
fn product(attributes: Value) -> Value {
    let mut product = json!({"name": "Chair", "quantity": {"type": "quantity", "amount": 1}});
    let Value::Object(attributes) = attributes else { return product };
    product.as_object_mut().unwrap().extend(attributes);
    product
}

fn price(base: &str) -> Value {
    json!({"base_amount": {"amount": base}})
}

fn choice(amount: u64) -> Value {
    product(json!({"quantity": {"type": "single_choice", "amount": amount}}))
}

/// The one table of a new contract with these products.
async fn table_with(products: Value) -> Value {
    let response = create(&small(), &quotation(&json!([{"products": products}]))).await;
    assert_eq!(response.status, 200, "{}", response.body);
    response.at("/product_groups/0").clone()
}

/// The problems of a new contract with these tables: each path with its first message.
async fn problems(groups: &Value) -> Vec<(String, String)> {
    refused(&small(), &quotation(groups)).await
}

async fn refused(account: &Account, body: &Value) -> Vec<(String, String)> {
    let response = create(account, body).await;
    assert_eq!(response.status, 400, "{}", response.body);
    assert_eq!(*get(account, "/contracts").await.at("/count"), 0, "a refusal creates nothing");
    let problems = response.at("/parameter_problems").as_object().unwrap();
    problems.iter().map(|(path, messages)| (path.clone(), messages[0].as_str().unwrap().to_owned())).collect()
}

/// The problem of a product, at a path within the product.
async fn problem_of(attributes: Value, path: &str) -> String {
    let path = format!("{TABLE}[0].products[0].{path}");
    let problems = problems(&json!([{"products": [product(attributes)]}])).await;
    let [(at, message)] = problems.as_slice() else { return format!("{problems:?}") };
    assert_eq!(*at, path, "{message}");
    message.clone()
}

#[tokio::test]
async fn templates_with_product_tables_say_so_and_show_them() {
    let account = small();
    let one = get(&account, "/templates/8116").await;
    assert_eq!(*one.at("/available_options/can_receive_products"), true);
    assert_eq!(ids(one.at("/product_groups")), [18_001]);
    assert_eq!(*one.at("/product_groups/0/enabled_columns"), json!(["name", "description", "price_1", "count"]));
    assert_eq!(*one.at("/product_groups/0/configuration/price_affixes"), json!({"prefix": "", "postfix": " SEK"}));
    assert_eq!(*one.at("/product_groups/0/created_from"), Value::Null);
    let two = get(&account, "/templates/8117").await;
    assert_eq!(ids(two.at("/product_groups")), [18_002, 18_003]);
    assert_eq!(*two.at("/product_groups/0/configuration/tax_1/label"), "VAT");
    assert_eq!(*two.at("/product_groups/0/products/1/price_2/amount/amount"), "500");
    assert_eq!(*two.at("/product_groups/1/products/1/price_1/amount/amount"), "0.0125");
    let none = get(&account, "/templates/8101").await;
    assert_eq!(*none.at("/available_options/can_receive_products"), false);
    assert_eq!(*none.at("/product_groups"), json!([]));
}

#[tokio::test]
async fn templates_say_which_approvals_are_needed_and_the_helper_does_not() {
    const WORKFLOWS: [&str; 2] = ["draft_approval_workflow", "pending_approval_workflow"];
    let account = small();
    let listed = get(&account, "/templates").await;
    let in_list = |id: u64| listed.at("/data").as_array().unwrap().iter().find(|it| it["id"] == id).unwrap();
    for template in [in_list(8117), &get(&account, "/templates/8117").await.body] {
        assert!(template["draft_approval_workflow"].is_object());
        assert_eq!(template.get("pending_approval_workflow"), Some(&Value::Null), "null, but present");
    }
    for template in [in_list(8106), &get(&account, "/templates/8106").await.body] {
        assert_eq!(WORKFLOWS.map(|name| template.get(name)), [Some(&Value::Null); 2]);
    }
    let helper = get(&account, "/helpers/contract_create_data").await;
    let workspaces = helper.body.as_array().unwrap().iter();
    let offered: Vec<_> = workspaces.flat_map(|workspace| workspace["templates"].as_array().unwrap()).collect();
    assert!(offered.iter().any(|template| template["id"] == 8117));
    assert!(offered.iter().all(|template| WORKFLOWS.iter().all(|name| template.get(name).is_none())));
}

#[tokio::test]
async fn without_products_a_contract_has_the_rows_of_its_template_in_tables_of_its_own() {
    let account = at_noon();
    let body = json!({"workspace_id": 7002, "template_id": 8117});
    let contract = create(&account, &body).await;
    assert_eq!(ids(contract.at("/product_groups")), [24_001, 24_002]);
    assert_eq!(*contract.at("/product_groups/1/created_from"), 18_003);
    let rows = contract.at("/product_groups/0/products");
    assert_eq!(ids(rows), [25_001, 25_002, 25_003]);
    assert_eq!((&rows[1]["name"], &rows[1]["quantity"]["amount"]), (&json!("Standard"), &json!(1)));
    assert_eq!(rows[1]["_private_ownerside"]["created_time"], "2025-06-02T12:00:00+00:00");
    assert_eq!(*contract.at("/available_options/can_receive_products"), true);
    let again = create(&account, &body).await;
    assert_eq!(ids(again.at("/product_groups")), [24_003, 24_004]);
    assert_eq!(get(&account, "/contracts/10001").await.at("/product_groups"), contract.at("/product_groups"));
}

#[tokio::test]
async fn products_replace_the_rows_of_the_only_table_which_need_not_be_named() {
    for group in [json!({}), json!({"id": 18_001})] {
        let mut group = group;
        group["products"] = json!([product(json!({"name": "Desk"})), product(json!({"name": "Lamp"}))]);
        let contract = create(&small(), &quotation(&json!([group]))).await;
        let names: Vec<_> =
            contract.at("/product_groups/0/products").as_array().unwrap().iter().map(|row| &row["name"]).collect();
        assert_eq!(names, ["Desk", "Lamp"]);
        assert_eq!(*contract.at("/product_groups/0/created_from"), 18_001);
    }
    assert_eq!(table_with(json!([])).await["products"], json!([]), "an empty list removes the rows");
}

#[tokio::test]
async fn a_table_that_is_not_named_keeps_its_rows() {
    let groups = json!([{"id": 18_003, "products": []}]);
    let contract = create(&small(), &support_plan(&groups)).await;
    assert_eq!(contract.at("/product_groups/0/products").as_array().map(Vec::len), Some(3));
    assert_eq!(*contract.at("/product_groups/1/products"), json!([]));
}

#[tokio::test]
async fn of_several_tables_each_is_named_once_and_by_an_id_of_the_template() {
    let named = |id: u64| json!({"id": id, "products": []});
    let groups = json!([{"products": []}, named(18_001), named(18_003), named(18_003)]);
    let problems = refused(&small(), &support_plan(&groups)).await;
    let missing = "Missing data for required field, because the template has several product tables.";
    let expected = [
        ("product_groups[0].id", missing),
        ("product_groups[1].id", "The template has no such product table."),
        ("product_groups[3].id", "Given more than once."),
    ];
    assert_eq!(problems, expected.map(|(path, message)| (path.to_owned(), message.to_owned())));
}

#[tokio::test]
async fn what_is_left_out_of_a_product_has_a_default() {
    let sent = json!([{"name": "Chair", "quantity": {"amount": 1}}]);
    let product = table_with(sent).await["products"][0].clone();
    assert_eq!(product["quantity"], json!({"type": "multiple_choice", "amount": 1}));
    assert_eq!((&product["description"], &product["counterparty_lock"]), (&json!(""), &json!(false)));
    assert_eq!((&product["price_1"], &product["price_2"]), (&Value::Null, &Value::Null));
    assert_eq!(product["_private_ownerside"]["custom_id"], Value::Null);
}

#[tokio::test]
async fn the_final_price_is_what_the_discount_leaves_with_the_decimals_of_the_table() {
    let with = |base: &str, discount: Value| {
        let mut price = price(base);
        price.as_object_mut().unwrap().extend(discount.as_object().unwrap().clone());
        product(json!({"price_1": price}))
    };
    for (base, discount, expected) in [
        ("1200.00", json!({"discount_percent": "10.000"}), "1080.00"),
        ("99.99", json!({"discount_percent": "15"}), "84.99"),
        ("0.29", json!({"discount_percent": "50"}), "0.15"),
        ("1200", json!({"discount_amount": {"amount": "0.5"}}), "1199.50"),
        ("1200", json!({"discount_amount": {"amount": "0"}, "discount_percent": null}), "1200.00"),
        ("0", json!({"discount_amount": {"amount": "12.5"}}), "-12.50"),
        ("0", json!({}), "0.00"),
    ] {
        let price = table_with(json!([with(base, discount.clone())])).await["products"][0]["price_1"].clone();
        assert_eq!(price["amount"], json!({"amount": expected}), "{base} {discount}");
        assert_eq!(price["base_amount"]["amount"], base, "what was sent stays as it is");
    }
    let configuration = json!({"price_precision": 4});
    let group =
        json!([{"configuration": configuration, "products": [with("0.29", json!({"discount_percent": "50"}))]}]);
    let contract = create(&small(), &quotation(&group)).await;
    assert_eq!(*contract.at("/product_groups/0/products/0/price_1/amount/amount"), "0.1450");
}

#[tokio::test]
async fn the_base_amount_exceeds_the_discount_except_that_0_makes_a_negative_price() {
    let with = |base: &str, discount: &str| {
        let mut price = price(base);
        price["discount_amount"] = json!({"amount": discount});
        json!({"price_2": price})
    };
    for (base, discount) in [("10", "10"), ("10", "10.5"), ("-5", "0")] {
        let message = problem_of(with(base, discount), "price_2.base_amount.amount").await;
        assert_eq!(message, "Must be greater than the discount_amount, unless it is 0.", "{base} {discount}");
    }
    let negative = problem_of(with("0", "-1"), "price_2.discount_amount.amount").await;
    assert_eq!(negative, "Must be at least 0.");
}

#[tokio::test]
async fn a_price_has_a_base_amount_and_one_kind_of_discount_of_at_most_the_whole() {
    let with = |price: Value| json!({"price_1": price});
    let missing = problem_of(with(json!({"discount_percent": "10"})), "price_1.base_amount").await;
    assert_eq!(missing, "Missing data for required field.");
    let both = json!({"base_amount": {"amount": "10"}, "discount_amount": {"amount": "1"}, "discount_percent": "1"});
    assert_eq!(problem_of(with(both), "price_1.discount_percent").await, "Only one kind of discount is possible.");
    let too_much = json!({"base_amount": {"amount": "10"}, "discount_percent": "100.5"});
    assert_eq!(problem_of(with(too_much), "price_1.discount_percent").await, "Must be at most 100.");
    let no_number = json!({"base_amount": {"amount": "10"}, "discount_percent": "ten"});
    let message = problem_of(with(no_number), "price_1.discount_percent").await;
    assert_eq!(message, "Not a percentage (digits with at most four decimals).");
}

#[tokio::test]
async fn names_and_descriptions_have_their_lengths_and_a_product_needs_a_name_and_a_quantity() {
    for (attributes, path, message) in [
        (json!({"name": ""}), "name", "Must not be empty."),
        (json!({"name": "n".repeat(81)}), "name", "Longer than 80 characters."),
        (json!({"description": "d".repeat(3001)}), "description", "Longer than 3000 characters."),
        (json!({"quantity": {"type": "quantity", "amount": -1}}), "quantity.amount", "Must be at least 0."),
        (json!({"quantity": {"type": "quantity"}}), "quantity.amount", "Missing data for required field."),
        (
            json!({"price_1": price("1,5")}),
            "price_1.base_amount.amount",
            "Not a price (digits with at most four decimals).",
        ),
        (json!({"colour": "red"}), "colour", "Unknown field."),
    ] {
        assert_eq!(problem_of(attributes, path).await, message);
    }
    let without = problems(&json!([{"products": [{}]}])).await;
    let paths: Vec<_> = without.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["product_groups[0].products[0].name", "product_groups[0].products[0].quantity"]);
    let longest = product(json!({"name": "n".repeat(80), "description": "d".repeat(3000)}));
    assert_eq!(table_with(json!([longest])).await["products"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_choice_is_0_or_1_and_a_quantity_has_the_decimals_of_its_table() {
    let with = |kind: &str, amount: Value| json!({"quantity": {"type": kind, "amount": amount}});
    for (kind, amount) in [("multiple_choice", json!(2)), ("single_choice", json!(0.5))] {
        let problems = problems(&json!([{"products": [product(with(kind, amount))]}])).await;
        let message =
            ("product_groups[0].products[0].quantity.amount".to_owned(), "Must be 0 or 1 for a choice.".to_owned());
        assert!(problems.contains(&message), "{problems:?}");
    }
    let message = problem_of(with("quantity", json!(1.125)), "quantity.amount").await;
    assert_eq!(message, "More than 2 decimals.");
    let exact = table_with(json!([product(with("quantity", json!(1.25)))])).await;
    assert_eq!(exact["products"][0]["quantity"]["amount"], 1.25);
    let configuration = json!({"quantity_precision": 3});
    let group = json!([{"configuration": configuration, "products": [product(with("quantity", json!(1.125)))]}]);
    assert_eq!(create(&small(), &quotation(&group)).await.status, 200, "the precision that was sent counts");
}

#[tokio::test]
async fn of_the_single_choices_of_a_table_exactly_one_is_chosen() {
    for amounts in [vec![0], vec![0, 0], vec![1, 1]] {
        let products: Vec<Value> = amounts.iter().map(|amount| choice(*amount)).collect();
        let problems = problems(&json!([{"products": products}])).await;
        let message = "Of the single_choice products, exactly one must have the amount 1.";
        assert_eq!(problems, [("product_groups[0].products".to_owned(), message.to_owned())], "{amounts:?}");
    }
    for products in [json!([choice(1), choice(0)]), json!([choice(1), product(json!({}))])] {
        table_with(products).await;
    }
}

#[tokio::test]
async fn a_custom_id_is_private_to_the_owner_side_and_accepted_in_two_places() {
    for sent in [json!({"custom_id": "li-77"}), json!({"_private_ownerside": {"custom_id": "li-77"}})] {
        let product = table_with(json!([product(sent)])).await["products"][0].clone();
        assert_eq!(product["_private_ownerside"]["custom_id"], "li-77");
        assert_eq!(product.get("custom_id"), None);
    }
    let both = json!({"custom_id": "li-77", "_private_ownerside": {"custom_id": "li-78"}});
    assert_eq!(problem_of(both, "custom_id").await, "Contradicts _private_ownerside.custom_id.");
}

#[tokio::test]
async fn a_custom_id_belongs_to_one_product_of_the_contract() {
    let twin = product(json!({"custom_id": "li-77"}));
    let groups = json!([{"id": 18_002, "products": [twin]}, {"id": 18_003, "products": [product(json!({})), twin]}]);
    let problems = refused(&small(), &support_plan(&groups)).await;
    let path = "product_groups[1].products[1]._private_ownerside.custom_id".to_owned();
    assert_eq!(problems, [(path, "Another product of the contract has this custom id.".to_owned())]);
}

#[tokio::test]
async fn a_contract_has_at_most_150_products_in_all_unless_the_account_has_another_limit() {
    let rows = |count: usize| vec![product(json!({})); count];
    let body = |count| support_plan(&json!([{"id": 18_003, "products": rows(count)}]));
    // The other table has three.
    assert_eq!(create(&small(), &body(147)).await.status, 200);
    let problems = refused(&small(), &body(148)).await;
    assert_eq!(problems, [("product_groups".to_owned(), "More than 150 products in all.".to_owned())]);
    let raised = Account::with(Options { max_products: 151, ..Options::default() });
    assert_eq!(create(&raised, &body(148)).await.status, 200);
}

#[tokio::test]
async fn the_configuration_sent_with_products_changes_what_it_names() {
    let configuration = json!({
        "columns": [{"key": "price_2", "enabled": true, "label": "Per year"}],
        "hide_price_summation": true,
        "price_affixes": {"prefix": "kr "},
    });
    let group = json!([{"configuration": configuration, "products": []}]);
    let contract = create(&small(), &quotation(&group)).await;
    let table = contract.at("/product_groups/0");
    assert_eq!(table["enabled_columns"], json!(["name", "description", "price_1", "price_2", "count"]));
    assert_eq!(table["configuration"]["columns"][3], json!({"key": "price_2", "enabled": true, "label": "Per year"}));
    assert_eq!(table["configuration"]["price_affixes"], json!({"prefix": "kr ", "postfix": " SEK"}));
    assert_eq!(table["configuration"]["quantity_precision"], 2, "what was not sent stays");
    let problems = problems(&json!([{"configuration": {"price_precision": 5}, "products": []}])).await;
    assert_eq!(problems[0].0, "product_groups[0].configuration.price_precision");
}

#[tokio::test]
async fn the_text_of_an_account_from_before_product_tables_is_still_read() {
    let mut text: Value = serde_json::from_str(&small().saved().unwrap()).unwrap();
    for template in text["state"]["templates"].as_array_mut().unwrap() {
        let template = template.as_object_mut().unwrap();
        assert!(template.remove("product_tables").is_some() && template.remove("approvals").is_some());
    }
    let counters = text["state"]["counters"].as_object_mut().unwrap();
    assert!(counters.remove("product").is_some() && counters.remove("product_table").is_some());
    let account = restored(&text.to_string(), Options::default()).unwrap();
    assert_eq!(*get(&account, "/templates/8116").await.at("/product_groups"), json!([]));
    assert_eq!(create(&account, &quotation(&json!([]))).await.status, 200);
}

#[tokio::test]
async fn a_new_template_has_the_sections_and_approvals_that_the_control_call_names() {
    let account = small();
    let new = |more: Value| {
        let mut body = json!({"name": "Lease", "template_type_id": 9003, "workspace_ids": [7001]});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let sections = json!({"product_tables": 2, "attachments": false, "expanded_pdf": true});
    let chosen = new(json!({"sections": sections, "approvals": {"pending": true}}));
    assert_eq!(*control(&account, "/templates", &chosen).await.at("/id"), 22_001);
    let template = get(&account, "/templates/22001").await;
    assert_eq!(ids(template.at("/product_groups")), [24_001, 24_002]);
    for (option, expected) in
        [("can_receive_products", true), ("can_receive_attachments", false), ("can_receive_expanded_pdf", true)]
    {
        assert_eq!(*template.at(&format!("/available_options/{option}")), expected, "{option}");
    }
    assert_eq!(*template.at("/draft_approval_workflow"), Value::Null);
    assert!(template.at("/pending_approval_workflow").is_object());
    let group = json!({"id": 24_002, "products": [product(json!({"price_1": price("12.5")}))]});
    let body = json!({"workspace_id": 7001, "template_id": 22_001, "product_groups": [group]});
    let contract = create(&account, &body).await;
    assert_eq!(*contract.at("/product_groups/1/products/0/price_1/amount/amount"), "12.50");

    control(&account, "/templates", &new(json!({}))).await;
    let plain = get(&account, "/templates/22002").await;
    assert_eq!(*plain.at("/product_groups"), json!([]));
    assert_eq!(*plain.at("/available_options/can_receive_attachments"), true);
    for (wrong, message) in [
        (json!({"sections": {"product_tables": 6}}), "A template has at most 5 product tables."),
        (json!({"sections": {"products": true}}), "unknown field `products`"),
    ] {
        let refused = control(&account, "/templates", &new(wrong)).await;
        assert!(
            refused.status == 400 && refused.body["detail"].as_str().unwrap().contains(message),
            "{}",
            refused.body
        );
    }
}
