//! Long random walks of messages through the machine: what must hold whatever happens, in whatever order.
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a broken rule is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

use oneflow_contract_picker::api::Text;
use oneflow_contract_picker::api::access_link::AccessLink;
use oneflow_contract_picker::api::announced::Announced;
use oneflow_contract_picker::api::available_options::{AvailableOption, AvailableOptions};
use oneflow_contract_picker::api::contract::{Contract, State};
use oneflow_contract_picker::api::contract_file::{ContractFile, FileKind};
use oneflow_contract_picker::api::data_field::{DataField, DataFields};
use oneflow_contract_picker::api::decimal::Decimal;
use oneflow_contract_picker::api::extension::Extension;
use oneflow_contract_picker::api::failure::{Failure, SessionError, TransportError};
use oneflow_contract_picker::api::ids::{
    ContractId, ParticipantId, ProductGroupId, TemplateId, TemplateTypeId, WorkspaceId,
};
use oneflow_contract_picker::api::invitation::Invitation;
use oneflow_contract_picker::api::known_contract::KnownContract;
use oneflow_contract_picker::api::moment::Moment;
use oneflow_contract_picker::api::page::Page;
use oneflow_contract_picker::api::problem::{ParameterProblem, Problem};
use oneflow_contract_picker::api::product::{Product, Quantity, QuantityKind};
use oneflow_contract_picker::api::product_group::{ProductGroup, ProductGroups};
use oneflow_contract_picker::api::template::{
    Approval, ListedTemplate, Template, TemplateType, Workspace, WorkspaceRef,
};
use oneflow_contract_picker::api::user::User;
use oneflow_contract_picker::flow::effect::{ApiCall, AuthorizeReason, Effect, HostCall, Once, RequestId};
use oneflow_contract_picker::flow::event::Event;
use oneflow_contract_picker::flow::form::edits::Edits;
use oneflow_contract_picker::flow::form::field::FieldId;
use oneflow_contract_picker::flow::form::files::Offered;
use oneflow_contract_picker::flow::form::items::item::{Item, ItemInput, ItemKey, Nth};
use oneflow_contract_picker::flow::form::items::table::Table;
use oneflow_contract_picker::flow::form::items::written::Written;
use oneflow_contract_picker::flow::form::party::{OWNER, Party, PartyInput, PartyKey, PartyKind};
use oneflow_contract_picker::flow::form::person::{Person, PersonInput, PersonKey};
use oneflow_contract_picker::flow::form::record::Record;
use oneflow_contract_picker::flow::form::role::Role;
use oneflow_contract_picker::flow::item_message::{ItemMessage, Toward};
use oneflow_contract_picker::flow::message::{FileMessage, Message, PartyMessage};
use oneflow_contract_picker::flow::response::ApiResponse;
use oneflow_contract_picker::flow::settings::{ConfigError, Settings};
use oneflow_contract_picker::flow::steps::choosing::Move;
use oneflow_contract_picker::flow::steps::choosing::catalogue::Choice;
use oneflow_contract_picker::flow::steps::products::{ProductSection, Tables};
use oneflow_contract_picker::flow::steps::publishing::Created;
use oneflow_contract_picker::flow::steps::twin::Twin;
use oneflow_contract_picker::flow::steps::upload::Decision;
use oneflow_contract_picker::flow::steps::upload::UploadStatus;
use oneflow_contract_picker::flow::steps::window::Viewport;
use oneflow_contract_picker::flow::{Flow, Step};
use oneflow_contract_picker::full::OfFull;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

const WALKS: u32 = 320;
const SHORTEST: usize = 170;
const LONGEST: usize = 260;

/// So many walks, always the same ones; with `WALKS` in the environment as many others.
fn walks(cases: u32, seed: u64) -> Config {
    let more = std::env::var("WALKS").ok().map(|more| more.parse().expect("WALKS is a number"));
    let rng_seed = if more.is_some() { RngSeed::Random } else { RngSeed::Fixed(seed) };
    Config { cases: more.unwrap_or(cases), rng_seed, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(walks(WALKS, 20_250_602))]

    #[test]
    fn the_rules_hold_on_every_walk(turns in turns()) {
        let mut walk = Walk::default();
        for turn in turns.0.into_iter().flatten() {
            walk.take(turn);
        }
    }
}

#[test]
fn the_walks_reach_every_step() {
    let mut runner = proptest::test_runner::TestRunner::new(walks(90, 11));
    let seen = std::cell::RefCell::new(BTreeMap::<&str, usize>::new());
    let all = runner.run(&turns(), |turns| {
        let mut walk = Walk::default();
        for turn in turns.0.into_iter().flatten() {
            walk.take(turn);
            let mut seen = seen.borrow_mut();
            *seen.entry(walk.flow.step.name()).or_default() += 1;
            if let Step::Created(Created { twin, .. }) | Step::Published(Created { twin, .. }) = &walk.flow.step {
                *seen.entry(twin_name(twin)).or_default() += 1;
            }
            if walk.in_doubt {
                *seen.entry("in doubt").or_default() += 1;
            }
        }
        Ok(())
    });
    all.expect("the rules hold");
    let seen = seen.into_inner();
    for step in [
        "opening",
        "unavailable",
        "choosing",
        "filling",
        "reviewing",
        "creating",
        "unconfirmed",
        "uploading",
        "created",
        "publishing",
        "published",
        "publish-failed",
        "showing",
        "listing",
    ] {
        assert!(seen.get(step).is_some_and(|turns| *turns > 100), "{step}: {seen:?}");
    }
    for rare in ["twin sought", "twin found", "twin doomed", "twin being deleted", "twin deleted", "in doubt"] {
        assert!(seen.get(rare).is_some_and(|turns| *turns > 3), "{rare}: {seen:?}");
    }
}

fn twin_name(twin: &Twin) -> &'static str {
    match twin {
        Twin::None => "no twin",
        Twin::Sought(..) => "twin sought",
        Twin::Found(_) => "twin found",
        Twin::Doomed(_) => "twin doomed",
        Twin::Deleting(..) => "twin being deleted",
        Twin::Deleted => "twin deleted",
        Twin::Kept(_) => "twin kept",
    }
}

/// A walk's turns; in the shortest walk that breaks a rule, most are left out, and only the others are printed.
struct Turns(Vec<Option<Turn>>);

impl fmt::Debug for Turns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().flatten()).finish()
    }
}

fn turns() -> impl Strategy<Value = Turns> {
    prop::collection::vec(prop::option::weighted(0.98, turn()), SHORTEST..LONGEST).prop_map(Turns)
}

