//! Creating contracts, and reading what was created.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a failed step is a failed test")]

mod support;

use oneflow_sandbox::time::{Duration, macros::datetime};
use oneflow_sandbox::{Account, Clock, Options, ProblemPaths, spec};
use serde_json::{Value, json};
use support::{MIRA, OLA, SIRI, call, create, get, ids, read, request, send, small, valid_contract, with, without};

const ADA: &str = "/parties/0/participants/0";

#[tokio::test]
async fn the_smallest_request_creates_a_draft_with_the_creator() {
    let account = small();
    let response = create(&account, &json!({"workspace_id": 7001, "template_id": 8101})).await;
    assert_eq!(response.status, 200);
    assert_eq!(*response.at("/id"), 10001);
    assert_eq!(*response.at("/state"), "draft");
    assert_eq!(*response.at("/_private/name"), "");
    assert_eq!(*response.at("/parties/0/my_party"), true);
    assert_eq!(*response.at("/parties/0/participants/0/email"), SIRI);
    assert_eq!(*response.at("/parties/0/participants/0/my_participant"), true);
    assert_eq!(*response.at("/parties/0/participants/0/id"), 13001);
    assert_eq!(account.contract(10001), response.body);
}

#[tokio::test]
async fn a_full_request_is_stored_as_sent() {
    let account = small();
    assert_eq!(spec::check_request("POST", "/contracts/create", &valid_contract()), Vec::<String>::new());
    let response = create(&account, &valid_contract()).await;
    assert_eq!(response.status, 200);
    assert_eq!(*response.at("/_private/name"), "Supply agreement, Acme");
    assert_eq!(*response.at("/data_fields/0/value"), "A-17");
    assert_eq!(*response.at("/data_fields/3/value"), "SEK", "the default value of the template type");
    assert_eq!(response.at("/data_fields").as_array().map(Vec::len), Some(12), "the inactive field is left out");
    assert_eq!(*response.at("/parties/1/name"), "Acme AB");
    assert_eq!(*response.at("/parties/1/participants/0/_permissions/contract:update"), true);
    assert_eq!(*response.at("/parties/2/participant/phone_number"), "+46700000001");
    assert_eq!(*response.at("/parties/2/participants"), Value::Null);
    assert_eq!(get(&account, "/contracts/10001").await.body, response.body);
}

#[tokio::test]
async fn a_listed_creator_keeps_or_inherits_their_role() {
    let account = small();
    let mut body = valid_contract();
    body["my_party"] = json!({"participants": [{"name": "Siri L", "email": SIRI}, {"email": OLA, "signatory": true}]});
    let response = create(&account, &body).await;
    assert_eq!(*response.at("/parties/0/participants/0/name"), "Siri L");
    assert_eq!(*response.at("/parties/0/participants/0/signatory"), false);
    assert_eq!(*response.at("/parties/0/participants/1/name"), "Ola Nordin");
    assert_eq!(*response.at("/parties/0/participants/1/signatory"), true);
    body["my_party"]["creator_inherit_settings_from_template"] = json!(true);
    let inherited = create(&account, &body).await;
    assert_eq!(*inherited.at("/parties/0/participants/0/signatory"), true);
    assert_eq!(*inherited.at("/parties/0/participants/0/organizer"), true);
}

#[tokio::test]
async fn an_unlisted_creator_gets_the_role_of_the_template() {
    for inherit in [true, false] {
        let own = json!({"creator_inherit_settings_from_template": inherit, "participants": [{"email": OLA}]});
        let response = create(&small(), &with("/my_party", own)).await;
        let participants = response.at("/parties/0/participants").as_array().unwrap();
        assert_eq!(participants.len(), 2);
        assert_eq!(participants[0]["email"], SIRI);
        assert_eq!(participants[0]["my_participant"], true);
        assert_eq!((&participants[0]["signatory"], &participants[0]["organizer"]), (&json!(true), &json!(true)));
        assert_eq!((&participants[1]["signatory"], &participants[1]["organizer"]), (&json!(false), &json!(false)));
    }
}

