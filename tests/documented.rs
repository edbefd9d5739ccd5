//! Oneflow's documented examples, read by the client: exactly what is needed, tolerant of all the rest.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "an example that cannot be read is a failed test"
)]

use std::rc::Rc;

use oneflow_contract_picker::api::contract::{Contract, State};
use oneflow_contract_picker::api::data_field::DataFields;
use oneflow_contract_picker::api::extension::Extension;
use oneflow_contract_picker::api::failure::{Failure, Refusal, TransportError};
use oneflow_contract_picker::api::ids::{ContractId, TemplateId, TemplateTypeId, WorkspaceId};
use oneflow_contract_picker::api::moment::Moment;
use oneflow_contract_picker::api::overview::Overview;
use oneflow_contract_picker::api::page::Page;
use oneflow_contract_picker::api::product_group::ProductGroups;
use oneflow_contract_picker::api::template::{ListedTemplate, Template, Workspace};
use oneflow_contract_picker::client::response::read;
use oneflow_contract_picker::client::transport::Response;
use oneflow_contract_picker::full::OfFull;
use oneflow_contract_picker::json::FromJson;
use oneflow_sandbox::spec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::Config;
use serde_json::{Value, json};

const CREATE_DATA: &str = include_str!("oneflow/create_data.json");
const DATA_FIELDS: &str = include_str!("oneflow/data_fields.json");
const TEMPLATES: &str = include_str!("oneflow/templates.json");
const EXTENSIONS: &str = include_str!("oneflow/extensions.json");
const CREATED: &str = include_str!("oneflow/created.json");
const DRAFTS: &str = include_str!("oneflow/drafts.json");
const PROBLEMS: [(u16, &str); 7] = [
    (400, include_str!("oneflow/problem_400.json")),
    (401, include_str!("oneflow/problem_401.json")),
    (402, include_str!("oneflow/problem_402.json")),
    (403, include_str!("oneflow/problem_403.json")),
    (404, include_str!("oneflow/problem_404.json")),
    (409, include_str!("oneflow/problem_409.json")),
    (429, include_str!("oneflow/problem_429.json")),
];

#[expect(clippy::unnecessary_wraps, reason = "it stands for what a transport brings")]
fn came(status: u16, body: &str) -> Result<Response, TransportError> {
    Ok(Response { status, retry_after: None, broker: None, body: Ok(body.into()) })
}

fn reads<T: FromJson>(body: &str) -> T {
    read(came(200, body)).unwrap_or_else(|failure: Failure| panic!("{failure:?}"))
}

fn json_of(body: &str) -> Value {
    serde_json::from_str(body).expect("is JSON")
}

/// Where a success cannot be read.
fn unreadable<T: FromJson>(body: &Value) -> String {
    match read::<T>(came(200, &body.to_string())) {
        Err(Failure::Unreadable { at }) => at.to_string(),
        Err(failure) => panic!("{failure:?}"),
        Ok(_) => panic!("was read all the same"),
    }
}

/// The document without one attribute.
fn without(body: &str, pointer: &str) -> Value {
    let mut json = json_of(body);
    let (parent, name) = pointer.rsplit_once('/').expect("is a pointer");
    let parent = json.pointer_mut(parent).and_then(Value::as_object_mut).expect("is in an object");
    parent.remove(name).unwrap_or_else(|| panic!("{pointer} is not there"));
    json
}

/// The document with one value replaced or added.
fn with(body: &str, pointer: &str, value: Value) -> Value {
    let mut json = json_of(body);
    let (parent, name) = pointer.rsplit_once('/').expect("is a pointer");
    json.pointer_mut(parent).and_then(Value::as_object_mut).expect("is in an object").insert(name.to_owned(), value);
    json
}

#[test]
fn the_examples_keep_to_the_openapi_file() {
    let answers = [
        ("GET", "/helpers/contract_create_data", CREATE_DATA),
        ("GET", "/helpers/template_types/9001/data_fields", DATA_FIELDS),
        ("GET", "/templates", TEMPLATES),
        ("GET", "/accounts/extensions", EXTENSIONS),
        ("POST", "/contracts/create", CREATED),
        ("GET", "/contracts", DRAFTS),
    ];
    for (method, path, body) in answers {
        assert_eq!(spec::check_response(method, path, 200, &json_of(body)), [""; 0], "{path}");
    }
    for (status, body) in PROBLEMS {
        assert_eq!(spec::check_response("POST", "/contracts/create", status, &json_of(body)), [""; 0], "{status}");
    }
}