/// One turn of a walk: numbers that stand for something in whatever state the walk has reached.
#[derive(Clone, Debug)]
enum Turn {
    /// The open request is answered: as it should be, or as the number says.
    Answered(Outcome),
    /// Some request is answered that nobody made, or made long ago.
    AnsweredLate(u16, Outcome),
    /// One of the latest requests is answered: a second time, out of order, or although nobody waits any more.
    AnsweredAgain(u8, Outcome),
    /// A wait that is not open ends.
    WaitedLate(u16),
    /// What the user would do next to get ahead.
    Ahead(u8),
    /// The user types.
    Typed(u8, u8, Words),
    /// The parties change.
    Party(u8, u8, u8, Words),
    /// Anything else that a user can do.
    Did(u8, u8),
    /// The host does something.
    Host(u8, u8),
}

#[derive(Clone, Copy, Debug)]
enum Outcome {
    Right(u8),
    Failed(u8, u8),
}

const SOUND_WORDS: &[&str] = &["Acme AB", "ada@acme.example", "+46700000001", "SE", "A-17", "", "sms", "viewer"];

/// What is typed: mostly sound.
#[derive(Clone, Debug)]
struct Words(String);

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        10 => outcome().prop_map(Turn::Answered),
        2 => (any::<u16>(), outcome()).prop_map(|(id, outcome)| Turn::AnsweredLate(id, outcome)),
        2 => (any::<u8>(), outcome()).prop_map(|(which, outcome)| Turn::AnsweredAgain(which, outcome)),
        1 => any::<u16>().prop_map(Turn::WaitedLate),
        8 => any::<u8>().prop_map(Turn::Ahead),
        3 => (any::<u8>(), any::<u8>(), words()).prop_map(|(what, which, words)| Turn::Typed(what, which, words)),
        2 => (any::<u8>(), any::<u8>(), any::<u8>(), words())
            .prop_map(|(what, party, person, words)| Turn::Party(what, party, person, words)),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(what, which)| Turn::Did(what, which)),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(what, which)| Turn::Host(what, which)),
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        8 => any::<u8>().prop_map(Outcome::Right),
        4 => (any::<u8>(), any::<u8>()).prop_map(|(kind, more)| Outcome::Failed(kind, more)),
    ]
}

fn words() -> impl Strategy<Value = Words> {
    prop_oneof![
        6 => prop::sample::select(SOUND_WORDS)
            .prop_map(|text| Words((*text).to_owned())),
        2 => "\\PC{0,12}".prop_map(Words),
        1 => (0..2_000_usize).prop_map(|length| Words("å".repeat(length))),
    ]
}

/// A walk, and what has to be remembered of it to know the rules.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that a rule needs")]
#[derive(Default)]
struct Walk {
    flow: Flow,
    /// The requests and timers that have no answer, the latest last. Only beside a twin there may
    /// be two, and a list has several.
    open: Vec<(RequestId, Open)>,
    /// The latest requests and timers, with or without an answer.
    made: Vec<(RequestId, Open)>,
    /// The create request that is out.
    creating: Option<RequestId>,
    /// Whether the last create request is known to have made nothing.
    nothing_made: bool,
    /// Whether that has to be looked into before anything is sent again: the request may have been sent twice.
    in_doubt: bool,
    /// The request to the host that a creation needs.
    agreeing: Option<RequestId>,
    /// The key of an attempt that the host has agreed to, and that was not sent yet.
    agreed: Option<Text>,
    /// The key of the attempt.
    key: Text,
    /// Whether the create request carried it.
    keyed: bool,
    /// Whether the server honours idempotency keys at present.
    keys: bool,
    /// The files whose upload was begun.
    uploaded: BTreeSet<(ContractId, String)>,
    told: BTreeSet<ContractId>,
    published: BTreeSet<ContractId>,
    now: i64,
}

#[derive(Clone, Debug, PartialEq)]
enum Open {
    Host(HostCall),
    Api(ApiCall),
    Timer,
}

impl Walk {
    fn take(&mut self, turn: Turn) {
        self.now += 1;
        if matches!(self.flow.step, Step::Resting) {
            self.hear(&Message::Configured(Box::new(settings(0))));
        }
        if let Turn::Host(what, _) = turn
            && what % 20 == 13
        {
            self.keys = !self.keys;
        }
        if let Some(message) = self.message(turn) {
            self.hear(&message);
        }
    }

    fn hear(&mut self, message: &Message) {
        let before = self.flow.clone();
        let late = self.is_late(message);
        let (after, effects) = std::mem::take(&mut self.flow).update(message.clone());
        self.flow = after;
        self.steps_are_told(&before, &effects);
        if late {
            assert_eq!(effects, [], "{message:?}");
            assert_eq!(self.flow, before, "{message:?}");
        }
        self.typed_text_survives(&before, message);
        self.note(&before, message, late);
        self.creations_are_wanted(&before, message, &effects);
        self.deletions_are_wanted(&before, message, &effects);
        self.contracts_are_told_once(&effects);
        self.uploads_are_wanted(&before, message, &effects);
        self.remember(effects);
    }

    fn steps_are_told(&self, before: &Flow, effects: &[Effect]) {
        let (from, to) = (before.step.name(), self.flow.step.name());
        let told: Vec<_> =
            effects.iter().filter(|effect| matches!(effect, Effect::Emit(Event::StateChange { .. }))).collect();
        let expected = Effect::Emit(Event::StateChange { from, to });
        assert_eq!(told, if from == to { vec![] } else { vec![&expected] });
        let focused = effects.iter().any(|effect| matches!(effect, Effect::Focus(_)));
        assert!(from == to || focused, "the focus stays behind on the way from {from} to {to}");
    }

    /// Whether the message answers something that nobody waits for, which changes nothing.
    fn is_late(&self, message: &Message) -> bool {
        let open = |fits: fn(&Open) -> bool, id: &RequestId| {
            is_waiting(&self.flow) && self.open.iter().any(|(other, open)| other == id && fits(open))
        };
        match message {
            Message::HostAnswered { id, .. } => !open(|open| matches!(open, Open::Host(_)), id),
            Message::ApiAnswered { id, .. } => !open(|open| matches!(open, Open::Api(_)), id),
            Message::TimerFired(id) => !open(|open| matches!(open, Open::Timer), id),
            _ => false,
        }
    }

