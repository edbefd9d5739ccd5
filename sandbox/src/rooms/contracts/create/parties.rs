//! New parties: the owner side of a contract first, then the counterparties as sent.

use serde_json::{Value, json};

use super::items::{list, text};
use super::participants::{Keep, is_email_of, merge, owner_person, participant, private};
use crate::account::contract::people;
use crate::account::model::{Template, User};
use crate::account::state::{State, count};
use crate::door::Call;
use crate::seed::{ACCOUNT, REGISTRATION};

/// All parties, with numbers of their own.
pub fn parties(state: &mut State, call: &Call, template: &Template, now: &str) -> Vec<Value> {
    let mut parties = vec![owner_side(state, call, template, now)];
    for party in list(&call.body, "parties") {
        parties.push(counterparty(state, template, party, now));
    }
    parties
}

/// A company with its participants, or an individual.
pub fn counterparty(state: &mut State, template: &Template, sent: &Value, now: &str) -> Value {
    let people: Vec<Value> = people(sent).map(|person| participant(state, template, person, now)).collect();
    let mut shown = json!({
        "_private_ownerside": private(sent, now),
        "country_code": sent.get("country_code"),
        "id": count(&mut state.counters.party),
        "identification_number": text(sent, "identification_number"),
        "my_party": false,
        "name": sent.get("name"),
        "type": text(sent, "type"),
    });
    let alone = sent.get("participant").and(people.first().cloned());
    let people = match alone {
        Some(person) => json!({"participant": person}),
        None => json!({"participants": people}),
    };
    merge(&mut shown, people, Keep::Newer);
    shown
}

fn owner_side(state: &mut State, call: &Call, template: &Template, now: &str) -> Value {
    let empty = json!({});
    let own = call.body.get("my_party").unwrap_or(&empty);
    let people = owner_people(state, call, template, own, now);
    let or = |name: &str, fallback: &str| -> Value { own.get(name).cloned().unwrap_or_else(|| json!(fallback)) };
    json!({
        "_private_ownerside": {"created_time": now, "custom_id": null, "updated_time": null},
        "country_code": or("country_code", "SE"),
        "id": count(&mut state.counters.party),
        "identification_number": or("identification_number", REGISTRATION),
        "my_party": true,
        "name": or("name", ACCOUNT),
        "participants": people,
        "type": "company",
    })
}

/// Those who are listed, and the creator, who is always one of them. Unless he is listed and keeps his part, the
/// template decides about it.
fn owner_people(state: &mut State, call: &Call, template: &Template, own: &Value, now: &str) -> Vec<Value> {
    let creator = call.actor.user();
    let unlisted = unlisted_creator(call);
    let asked = own.get("creator_inherit_settings_from_template") == Some(&Value::Bool(true));
    let inheriting = creator.filter(|_| asked || unlisted.is_some());
    let added = unlisted.map(|user| json!({"email": user.email}));
    let shown = added.iter().chain(list(own, "participants")).map(|sent| {
        let mut person = owner_person(state, template, sent, inheriting, now);
        let mine = creator.is_some_and(|user| is_email_of(sent, user));
        merge(&mut person, json!({"my_participant": mine}), Keep::Newer);
        person
    });
    shown.collect()
}

/// The creator, if the request leaves him out.
pub fn unlisted_creator(call: &Call) -> Option<&User> {
    let listed = call.body.get("my_party").map_or(&[][..], |own| list(own, "participants"));
    call.actor.user().filter(|user| !listed.iter().any(|person| is_email_of(person, user)))
}