#[tokio::test]
async fn a_missing_right_and_a_missing_object_have_different_statuses() {
    let account = small();
    let path = "/contracts/create";
    assert_eq!(call(&account, "POST", path, Some(OLA), Some(&valid_contract())).await.status, 403);
    for (workspace, template) in [(7004, 8901), (1, 8101), (7001, 8103), (7001, 8115), (7001, 1)] {
        let body = json!({"workspace_id": workspace, "template_id": template});
        assert_eq!(create(&account, &body).await.status, 404, "{workspace} {template}");
    }
    assert_eq!(create(&account, &with("/tags", json!([{"id": 1}]))).await.status, 404);
    assert_eq!(create(&account, &with("/folder_id", json!(1))).await.status, 404);
    let anonymous = call(&account, "POST", path, None, Some(&valid_contract())).await;
    assert_eq!(anonymous.status, 200);
    assert_eq!(*anonymous.at("/parties/0/participants"), json!([]));
    assert_eq!(account.contracts().as_array().map(Vec::len), Some(1));
}

/// Expects that a contract is refused, and returns the message for one attribute.
async fn refusal(body: &Value, path: &str) -> String {
    let account = small();
    let response = create(&account, body).await;
    assert_eq!(response.status, 400, "{path}");
    assert_eq!(account.contracts(), json!([]));
    let message = response.problem(path).map(str::to_owned);
    message.unwrap_or_else(|| panic!("nothing about {path} in {}", response.at("/parameter_problems")))
}

#[tokio::test]
async fn undocumented_attributes_are_refused() {
    for (pointer, path) in [
        ("/colour", "colour"),
        ("/my_party", "my_party.colour"),
        ("/parties/0/colour", "parties[0].colour"),
        ("/parties/0/participants/0/colour", "parties[0].participants[0].colour"),
        ("/parties/1/participant/colour", "parties[1].participant.colour"),
        ("/parties/1/name", "parties[1].name"),
        ("/parties/1/participants", "parties[1].participants"),
        ("/data_fields/0/active", "data_fields[0].active"),
    ] {
        let value = if pointer == "/my_party" { json!({"colour": 1}) } else { json!(true) };
        assert_eq!(refusal(&with(pointer, value), path).await, "Unknown field.");
    }
}

#[tokio::test]
async fn a_problem_names_each_missing_attribute() {
    for (pointer, path) in [
        ("/workspace_id", "workspace_id"),
        ("/template_id", "template_id"),
        ("/data_fields/0/value", "data_fields[0].value"),
        ("/parties/0/type", "parties[0].type"),
        ("/parties/0/name", "parties[0].name"),
        ("/parties/0/participants", "parties[0].participants"),
        ("/parties/0/participants/0/email", "parties[0].participants[0].email"),
        ("/parties/0/participants/0/name", "parties[0].participants[0].name"),
        ("/parties/0/participants/0/delivery_channel", "parties[0].participants[0].delivery_channel"),
        ("/parties/1/participant", "parties[1].participant"),
        ("/parties/1/participant/phone_number", "parties[1].participant.phone_number"),
    ] {
        assert_eq!(refusal(&without(pointer), path).await, "Missing data for required field.");
    }
}

