//! Creating: from the list to the contract, exactly as typed, and exactly once.

use oneflow_contract_picker::api::contract::State;
use oneflow_contract_picker::api::ids::ContractId;
use oneflow_contract_picker::flow::effect::AuthorizeReason;
use oneflow_contract_picker::flow::event::Event;
use oneflow_contract_picker::flow::form::party::{PartyInput, PartyKind};
use oneflow_contract_picker::flow::form::person::PersonInput;
use oneflow_contract_picker::flow::message::Message;
use oneflow_sandbox::FaultKind::{Slow, Status};
use serde_json::{Value, json};

use super::authorize::Gives;
use super::stage::{CREATE, SIRI, Stage};
use super::story::FIRST;

const FIELDS: [(&str, &str); 12] = [
    ("order_no", "A-17"),
    ("deal_id", "D-2025-017"),
    ("amount", "125 000,00"),
    ("currency", "EUR"),
    ("delivery_date", "2026-01-31"),
    ("delivery_terms", "DAP Göteborg"),
    ("payment_terms", "10 days net"),
    ("customer_ref", "PO \"4500123\" \\ <b>"),
    ("contact_person", "  Åsa Öberg  "),
    ("billing_address", "Storgatan 1\n111 22 Stockholm"),
    ("Kundens önskemål", "אין 🎉"),
    ("discount_percent", "7.5"),
];

#[test]
fn a_contract_with_a_company_stands_at_oneflow_exactly_as_it_was_typed() {
    let mut user = Stage::new().opens();
    user.searches("supply");
    user.chooses_in("Sales Nordics", "Supply agreement");
    user.names_it("Supply agreement, Acme 🏭");
    for (field, text) in FIELDS {
        user.types(field, text);
    }
    let acme = user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
    user.writes(acme, PartyInput::Number, "556000-0001");
    user.writes(acme, PartyInput::Country, "SE");
    user.writes_person(acme, FIRST, PersonInput::Title, "CEO");
    user.writes_person(acme, FIRST, PersonInput::SignMethod, "swedish_bankid");
    user.writes_person(acme, FIRST, PersonInput::SecondFactor, "email");
    let bo = user.adds_person(acme);
    user.writes_person(acme, bo, PersonInput::Name, "Bo Ek");
    user.writes_person(acme, bo, PersonInput::Phone, "0046 (70) 000 00 01");
    user.writes_person(acme, bo, PersonInput::Channel, "sms");
    user.writes_person(acme, bo, PersonInput::Role, "viewer");
    user.presses_create();

    let contract = user.oneflow_shows(user.created().contract.id.0);
    assert_eq!(user.steps(), ["choosing", "filling", "reviewing", "creating", "created"]);
    stands(
        &contract,
        &json!({
            "state": "draft",
            "_private": {"name": "Supply agreement, Acme 🏭", "workspace_id": 7001},
            "_private_ownerside": {"template_id": 8101, "template_type_id": 9001},
            "parties": [
                {"my_party": true, "participants": [{"email": SIRI, "my_participant": true}]},
                {
                    "my_party": false, "type": "company", "name": "Acme AB", "identification_number": "556000-0001",
                    "country_code": "SE",
                    "participants": [
                        {
                            "name": "Ada Berg", "email": "ada@acme.example", "phone_number": "", "title": "CEO",
                            "delivery_channel": "email", "signatory": true, "sign_method": "swedish_bankid",
                            "two_step_authentication_method": "email", "_permissions": {"contract:update": true}
                        },
                        {
                            "name": "Bo Ek", "email": "", "phone_number": "+46700000001", "title": "",
                            "delivery_channel": "sms", "signatory": false, "_permissions": {"contract:update": false}
                        }
                    ]
                }
            ]
        }),
    );
    let shown: Vec<_> = contract["data_fields"].as_array().unwrap().iter().map(field).collect();
    assert_eq!(shown, FIELDS);
}

#[test]
fn a_contract_with_an_individual_stands_at_oneflow_exactly_as_it_was_typed() {
    let mut user = Stage::new().opens();
    user.chooses_in("Legal", "Data processing agreement");
    let bo = user.adds(PartyKind::Individual);
    user.writes(bo, PartyInput::Country, "NO");
    user.writes_person(bo, FIRST, PersonInput::Name, "Bo \u{202b}אק\u{202c}");
    user.writes_person(bo, FIRST, PersonInput::Email, " bo@ek.example ");
    user.writes_person(bo, FIRST, PersonInput::Phone, "+47 900 00 000");
    user.writes_person(bo, FIRST, PersonInput::Role, "influencer");
    user.presses_create();

    let contract = user.oneflow_shows(user.created().contract.id.0);
    stands(
        &contract,
        &json!({
            "_private": {"name": "Data processing agreement", "workspace_id": 7003},
            "_private_ownerside": {"template_id": 8107},
            "parties": [
                {"my_party": true},
                {
                    "type": "individual", "country_code": "NO",
                    "participant": {
                        "name": "Bo \u{202b}אק\u{202c}", "email": "bo@ek.example", "title": "",
                        "phone_number": "+4790000000",
                        "delivery_channel": "email", "signatory": false, "_permissions": {"contract:update": true}
                    }
                }
            ]
        }),
    );
}