#[test]
fn the_helpers_workspaces_and_templates_are_read() {
    let workspaces: Vec<Workspace> = reads(CREATE_DATA);
    assert_eq!((workspaces.len(), workspaces[0].id, &*workspaces[0].name), (1, WorkspaceId(7001), "Sales"));
    let template = &workspaces[0].templates[0];
    assert_eq!((template.id, template.name.as_deref()), (TemplateId(8101), Some("Supply agreement")));
    assert_eq!(template.kind.as_ref().map(|kind| (kind.id, &*kind.name)), Some((TemplateTypeId(9001), "Demo CRM")));
    let email = &template.options.channels[0];
    assert_eq!((&*email.name, email.preferred, &*email.requires[0]), ("email", true, "email"));
    assert!(template.options.attachments && !template.options.products);
}

#[test]
fn the_page_of_templates_is_read() {
    let page: Page<Template> = reads(TEMPLATES);
    assert_eq!(page.0.len(), 1);
    assert_eq!(page.0[0].options.second_factors[1].requires, ["phone_number".into()]);
}

#[test]
fn the_data_fields_of_both_sources_are_read() {
    let fields: DataFields = reads(DATA_FIELDS);
    let ids: Vec<&str> = fields.0.iter().map(|field| &*field.custom_id).collect();
    assert_eq!(ids, ["order_no", "crm_deal_id"]);
    assert_eq!(fields.0[0].placeholder.as_deref(), Some("A-1"));
    assert_eq!(fields.0[1].placeholder, None, "empty text says nothing");
    assert!(fields.0.iter().all(|field| field.active && field.default.is_empty()));
}

#[test]
fn the_page_of_extensions_is_read() {
    let page: Page<Extension> = reads(EXTENSIONS);
    let shown: Vec<_> = page.0.iter().map(|it| (&*it.kind, it.name.as_deref(), it.active)).collect();
    assert_eq!(shown, [("demo_crm", Some("Demo CRM"), true), ("demo_ats", Some("Demo ATS"), false)]);
}

fn names(contract: &Contract) -> Vec<&str> {
    contract.counterparties().map(AsRef::as_ref).collect()
}

#[test]
fn a_contract_is_read_with_what_stands_in_its_private_parts() {
    let contract: Contract = reads(CREATED);
    assert_eq!(names(&contract), ["Acme AB"]);
    let others = contract.parties.iter().filter(|party| !party.mine).flat_map(|party| &party.people);
    assert_eq!(others.map(|it| (&*it.name, it.channel.as_deref())).collect::<Vec<_>>(), [("Ada Berg", Some("email"))]);
    let fields: Vec<_> = contract.fields.iter().map(|field| (&*field.name, &*field.value)).collect();
    assert_eq!(fields.first(), Some(&("Order number", "A-17")), "{fields:?}");
    let expected = Contract {
        id: ContractId(10_001),
        name: "Supply agreement, Acme".into(),
        state: State::Draft,
        workspace: Some(WorkspaceId(7001)),
        template: Some(TemplateId(8101)),
        created: Some(Moment(1_748_865_600)),
        state_since: Some(Moment(1_748_865_600)),
        published: None,
        expires: None,
        may_publish: true,
        may_delete: true,
        overview: Rc::new(Overview { updated: Some(Moment(1_748_865_600)), value: None }),
        parties: contract.parties.clone(),
        fields: contract.fields.clone(),
        products: Some(ProductGroups(OfFull::from(Vec::new()))),
    };
    assert_eq!(contract, expected);
}

#[test]
fn a_page_of_drafts_is_read_with_companies_and_individuals() {
    let page: Page<Contract> = reads(DRAFTS);
    let shown: Vec<_> = page.0.iter().map(|it| (it.id.0, &*it.name, names(it)[0])).collect();
    assert_eq!(shown, [(10_002, "", "Bo Ek"), (10_001, "Supply agreement, Acme", "Acme AB")]);
}

#[test]
fn an_individual_that_comes_back_with_participants_is_read_the_same() {
    let mut json = json_of(DRAFTS);
    let bo = json["data"][0]["parties"][1].as_object_mut().expect("is a party");
    let person = bo.remove("participant").expect("is there");
    bo.insert("participants".to_owned(), json!([person]));
    let page: Page<Contract> = reads(&json.to_string());
    assert_eq!(names(&page.0[0]), ["Bo Ek"]);
}

