//! Contracts of other users, records and customers.

use anyhow::{Result, ensure};
use oneflow_broker::oneflow::Limits;
use reqwest::Method;
use serde_json::{Value, json};

use super::world::{Answer, DRAFTS, MIRA, SIRI, Session, World, another_sandbox, draft, invitation, key};

/// Every request that names a contract, as this session sends it.
async fn touch(session: &Session<'_>, contract: i64) -> Result<Vec<Answer>> {
    Ok(vec![
        session.get(&format!("/contracts/{contract}")).await?,
        session.get(&format!("/contracts/{contract}/files/1?download=true")).await?,
        session.post(&format!("/contracts/{contract}/publish"), &key(900), &invitation()).await?,
        session.post(&format!("/contracts/{contract}/participants/1/access_link"), "", &json!({})).await?,
        session.delete(&format!("/contracts/{contract}")).await?,
    ])
}

fn listed(answer: &Answer) -> Vec<i64> {
    let data = answer.json["data"].as_array();
    data.into_iter().flatten().filter_map(|item| item["id"].as_i64()).collect()
}

#[tokio::test]
async fn with_the_session_of_one_customer_nothing_of_another_is_there() -> Result<()> {
    let world = World::with(json!({"access_links": true}), Limits::default()).await?;
    let (account, api) = another_sandbox().await?;
    world.tenant("south", json!({"api": api, "access_links": true})).await?;
    let (north, south) = (world.siri().await?, world.session(json!({"tenant": "south"})).await?);
    let contract = north.made(&key(1)).await?;
    ensure!(north.user != south.user, "the same email is another user at another customer");
    for answer in touch(&south, contract).await? {
        ensure!(answer.refusal() == (404, "contract"), "{}", answer.text);
    }
    let resolve = south.post(&format!("/attempts/{}/resolve", key(1)), "", &json!({"contract": contract})).await?;
    ensure!(resolve.refusal() == (404, "attempt"));
    ensure!(account.requests() == json!([]), "nothing reached the other account");
    ensure!(south.create(&key(1)).await?.status == 200, "a key is the customer's own");
    ensure!(world.contracts().len() == 1 && account.contracts().as_array().map(Vec::len) == Some(1));
    let end = format!("/sessions/{}?tenant=south", north.id);
    ensure!(world.backend(Method::DELETE, &end, None).await?.status == 404);
    ensure!(north.get("/ping").await?.status == 200);
    Ok(())
}

#[tokio::test]
async fn a_contract_is_there_for_its_user_in_a_session_for_its_record() -> Result<()> {
    let world = World::with(json!({"access_links": true}), Limits::default()).await?;
    let owner = world.siri().await?;
    let contract = owner.made(&key(1)).await?;
    let before = world.asked().len();
    for more in [json!({"user": MIRA}), json!({"external_id": "deal-2"}), json!({"external_id": null})] {
        let other = world.session(more.clone()).await?;
        for answer in touch(&other, contract).await? {
            ensure!(answer.refusal() == (404, "contract"), "{more}: {}", answer.text);
        }
    }
    ensure!(world.asked().len() == before, "nothing reached Oneflow");
    let again = world.siri().await?;
    ensure!(again.get(&format!("/contracts/{contract}")).await?.status == 200);
    for unknown in [contract + 1, 10_999] {
        ensure!(again.get(&format!("/contracts/{unknown}")).await?.refusal() == (404, "contract"));
    }
    Ok(())
}

#[tokio::test]
async fn of_the_latest_drafts_only_the_sessions_own_are_listed() -> Result<()> {
    let world = World::new().await?;
    let (siri, mira) = (world.siri().await?, world.session(json!({"user": MIRA})).await?);
    let other_deal = world.session(json!({"external_id": "deal-2"})).await?;
    let own = siri.made(&key(1)).await?;
    let hers = mira.made(&key(2)).await?;
    let second = other_deal.made(&key(3)).await?;
    for (session, ids) in [(&siri, [own]), (&mira, [hers]), (&other_deal, [second])] {
        ensure!(listed(&session.get(DRAFTS).await?) == ids);
    }
    ensure!(listed(&siri.get("/record/contracts").await?) == [own]);
    Ok(())
}

