//! Reading: the account, users, workspaces, templates, template types and the helpers.

mod support;

use oneflow_sandbox::{Account, Seed};
use serde_json::json;
use support::{MIRA, OLA, SIRI, call, get, ids, small};

#[tokio::test]
async fn ping_returns_an_empty_object() {
    assert_eq!(get(&small(), "/ping").await.body, json!({}));
}

#[tokio::test]
async fn the_account_has_its_fixed_name() {
    let response = get(&small(), "/accounts/me").await;
    assert_eq!(response.at("/name"), "Northwind Demo AB");
    assert_eq!(response.at("/id"), 5001);
}

#[tokio::test]
async fn extensions_can_be_enabled_and_disabled() {
    let account = small();
    let shown = |active: bool| {
        json!([
            {"id": 31, "type": "demo_crm", "name": "Demo CRM", "active": active},
            {"id": 32, "type": "demo_ats", "name": "Demo ATS", "active": false},
        ])
    };
    assert_eq!(*get(&account, "/accounts/extensions").await.at("/data"), shown(true));
    assert!(account.disable_extension("demo_crm"));
    assert_eq!(*get(&account, "/accounts/extensions").await.at("/data"), shown(false));
    assert!(account.enable_extension("nobody").is_none());
}

#[tokio::test]
async fn no_template_matches_a_disabled_extension() {
    let account = small();
    account.disable_extension("demo_crm");
    assert_eq!(get(&account, "/templates?extension_type=demo_crm").await.status, 404);
    let helper = get(&account, "/helpers/contract_create_data?extension_type=demo_crm").await;
    assert_eq!(helper.body, json!([]));
}

#[tokio::test]
async fn the_list_of_users_includes_inactive_ones() {
    let response = get(&small(), "/users").await;
    assert_eq!(*response.at("/count"), 5);
    assert_eq!(*response.at("/data/0/name"), "Siri Lund");
    assert_eq!(*response.at("/data/0/title"), "Account manager");
    assert_eq!(*response.at("/data/3/active"), false);
    assert_eq!([0, 4].map(|index| response.at(&format!("/data/{index}/is_admin")) == true), [false, true]);
}

#[tokio::test]
async fn workspaces_have_the_permissions_of_the_user() {
    let account = small();
    let siri = get(&account, "/workspaces").await;
    assert_eq!(ids(siri.at("/data")), [7001, 7002, 7003]);
    assert_eq!(*siri.at("/data/0/_permissions/contract:create"), true);
    let ola = call(&account, "GET", "/workspaces", Some(OLA), None).await;
    assert_eq!(*ola.at("/data/0/_permissions/contract:create"), false);
    let mira = call(&account, "GET", "/workspaces", Some(MIRA), None).await;
    assert_eq!(ids(mira.at("/data")), [7001, 7002, 7003, 7004]);
    let nobody = call(&account, "GET", "/workspaces", None, None).await;
    assert_eq!(*nobody.at("/count"), 4);
}

#[tokio::test]
async fn workspaces_are_filtered_and_sorted() {
    let account = small();
    let sorted = get(&account, "/workspaces?sort=-name").await;
    assert_eq!(ids(sorted.at("/data")), [7001, 7002, 7003]);
    assert_eq!(ids(get(&account, "/workspaces?sort=name").await.at("/data")), [7003, 7002, 7001]);
    assert_eq!(ids(get(&account, "/workspaces?filter[name]=leg").await.at("/data")), [7003]);
    assert_eq!(ids(get(&account, "/workspaces?filter[id]=7001,7004").await.at("/data")), [7001]);
}

#[tokio::test]
async fn an_invisible_workspace_is_not_found() {
    let account = small();
    assert_eq!(get(&account, "/workspaces/7002").await.status, 200);
    assert_eq!(get(&account, "/workspaces/7004").await.status, 404);
    assert_eq!(get(&account, "/workspaces/1").await.status, 404);
    assert_eq!(get(&account, "/workspaces/first").await.status, 400);
}

#[tokio::test]
async fn the_list_has_the_templates_of_the_extension_that_the_user_sees() {
    let response = get(&small(), "/templates?extension_type=demo_crm").await;
    let expected: Vec<u64> = (8101..=8114).chain([8116, 8117]).collect();
    assert_eq!(ids(response.at("/data")), expected);
}

#[tokio::test]
async fn inactive_templates_are_listed_on_request() {
    let account = small();
    let only = get(&account, "/templates?filter[active]=false").await;
    assert_eq!(ids(only.at("/data")), [8115]);
    let both = get(&account, "/templates?extension_type=demo_crm&filter[active]=").await;
    assert_eq!(*both.at("/count"), 17);
}

#[tokio::test]
async fn templates_are_filtered_by_workspace_and_type() {
    let account = small();
    let legal = get(&account, "/templates?filter[workspace_ids]=7003&template_type_id=9003").await;
    assert_eq!(ids(legal.at("/data")), [8201, 8202]);
    let sorted = get(&account, "/templates?extension_type=demo_crm&sort=name").await;
    assert_eq!(*sorted.at("/data/15/name"), json!(null), "a missing name comes last");
}