#[test]
fn a_contract_without_its_private_parts_is_a_contract_all_the_same() {
    let contract: Contract = reads(r#"{"id": 10001, "state": "draft"}"#);
    assert_eq!((contract.id, &*contract.name, contract.workspace), (ContractId(10_001), "", None));
}

#[test]
fn problems_are_refusals_sorted_by_what_can_be_done_next() {
    let sorts = [
        Refusal::Content,
        Refusal::Session,
        Refusal::Plan,
        Refusal::Permission,
        Refusal::Missing,
        Refusal::Conflict,
        Refusal::Busy,
    ];
    for ((status, body), sort) in PROBLEMS.into_iter().zip(sorts) {
        let failure = read::<Contract>(came(status, body)).expect_err("is refused");
        assert_eq!((failure.refusal(), failure.status()), (Some(sort), Some(status)));
        assert!(failure.proves_nothing_was_made());
        assert_eq!(failure.request_id().is_some(), status != 429, "a 429 has none");
    }
    let (status, body) = PROBLEMS[0];
    let Err(Failure::Refused(problem)) = read::<Contract>(came(status, body)) else { panic!("is refused") };
    let named: Vec<_> = problem.parameters.iter().map(|it| (&*it.path, &*it.sentence)).collect();
    assert_eq!(named, [("participant.email", "Not a valid email address.")]);
    assert_eq!(problem.code, Some(4_000_000));
}

#[test]
fn a_problem_with_less_in_it_is_a_refusal_all_the_same() {
    for body in [r#"{"status": 400}"#, r#"{"status": 400, "parameter_problems": [], "error_code": null}"#] {
        let failure = read::<Contract>(came(400, body)).expect_err("is refused");
        assert_eq!(failure.refusal(), Some(Refusal::Content), "{body}");
    }
}

#[test]
fn what_only_resembles_a_problem_proves_nothing() {
    for body in ["", "null", "[]", "{}", r#"{"message": "Forbidden"}"#, r#"{"status": "403"}"#, r#"{"status": 70000}"#]
    {
        let failure = read::<Contract>(came(403, body)).expect_err("fails");
        assert_eq!(failure, Failure::UnexpectedResponse { status: 403, request_id: None }, "{body}");
    }
}

#[test]
fn an_html_error_page_keeps_its_status() {
    let page = "<!doctype html><html><head><title>Error</title></head><body>Request blocked.</body></html>";
    for status in [301, 403, 404, 413, 429, 500, 502, 503, 504] {
        let failure = read::<Contract>(came(status, page)).expect_err("fails");
        assert_eq!(failure, Failure::UnexpectedResponse { status, request_id: None });
    }
    let failure = read::<Contract>(came(200, page)).expect_err("cannot be read");
    assert_eq!(failure, Failure::Unreadable { at: "the whole: expected JSON".into() });
}

#[test]
fn unknown_attributes_pass_wherever_they_stand() {
    fn sprinkled(json: &mut Value) {
        match json {
            Value::Array(items) => items.iter_mut().for_each(sprinkled),
            Value::Object(map) => {
                map.values_mut().for_each(sprinkled);
                map.insert("from_a_later_version".to_owned(), json!({"deep": [1.5, null, true, {"x": -1}]}));
            }
            _ => {}
        }
    }
    fn the_same<T: FromJson + PartialEq + std::fmt::Debug>(body: &str) {
        let mut json = json_of(body);
        sprinkled(&mut json);
        assert_eq!(reads::<T>(&json.to_string()), reads::<T>(body));
    }
    the_same::<Vec<Workspace>>(CREATE_DATA);
    the_same::<DataFields>(DATA_FIELDS);
    the_same::<Page<Template>>(TEMPLATES);
    the_same::<Page<Extension>>(EXTENSIONS);
    the_same::<Contract>(CREATED);
    the_same::<Page<Contract>>(DRAFTS);
}

#[test]
fn unknown_values_of_open_lists_pass() {
    let contract: Contract = reads(&with(CREATED, "/state", json!("canceled")).to_string());
    assert_eq!((contract.state.word(), &contract.state), ("canceled", &State::Other("canceled".into())));

    let options = "/0/templates/0/available_options";
    let newer = json!([{"name": "carrier_pigeon", "preferred": true, "required_participant_attributes": ["loft"]}]);
    let json = with(CREATE_DATA, &[options, "/delivery_channels"].concat(), newer);
    let workspaces: Vec<Workspace> = reads(&json.to_string());
    let channel = &workspaces[0].templates[0].options.channels[0];
    assert_eq!((&*channel.name, &*channel.requires[0]), ("carrier_pigeon", "loft"));

    let party = with(CREATED, "/parties/1/type", json!("foundation"));
    assert_eq!(names(&reads(&party.to_string())), ["Acme AB"]);
}

#[test]
fn what_may_be_missing_or_null_may() {
    for (pointer, value) in [("/0/templates/0/name", json!(null)), ("/0/templates/0/template_type", json!(null))] {
        let null: Vec<Workspace> = reads(&with(CREATE_DATA, pointer, value).to_string());
        let missing: Vec<Workspace> = reads(&without(CREATE_DATA, pointer).to_string());
        assert_eq!(null, missing);
    }
    let blank: Vec<Workspace> = reads(&with(CREATE_DATA, "/0/templates/0/name", json!(" ")).to_string());
    assert_eq!(blank[0].templates[0].name, None);
    let bare: Vec<Workspace> = reads(&without(CREATE_DATA, "/0/templates/0/available_options").to_string());
    assert!(bare[0].templates[0].options.channels.is_empty());
    assert_eq!(reads::<Vec<Workspace>>("[]"), []);
}

#[test]
fn a_required_attribute_that_is_missing_is_named_by_its_path() {
    let missing = |at: &str| format!("{at}: expected a value");
    let workspaces = |pointer| unreadable::<Vec<Workspace>>(&without(CREATE_DATA, pointer));
    assert_eq!(workspaces("/0/id"), missing("[0].id"));
    assert_eq!(workspaces("/0/templates"), missing("[0].templates"));
    assert_eq!(workspaces("/0/templates/0/id"), missing("[0].templates[0].id"));
    assert_eq!(workspaces("/0/templates/0/template_type/name"), missing("[0].templates[0].template_type.name"));
    let channel = "/0/templates/0/available_options/delivery_channels/0/name";
    assert_eq!(workspaces(channel), missing("[0].templates[0].available_options.delivery_channels[0].name"));
    let fields = |pointer| unreadable::<DataFields>(&without(DATA_FIELDS, pointer));
    assert_eq!(fields("/data_fields"), missing("data_fields"));
    assert_eq!(fields("/data_fields/1/custom_id"), missing("data_fields[1].custom_id"));
    assert_eq!(fields("/data_fields/1/active"), missing("data_fields[1].active"));
    assert_eq!(unreadable::<Contract>(&without(CREATED, "/id")), missing("id"));
    assert_eq!(unreadable::<Page<Contract>>(&without(DRAFTS, "/data/1/state")), missing("data[1].state"));
    assert_eq!(unreadable::<Page<Extension>>(&without(EXTENSIONS, "/data/0/type")), missing("data[0].type"));
}

#[test]
fn an_attribute_of_the_wrong_type_is_named_by_its_path() {
    let contract = |pointer, value| unreadable::<Contract>(&with(CREATED, pointer, value));
    assert_eq!(contract("/id", json!("10001")), "id: expected a whole number");
    assert_eq!(contract("/id", json!(-1)), "id: expected a whole number");
    // JavaScript could not tell it from its neighbours.
    assert_eq!(contract("/id", json!(9_007_199_254_740_992_u64)), "id: expected a whole number");
    assert_eq!(contract("/_private/name", json!(7)), "_private.name: expected text");
    assert_eq!(
        contract("/_private_ownerside/created_time", json!("yesterday")),
        "_private_ownerside.created_time: expected a date and time"
    );
    assert_eq!(unreadable::<Vec<Workspace>>(&json!({"data": []})), "the whole: expected a list");
}

/// Where each value of a document stands: as a pointer, and as errors say it.
fn places(value: &Value, pointer: &str, path: &str) -> Vec<(String, String)> {
    let mut all = vec![(pointer.to_owned(), path.to_owned())];
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                all.extend(places(item, &format!("{pointer}/{index}"), &format!("{path}[{index}]")));
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                let joint = if path.is_empty() { "" } else { "." };
                all.extend(places(value, &format!("{pointer}/{key}"), &format!("{path}{joint}{key}")));
            }
        }
        _ => {}
    }
    all
}

