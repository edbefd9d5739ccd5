//! The parties of a contract and their participants: listed, read, added, changed and removed.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed step is a failed test")]

mod support;

use oneflow_sandbox::time::Duration;
use oneflow_sandbox::{Account, ContractAction, spec};
use serde_json::{Value, json};
use support::{OLA, SIRI, at_noon, call, create, delete, events, get, ids, post, publish, put, valid_contract};

const PARTIES: &str = "/contracts/10001/parties";
/// The owner side, a company with one participant, an individual.
const OWN: &str = "/contracts/10001/parties/12001";
const ACME: &str = "/contracts/10001/parties/12002";
const BO: &str = "/contracts/10001/parties/12003";
const ADA: &str = "/contracts/10001/parties/12002/participants/13002";

async fn drafted() -> Account {
    let account = at_noon();
    create(&account, &valid_contract()).await;
    account.advance(Duration::minutes(1));
    account
}

fn beta() -> Value {
    let eino = json!({"name": "Eino Aho", "email": "eino@example.com", "delivery_channel": "email", "signatory": true});
    json!({"type": "company", "name": "Beta Oy", "country_code": "FI", "participants": [eino]})
}

fn ann() -> Value {
    json!({"name": "Ann Falk", "email": "ann@example.com", "delivery_channel": "email"})
}