#[test]
fn the_host_is_told_ids_only_and_the_user_gets_a_way_to_oneflow() {
    let mut user = Stage::new().has("appBase", "https://app.oneflow.example/").opens();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    let created = user.created();
    assert_eq!((&*created.contract.name, &created.contract.state), ("Supply agreement, Acme", &State::Draft));
    let url = format!("https://app.oneflow.example/contracts/{}", created.contract.id);
    assert_eq!(*created.url, *url);
    assert_eq!(user.told_created(), [created.contract.id.0]);
    let told = user.events.iter().find(|event| matches!(event, Event::Created { .. })).unwrap();
    let Event::Created { state, url: told_url, .. } = told else { panic!("is created") };
    assert_eq!((&**state, &**told_url), ("draft", &*url));
    let all = format!("{:?}", user.events);
    for secret in ["ada@acme.example", "Ada Berg", "A-17", "Acme AB"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[test]
fn a_second_press_while_the_request_is_out_does_nothing() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_review();
    user.nothing_answers();
    user.hears(Message::Confirmed(None));
    assert!(user.creating().request.is_writing());
    user.presses_create();
    user.hears(Message::Reset);
    user.hears(Message::Refreshed);
    user.hears(Message::WentBack);
    user.says_none_of_these();
    assert_eq!(user.step(), "creating");
    user.everything_goes_on();
    assert_eq!((user.step(), user.creations(), user.made().len()), ("created", 1, 1));
}

#[test]
fn an_answer_that_takes_its_time_is_waited_for() {
    let mut user = Stage::new().once(CREATE, Slow { millis: 29_000 }).opens();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    assert_eq!((user.step(), user.creations()), ("created", 1));
}

#[test]
fn a_session_that_expires_in_the_middle_of_a_creation_is_renewed_silently() {
    let table = [Gives::User(SIRI), Gives::User(SIRI)];
    let mut user = Stage::new().authorize(&table).once(CREATE, Status(401)).opens();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    assert_eq!((user.step(), user.made().len(), user.errors()), ("created", 1, vec![]));
    assert_eq!(user.authorize.calls, [AuthorizeReason::Start, AuthorizeReason::Expired]);
    assert_eq!(user.steps(), ["choosing", "filling", "reviewing", "creating", "created"]);
}

#[test]
fn another_one_begins_in_the_list_with_an_empty_form() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    user.hears(Message::StartedOver);
    assert_eq!(user.step(), "choosing");
    assert!(!user.flow.edits.is_dirty());
    assert!(user.events.contains(&Event::ContractCleared));
    user.fills_in_a_supply_agreement();
    user.presses_create();
    assert_eq!(user.told_created(), user.made());
    assert_eq!(user.made().len(), 2);
}

#[test]
fn addresses_hold_nothing_that_was_typed() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.presses_create();
    let id = user.created().contract.id;
    assert!(id > ContractId(0));
    for sent in user.sent() {
        for typed in ["Acme", "Ada", "A-17", "acme.example"] {
            assert!(!sent.path.contains(typed), "{typed} in {}", sent.path);
        }
    }
}

fn field(field: &Value) -> (&str, &str) {
    (field["_private_ownerside"]["custom_id"].as_str().unwrap(), field["value"].as_str().unwrap())
}

/// Every attribute named here stands there with this value; lists have the same length.
fn stands(shown: &Value, expected: &Value) {
    fn differs(path: &str, shown: &Value, expected: &Value, found: &mut Vec<String>) {
        match (shown, expected) {
            (Value::Object(shown), Value::Object(expected)) => {
                for (name, value) in expected {
                    let there = shown.get(name).unwrap_or(&Value::Null);
                    differs(&format!("{path}.{name}"), there, value, found);
                }
            }
            (Value::Array(shown), Value::Array(expected)) if shown.len() == expected.len() => {
                for (index, (there, value)) in shown.iter().zip(expected).enumerate() {
                    differs(&format!("{path}[{index}]"), there, value, found);
                }
            }
            _ if shown == expected => {}
            _ => found.push(format!("{path} is {shown} instead of {expected}")),
        }
    }
    let mut found = Vec::new();
    differs("", shown, expected, &mut found);
    assert!(found.is_empty(), "{found:#?}");
}
