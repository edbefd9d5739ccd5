//! The owner side of a new contract.

use serde_json::{Value, json};

use crate::account::{State, next_id};
use crate::handlers::contracts::party_data::{is_email_of, new_owner_participant};
use crate::json::{is_true, list, set_all};
use crate::model::{Template, User};
use crate::request::ApiRequest;
use crate::seed::{ACCOUNT, REGISTRATION};

/// The owner's party, which is always a company.
pub fn owner_party(state: &mut State, request: &ApiRequest, template: &Template, now: &str) -> Value {
    let empty = json!({});
    let sent = request.body.get("my_party").unwrap_or(&empty);
    let participants = owner_participants(state, request, template, sent, now);
    let or = |name: &str, default: &str| -> Value { sent.get(name).cloned().unwrap_or_else(|| json!(default)) };
    json!({
        "_private_ownerside": {"created_time": now, "custom_id": null, "updated_time": null},
        "country_code": or("country_code", "SE"),
        "id": next_id(&mut state.counters.party),
        "identification_number": or("identification_number", REGISTRATION),
        "my_party": true,
        "name": or("name", ACCOUNT),
        "participants": participants,
        "type": "company",
    })
}

/// The listed participants, and the creator, who always takes part. The template decides about the creator's role,
/// unless they are listed and do not inherit it.
fn owner_participants(
    state: &mut State,
    request: &ApiRequest,
    template: &Template,
    sent: &Value,
    now: &str,
) -> Vec<Value> {
    let creator = request.actor.user();
    let unlisted = unlisted_creator(request);
    let inherits = is_true(sent, "creator_inherit_settings_from_template");
    let inheriting = creator.filter(|_| inherits || unlisted.is_some());
    let added = unlisted.map(|user| json!({"email": user.email}));
    let participants = added.iter().chain(list(sent, "participants")).map(|sent| {
        let mut participant = new_owner_participant(state, template, sent, inheriting, now);
        let mine = creator.is_some_and(|user| is_email_of(sent, user));
        set_all(&mut participant, json!({"my_participant": mine}));
        participant
    });
    participants.collect()
}

/// The creator, if the request does not list them.
pub fn unlisted_creator(request: &ApiRequest) -> Option<&User> {
    let listed = request.body.get("my_party").map_or(&[][..], |party| list(party, "participants"));
    request.actor.user().filter(|user| !listed.iter().any(|participant| is_email_of(participant, user)))
}