#[tokio::test]
async fn an_unknown_extension_type_is_not_found_for_templates_and_empty_for_the_helper() {
    let account = small();
    assert_eq!(get(&account, "/templates?extension_type=nobody").await.status, 404);
    assert_eq!(get(&account, "/helpers/contract_create_data?extension_type=nobody").await.body, json!([]));
}

#[tokio::test]
async fn a_template_names_only_visible_workspaces() {
    let account = small();
    let response = get(&account, "/templates/8101").await;
    assert_eq!(ids(response.at("/workspaces")), [7001, 7002]);
    assert_eq!(*response.at("/template_type/extension_type"), "demo_crm");
    assert_eq!(get(&account, "/templates/8901").await.status, 404);
}

#[tokio::test]
async fn a_single_template_type_includes_its_data_fields() {
    let account = small();
    let list = get(&account, "/template_types").await;
    assert_eq!(ids(list.at("/data")), [9001, 9002, 9003, 9004, 9005]);
    assert_eq!(*list.at("/data/0/data_fields"), json!(null));
    let one = get(&account, "/template_types/9001").await;
    assert_eq!(one.at("/data_fields").as_array().map(Vec::len), Some(13));
    assert_eq!(*one.at("/data_fields/12/active"), false);
    assert_eq!(get(&account, "/template_types/1").await.status, 404);
}

#[tokio::test]
async fn the_helper_returns_the_data_fields_of_a_template_type() {
    let account = small();
    let fields = get(&account, "/helpers/template_types/9001/data_fields").await;
    assert_eq!(*fields.at("/data_fields/0/custom_id"), "order_no");
    assert_eq!(*fields.at("/data_fields/0/source"), "system");
    assert_eq!(*fields.at("/data_fields/10/custom_id"), "Kundens önskemål");
    let none = get(&account, "/helpers/template_types/9005/data_fields").await;
    assert_eq!(*none.at("/data_fields"), json!([]));
    assert_eq!(get(&account, "/helpers/template_types/1/data_fields").await.status, 404);
}

#[tokio::test]
async fn the_creation_helper_returns_the_workspaces_where_the_user_may_create() {
    let account = small();
    let path = "/helpers/contract_create_data?extension_type=demo_crm";
    let siri = get(&account, path).await;
    assert_eq!(ids(&siri.body), [7001, 7002, 7003]);
    assert_eq!(ids(siri.at("/0/templates")), [8101, 8102, 8104, 8105, 8108, 8109, 8114, 8116]);
    let mira = call(&account, "GET", path, Some(MIRA), None).await;
    assert_eq!(ids(&mira.body), [7001, 7002, 7003, 7004]);
    assert_eq!(call(&account, "GET", path, Some(OLA), None).await.body, json!([]));
    let orders = get(&account, "/helpers/contract_create_data?template_type_id=9002").await;
    assert_eq!(ids(&orders.body), [7001, 7002]);
}

#[tokio::test]
async fn the_other_seeds_have_their_sizes() {
    let large = Account::seeded(Seed::Large);
    let workspaces = call(&large, "GET", "/workspaces", Some(SIRI), None).await;
    assert_eq!(*workspaces.at("/count"), 39);
    let templates = call(&large, "GET", "/templates?filter[active]=", None, None).await;
    assert_eq!(*templates.at("/count"), 5000);
    let wide = Account::seeded(Seed::Wide);
    let fields = get(&wide, "/helpers/template_types/9006/data_fields").await;
    assert_eq!(fields.at("/data_fields").as_array().map(Vec::len), Some(500));
}

#[tokio::test]
async fn lists_have_limits_and_links() {
    let account = small();
    let page = get(&account, "/templates?extension_type=demo_crm&limit=5&offset=5").await;
    assert_eq!(ids(page.at("/data")), [8106, 8107, 8108, 8109, 8110]);
    assert_eq!(*page.at("/count"), 16);
    let base = "https://api.oneflow.com/v1/templates?extension_type=demo_crm&limit=5&offset";
    assert_eq!(*page.at("/_links/previous/href"), format!("{base}=0"));
    assert_eq!(*page.at("/_links/next/href"), format!("{base}=10"));
    let beyond = get(&account, "/templates?offset=19900").await;
    assert_eq!(*beyond.at("/data"), json!([]));
    assert_eq!(*beyond.at("/_links/next/href"), json!(null));
    for query in ["limit=0", "limit=101", "limit=all", "offset=-1", "offset=19901"] {
        assert_eq!(get(&account, &format!("/templates?{query}")).await.status, 400, "{query}");
    }
}

#[tokio::test]
async fn unknown_and_repeated_query_parameters_are_refused() {
    let account = small();
    let unknown = get(&account, "/templates?page=2").await;
    assert_eq!(unknown.problem("page"), Some("Unknown field."));
    let twice = get(&account, "/templates?limit=2&limit=3").await;
    assert_eq!(twice.problem("limit"), Some("Given more than once."));
    assert_eq!(get(&account, "/helpers/contract_create_data?limit=2").await.status, 400);
    assert_eq!(get(&account, "/workspaces?sort=id").await.status, 400);
}
