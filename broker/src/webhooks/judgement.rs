//! What a look at Oneflow means for a delivery.

use serde_json::Value;

/// After so many looks, a contract that Oneflow does not know is believed not to be there: reads lag behind writes.
const BELIEVED: u32 = 4;
/// After so many looks, a contract that is tied to nobody's record will not be tied any more: the user of an attempt of
/// which nobody knows the end has ten minutes to name its contract.
const UNTIED: u32 = 7;
/// The longest word for a state.
const LONGEST: usize = 32;

/// What was seen.
#[derive(Clone, Debug)]
pub struct Seen<'a> {
    /// Oneflow's status and answer; nothing, if there was no answer, or none that can be used.
    pub answer: Option<(u16, &'a Value)>,
    /// The contract that was asked for.
    pub contract: i64,
    /// Whether it is tied to a record or a user of this customer's.
    pub is_tied: bool,
    /// Whether the customer is creating something at the moment, which may be this contract.
    pub is_creating: bool,
    /// Whether the delivery says that it was deleted.
    pub is_deletion: bool,
    /// Which look this is, the first being 1.
    pub looks: u32,
}

/// What is done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Judgement {
    /// The contract is there, in this state.
    Changed(String),
    /// The contract was there and is deleted.
    Deleted,
    /// The customer has no such contract: the delivery is forged, or not this customer's.
    Dropped,
    /// Another look is needed.
    Later,
}

/// Judges what was seen.
pub fn judge(seen: &Seen<'_>) -> Judgement {
    match seen.answer {
        Some((200, answer)) => match state_of(answer, seen.contract) {
            // Its tie, and with it the record, may be written in a moment.
            Some(_) if !seen.is_tied && seen.is_creating && seen.looks < BELIEVED => Judgement::Later,
            Some(state) => Judgement::Changed(state),
            None => Judgement::Later,
        },
        Some((404, _)) if seen.is_tied && (seen.is_deletion || seen.looks >= BELIEVED) => Judgement::Deleted,
        Some((404, _)) if !seen.is_tied && seen.looks >= BELIEVED => Judgement::Dropped,
        _ => Judgement::Later,
    }
}

/// Whether a delivery that names no customer is about nobody's contract: so far, none has tied it.
pub fn is_nobodys(looks: u32) -> bool {
    looks >= UNTIED
}

/// The state, if this is the contract.
fn state_of(answer: &Value, contract: i64) -> Option<String> {
    let state = answer.get("state").and_then(Value::as_str)?;
    let word = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    let is_word = (1..=LONGEST).contains(&state.len()) && state.bytes().all(word);
    (is_word && answer.get("id").and_then(Value::as_i64) == Some(contract)).then(|| state.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn seen(answer: Option<(u16, &Value)>, looks: u32) -> Seen<'_> {
        Seen { answer, contract: 7, is_tied: true, is_creating: false, is_deletion: false, looks }
    }

    #[test]
    fn a_contract_that_is_there_is_forwarded_with_its_state() {
        let answer = json!({"id": 7, "state": "signed"});
        let first = seen(Some((200, &answer)), 1);
        assert_eq!(judge(&first), Judgement::Changed("signed".into()));
        assert_eq!(judge(&Seen { is_tied: false, ..first }), Judgement::Changed("signed".into()));
    }

    #[test]
    fn while_a_creation_is_under_way_its_tie_is_waited_for_but_not_for_ever() {
        let answer = json!({"id": 7, "state": "draft"});
        let creating = |looks| Seen { is_tied: false, is_creating: true, ..seen(Some((200, &answer)), looks) };
        assert_eq!(judge(&creating(1)), Judgement::Later);
        assert_eq!(judge(&creating(BELIEVED)), Judgement::Changed("draft".into()));
        assert_eq!(judge(&Seen { is_tied: true, ..creating(1) }), Judgement::Changed("draft".into()));
    }

    #[test]
    fn a_contract_that_oneflow_does_not_know_is_deleted_if_it_was_tied_and_forged_if_not() {
        let answer = json!({"status": 404});
        let unknown = |looks| seen(Some((404, &answer)), looks);
        assert_eq!((judge(&unknown(1)), judge(&unknown(BELIEVED))), (Judgement::Later, Judgement::Deleted));
        assert_eq!(judge(&Seen { is_deletion: true, ..unknown(1) }), Judgement::Deleted);
        let untied = |looks| Seen { is_tied: false, is_deletion: true, ..unknown(looks) };
        assert_eq!((judge(&untied(1)), judge(&untied(BELIEVED))), (Judgement::Later, Judgement::Dropped));
    }

    #[test]
    fn an_answer_that_tells_nothing_decides_nothing_however_often_it_comes() {
        let (other, odd, none) = (json!({"id": 8, "state": "signed"}), json!({"id": 7, "state": "<b>"}), json!(null));
        for answer in [
            None,
            Some((200, &other)),
            Some((200, &odd)),
            Some((200, &none)),
            Some((401, &none)),
            Some((403, &none)),
            Some((429, &none)),
            Some((500, &none)),
        ] {
            assert_eq!(judge(&seen(answer, 1_000)), Judgement::Later, "{answer:?}");
        }
    }
}
