//! The validation against the `OpenAPI` file that the tests of other crates use.

use oneflow_sandbox::spec::{check_request, check_response};
use serde_json::json;

#[test]
fn a_valid_response_has_no_violations() {
    assert_eq!(check_response("GET", "/v1/ping", 200, &json!({})), Vec::<String>::new());
    let page = json!({
        "_links": {"self": {"href": "x"}, "previous": {"href": null}, "next": {"href": null}},
        "count": 1,
        "data": [{"type": "demo_crm", "active": true}],
    });
    assert_eq!(check_response("GET", "/accounts/extensions?limit=1", 200, &page), Vec::<String>::new());
}

#[test]
fn violations_name_the_attribute() {
    let page = json!({"_links": {}, "count": -1, "data": [{"type": 7}]});
    let violations = check_response("GET", "/accounts/extensions", 200, &page);
    for path in ["_links.self", "count", "data[0].type", "data[0].active"] {
        assert!(violations.iter().any(|message| message.starts_with(&format!("{path}: "))), "{path} {violations:?}");
    }
}

#[test]
fn open_enums_accept_other_values() {
    let body = json!({"workspace_id": 1, "template_id": 2, "parties": [{
        "type": "company", "name": "A", "participants": [{"name": "B", "delivery_channel": "whatsapp"}],
    }]});
    assert_eq!(check_request("POST", "/contracts/create", &body), Vec::<String>::new());
}

#[test]
fn unknown_attributes_of_nested_objects_are_violations() {
    let body = json!({"workspace_id": 1, "template_id": 2, "parties": [{
        "type": "individual",
        "participant": {"name": "B", "delivery_channel": "none", "_options": {"invite": true, "wave": true}},
    }]});
    let message = check_request("POST", "/contracts/create", &body);
    assert_eq!(message, ["parties[0].participant._options.wave: Unknown field."]);
}

#[test]
fn undocumented_operations_and_statuses_are_violations() {
    assert_eq!(check_response("GET", "/nothing", 200, &json!({})), ["No operation has the path /nothing."]);
    assert_eq!(check_response("PUT", "/ping", 200, &json!({})), ["The path /ping has no method PUT."]);
    assert_eq!(check_response("GET", "/ping", 201, &json!({})), ["(body): The status 201 is not documented."]);
    assert_eq!(check_response("GET", "/ping", 503, &json!({})).len(), 5, "an error has to be a problem");
}