/// The document with another value in some place is read, or the error names that place or one inside it.
fn is_read_or_says_where<T: FromJson>(body: &str, place: Index, value: &Value) {
    let mut json = json_of(body);
    let all = places(&json, "", "");
    let (pointer, path) = place.get(&all);
    *json.pointer_mut(pointer).expect("is there") = value.clone();
    match read::<T>(came(200, &json.to_string())) {
        Ok(_) => {}
        Err(Failure::Unreadable { at }) => {
            assert!(at.starts_with(&**path) && at.contains(": expected "), "{at}, but {path} is {value}");
        }
        Err(failure) => panic!("{failure:?}"),
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-z_]{0,9}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let key = prop::sample::select(vec!["id", "data", "name", "type", "email", "_private", "other"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..4)
                .prop_map(|entries| entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn whatever_stands_somewhere_in_an_answer_is_read_or_named_by_its_path(place: Index, value in any_value()) {
        is_read_or_says_where::<Vec<Workspace>>(CREATE_DATA, place, &value);
        is_read_or_says_where::<DataFields>(DATA_FIELDS, place, &value);
        is_read_or_says_where::<Page<Template>>(TEMPLATES, place, &value);
        is_read_or_says_where::<Page<ListedTemplate>>(TEMPLATES, place, &value);
        is_read_or_says_where::<Page<Extension>>(EXTENSIONS, place, &value);
        is_read_or_says_where::<Contract>(CREATED, place, &value);
        is_read_or_says_where::<Page<Contract>>(DRAFTS, place, &value);
    }
}