#[tokio::test]
async fn a_problem_names_each_invalid_value() {
    let ada = |name: &str| format!("{ADA}/{name}");
    for (pointer, value, path, message) in [
        ("/name".to_owned(), json!("n".repeat(131)), "name", "Longer than 130 characters."),
        ("/parties/0/type".to_owned(), json!("alien"), "parties[0].type", "Not one of [\"company\",\"individual\"]."),
        ("/parties/0/participants".to_owned(), json!([]), "parties[0].participants", "Fewer than 1 items."),
        (
            "/parties/0/country_code".to_owned(),
            json!("se"),
            "parties[0].country_code",
            "Not a valid country code (two upper-case letters).",
        ),
        (ada("email"), json!("ada"), "parties[0].participants[0].email", "Not a valid email address."),
        (ada("title"), json!("t".repeat(101)), "parties[0].participants[0].title", "Longer than 100 characters."),
        (
            ada("phone_number"),
            json!("0700000001"),
            "parties[0].participants[0].phone_number",
            "Not a valid phone number in E.164 form.",
        ),
        (
            "/data_fields/0/value".to_owned(),
            json!("v".repeat(1_025)),
            "data_fields[0].value",
            "Longer than 1024 characters.",
        ),
        (
            "/value/amount".to_owned(),
            json!("1,5"),
            "value.amount",
            "Not a valid amount (digits with at most two decimals).",
        ),
    ] {
        let body = if pointer == "/value/amount" {
            with("/value", json!({"amount": value, "currency": "SEK"}))
        } else {
            with(&pointer, value)
        };
        assert_eq!(refusal(&body, path).await, message);
    }
}

#[tokio::test]
async fn lengths_count_characters_and_include_the_limit() {
    let account = small();
    let mut body = with("/name", json!("å".repeat(130)));
    body["data_fields"][0]["value"] = json!("ö".repeat(1_024));
    assert_eq!(create(&account, &body).await.status, 200);
}

#[tokio::test]
async fn only_active_data_fields_of_the_template_type_are_accepted_each_once() {
    let field = |custom_id: &str| with("/data_fields/-", json!({"custom_id": custom_id, "value": "1"}));
    let unknown = refusal(&field("colour"), "data_fields[2].custom_id").await;
    assert!(unknown.contains("\"colour\""), "{unknown}");
    let inactive = refusal(&field("legacy_region"), "data_fields[2].custom_id").await;
    assert!(inactive.contains("\"legacy_region\""), "{inactive}");
    let twice = refusal(&field("order_no"), "data_fields[2].custom_id").await;
    assert!(twice.contains("more than once"), "{twice}");
}

#[tokio::test]
async fn participants_can_choose_only_what_the_template_offers() {
    let path = |name: &str| format!("parties[0].participants[0].{name}");
    for (name, value) in [
        ("delivery_channel", "same_device"),
        ("delivery_channel", "pigeon"),
        ("sign_method", "eid_sign"),
        ("sign_method", ""),
        ("two_step_authentication_method", "authenticator_app"),
    ] {
        let message = refusal(&with(&format!("{ADA}/{name}"), json!(value)), &path(name)).await;
        assert_eq!(message, format!("The template does not offer {value:?}."));
    }
    let second = with(&format!("{ADA}/two_step_authentication_method"), json!("sms"));
    assert_eq!(refusal(&second, &path("phone_number")).await, "Missing data for required field.");
    let method = with(&format!("{ADA}/sign_method"), json!("sms"));
    assert_eq!(refusal(&method, &path("phone_number")).await, "Missing data for required field.");
    let organizer = with(&format!("{ADA}/organizer"), json!(true));
    assert_eq!(refusal(&organizer, &path("organizer")).await, "Only on the owner side.");
}

#[tokio::test]
async fn a_template_can_offer_values_that_the_file_does_not_list() {
    let account = small();
    let mut body = with(&format!("{ADA}/sign_method"), json!("mitid"));
    body["template_id"] = json!(8109);
    body["parties"][0]["participants"][0]["delivery_channel"] = json!("whatsapp");
    body["parties"][0]["participants"][0]["phone_number"] = json!("+4670000002");
    body["parties"].as_array_mut().unwrap().truncate(1);
    let response = create(&account, &body).await;
    assert_eq!(response.status, 200, "{}", response.body);
}

