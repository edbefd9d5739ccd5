//! New participants.

use serde_json::{Value, json};

use super::items::text;
use crate::account::model::{Creator, Template, User};
use crate::account::state::{State, count};

/// A participant of the owner side; `inheriting` is the creator if the template decides about his part.
pub fn owner_person(
    state: &mut State,
    template: &Template,
    sent: &Value,
    inheriting: Option<&User>,
    now: &str,
) -> Value {
    let user = state.users.iter().find(|user| is_email_of(sent, user));
    let known = user.map(|user| json!({"name": user.name, "title": user.title}));
    let mut person = sent.clone();
    if inheriting.is_some_and(|creator| is_email_of(sent, creator)) {
        let role = json!({
            "_permissions": {"contract:update": true},
            "organizer": true,
            "signatory": template.choices.creator == Creator::Signatory,
        });
        merge(&mut person, role, Keep::Newer);
    }
    merge(&mut person, known.unwrap_or_default(), Keep::Older);
    participant(state, template, &person, now)
}

/// A participant as sent; what was left out is what the template prefers.
pub fn participant(state: &mut State, template: &Template, sent: &Value, now: &str) -> Value {
    let choices = &template.choices;
    let chosen = |name: &str, fallback: &str| -> Value {
        let value = sent.get(name).filter(|value| !value.is_null());
        value.cloned().unwrap_or_else(|| json!(fallback))
    };
    let flag = |pointer: &str| sent.pointer(pointer) == Some(&Value::Bool(true));
    let mut private = private(sent, now);
    let visits = json!({"first_visited_time": null, "last_visited_time": null, "visits": 0});
    merge(&mut private, visits, Keep::Newer);
    json!({
        "_options": {"invite": sent.pointer("/_options/invite") != Some(&Value::Bool(false))},
        "_permissions": {"contract:update": flag("/_permissions/contract:update")},
        "_private_ownerside": private,
        "delivery_channel": chosen("delivery_channel", first(&choices.channels)),
        "delivery_status": "not_sent",
        "email": chosen("email", ""),
        "id": count(&mut state.counters.participant),
        "identification_number": chosen("identification_number", ""),
        "my_participant": false,
        "name": chosen("name", ""),
        "organizer": flag("/organizer"),
        "phone_number": chosen("phone_number", ""),
        "sign_method": chosen("sign_method", first(&choices.sign_methods)),
        "sign_state": "undecided",
        "sign_state_updated_time": null,
        "signatory": flag("/signatory"),
        "title": chosen("title", ""),
        "two_step_authentication_method": chosen("two_step_authentication_method", first(&choices.second_factors)),
    })
}

/// What the template prefers.
fn first(names: &[String]) -> &str {
    names.first().map_or("", String::as_str)
}

/// What only the owner side sees of a party or a participant.
pub fn private(sent: &Value, now: &str) -> Value {
    let custom_id = sent.pointer("/_private_ownerside/custom_id");
    json!({"created_time": now, "custom_id": custom_id, "updated_time": null})
}

/// Which of two values an object keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    Older,
    Newer,
}

/// Adds attributes to an object.
pub fn merge(object: &mut Value, others: Value, keep: Keep) {
    if let (Value::Object(object), Value::Object(others)) = (object, others) {
        for (name, value) in others {
            if keep == Keep::Newer || !object.contains_key(&name) {
                object.insert(name, value);
            }
        }
    }
}

/// Whether a participant is this user.
pub fn is_email_of(participant: &Value, user: &User) -> bool {
    user.email.eq_ignore_ascii_case(text(participant, "email"))
}
