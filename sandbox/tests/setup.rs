//! Setting up an account: template types, data fields and webhooks by hand, and extensions by blueprint.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed step is a failed test")]

mod support;

use oneflow_sandbox::{Account, Blueprint, EXTENSION_TOKEN, Options, TOKEN};
use serde_json::{Value, json};
use support::{EVA, SIRI, TestResponse, call, call_with_token, control, ids, small};

async fn admin(account: &Account, method: &str, path: &str, body: Option<Value>) -> TestResponse {
    call(account, method, path, None, body.as_ref()).await
}

fn custom_ids(fields: &Value) -> Vec<&str> {
    fields.as_array().unwrap().iter().map(|field| field["custom_id"].as_str().unwrap()).collect()
}

const BLUEPRINT: &str = r#"
extension_type = "acme_erp"
name = "Acme ERP"

[[template_types]]
name = "Acme orders"

[[template_types.data_fields]]
custom_id = "order"
name = "Order"

[webhook]
callback_url = "http://127.0.0.1:9/events"
"#;

fn with_blueprint() -> Account {
    Account::with(Options { blueprints: vec![Blueprint::parse(BLUEPRINT).unwrap()], ..Options::default() })
}

#[tokio::test]
async fn a_template_type_can_be_created_changed_and_deleted_by_hand() {
    let account = small();
    let created = admin(&account, "POST", "/template_types", Some(json!({"name": "Leases"}))).await;
    assert_eq!((created.status, created.at("/extension_type")), (200, &Value::Null));
    let path = format!("/template_types/{}", created.at("/id"));
    let changed = admin(&account, "PUT", &path, Some(json!({"description": "Of machines", "active": false}))).await;
    assert_eq!((changed.at("/name"), changed.at("/active")), (&json!("Leases"), &json!(false)));
    assert_eq!(admin(&account, "GET", &path, None).await.at("/description"), "Of machines");
    assert_eq!(admin(&account, "DELETE", &path, None).await.status, 200);
    assert_eq!(admin(&account, "GET", &path, None).await.status, 404);
}

#[tokio::test]
async fn a_request_cannot_set_the_extension_type() {
    let body = json!({"name": "Mine", "extension_type": "demo_crm"});
    let refused = admin(&small(), "POST", "/template_types", Some(body)).await;
    assert_eq!((refused.status, refused.problem("extension_type")), (400, Some("Unknown field.")));
}

#[tokio::test]
async fn only_administrators_can_set_up_an_account() {
    let account = small();
    let fields = json!({"data_fields": []});
    let webhook = json!({"callback_url": "https://partner.example.com/"});
    for (method, path, body) in [
        ("POST", "/template_types", json!({"name": "A"})),
        ("PUT", "/template_types/9003", json!({"name": "A"})),
        ("PUT", "/template_types/9003/data_fields", fields),
        ("POST", "/webhooks", webhook),
    ] {
        assert_eq!(call(&account, method, path, Some(SIRI), Some(&body)).await.status, 403, "{method} {path}");
        assert_eq!(call(&account, method, path, Some(EVA), Some(&body)).await.status, 200, "{method} {path}");
    }
    assert_eq!(call(&account, "DELETE", "/template_types/9003", Some(SIRI), None).await.status, 403);
}

#[tokio::test]
async fn user_fields_are_replaced_and_system_fields_keep_their_definition() {
    let account = small();
    let body = json!({"data_fields": [
        {"custom_id": "order_no", "name": "Renamed", "active": false},
        {"custom_id": "delivery_terms", "name": "Terms"},
        {"custom_id": "colour", "name": "Colour", "value": "blue"},
    ]});
    let response = admin(&account, "PUT", "/template_types/9001/data_fields", Some(body)).await;
    assert_eq!(response.status, 200);
    let fields = response.at("/data_fields");
    assert_eq!(
        custom_ids(fields),
        ["order_no", "deal_id", "amount", "currency", "delivery_terms", "legacy_region", "colour"]
    );
    assert_eq!((&fields[0]["name"], &fields[0]["active"]), (&json!("Order number"), &json!(false)));
    assert_eq!((&fields[4]["name"], &fields[4]["value"]), (&json!("Terms"), &json!("DAP Stockholm")));
    assert_eq!((&fields[6]["source"], &fields[6]["value"]), (&json!("user"), &json!("blue")));
    let helper = admin(&account, "GET", "/helpers/template_types/9001/data_fields", None).await;
    assert_eq!(helper.at("/data_fields"), fields);
}