    fn typed_text_survives(&self, before: &Flow, message: &Message) {
        let (old, new) = (&before.edits, &self.flow.edits);
        let empty = *new == Edits::default();
        let filling = matches!(before.step, Step::Filling(_));
        let out = matches!(before.step, Step::Creating(_) | Step::Publishing(_));
        let inviting =
            matches!(before.step, Step::Reviewing(_) | Step::Created(_) | Step::PublishFailed(_) | Step::Card(_));
        let ended = matches!(before.step, Step::Created(_) | Step::Published(_));
        let ids = |edits: &Edits, but: &str| -> Vec<(String, String)> {
            let others = edits.fields.ids().filter(|id| &***id != but);
            others.map(|id| (id.to_string(), edits.fields.get(id).expect("has a value").text.to_string())).collect()
        };
        match message {
            Message::Reset | Message::ResetConfirmed => assert!(empty || new == old),
            Message::StartedOver if ended || matches!(before.step, Step::PublishFailed(_)) => assert!(empty),
            Message::Configured(settings) if settings.is_another_record(&before.settings) && !out => {
                assert!(new == old || empty && ended);
            }
            Message::SubjectEdited(text) if inviting => {
                assert_eq!(*new, Edits { subject: Some(text.clone()), ..old.clone() });
            }
            Message::InvitationEdited(text) if inviting => {
                assert_eq!(*new, Edits { message: Some(text.clone()), ..old.clone() });
            }
            Message::NameEdited(text) if filling => {
                assert_eq!(new.name.as_ref().map(|typed| &typed.text), Some(text));
                assert_eq!((&new.fields, &new.parties), (&old.fields, &old.parties));
            }
            Message::NameRestored if filling => {
                assert_eq!((&new.name, &new.fields, &new.parties), (&None, &old.fields, &old.parties));
            }
            Message::FieldEdited { field, text } if filling => {
                assert_eq!(new.fields.get(field).map(|typed| &typed.text), Some(text));
                assert_eq!(ids(new, field), ids(old, field));
                assert_eq!((&new.name, &new.parties), (&old.name, &old.parties));
            }
            Message::FieldRestored(field) if filling => {
                assert_eq!(new.fields.get(field), None);
                assert_eq!(ids(new, field), ids(old, field));
                assert_eq!((&new.name, &new.parties), (&old.name, &old.parties));
            }
            Message::Files(_) if filling => {
                assert_eq!(*new, Edits { files: new.files.clone(), ..old.clone() });
            }
            Message::Party(message) if filling => {
                assert_eq!((&new.name, &new.fields), (&old.name, &old.fields));
                self.parties_change_as_told(before, message);
            }
            Message::Item(message) if filling => {
                assert_eq!(*new, Edits { tables: new.tables.clone(), ..old.clone() });
                self.rows_change_as_told(before, message);
            }
            // What was typed is in the contract; what would be sent with it is not.
            Message::LeaveAllowed
                if matches!(before.step, Step::Created(_) | Step::PublishFailed(_) | Step::Published(_)) =>
            {
                let sent = matches!(before.step, Step::Published(_));
                let kept = (&old.subject, &old.message) != (&None, &None) && !sent;
                assert_eq!(*new, if kept { old.clone() } else { Edits::default() });
            }
            _ => assert_eq!(new, old, "{message:?} in {}", before.step.name()),
        }
    }

    fn parties_change_as_told(&self, before: &Flow, message: &PartyMessage) {
        let (old, new) =
            (before.edits.parties(&before.settings.prefill), self.flow.edits.parties(&self.flow.settings.prefill));
        let others = |parties: &[Party], but: PartyKey| -> Vec<Party> {
            parties.iter().filter(|party| party.key != but).cloned().collect()
        };
        match message {
            PartyMessage::Restored => assert_eq!(new, self.flow.settings.prefill.parties),
            PartyMessage::Added(_) | PartyMessage::SuggestedAdded(_) => assert_eq!(&new[..old.len()], old),
            PartyMessage::Expanded(_)
            | PartyMessage::Collapsed(_)
            | PartyMessage::OwnPartChosen(_)
            | PartyMessage::DetailsToggled(..) => assert_eq!(new, old),
            PartyMessage::Undone => {}
            PartyMessage::MovedUp(_) => assert_eq!(new.len(), old.len()),
            PartyMessage::Removed(key)
            | PartyMessage::KindChanged(key, _)
            | PartyMessage::PersonToggled(key, _)
            | PartyMessage::Edited(key, ..)
            | PartyMessage::PersonAdded(key)
            | PartyMessage::PersonRemoved(key, _)
            | PartyMessage::PersonEdited(key, ..) => assert_eq!(others(new, *key), others(old, *key)),
        }
        let removals = |flow: &Flow| if let Step::Filling(filling) = &flow.step { filling.removed.len() } else { 0 };
        if *message != PartyMessage::Undone && removals(&self.flow) > removals(before) {
            let (undone, _) = self.flow.clone().update(Message::Party(PartyMessage::Undone));
            assert_eq!(undone.edits.parties(&undone.settings.prefill), old, "{message:?} is not undone");
            assert_eq!(undone.edits.owner, before.edits.owner, "{message:?} is not undone");
        }
        let keys: BTreeSet<_> = new.iter().map(|party| party.key).collect();
        assert_eq!(keys.len(), new.len(), "two parties share a key");
    }

    fn rows_change_as_told(&self, before: &Flow, message: &ItemMessage) {
        let rows = |flow: &Flow| -> Vec<Vec<Item>> {
            let Step::Filling(filling) = &flow.step else { panic!("the form is gone") };
            let rows =
                |table: &Rc<Table>| table.rows(&flow.edits.tables, &flow.settings.prefill.items).items.into_owned();
            filling.tables().iter().map(rows).collect()
        };
        let removals = |flow: &Flow| match &flow.step {
            Step::Filling(filling) => filling.products.as_ref().map_or(0, |products| products.removed.len()),
            _ => 0,
        };
        if *message != ItemMessage::Undone && removals(&self.flow) > removals(before) {
            let (undone, _) = self.flow.clone().update(Message::Item(ItemMessage::Undone));
            assert_eq!(rows(&undone), rows(before), "{message:?} is not undone");
        }
        for rows in rows(&self.flow) {
            let keys: BTreeSet<_> = rows.iter().map(|item| item.key).collect();
            assert_eq!(keys.len(), rows.len(), "two rows share a key");
        }
    }

    /// What the host has agreed to, and what a look at the drafts has cleared.
    fn note(&mut self, before: &Flow, message: &Message, late: bool) {
        if late {
            return;
        }
        let (Message::HostAnswered { id, .. } | Message::ApiAnswered { id, .. } | Message::TimerFired(id)) = message
        else {
            return self.leave(before);
        };
        self.open.retain(|(other, _)| other != id);
        match message {
            Message::HostAnswered { id, result: Ok(key), .. } if self.agreeing == Some(*id) => {
                self.agreeing = None;
                self.agreed = Some(key.clone());
            }
            Message::ApiAnswered { response: ApiResponse::RecentDrafts(Ok(_)), .. } => self.in_doubt = false,
            // Whoever turned it into a draft again may have it sent again.
            Message::ApiAnswered { response: ApiResponse::Contract(Ok(contract)), .. }
                if contract.state == State::Draft && matches!(self.flow.step, Step::Created(_)) =>
            {
                self.published.remove(&contract.id);
            }
            _ => {}
        }
        self.leave(before);
    }

