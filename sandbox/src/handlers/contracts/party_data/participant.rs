//! New participants.

use serde_json::{Value, json};

use crate::account::{State, next_id};
use crate::json::{is_true, set_all, set_missing, text};
use crate::model::{CreatorRole, Template, User};

/// A new participant of the owner side; `inheriting` is the creator if the template decides about their role.
pub fn new_owner_participant(
    state: &mut State,
    template: &Template,
    sent: &Value,
    inheriting: Option<&User>,
    now: &str,
) -> Value {
    let user = state.users.iter().find(|user| is_email_of(sent, user));
    let user_attributes = user.map(|user| json!({"name": user.name, "title": user.title}));
    let mut participant = sent.clone();
    if inheriting.is_some_and(|creator| is_email_of(sent, creator)) {
        let role = json!({
            "_permissions": {"contract:update": true},
            "organizer": true,
            "signatory": template.choices.creator == CreatorRole::Signatory,
        });
        set_all(&mut participant, role);
    }
    set_missing(&mut participant, user_attributes.unwrap_or_default());
    new_participant(state, template, &participant, now)
}

/// A new participant as sent; the template's preferences replace what was left out.
pub fn new_participant(state: &mut State, template: &Template, sent: &Value, now: &str) -> Value {
    let choices = &template.choices;
    let or = |name: &str, default: &str| -> Value {
        let value = sent.get(name).filter(|value| !value.is_null());
        value.cloned().unwrap_or_else(|| json!(default))
    };
    let mut private = private_attributes(sent, now);
    set_all(&mut private, json!({"first_visited_time": null, "last_visited_time": null, "visits": 0}));
    json!({
        "_options": {"invite": sent.pointer("/_options/invite") != Some(&Value::Bool(false))},
        "_permissions": {"contract:update": sent.pointer("/_permissions/contract:update") == Some(&Value::Bool(true))},
        "_private_ownerside": private,
        "delivery_channel": or("delivery_channel", preferred(&choices.channels)),
        "delivery_status": "not_sent",
        "email": or("email", ""),
        "id": next_id(&mut state.counters.participant),
        "identification_number": or("identification_number", ""),
        "my_participant": false,
        "name": or("name", ""),
        "organizer": is_true(sent, "organizer"),
        "phone_number": or("phone_number", ""),
        "sign_method": or("sign_method", preferred(&choices.sign_methods)),
        "sign_state": "undecided",
        "sign_state_updated_time": null,
        "signatory": is_true(sent, "signatory"),
        "title": or("title", ""),
        "two_step_authentication_method": or("two_step_authentication_method", preferred(&choices.second_factors)),
    })
}

fn preferred(choices: &[String]) -> &str {
    choices.first().map_or("", String::as_str)
}

/// What only the owner side sees of a party or a participant.
pub fn private_attributes(sent: &Value, now: &str) -> Value {
    let custom_id = sent.pointer("/_private_ownerside/custom_id");
    json!({"created_time": now, "custom_id": custom_id, "updated_time": null})
}

/// Whether a participant is this user.
pub fn is_email_of(participant: &Value, user: &User) -> bool {
    user.email.eq_ignore_ascii_case(text(participant, "email"))
}