#[tokio::test]
async fn parties_are_listed_and_read() {
    let account = drafted().await;
    let list = get(&account, PARTIES).await;
    assert_eq!((list.at("/count"), ids(list.at("/data"))), (&json!(3), vec![12001, 12002, 12003]));
    assert_eq!(get(&account, ACME).await.body, *list.at("/data/1"));
    assert_eq!(get(&account, ADA).await.body, *list.at("/data/1/participants/0"));
    assert_eq!(*get(&account, &format!("{BO}/participants/13003")).await.at("/name"), "Bo Ek");
    for path in [format!("{PARTIES}/12009"), format!("{BO}/participants/13002"), "/contracts/10002/parties".to_owned()]
    {
        assert_eq!(get(&account, &path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_counterparty_can_be_added() {
    let account = drafted().await;
    assert_eq!(spec::check_request("POST", PARTIES, &beta()), Vec::<String>::new());
    let response = post(&account, PARTIES, &beta()).await;
    assert_eq!(response.status, 200);
    assert_eq!((response.at("/id"), response.at("/participants/0/id")), (&json!(12004), &json!(13004)));
    assert_eq!(*response.at("/participants/0/delivery_status"), "not_sent");
    assert_eq!(get(&account, &format!("{PARTIES}/12004")).await.body, response.body);
    let person = json!({"type": "individual", "participant": {"name": "Eva Dahl", "delivery_channel": "none"}});
    assert_eq!(*post(&account, PARTIES, &person).await.at("/participant/name"), "Eva Dahl");
    let added = ["party:create", "participant:create", "party:create", "participant:create"];
    assert_eq!(events(&account).await[1..], added);
}

#[tokio::test]
async fn a_new_counterparty_follows_the_rules_of_creation() {
    let account = drafted().await;
    let changed = |pointer: &str, value: Value| {
        let mut body = beta();
        *body.pointer_mut(pointer).unwrap() = value;
        body
    };
    for (body, path) in [
        (changed("/participants", json!([])), "participants"),
        (changed("/country_code", json!("fi")), "country_code"),
        (changed("/participants/0/delivery_channel", json!("pigeon")), "participants[0].delivery_channel"),
        (changed("/participants/0/delivery_channel", json!("sms")), "participants[0].phone_number"),
        (changed("/participants/0/email", json!("eino")), "participants[0].email"),
        (
            json!({
                "type": "individual",
                "participant": {"name": "Eva", "delivery_channel": "none", "organizer": true},
            }),
            "participant.organizer",
        ),
    ] {
        let response = post(&account, PARTIES, &body).await;
        assert_eq!(response.status, 400, "{path}");
        assert!(response.problem(path).is_some(), "{path} {}", response.body);
    }
    let mut twice = beta();
    let eino = twice["participants"][0].clone();
    twice["participants"].as_array_mut().unwrap().push(eino);
    assert_eq!(post(&account, PARTIES, &twice).await.status, 409);
    let crowd: Value = (0..38).map(|_| json!({"name": "N", "delivery_channel": "none"})).collect();
    assert_eq!(post(&account, PARTIES, &changed("/participants", crowd)).await.status, 409);
    assert_eq!(call(&account, "POST", PARTIES, Some(OLA), Some(&beta())).await.status, 403);
    assert_eq!(*get(&account, PARTIES).await.at("/count"), 3);
}

#[tokio::test]
async fn a_party_changes_only_in_what_is_sent() {
    let account = drafted().await;
    let response =
        put(&account, ACME, &json!({"name": "Acme Sweden AB", "_private_ownerside": {"custom_id": "C-1"}})).await;
    assert_eq!(response.status, 200);
    assert_eq!(*response.at("/name"), "Acme Sweden AB");
    assert_eq!(*response.at("/identification_number"), "556000-0001");
    assert_eq!(*response.at("/_private_ownerside/custom_id"), "C-1");
    assert_eq!(*response.at("/_private_ownerside/updated_time"), "2025-06-02T12:01:00+00:00");
    assert_eq!(put(&account, ACME, &json!({})).await.body, response.body);
    assert_eq!(*put(&account, OWN, &json!({"name": "Northwind Nordics AB"})).await.at("/name"), "Northwind Nordics AB");
    assert_eq!(*put(&account, BO, &json!({"country_code": "NO"})).await.at("/country_code"), "NO");
    assert!(put(&account, BO, &json!({"name": "Bo & Co"})).await.problem("name").is_some());
    assert!(put(&account, ACME, &json!({"type": "individual"})).await.problem("type").is_some());
    assert_eq!(events(&account).await[1..], ["party:update", "party:update", "party:update"]);
}

#[tokio::test]
async fn a_counterparty_is_removed_with_its_participants_but_the_owner_side_cannot_be() {
    let account = drafted().await;
    assert_eq!(delete(&account, OWN).await.status, 409);
    assert_eq!(delete(&account, ACME).await.status, 200);
    assert_eq!(delete(&account, ACME).await.status, 404);
    assert_eq!(ids(get(&account, PARTIES).await.at("/data")), [12001, 12003]);
    assert_eq!(events(&account).await[1..], ["participant:delete", "party:delete"]);
}

#[tokio::test]
async fn a_participant_can_be_added_to_a_company() {
    let account = drafted().await;
    let people = format!("{ACME}/participants");
    let response = post(&account, &people, &ann()).await;
    assert_eq!((response.status, response.at("/id")), (200, &json!(13004)));
    assert_eq!((response.at("/sign_method"), response.at("/signatory")), (&json!("standard_esign"), &json!(false)));
    assert_eq!(ids(get(&account, ACME).await.at("/participants")), [13002, 13004]);
    assert_eq!(post(&account, &people, &ann()).await.status, 409, "the same email twice");
    assert_eq!(
        post(&account, &format!("{BO}/participants"), &ann()).await.status,
        409,
        "an individual is the only participant"
    );
    let mut odd = ann();
    odd["sign_method"] = json!("eid_sign");
    assert!(post(&account, &people, &odd).await.problem("sign_method").is_some());
    odd = ann();
    odd.as_object_mut().unwrap().remove("email");
    assert!(post(&account, &people, &odd).await.problem("email").is_some());
    assert_eq!(events(&account).await[1..], ["participant:create"]);
}

#[tokio::test]
async fn a_participant_of_the_owner_side_must_be_an_active_user() {
    let account = drafted().await;
    let people = format!("{OWN}/participants");
    assert!(post(&account, &people, &ann()).await.problem("email").is_some());
    let ola = json!({"name": "Ola N", "email": OLA, "delivery_channel": "email", "organizer": true});
    let response = post(&account, &people, &ola).await;
    assert_eq!((response.status, response.at("/organizer")), (200, &json!(true)));
    assert_eq!((response.at("/title"), response.at("/my_participant")), (&json!("Controller"), &json!(false)));
    let again = json!({"name": "Ola N", "email": OLA, "delivery_channel": "none"});
    assert_eq!(post(&account, &people, &again).await.status, 409);
}

#[tokio::test]
async fn a_participant_changes_only_in_what_is_sent() {
    let account = drafted().await;
    let response =
        put(&account, ADA, &json!({"signatory": false, "title": "CEO", "_permissions": {"contract:update": false}}))
            .await;
    assert_eq!(response.status, 200);
    assert_eq!((response.at("/signatory"), response.at("/title")), (&json!(false), &json!("CEO")));
    assert_eq!(
        (response.at("/email"), response.at("/_permissions/contract:update")),
        (&json!("ada@example.com"), &json!(false))
    );
    assert_eq!(get(&account, ADA).await.body, response.body);
    let bo = format!("{BO}/participants/13003");
    assert_eq!(*put(&account, &bo, &json!({"name": "Bo Eklund"})).await.at("/name"), "Bo Eklund");
    for (body, path) in [
        (json!({"delivery_channel": "sms"}), "phone_number"),
        (json!({"sign_method": "eid_sign"}), "sign_method"),
        (json!({"two_step_authentication_method": ""}), "two_step_authentication_method"),
        (json!({"phone_number": "0700000001"}), "phone_number"),
        (json!({"organizer": true}), "organizer"),
        (json!({"colour": "red"}), "colour"),
    ] {
        let response = put(&account, ADA, &body).await;
        assert!(response.problem(path).is_some(), "{path} {}", response.body);
    }
    let siri = format!("{OWN}/participants/13001");
    assert!(put(&account, &siri, &json!({"email": "ann@example.com"})).await.problem("email").is_some());
    assert_eq!(events(&account).await[1..], ["participant:update", "participant:update"]);
}

#[tokio::test]
async fn the_last_participant_of_a_party_cannot_be_removed() {
    let account = drafted().await;
    assert_eq!(delete(&account, ADA).await.status, 409);
    assert_eq!(delete(&account, &format!("{BO}/participants/13003")).await.status, 409);
    post(&account, &format!("{ACME}/participants"), &ann()).await;
    assert_eq!(delete(&account, ADA).await.status, 200);
    assert_eq!(get(&account, ADA).await.status, 404);
    assert_eq!(events(&account).await[1..], ["participant:create", "participant:delete"]);
}

#[tokio::test]
async fn a_new_participant_of_a_pending_contract_is_invited_at_once() {
    let account = drafted().await;
    publish(&account, 10001, SIRI).await;
    let party = post(&account, PARTIES, &beta()).await;
    assert_eq!(*party.at("/participants/0/delivery_status"), "success");
    let person = post(&account, &format!("{ACME}/participants"), &ann()).await;
    assert_eq!(*person.at("/delivery_status"), "success");
    assert!(account.perform(10001, ContractAction::View(13002)).is_ok());
    assert_eq!(*put(&account, ADA, &json!({"title": "CEO"})).await.at("/delivery_status"), "opened");
    let moved = put(&account, ADA, &json!({"email": "ada@acme.example"})).await;
    assert_eq!(*moved.at("/delivery_status"), "success", "the new address gets an invitation");
}

#[tokio::test]
async fn parties_can_change_until_a_participant_has_signed() {
    let account = drafted().await;
    publish(&account, 10001, SIRI).await;
    assert!(account.perform(10001, ContractAction::Sign(13002)).is_ok());
    let people = format!("{ACME}/participants");
    assert_eq!(post(&account, PARTIES, &beta()).await.status, 409);
    assert_eq!(put(&account, ACME, &json!({"name": "Acme"})).await.status, 409);
    assert_eq!(delete(&account, BO).await.status, 409);
    assert_eq!(post(&account, &people, &ann()).await.status, 409);
    assert_eq!(put(&account, ADA, &json!({"title": "CEO"})).await.status, 409);
    assert_eq!(delete(&account, ADA).await.status, 409);
}