    /// What an attempt has agreed to or left in doubt ends with it.
    fn leave(&mut self, before: &Flow) {
        if !matches!(before.step, Step::Creating(_)) {
            (self.agreed, self.in_doubt) = (None, false);
        }
    }

    fn deletions_are_wanted(&self, before: &Flow, message: &Message, effects: &[Effect]) {
        for effect in effects {
            let Effect::CallApi(_, ApiCall::Delete(id)) = effect else { continue };
            assert!(!self.told.contains(id), "{id} is deleted, and was told");
            let (Step::Created(Created { twin, .. }) | Step::Published(Created { twin, .. })) = &before.step else {
                assert!(matches!(before.step, Step::PublishFailed(_)));
                continue;
            };
            match (twin, message) {
                (Twin::Doomed(draft) | Twin::Kept(draft), Message::TwinDeletionRequested) => assert!(draft.may_delete),
                (Twin::Deleting(..), Message::HostAnswered { .. } | Message::TimerFired(_)) => {}
                other => panic!("{other:?} deletes"),
            }
        }
    }

    /// A file is uploaded once, unless the user says again or the request goes on after a 401 or 429; and nothing is
    /// sent before every file is there.
    fn uploads_are_wanted(&mut self, before: &Flow, message: &Message, effects: &[Effect]) {
        for effect in effects {
            if let (Effect::CallHost(_, HostCall::MayPublish(..)), Step::Uploading(uploading)) = (effect, &before.step)
            {
                let open = uploading.uploads.iter().filter(|it| !matches!(it.status, UploadStatus::Done));
                assert!(open.count() < 2, "{message:?} sends what lacks a file");
            }
            let Effect::CallApi(_, ApiCall::Upload(contract, file, _)) = effect else { continue };
            assert!(matches!(self.flow.step, Step::Uploading(_)) && self.told.contains(contract));
            let is_new = self.uploaded.insert((*contract, file.name.to_string()));
            // Without a network none begins; one that waited for a new session may go on.
            assert!(!before.offline || !is_new || matches!(message, Message::ConnectivityChanged(true)));
            let goes_on = matches!(
                message,
                Message::HostAnswered { .. } | Message::TimerFired(_) | Message::ConnectivityChanged(true)
            );
            let again = matches!(message, Message::UploadDecided(Decision::Again));
            assert!(is_new || again || goes_on, "{message:?} uploads {} again", file.name);
        }
    }

    fn creations_are_wanted(&mut self, before: &Flow, message: &Message, effects: &[Effect]) {
        if let Message::ApiAnswered { id, response: ApiResponse::Created(result), .. } = message
            && self.creating == Some(*id)
        {
            self.creating = None;
            self.nothing_made = matches!(result, Err(Failure::Refused(_)));
            let failure = result.as_ref().err();
            let refusal = failure.and_then(Failure::refusal);
            let unproven = refusal.is_some() && matches!(failure.and_then(Failure::status), Some(401 | 429));
            self.in_doubt = unproven && !(self.keyed && self.keys);
            if let Ok(contract) = result {
                let told = matches!(self.flow.step, Step::Created(_) | Step::Publishing(_) | Step::Uploading(_));
                let sound = contract.state == State::Draft && contract.created.is_none_or(|then| then.0 > 0);
                assert!(!told || sound, "{contract:?} cannot be the attempt's");
            }
            let silent = matches!(
                result,
                Err(Failure::Unreachable(_) | Failure::UnexpectedResponse { .. } | Failure::Unreadable { .. })
            );
            assert!(!silent || matches!(self.flow.step, Step::Unconfirmed(_)), "{result:?} proves nothing");
        }
        for effect in effects {
            if let Effect::CallHost(id, HostCall::MayCreate(_)) = effect {
                match message {
                    Message::Confirmed(_) => assert!(matches!(before.step, Step::Reviewing(_))),
                    Message::CandidatesDismissed => assert!(matches!(before.step, Step::Unconfirmed(_))),
                    other => panic!("{other:?} asks to create a contract"),
                }
                self.agreeing = Some(*id);
            }
            let Effect::CallApi(id, ApiCall::Create(checked, once)) = effect else { continue };
            assert_eq!(self.creating, None, "two create requests are out");
            match self.agreed.take() {
                Some(key) => self.key = key,
                None => assert!(self.nothing_made && !self.in_doubt, "{message:?} repeats a creation"),
            }
            self.keyed = matches!(once, Once::Key(_));
            assert!(!self.keyed || *once == Once::Key(self.key.clone()), "two keys for one attempt");
            let contract = checked.contract();
            assert!(contract.name.chars().count() <= 130);
            assert!(contract.data_fields.iter().all(|value| value.value.chars().count() <= 1_024));
            self.creating = Some(*id);
            self.nothing_made = false;
        }
        let creating = matches!(self.flow.step, Step::Creating(_));
        assert!(creating || self.creating.is_none(), "{} while a create request is out", self.flow.step.name());
    }

    fn contracts_are_told_once(&mut self, effects: &[Effect]) {
        for effect in effects {
            if let Effect::Emit(Event::Created { contract, .. }) = effect {
                assert!(self.told.insert(*contract), "{contract} is told twice");
                assert!(matches!(self.flow.step, Step::Created(_) | Step::Publishing(_) | Step::Uploading(_)));
            }
            if let Effect::Emit(Event::Published { contract, .. }) = effect {
                // A card sends contracts that somebody else made, as often as somebody turns them into drafts again.
                if self.flow.settings.contract.is_none() && !self.flow.settings.list {
                    assert!(self.published.insert(*contract), "{contract} is told to be sent twice");
                    assert!(self.told.contains(contract), "{contract} is sent and was never told");
                }
                assert!(matches!(self.flow.step, Step::Published(_) | Step::Card(_)));
            }
        }
    }