#[tokio::test]
async fn the_backend_can_give_a_contract_to_a_user_but_not_take_it_from_another() -> Result<()> {
    let world = World::new().await?;
    let (siri, mira) = (world.siri().await?, world.session(json!({"user": MIRA})).await?);
    let contract = siri.made(&key(1)).await?;
    let tie = |user: &str, contract: i64| {
        let record = "deal-1";
        json!({"tenant": "north", "user": user, "external_id": record, "contract": contract})
    };
    let taken = world.backend(Method::POST, "/ties", Some(&tie(MIRA, contract))).await?;
    ensure!(taken.refusal() == (409, "candidate"));
    let made = world.client.post(format!("{}/contracts/create", world.api)).json(&draft("Elsewhere"));
    let made = made.header("x-oneflow-api-token", oneflow_sandbox::TOKEN).header("x-oneflow-user-email", SIRI);
    let elsewhere = Answer::of(made).await?.id();
    ensure!(mira.get(&format!("/contracts/{elsewhere}")).await?.status == 404);
    ensure!(world.backend(Method::POST, "/ties", Some(&tie(MIRA, elsewhere))).await?.status == 200);
    ensure!(mira.get(&format!("/contracts/{elsewhere}")).await?.status == 200);
    Ok(())
}

#[tokio::test]
async fn where_the_partner_says_so_oneflow_alone_decides_about_contracts() -> Result<()> {
    let world = World::with(json!({"untied_contracts": true}), Limits::default()).await?;
    let (siri, mira) = (world.siri().await?, world.session(json!({"user": MIRA})).await?);
    let contract = siri.made(&key(1)).await?;
    ensure!(mira.get(&format!("/contracts/{contract}")).await?.status == 200);
    ensure!(listed(&mira.get(DRAFTS).await?) == [contract]);
    Ok(())
}

#[tokio::test]
async fn access_links_are_made_where_they_are_on_and_never_one_with_which_the_other_side_signs() -> Result<()> {
    let party = |name: &str, signatory: bool| {
        json!({"type": "company", "name": name, "participants": [{"name": "P", "email": format!("{name}@example.com"),
            "signatory": signatory, "delivery_channel": "email"}]})
    };
    let world = World::with(json!({"access_links": true}), Limits::default()).await?;
    let siri = world.siri().await?;
    let mut body = draft("Linked");
    body["parties"] = json!([party("signs", true), party("reads", false)]);
    let made = siri.post("/contracts/create", &key(1), &body).await?;
    let published = siri.post(&format!("/contracts/{}/publish", made.id()), &key(2), &invitation()).await?;
    ensure!(published.status == 200, "{}", published.text);
    let parties = published.json["parties"].as_array().cloned().unwrap_or_default();
    let person = |fits: &dyn Fn(&Value) -> bool| {
        let party = parties.iter().find(|party| fits(party));
        party.and_then(|party| party["participants"][0]["id"].as_i64()).unwrap_or_default()
    };
    let link = |person: i64| format!("/contracts/{}/participants/{person}/access_link", made.id());
    for forbidden in [person(&|party| party["name"] == "signs"), 1] {
        ensure!(siri.post(&link(forbidden), "", &json!({})).await?.refusal() == (403, "access-link"));
    }
    ensure!(!world.asked().iter().any(|line| line.ends_with("access_link")));
    for allowed in [person(&|party| party["name"] == "reads"), person(&|party| party["my_party"] == json!(true))] {
        let answer = siri.post(&link(allowed), "", &json!({})).await?;
        ensure!(answer.status == 200 && answer.text.contains("access_link"), "{}", answer.text);
    }
    world.tenant("north", json!({})).await?;
    let own = person(&|party| party["my_party"] == json!(true));
    ensure!(siri.post(&link(own), "", &json!({})).await?.refusal() == (403, "access-link"), "off unless switched on");
    Ok(())
}

#[tokio::test]
async fn only_a_draft_is_deleted() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let (sent, draft) = (siri.made(&key(1)).await?, siri.made(&key(2)).await?);
    ensure!(siri.post(&format!("/contracts/{sent}/publish"), &key(3), &invitation()).await?.status == 200);
    ensure!(siri.delete(&format!("/contracts/{sent}")).await?.refusal() == (409, "state"));
    ensure!(siri.delete(&format!("/contracts/{draft}")).await?.status == 200);
    ensure!(siri.get(&format!("/contracts/{draft}")).await?.refusal() == (404, "contract"));
    ensure!(world.contracts() == [sent]);
    Ok(())
}