#[tokio::test]
async fn signing_on_the_same_device_requires_an_identifying_method() {
    let mut body = with(&format!("{ADA}/delivery_channel"), json!("same_device"));
    body["template_id"] = json!(8102);
    body["parties"].as_array_mut().unwrap().truncate(1);
    refusal(&body, "parties[0].participants[0].sign_method").await;
    for strong in [json!({"sign_method": "swedish_bankid"}), json!({})] {
        let mut ada = json!({"name": "Ada Berg", "delivery_channel": "same_device", "signatory": true});
        ada.as_object_mut().unwrap().extend(strong.as_object().unwrap().clone());
        body["parties"][0]["participants"][0] = ada;
        assert_eq!(create(&small(), &body).await.status, 200, "the template prefers an identifying method");
    }
}

#[tokio::test]
async fn only_active_users_can_be_on_the_owner_side() {
    let own = |email: &str| with("/my_party", json!({"participants": [{"email": email}]}));
    for email in ["nils.gone@example.com", "stranger@example.com"] {
        refusal(&own(email), "my_party.participants[0].email").await;
    }
    refusal(&with("/my_party", json!({"participants": [{}]})), "my_party.participants[0].email").await;
}

#[tokio::test]
async fn the_number_of_participants_is_limited() {
    let crowd = |count: usize| -> Value {
        (0..count)
            .map(|number| json!({"name": "N", "email": format!("n{number}@example.com"), "delivery_channel": "email"}))
            .collect()
    };
    let mut body = valid_contract();
    body["parties"] = json!([{"type": "company", "name": "Acme AB", "participants": crowd(40)}]);
    refusal(&body, "parties").await;
    body["parties"][0]["participants"] = crowd(39);
    assert_eq!(create(&small(), &body).await.status, 200);
    body["my_party"] = json!({"participants": crowd(30)});
    body["my_party"]["participants"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .for_each(|person| person["email"] = json!(SIRI));
    assert_eq!(refusal(&body, "my_party.participants").await, "More than 29 items.");
    let colleagues: Value = (0..29).map(|_| json!({"email": OLA})).collect();
    body["my_party"] = json!({"participants": colleagues});
    refusal(&body, "my_party.participants").await;
    body = with("/parties", (0..41).map(|_| valid_contract()["parties"][0].clone()).collect());
    assert_eq!(refusal(&body, "parties").await, "More than 40 items.");
}

#[tokio::test]
async fn the_same_email_twice_in_one_party_is_a_conflict() {
    let account = small();
    let twin = |email: &str| json!({"name": "Twin", "email": email, "delivery_channel": "email"});
    let mut body = valid_contract();
    body["parties"][0]["participants"].as_array_mut().unwrap().push(twin("ADA@example.com"));
    assert_eq!(create(&account, &body).await.status, 409);
    let mut apart = valid_contract();
    apart["parties"][1]["participant"] = twin("ada@example.com");
    assert_eq!(create(&account, &apart).await.status, 200, "another party may have the same email");
}

#[tokio::test]
async fn products_require_a_product_table_in_the_template() {
    let products = json!([{"products": [{"name": "Chair", "quantity": {"amount": 1}}]}]);
    refusal(&with("/product_groups", products), "product_groups").await;
}

#[tokio::test]
async fn plain_paths_have_no_indexes() {
    let account = Account::with(Options { problem_paths: ProblemPaths::Plain, ..Options::default() });
    let response = create(&account, &with(&format!("{ADA}/email"), json!("ada"))).await;
    assert_eq!(response.problem("participant.email"), Some("Not a valid email address."));
}

#[tokio::test]
async fn lists_leave_out_large_attributes_and_start_with_the_newest() {
    let account = Account::with(Options { clock: Clock::Fixed(datetime!(2025-06-02 12:00 UTC)), ..Options::default() });
    for name in ["Beta", "alpha", ""] {
        create(&account, &with("/name", json!(name))).await;
        account.advance(Duration::minutes(1));
    }
    let list = get(&account, "/contracts").await;
    assert_eq!(ids(list.at("/data")), [10003, 10002, 10001]);
    assert_eq!(*list.at("/data/0/data_fields"), Value::Null);
    assert_eq!(*list.at("/data/0/available_options"), Value::Null);
    assert_eq!(*list.at("/data/2/state_updated_time"), "2025-06-02T12:00:00+00:00");
    for (query, expected) in [
        ("sort=name", vec![10003, 10002, 10001]),
        ("sort=-state_updated_time", vec![10003, 10002, 10001]),
        ("sort=state,state_updated_time", vec![10001, 10002, 10003]),
        ("filter[name]=ALPH", vec![10002]),
        ("filter[query]=acme&limit=1", vec![10003]),
        ("filter[states]=pending,signed", vec![]),
        ("filter[published_time]=2025-01-01T00:00:00%2B00:00|", vec![]),
        ("filter[data_field_match]=order_no:A-17", vec![10003, 10002, 10001]),
        ("filter[data_field_match]=order_no:a-17", vec![]),
        ("filter[data_field_match]=order_no:A-1", vec![]),
        ("filter[data_field_match]=nothing:A-17", vec![]),
        ("filter[data_field_match]=Kundens+%C3%B6nskem%C3%A5l:Nej&filter[states]=draft&limit=1", vec![10003]),
    ] {
        assert_eq!(ids(get(&account, &format!("/contracts?{query}")).await.at("/data")), expected, "{query}");
    }
    let long = format!("filter[data_field_match]=order_no:{}", "x".repeat(592));
    for query in [
        "sort=id",
        "filter[states]=lost",
        "filter[published_time]=today",
        "filter[template]=1",
        "filter[data_field_match]=order_no",
        "filter[data_field_match]=order_no:",
        "filter[data_field_match]=:A-17",
        &long,
    ] {
        assert_eq!(get(&account, &format!("/contracts?{query}")).await.status, 400, "{query}");
    }
}

#[tokio::test]
async fn contracts_are_visible_with_their_workspace() {
    let account = small();
    let body = json!({"workspace_id": 7004, "template_id": 8904});
    tokio::time::pause();
    assert_eq!(call(&account, "POST", "/contracts/create", Some(MIRA), Some(&body)).await.status, 200);
    assert_eq!(get(&account, "/contracts/10001").await.status, 404);
    assert_eq!(*get(&account, "/contracts").await.at("/count"), 0);
    let mira = call(&account, "GET", "/contracts/10001", Some(MIRA), None).await;
    assert_eq!(*mira.at("/_permissions/contract:delete"), true);
    create(&account, &valid_contract()).await;
    let ola = call(&account, "GET", "/contracts/10002", Some(OLA), None).await;
    assert_eq!(*ola.at("/_permissions/contract:delete"), false);
}

#[tokio::test]
async fn file_1_is_the_contracts_own_pdf_with_what_the_contract_holds() {
    let account = small();
    let id = create(&account, &valid_contract()).await.at("/id").clone();
    let about = get(&account, &format!("/contracts/{id}/files/1")).await;
    assert_eq!((about.at("/type"), about.at("/extension")), (&json!("contract"), &json!("pdf")));
    let asked = request("GET", &format!("/contracts/{id}/files/1?download=true"), Some(SIRI), None);
    let response = read(send(&account, asked).await).await;
    assert_eq!(response.header("content-type"), Some("application/pdf"));
    let content = response.body.as_str().unwrap();
    assert!(content.starts_with("%PDF-") && content.trim_end().ends_with("%%EOF"));
    for held in ["draft", "Acme AB", "Ada Berg"] {
        assert!(content.contains(held), "{held}");
    }
    assert_eq!(get(&account, &format!("/contracts/{id}/files/2")).await.status, 404);
    assert_eq!(get(&account, &format!("/contracts/{id}/files/1?download=maybe")).await.status, 400);
}