    fn remember(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let latest = match effect {
                Effect::CallHost(id, call) => (id, Open::Host(call)),
                Effect::CallApi(id, call) => (id, Open::Api(call)),
                Effect::StartTimer(id, _) => (id, Open::Timer),
                Effect::CancelTimer(id) | Effect::Abort(id) => {
                    self.open.retain(|(open, _)| *open != id);
                    continue;
                }
                _ => continue,
            };
            let is_next_second = latest.1 == Open::Timer && self.made.contains(&latest);
            let before = self.made.last().map(|(before, _)| *before);
            assert!(is_next_second || before.is_none_or(|before| before < latest.0), "numbers only grow");
            self.open.push(latest.clone());
            if !is_next_second {
                self.made.push(latest);
            }
        }
        let two = matches!(
            self.flow.step,
            Step::Filling(_)
                | Step::Created(_)
                | Step::Published(_)
                | Step::PublishFailed(_)
                | Step::Publishing(_)
                | Step::Uploading(_)
        );
        let most = match self.flow.step {
            Step::Listing(_) => 8,
            _ if two => 2,
            _ => 1,
        };
        self.open.drain(..self.open.len().saturating_sub(most));
        self.made.drain(..self.made.len().saturating_sub(6));
    }
}

/// Whether the step may wait for an answer at all.
fn is_waiting(flow: &Flow) -> bool {
    match &flow.step {
        Step::Opening(_) | Step::Creating(_) | Step::Publishing(_) | Step::Card(_) | Step::Listing(_) => true,
        Step::Choosing(choosing) => choosing.loading.is_some(),
        Step::Filling(filling) => {
            let reads = |it: &ProductSection| matches!(it.tables, Tables::Loading(_));
            filling.request.is_some() || filling.products.as_ref().is_some_and(reads)
        }
        Step::Reviewing(reviewing) => reviewing.request.is_some(),
        Step::Unconfirmed(unconfirmed) => unconfirmed.request.is_some() || unconfirmed.is_searching(),
        Step::Created(created) | Step::Published(created) => asks_something(created),
        Step::PublishFailed(failed) => asks_something(&failed.created),
        Step::Uploading(uploading) => uploading.request.is_some() || asks_something(&uploading.created),
        _ => false,
    }
}

fn asks_something(created: &Created) -> bool {
    created.request.is_some() || matches!(created.twin, Twin::Sought(..) | Twin::Deleting(..))
}

/// From a turn to the message that it stands for here.
impl Walk {
    fn message(&self, turn: Turn) -> Option<Message> {
        Some(match turn {
            Turn::Answered(outcome) => return self.answer(outcome),
            Turn::AnsweredLate(number, outcome) => {
                let id = RequestId(u32::from(number) % 200);
                let open = self.open.iter().find(|(open, _)| *open == id).map(|(_, open)| open.clone());
                self.answer_to(id, &open.unwrap_or_else(|| anything(usize::from(number))), outcome)
            }
            Turn::AnsweredAgain(which, outcome) => {
                let at = usize::from(which).checked_rem(self.made.len())?;
                let (id, open) = self.made.get(at)?;
                self.answer_to(*id, open, outcome)
            }
            Turn::WaitedLate(number) => Message::TimerFired(RequestId(u32::from(number) % 200)),
            Turn::Ahead(which) => self.ahead(which),
            Turn::Typed(what, which, Words(text)) => typed(what, which, &text),
            Turn::Party(what @ 160.., table, row, Words(text)) => Message::Item(about_items(what, table, row, &text)),
            Turn::Party(what, party, person, Words(text)) => Message::Party(about_parties(what, party, person, &text)),
            Turn::Did(what, which) => did(what, which),
            Turn::Host(what, which) => match what % 10 {
                8 => Message::ConnectivityChanged(!which.is_multiple_of(3)),
                9 => Message::ConnectivityChanged(true),
                0 => Message::Reset,
                1 => Message::Refreshed,
                2 => Message::LeaveAllowed,
                3 => Message::Configured(Box::new(settings(0))),
                _ => Message::Configured(Box::new(settings(which))),
            },
        })
    }

    fn answer(&self, outcome: Outcome) -> Option<Message> {
        let (id, open) = self.open.last()?;
        Some(self.answer_to(*id, open, outcome))
    }

    fn answer_to(&self, id: RequestId, open: &Open, outcome: Outcome) -> Message {
        let at = Moment(self.now);
        match open {
            Open::Host(call) => Message::HostAnswered { id, at, result: host_result(call, outcome, self.now) },
            Open::Api(call) => {
                let response = response(call, outcome, self.now);
                let silent = matches!(response.failure(), Some(Failure::Unreachable(_)));
                let announced = Announced { keys: self.keys, records: self.keys, events: self.keys };
                Message::ApiAnswered { id, at, announced: (!silent).then_some(announced), response }
            }
            Open::Timer => Message::TimerFired(id),
        }
    }

    /// Whatever leads on from here.
    fn ahead(&self, which: u8) -> Message {
        match &self.flow.step {
            Step::Resting | Step::Opening(_) | Step::Creating(_) | Step::Unavailable(_) | Step::Publishing(_) => {
                Message::RetryRequested
            }
            Step::Choosing(choosing) => match choosing.catalogue.choice(usize::from(which) % 6) {
                Some(choice) => Message::TemplateChosen(choice),
                None => Message::Searched("".into()),
            },
            Step::Filling(filling) => match filling.errors.first().map(|error| error.field) {
                Some(FieldId::Name) => Message::NameEdited("Sound".into()),
                Some(FieldId::Field(index)) => {
                    Message::FieldEdited { field: filling.fields[index].custom_id.clone(), text: "1".into() }
                }
                Some(FieldId::Item(key, _)) => Message::Item(ItemMessage::Removed(key)),
                Some(FieldId::Party(key, _) | FieldId::Person(key, ..)) => Message::Party(PartyMessage::Removed(key)),
                _ if which.is_multiple_of(16) => Message::WentBack,
                _ if which.is_multiple_of(7) && self.flow.edits.files.added.is_empty() => {
                    Message::Files(about_files(3))
                }
                _ => Message::Submitted,
            },
            Step::Unconfirmed(unconfirmed) => match unconfirmed.candidates.first() {
                Some(contract) if !which.is_multiple_of(3) => Message::CandidateAccepted(contract.id),
                _ if which.is_multiple_of(5) => Message::CandidatesDismissed,
                _ => Message::RetryRequested,
            },
            Step::Reviewing(_) if which.is_multiple_of(16) => Message::WentBack,
            Step::Reviewing(_) => Message::Confirmed((!which.is_multiple_of(3)).then(invitation)),
            Step::Created(created) | Step::Published(created)
                if matches!(created.twin, Twin::Found(_) | Twin::Doomed(_)) && !which.is_multiple_of(4) =>
            {
                Message::TwinDeletionRequested
            }
            Step::Uploading(_) if which.is_multiple_of(9) => Message::UploadStopped,
            Step::Uploading(_) => Message::UploadDecided(decision(which)),
            Step::Created(_) | Step::Card(_) if which.is_multiple_of(3) => Message::PublishRequested(invitation()),
            Step::Card(_) if which.is_multiple_of(4) => Message::LinkRequested(ParticipantId(1)),
            Step::Card(_) if which.is_multiple_of(7) => Message::LeaveAllowed,
            Step::Card(_) => Message::VisibilityChanged(!which.is_multiple_of(5)),
            Step::Listing(_) if which.is_multiple_of(4) => Message::LeaveAllowed,
            Step::Listing(_) if which.is_multiple_of(5) => Message::NewContractRequested,
            Step::Listing(_) if which.is_multiple_of(3) => Message::ContractOpened(ContractId(u64::from(which) % 12)),
            Step::Listing(_) if which.is_multiple_of(2) => {
                Message::Scrolled(Viewport { top: usize::from(which), height: 400, content: 900 })
            }
            Step::Listing(_) => Message::VisibilityChanged(!which.is_multiple_of(11)),
            Step::PublishFailed(failed) if !which.is_multiple_of(5) => {
                if failed.certain {
                    Message::PublishRequested(invitation())
                } else {
                    Message::RetryRequested
                }
            }
            Step::Created(_) | Step::Published(_) | Step::PublishFailed(_) => Message::StartedOver,
        }
    }
}