#[tokio::test]
async fn removed_and_inactive_data_fields_cannot_be_filled_in() {
    let account = small();
    let body = json!({"data_fields": [{"custom_id": "order_no", "name": "Order number", "active": false}]});
    admin(&account, "PUT", "/template_types/9002/data_fields", Some(body)).await;
    for custom_id in ["order_no", "goods_label"] {
        let fields = json!([{"custom_id": custom_id, "value": "1"}]);
        let body = json!({"workspace_id": 7001, "template_id": 8104, "data_fields": fields});
        let refused = call(&account, "POST", "/contracts/create", Some(SIRI), Some(&body)).await;
        assert!(refused.problem("data_fields[0].custom_id").is_some(), "{custom_id}");
    }
}

#[tokio::test]
async fn a_custom_id_given_twice_is_refused_and_changes_nothing() {
    let account = small();
    let field = json!({"custom_id": "a", "name": "A"});
    let body = json!({"data_fields": [field, field]});
    let refused = admin(&account, "PUT", "/template_types/9003/data_fields", Some(body)).await;
    assert_eq!(refused.problem("data_fields[1].custom_id"), Some("The custom id \"a\" is given more than once."));
    let kept = admin(&account, "GET", "/template_types/9003", None).await;
    assert_eq!(custom_ids(kept.at("/data_fields")), ["start_date", "salary"]);
}

#[tokio::test]
async fn a_webhook_can_be_registered_changed_and_deleted_by_hand() {
    let account = small();
    let body = json!({
        "callback_url": "https://partner.example.com/events",
        "sign_key": "key",
        "template_group_id": 9003,
        "filters": [{"filter_rules": [{"type": "EVENT_TYPE", "values": ["contract:sign"]}]}],
        "configuration": {"authentication": {"type": "bearer", "token": "secret"}},
    });
    let created = admin(&account, "POST", "/webhooks", Some(body)).await;
    assert_eq!((created.status, created.at("/id")), (200, created.at("/webhook_id")));
    assert!(!created.body.to_string().contains("secret"));
    let path = format!("/webhooks/{}", created.at("/id"));
    let changed = json!({"callback_url": "http://localhost:3000/events", "template_group_id": null});
    let changed = admin(&account, "PUT", &path, Some(changed)).await;
    assert_eq!((changed.at("/sign_key"), changed.at("/template_group_id")), (&json!("key"), &Value::Null));
    assert_eq!(admin(&account, "GET", &path, None).await.body, changed.body);
    assert_eq!(admin(&account, "DELETE", &path, None).await.status, 200);
    assert_eq!(admin(&account, "DELETE", &path, None).await.status, 404);
}

#[tokio::test]
async fn a_webhook_must_have_an_https_address_or_one_of_this_machine() {
    let account = small();
    for address in ["http://partner.example.com/", "ftp://127.0.0.1/", "http://127.0.0.1.example.com/"] {
        let refused = admin(&account, "POST", "/webhooks", Some(json!({"callback_url": address}))).await;
        assert!(refused.problem("callback_url").is_some(), "{address}");
    }
    let unknown = json!({"callback_url": "https://a.example/", "template_group_id": 1});
    assert_eq!(admin(&account, "POST", "/webhooks", Some(unknown)).await.status, 404);
    let open = Account::with(Options { deliver_to: vec!["partner.local".into()], ..Options::default() });
    let named = json!({"callback_url": "http://partner.local:3000/"});
    assert_eq!(admin(&open, "POST", "/webhooks", Some(named)).await.status, 200);
}

