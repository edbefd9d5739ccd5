//! Who may get an access link: for Oneflow, whoever has it is that participant.

use serde_json::Value;

/// Whether a link may be made for this participant of the contract: somebody of the owner side, or somebody of another
/// party who signs nothing. What an answer leaves out speaks against.
pub fn may_have_link(contract: &Value, participant: i64) -> bool {
    let parties = contract.get("parties").and_then(Value::as_array);
    parties.into_iter().flatten().any(|party| {
        let own = party.get("my_party").and_then(Value::as_bool) == Some(true);
        people(party).any(|person| is_person(person, participant) && (own || signs_nothing(person)))
    })
}

/// An individual comes back with `participant` or with `participants`.
fn people(party: &Value) -> impl Iterator<Item = &Value> {
    let list = party.get("participants").and_then(Value::as_array);
    list.into_iter().flatten().chain(party.get("participant"))
}

fn is_person(person: &Value, id: i64) -> bool {
    person.get("id").and_then(Value::as_i64) == Some(id)
}

fn signs_nothing(person: &Value) -> bool {
    person.get("signatory").and_then(Value::as_bool) == Some(false)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nobody_gets_a_link_with_which_the_other_side_signs() {
        let contract = json!({"parties": [
            {"my_party": true, "participants": [{"id": 1, "signatory": true}]},
            {"my_party": false, "participants": [{"id": 2, "signatory": true}, {"id": 3, "signatory": false}]},
            {"participant": {"id": 4, "signatory": true}},
            {"participant": {"id": 5, "signatory": false}},
            {"participants": [{"id": 6}, {"id": 7, "signatory": "false"}, {"id": "8", "signatory": false}]},
        ]});
        let may: Vec<i64> = (0..10).filter(|id| may_have_link(&contract, *id)).collect();
        assert_eq!(may, [1, 3, 5]);
    }

    #[test]
    fn a_contract_without_parties_has_no_links() {
        for contract in [json!({}), json!({"parties": null}), json!([]), json!({"parties": [1, null]})] {
            assert!(!may_have_link(&contract, 1));
        }
    }
}