fn decision(which: u8) -> Decision {
    use Decision::{Again, Drop, DropAll, LookAgain, Take};
    [Again, Drop, DropAll, LookAgain, Take][usize::from(which) % 5]
}

fn about_files(which: u8) -> FileMessage {
    let names = ["a.pdf", "b.pdf", "c.exe"];
    let name = names[usize::from(which) % 3];
    match which % 8 {
        0 => FileMessage::Removed(name.into()),
        1 => FileMessage::Undone,
        2 => FileMessage::KindChosen(name.into(), FileKind::Document),
        _ => FileMessage::Offered(vec![Offered { name: name.into(), content: Some((which.into(), 7)) }]),
    }
}

fn typed(what: u8, which: u8, text: &str) -> Message {
    let field = || ["order_no", "amount", "gone", "Kundens önskemål"][usize::from(which) % 4].into();
    match what % 8 {
        0 => Message::NameEdited(text.into()),
        4 => Message::SubjectEdited(text.into()),
        5 => Message::InvitationEdited(text.into()),
        1 => Message::NameRestored,
        2 => Message::FieldRestored(field()),
        3 => Message::Searched(text.into()),
        _ => Message::FieldEdited { field: field(), text: text.into() },
    }
}

fn about_parties(what: u8, party: u8, person: u8, text: &str) -> PartyMessage {
    let key = if party.is_multiple_of(11) { OWNER } else { PartyKey(u32::from(party) % 4) };
    let somebody = PersonKey(u32::from(person) % 3);
    let kind = if person.is_multiple_of(2) { PartyKind::Company } else { PartyKind::Individual };
    match what % 22 {
        16 => PartyMessage::MovedUp(key),
        17 => PartyMessage::PersonToggled(key, usize::from(person) % 3),
        18 => PartyMessage::OwnPartChosen((!person.is_multiple_of(3)).then_some(Role::Organizer)),
        19 => PartyMessage::Undone,
        20 => PartyMessage::SuggestedAdded(usize::from(person) % 3),
        21 => PartyMessage::DetailsToggled(key, somebody),
        0 | 1 => PartyMessage::Added(kind),
        2 if person.is_multiple_of(8) => PartyMessage::Restored,
        2 => PartyMessage::Removed(key),
        3 => PartyMessage::Expanded(key),
        4 => PartyMessage::Collapsed(key),
        5 => PartyMessage::KindChanged(key, kind),
        6 => PartyMessage::PersonAdded(key),
        7 => PartyMessage::PersonRemoved(key, somebody),
        8 | 9 => {
            let inputs = [PartyInput::Summary, PartyInput::Name, PartyInput::Number, PartyInput::Country];
            PartyMessage::Edited(key, inputs[usize::from(person) % 4], text.into())
        }
        _ => {
            let inputs = [
                PersonInput::Name,
                PersonInput::Email,
                PersonInput::Phone,
                PersonInput::Title,
                PersonInput::Role,
                PersonInput::Channel,
                PersonInput::SignMethod,
                PersonInput::SecondFactor,
            ];
            PartyMessage::PersonEdited(key, somebody, inputs[usize::from(party) % 8], text.into())
        }
    }
}

fn about_items(what: u8, table: u8, row: u8, text: &str) -> ItemMessage {
    let number = u32::from(table) % 3;
    let key = ItemKey { table: number, row: u32::from(row) % 5 };
    let inputs = [ItemInput::Name, ItemInput::Price(Nth::First), ItemInput::Discount(Nth::First), ItemInput::Chosen];
    let input = inputs[usize::from(table) % 4];
    match what % 10 {
        0 => ItemMessage::Added(number),
        1 => ItemMessage::Removed(key),
        2 => ItemMessage::Undone,
        3 => ItemMessage::MovedUp(key),
        4 => ItemMessage::MovedDown(key),
        5 => ItemMessage::TemplateRestored(number),
        6 => ItemMessage::PageRestored(number),
        7 => ItemMessage::FocusMoved(key, input, Toward::Next),
        _ => ItemMessage::Edited(key, input, Written::plain(text)),
    }
}

fn invitation() -> Rc<Invitation> {
    Rc::new(Invitation { subject: "Sound".into(), message: "Please sign.".into() })
}

fn did(what: u8, which: u8) -> Message {
    let moves = [Move::Next, Move::Previous, Move::First, Move::Last, Move::PageDown, Move::PageUp];
    match what % 27 {
        22..=24 => Message::Files(about_files(which)),
        25 => Message::UploadDecided(decision(which)),
        26 => Message::UploadStopped,
        19 | 20 => Message::FileRequested,
        21 => Message::ContractChanged(ContractId(u64::from(which) % 12)),
        18 => Message::TwinDeletionRequested,
        14 => Message::Confirmed(None),
        15 => Message::PublishRequested(invitation()),
        16 => Message::Cancelled,
        17 => Message::CopyRequested("Hello".into()),
        0 => Message::RetryRequested,
        1 => Message::WorkspaceFiltered(Some(WorkspaceId(u64::from(which) % 4))),
        2 => Message::WorkspaceFiltered(None),
        13 => Message::Scrolled(Viewport { top: usize::from(which) * 7, height: 400, content: usize::from(which) * 9 }),
        3 | 4 => Message::HighlightMoved(moves[usize::from(which) % 6]),
        5 => Message::HighlightChosen,
        6 => Message::Submitted,
        7 => Message::WentBack,
        8 => Message::CandidateAccepted(ContractId(u64::from(which) % 12)),
        9 => Message::CandidatesDismissed,
        10 => Message::StartedOver,
        11 if which.is_multiple_of(2) => Message::ResetConfirmed,
        11 => Message::ResetDeclined,
        12 => Message::ErrorFollowed(FieldId::Field(usize::from(which))),
        _ if which.is_multiple_of(3) => Message::TemplateChosen(Choice {
            workspace: WorkspaceId(u64::from(which) % 4),
            workspace_name: "Gone".into(),
            template: template(which),
            may_publish: true,
        }),
        _ => Message::HighlightMoved(Move::Next),
    }
}