#[tokio::test]
async fn enabling_creates_a_token_template_types_with_system_fields_and_their_webhooks() {
    let account = with_blueprint();
    let listed = admin(&account, "GET", "/accounts/extensions", None).await;
    assert_eq!(*listed.at("/data/2"), json!({"id": 33, "type": "acme_erp", "name": "Acme ERP", "active": false}));
    let enabled = control(&account, "/extensions/acme_erp", &json!({"active": true})).await;
    let token = enabled.at("/token").as_str().unwrap();
    assert_eq!(token.len(), 40);

    let types = admin(&account, "GET", "/template_types", None).await;
    let created =
        types.at("/data").as_array().unwrap().iter().find(|kind| kind["extension_type"] == "acme_erp").unwrap();
    let fields = admin(&account, "GET", &format!("/template_types/{}", created["id"]), None).await;
    assert_eq!(*fields.at("/data_fields/0/source"), "system");
    let webhooks = admin(&account, "GET", "/webhooks", None).await;
    let webhook = webhooks.at("/data").as_array().unwrap().last().unwrap();
    assert_eq!((&webhook["integration_instance"], &webhook["template_group_id"]), (&json!(33), &created["id"]));

    let me = call_with_token(&account, token, "GET", "/accounts/me", None, None).await;
    assert_eq!(*me.at("/token_info/integration"), json!({"id": 33, "key": "acme_erp"}));
}

#[tokio::test]
async fn a_template_type_has_the_webhook_of_all_and_its_own_when_the_extension_is_enabled() {
    let own = "[[template_types.webhooks]]\ncallback_url = \"http://127.0.0.1:9/orders\"\n\n[webhook]\n";
    let text = format!("{}\n[[template_types]]\nname = \"Acme leases\"\n", BLUEPRINT.replace("[webhook]\n", own));
    let account = Account::with(Options { blueprints: vec![Blueprint::parse(&text).unwrap()], ..Options::default() });
    account.enable_extension("acme_erp").unwrap();
    let webhooks = admin(&account, "GET", "/webhooks", None).await;
    let made: Vec<&Value> = webhooks.at("/data").as_array().unwrap().iter().rev().take(3).collect();
    let addresses: Vec<&str> = made.iter().map(|webhook| webhook["callback_url"].as_str().unwrap()).collect();
    assert_eq!(addresses, ["http://127.0.0.1:9/events", "http://127.0.0.1:9/orders", "http://127.0.0.1:9/events"]);
    let types: Vec<&Value> = made.iter().map(|webhook| &webhook["template_group_id"]).collect();
    assert!(types[0] != types[1] && types[1] == types[2], "{types:?}");
    assert!(made.iter().all(|webhook| webhook["integration_instance"] == 33));
}

#[tokio::test]
async fn objects_of_an_extension_can_be_deleted_only_by_disabling_it() {
    let account = with_blueprint();
    let token = account.enable_extension("acme_erp").unwrap();
    let kind = admin(&account, "GET", "/template_types", None).await.at("/data").as_array().unwrap().len() - 1;
    let kind = admin(&account, "GET", &format!("/template_types?offset={kind}"), None).await.at("/data/0/id").clone();
    let webhooks = ids(admin(&account, "GET", "/webhooks", None).await.at("/data"));
    let webhook = webhooks.last().unwrap();
    for path in [format!("/template_types/{kind}"), format!("/webhooks/{webhook}")] {
        let refused = admin(&account, "DELETE", &path, None).await;
        assert_eq!(refused.status, 409);
        assert!(refused.at("/detail").as_str().unwrap().contains("acme_erp"), "{path}");
    }
    assert!(account.disable_extension("acme_erp"));
    assert_eq!(call_with_token(&account, &token, "GET", "/ping", None, None).await.status, 401);
    assert_eq!(ids(admin(&account, "GET", "/webhooks", None).await.at("/data")), webhooks[..webhooks.len() - 1]);
    let again = account.enable_extension("acme_erp").unwrap();
    assert_ne!(again, token);
    let types = ids(admin(&account, "GET", "/template_types", None).await.at("/data"));
    assert_eq!(types.last().map(u64::to_string), Some(kind.to_string()), "the template type is used again");
}

#[tokio::test]
async fn the_account_names_the_extension_of_the_token() {
    let account = small();
    for (token, key) in [(TOKEN, "custom"), (EXTENSION_TOKEN, "demo_crm")] {
        let me = call_with_token(&account, token, "GET", "/accounts/me", None, None).await;
        assert_eq!(*me.at("/token_info/integration/key"), key);
    }
    account.disable_extension("demo_crm");
    assert_eq!(call_with_token(&account, EXTENSION_TOKEN, "GET", "/ping", None, None).await.status, 401);
    assert_eq!(call_with_token(&account, TOKEN, "GET", "/ping", None, None).await.status, 200);
}