/// Some call, for answers that nobody asked for.
fn anything(number: usize) -> Open {
    let calls = [
        Open::Api(ApiCall::Catalogue),
        Open::Api(ApiCall::Extensions),
        Open::Api(ApiCall::Templates(0)),
        Open::Api(ApiCall::Ping),
        Open::Api(ApiCall::RecentDrafts),
        Open::Host(HostCall::Authorize(AuthorizeReason::Expired)),
    ];
    calls[number % calls.len()].clone()
}

fn host_result(call: &HostCall, outcome: Outcome, now: i64) -> Result<Text, Failure> {
    match (outcome, call) {
        (Outcome::Right(_), _) => Ok(format!("key of {now}").into()),
        (Outcome::Failed(kind, _), HostCall::Authorize(_)) => Err(Failure::Unauthorised(match kind % 3 {
            0 => SessionError::Rejected,
            1 => SessionError::TimedOut,
            _ => SessionError::Invalid,
        })),
        (Outcome::Failed(..), HostCall::LoadFull) => Err(Failure::Unreachable(TransportError::Network)),
        (Outcome::Failed(_, more), HostCall::MayCreate(_) | HostCall::MayPublish(..)) => {
            Err(Failure::Rejected((!more.is_multiple_of(2)).then(|| "Not yet".into())))
        }
    }
}

fn response(call: &ApiCall, outcome: Outcome, now: i64) -> ApiResponse {
    let which = match outcome {
        Outcome::Right(which) => which,
        Outcome::Failed(kind, more) => return ApiResponse::failed(call, failure(kind, more)),
    };
    match call {
        ApiCall::Catalogue => ApiResponse::Catalogue(Ok(catalogue(which))),
        ApiCall::Extensions => {
            let extension = Extension { kind: "demo_crm".into(), name: None, active: which.is_multiple_of(2) };
            ApiResponse::Extensions(Ok(Page(vec![extension])))
        }
        ApiCall::Templates(offset) => {
            let workspace = WorkspaceRef { id: WorkspaceId(1), name: "Sales".into() };
            let listed = ListedTemplate { template: template(which), workspaces: vec![workspace] };
            ApiResponse::Templates(*offset, Ok(Page(vec![listed; usize::from(which % 4) * 34])))
        }
        ApiCall::Ping => ApiResponse::Ping(Ok(())),
        ApiCall::DataFields(_) => ApiResponse::DataFields(Ok(data_fields(which))),
        ApiCall::ProductTables(_) => ApiResponse::ProductTables(Ok(product_tables(which))),
        ApiCall::Users => ApiResponse::Users(Ok(Page(vec![User {
            name: "Ola Nordin".into(),
            email: "ola@northwind.example".into(),
            title: "".into(),
            active: which.is_multiple_of(2),
        }]))),
        ApiCall::Create(valid, _) => {
            let sent = valid.contract();
            // Some answers are about another contract: one that is known, or one that is older.
            let id = if which.is_multiple_of(17) { 1_000 } else { 1_000 + now.unsigned_abs() };
            let made = if which.is_multiple_of(13) { -1_000 } else { now };
            ApiResponse::Created(Ok(Contract {
                id: ContractId(id),
                ..contract(which, &sent.name, sent.template_id, made)
            }))
        }
        ApiCall::File(_) => ApiResponse::File(Ok("blob:https://partner.example/1".into())),
        ApiCall::Delete(_) => ApiResponse::Deleted(Ok(())),
        ApiCall::Upload(..) => ApiResponse::Uploaded(Ok(())),
        ApiCall::Files(_) => {
            let file = ContractFile { name: "a.pdf".into(), kind: "attachment".into() };
            ApiResponse::Files(Ok(Page(vec![file; usize::from(which) % 2])))
        }
        ApiCall::Link(_, participant) => {
            ApiResponse::Link(*participant, Ok(AccessLink("https://app.oneflow.example/link".into())))
        }
        ApiCall::Publish(id, ..) => ApiResponse::Published(Ok(sent_or_draft(*id, which, now))),
        ApiCall::Contract(id) => ApiResponse::Contract(Ok(sent_or_draft(*id, which, now))),
        ApiCall::Approval(template) => ApiResponse::Approval(*template, Ok(Approval(which.is_multiple_of(2)))),
        ApiCall::OfRecord(by) => {
            let known = |id| KnownContract { id: ContractId(1_000 + id), name: "".into(), is_out: id == 1 };
            ApiResponse::OfRecord(*by, Ok(Page((0..u64::from(which) % 3).map(known).collect())))
        }
        ApiCall::Listed(offset) => {
            let listed = (0..which % 12).map(|n| contract(n, "Sound", TemplateId(u64::from(n)), now - i64::from(n)));
            ApiResponse::Listed(*offset, Ok(Page(listed.collect())))
        }
        ApiCall::Detail(id) => ApiResponse::Detail(*id, Ok(sent_or_draft(*id, which, now))),
        ApiCall::Resolve(_, id) => ApiResponse::Resolved(*id, Ok(())),
        ApiCall::RecentDrafts | ApiCall::RecordDrafts => {
            let drafts =
                (0..which % 4).map(|n| contract(which.wrapping_add(n), "Sound", TemplateId(u64::from(n)), now));
            ApiResponse::RecentDrafts(Ok(Page(drafts.collect())))
        }
    }
}

fn sent_or_draft(id: ContractId, which: u8, now: i64) -> Contract {
    let state = if which.is_multiple_of(2) { State::Pending } else { State::Draft };
    let id = if which.is_multiple_of(19) { ContractId(id.0 + 1) } else { id };
    Contract { id, state, ..contract(which, "Sound", TemplateId(1), now) }
}

fn problem_at(path: &str) -> ParameterProblem {
    ParameterProblem { path: path.into(), sentence: "Not valid.".into() }
}

fn failure(kind: u8, more: u8) -> Failure {
    let refused = |status| {
        let paths = ["name", "data_fields[0].value", "participant.email", "parties[1].name", "unknown", "order_no", ""];
        Failure::Refused(Rc::new(Problem {
            status,
            code: None,
            request_id: None,
            kind: more.is_multiple_of(7).then(|| "https://broker.example/acting-user-unknown".into()),
            candidates: None,
            parameters: paths.iter().take(usize::from(more) % 8).map(|path| problem_at(path)).collect(),
            retry_after: Some(u32::from(more) % 3),
        }))
    };
    match kind % 16 {
        0 => Failure::Unreachable(TransportError::Network),
        1 => Failure::Unreachable(TransportError::Timeout),
        2 => Failure::Unauthorised(SessionError::Rejected),
        3 if more.is_multiple_of(3) => {
            let named = (0..u64::from(more) % 4).map(|id| ContractId(1_000 + id));
            Failure::CreationUnknown { request_id: None, candidates: more.is_multiple_of(2).then(|| named.collect()) }
        }
        3 => Failure::UnexpectedResponse { status: 500 + u16::from(more) % 5, request_id: None },
        4 => Failure::Unreadable { at: "id: expected a whole number".into() },
        5 | 6 => refused(401),
        7 => refused(402),
        8 => refused(403),
        9 => refused(404),
        10 => refused(409),
        11 | 12 => refused(429),
        13 => refused(418),
        _ => refused(400),
    }
}

fn settings(which: u8) -> Settings {
    let person = |key| {
        let mut person = Person::new(PersonKey(key));
        let (name, email) = [("Ada Berg", "ada@acme.example"), ("Bo Ek", "bo@acme.example")][key as usize];
        (person.name, person.email) = (name.into(), email.into());
        person.role = Role::ALL[usize::from(which) % 3];
        person
    };
    let party =
        Party { name: "Acme AB".into(), people: vec![person(0)], ..Party::new(PartyKey(0), PartyKind::Company) };
    let mut settings = Settings {
        api_base: "https://partner.example/v1".into(),
        app_base: "https://app.oneflow.example".into(),
        extension_type: Some("demo_crm".into()),
        ..Settings::default()
    };
    match which % 10 {
        9 => {
            settings.list = true;
            settings.prefill.record = Record::new("deal_id".into(), "1".into());
        }
        8 => settings.contract = Some(ContractId(u64::from(which) % 12)),
        1 => settings.external_id = Some("deal-1".into()),
        2 => settings.extension_type = None,
        3 => settings.template = Some(TemplateId(u64::from(which) % 6)),
        4 => settings.workspace = Some(WorkspaceId(u64::from(which) % 4)),
        5 => settings.error = Some(ConfigError::NoAuthorize),
        6 => {
            settings.prefill.people = [person(0), person(1)].into();
            settings.prefill.parties = vec![party];
            let row = |row| Item { name: "Hours".into(), ..Item::new(ItemKey { table: 0, row }) };
            settings.prefill.items = OfFull::from(vec![row(0), row(1)]);
        }
        7 => settings.prefill_error = Some("prefill: expected an object".into()),
        _ => {}
    }
    settings
}

fn plain_template(which: u8) -> Template {
    let offer = |name: &str, requires: &[&str]| AvailableOption {
        name: name.into(),
        preferred: false,
        requires: requires.iter().map(|it| (*it).into()).collect(),
    };
    Template {
        id: TemplateId(u64::from(which) % 6),
        name: (!which.is_multiple_of(3)).then(|| "Sound".into()),
        kind: (!which.is_multiple_of(5)).then(|| TemplateType { id: TemplateTypeId(9001), name: "Demo CRM".into() }),
        creator_signs: None,
        options: AvailableOptions {
            channels: vec![offer("email", &["email"]), offer("sms", &["phone_number"]), offer("none", &[])],
            sign_methods: vec![offer("standard_esign", &[]), offer("sms", &[])],
            products: which.is_multiple_of(2),
            attachments: true,
            expanded_pdf: which.is_multiple_of(2),
            ..AvailableOptions::default()
        },
    }
}

fn template(which: u8) -> Rc<Template> {
    Rc::new(plain_template(which))
}

/// None, one row, or several in three workspaces.
fn catalogue(which: u8) -> Vec<Workspace> {
    let workspace = |id: u8, templates| Workspace {
        id: WorkspaceId(id.into()),
        name: "Sales".into(),
        may_publish: !which.is_multiple_of(6),
        templates,
    };
    match which % 8 {
        0 => vec![],
        1 => vec![workspace(1, vec![template(1)])],
        _ => vec![
            workspace(1, vec![template(1), template(2)]),
            workspace(2, vec![template(1), template(3)]),
            workspace(3, vec![]),
            workspace(0, vec![template(4), template(5)]),
        ],
    }
}

fn data_fields(which: u8) -> DataFields {
    let field = |id: &str, default: &str, active| {
        Rc::new(DataField {
            custom_id: id.into(),
            name: id.into(),
            description: None,
            placeholder: None,
            default: default.into(),
            active,
        })
    };
    let all = vec![field("order_no", "", true), field("amount", "1", true), field("gone", "", false)];
    DataFields(all.into_iter().take(usize::from(which) % 4).collect())
}

/// None, one or two tables with a row of each kind.
fn product_tables(which: u8) -> ProductGroups {
    let kinds = [QuantityKind::Number, QuantityKind::SingleChoice, QuantityKind::MultipleChoice];
    let row = |kind| Product {
        name: "Support".into(),
        description: "".into(),
        price: None,
        second_price: None,
        quantity: Quantity { kind, amount: Decimal::ONE },
        custom_id: None,
        counterparty_lock: false,
    };
    let table = |id: u8| {
        Rc::new(ProductGroup {
            id: ProductGroupId(id.into()),
            name: None,
            columns: vec![],
            shows_tax: which.is_multiple_of(2),
            prefix: "".into(),
            postfix: "".into(),
            price_decimals: 2,
            quantity_decimals: 0,
            hides_sums: false,
            products: kinds.iter().cloned().map(row).collect(),
        })
    };
    ProductGroups((0..which % 3).map(table).collect::<Vec<_>>().into())
}

fn contract(which: u8, name: &str, template: TemplateId, now: i64) -> Contract {
    Contract {
        id: ContractId(u64::from(which) % 12),
        name: name.into(),
        state: if which.is_multiple_of(11) { State::Other("canceled".into()) } else { State::Draft },
        workspace: None,
        template: (!which.is_multiple_of(2)).then_some(template),
        created: Some(Moment(now)),
        state_since: None,
        published: None,
        expires: None,
        may_publish: !which.is_multiple_of(5),
        may_delete: !which.is_multiple_of(7),
        overview: Rc::default(),
        parties: vec![],
        fields: vec![],
        products: None,
    }
}
