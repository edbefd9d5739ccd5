//! The vocabulary of the stories: what the user and the host do, and what is there to see.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use oneflow_contract_picker::api::Text;
use oneflow_contract_picker::api::announced::Announced;
use oneflow_contract_picker::api::contract::Contract;
use oneflow_contract_picker::api::contract_file::FileKind;
use oneflow_contract_picker::api::failure::{Failure, TransportError};
use oneflow_contract_picker::api::ids::ContractId;
use oneflow_contract_picker::api::invitation::Invitation;
use oneflow_contract_picker::api::moment::Moment;
use oneflow_contract_picker::client::credentials::Credentials;
use oneflow_contract_picker::flow::effect::{ApiCall, Effect, Focus, HostCall, RequestId, Warning};
use oneflow_contract_picker::flow::event::Event;
use oneflow_contract_picker::flow::form::edits::Sourced;
use oneflow_contract_picker::flow::form::field::{ErrorKind, FieldId};
use oneflow_contract_picker::flow::form::files::Offered;
use oneflow_contract_picker::flow::form::files::rules::FileError;
use oneflow_contract_picker::flow::form::party::{PartyInput, PartyKey, PartyKind};
use oneflow_contract_picker::flow::form::person::{PersonInput, PersonKey};
use oneflow_contract_picker::flow::handed_over::Continuation;
use oneflow_contract_picker::flow::message::{FileMessage, Message, PartyMessage};
use oneflow_contract_picker::flow::notice::Notice;
use oneflow_contract_picker::flow::response::ApiResponse;
use oneflow_contract_picker::flow::snapshot::Snapshot;
use oneflow_contract_picker::flow::steps::card::Card;
use oneflow_contract_picker::flow::steps::choosing::Choosing;
use oneflow_contract_picker::flow::steps::choosing::catalogue::Choice;
use oneflow_contract_picker::flow::steps::creating::Creating;
use oneflow_contract_picker::flow::steps::filling::Filling;
use oneflow_contract_picker::flow::steps::listing::Listing;
use oneflow_contract_picker::flow::steps::publishing::Created;
use oneflow_contract_picker::flow::steps::publishing::PublishFailed;
use oneflow_contract_picker::flow::steps::reviewing::Reviewing;
use oneflow_contract_picker::flow::steps::unavailable::Reason;
use oneflow_contract_picker::flow::steps::unconfirmed::Unconfirmed;
use oneflow_contract_picker::flow::steps::upload::Decision;
use oneflow_contract_picker::flow::{Flow, Step};
use oneflow_contract_picker::json::{FromJson, Json};
use oneflow_contract_picker::widget::perform::{perform, request};
use oneflow_sandbox::{Account, FaultKind, time};
use serde_json::Value;
use tokio::runtime::Runtime;

use super::authorize::{Authorize, Gives};
use super::stage::{NOON, SIRI, settings};
use super::wire::{Second, Sent, Wire};

/// More turns than any story needs.
const TURNS: usize = 3_000;

/// The first person of a party.
pub const FIRST: PersonKey = PersonKey(0);

/// One element, from the moment that it is put on the page.
pub struct Story {
    pub account: Account,
    pub flow: Flow,
    pub wire: Wire,
    pub authorize: Authorize,
    pub events: Vec<Event>,
    pub warnings: Vec<Warning>,
    pub focus: Vec<Focus>,
    pub now: Moment,
    pub copied: Option<String>,
    pub aborted: Vec<RequestId>,
    told: Value,
    credentials: Credentials,
    vetoes: VecDeque<Option<&'static str>>,
    /// How many keys were given out.
    keys: u32,
    asked: VecDeque<(RequestId, Call)>,
    waits: VecDeque<(RequestId, u32)>,
    pace: Pace,
    runtime: Runtime,
}

/// What happens by itself between two acts of the user.
#[derive(Clone, Copy, PartialEq)]
enum Pace {
    /// Everything, waiting included.
    ToTheEnd,
    /// Requests are answered, time stands still.
    WithoutWaiting,
    /// Only what the host is asked: requests are out.
    Holding,
}

/// Who is asked, and what.
enum Call {
    Host(HostCall),
    Api(ApiCall),
}

/// Running the element.
impl Story {
    pub fn begin(account: Account, told: Value, authorize: Authorize) -> Self {
        Self::begin_with(account, told, authorize, None)
    }

    fn begin_with(account: Account, told: Value, authorize: Authorize, snapshot: Option<Snapshot>) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        let mut story = Self {
            wire: Wire::new(account.clone()),
            account,
            flow: Flow::default(),
            authorize,
            events: Vec::new(),
            warnings: Vec::new(),
            focus: Vec::new(),
            now: Moment(NOON),
            copied: None,
            aborted: Vec::new(),
            told,
            credentials: Credentials::default(),
            vetoes: VecDeque::new(),
            keys: 0,
            asked: VecDeque::new(),
            waits: VecDeque::new(),
            pace: Pace::ToTheEnd,
            runtime: runtime.expect("starts"),
        };
        if let Some(snapshot) = snapshot {
            story.hears(Message::SnapshotLoaded(Box::new(snapshot)));
        }
        story.hears(Message::Configured(Box::new(settings(&story.told))));
        story
    }

    /// A message, and everything that follows from it by itself.
    pub fn hears(&mut self, message: Message) {
        self.turn(message);
        self.settle();
    }

    /// Picks something in a list, and the page lets it take the place of the list.
    pub fn picks(&mut self, message: Message) {
        self.hears(message);
        self.hears(Message::LeaveAllowed);
    }

    fn settle(&mut self) {
        for _ in 0..TURNS {
            let host_is_asked =
                matches!(self.asked.front(), Some((_, Call::Host(HostCall::MayCreate(_) | HostCall::MayPublish(..)))));
            if self.pace == Pace::Holding && !host_is_asked {
                return;
            }
            if let Some((id, call)) = self.asked.pop_front() {
                let message = self.answer(id, call);
                self.turn(message);
            } else if self.pace == Pace::WithoutWaiting || !self.wait() {
                return;
            }
        }
        panic!("the element does not come to rest in {}", self.step());
    }

    fn answer(&mut self, id: RequestId, call: Call) -> Message {
        let at = self.now;
        match call {
            Call::Host(call) => Message::HostAnswered { id, at, result: self.ask_host(&call) },
            Call::Api(call) => {
                let request = request(&self.flow.settings, &call);
                let asked = perform(&self.wire, &self.credentials, &request, &call);
                let (response, announced) = self.runtime.block_on(asked);
                Message::ApiAnswered { id, at, announced, response }
            }
        }
    }

    fn ask_host(&mut self, call: &HostCall) -> Result<Text, Failure> {
        match call {
            HostCall::Authorize(reason) => {
                self.credentials = self.authorize.ask(*reason)?;
                Ok("".into())
            }
            // There is nothing else natively: each element is the full one.
            HostCall::LoadFull => Err(Failure::Unreachable(TransportError::Network)),
            HostCall::MayCreate(_) | HostCall::MayPublish(..) => {
                if let Some(reason) = self.vetoes.pop_front() {
                    return Err(Failure::Rejected(reason.map(Into::into)));
                }
                self.keys += 1;
                Ok(format!("key-{}", self.keys).into())
            }
        }
    }

    /// Lets the next wait pass, if there is one.
    fn wait(&mut self) -> bool {
        let Some((id, seconds)) = self.waits.pop_front() else {
            return false;
        };
        self.now.0 += i64::from(seconds);
        self.account.advance(time::Duration::seconds(seconds.into()));
        self.turn(Message::TimerFired(id));
        true
    }

    fn turn(&mut self, message: Message) {
        let from = self.step();
        let (flow, effects) = std::mem::take(&mut self.flow).update(message);
        self.flow = flow;
        let to = self.step();
        let changes = effects.iter().filter(|effect| matches!(effect, Effect::Emit(Event::StateChange { .. }))).count();
        assert_eq!(changes, usize::from(from != to), "{from} to {to} is told {changes} times");
        for effect in effects {
            match effect {
                Effect::CallHost(id, call) => self.asked.push_back((id, Call::Host(call))),
                Effect::CallApi(id, call) => self.asked.push_back((id, Call::Api(call))),
                Effect::StartTimer(id, seconds) => self.waits.push_back((id, seconds)),
                Effect::CancelTimer(id) => self.waits.retain(|(waiting, _)| *waiting != id),
                Effect::Abort(id) => self.aborted.push(id),
                Effect::Emit(event) => self.events.push(event),
                Effect::Warn(warning) => self.warnings.push(warning),
                Effect::Copy(text) => self.copied = Some(text.to_string()),
                Effect::Focus(focus) => self.focus.push(focus),
                Effect::ContinueInFull => panic!("natively, each element is the full one"),
            }
        }
        let told = self.told_created();
        let once: BTreeSet<_> = told.iter().collect();
        assert_eq!(once.len(), told.len(), "a contract was told twice");
    }
}

/// What happens around the element.
impl Story {
    /// Another element on the same account, which has made nothing yet.
    pub fn seen_by_a_fresh_element(self) -> Self {
        Self::begin(self.account, self.told, Authorize::new(&[Gives::User(SIRI)]))
    }

    /// The same element with a fresh core, which is told what the element remembers.
    pub fn after_a_stop(self) -> Self {
        let Continuation::Snapshot(snapshot) = self.flow.continuation() else {
            panic!("there is nothing to remember");
        };
        let text = snapshot.to_text();
        self.recalling(Snapshot::from_json(&Json::parse(&text).expect("is JSON")).expect("is a snapshot"))
    }

    pub fn recalling(self, snapshot: Snapshot) -> Self {
        let (account, told) = (self.account, self.told);
        Self::begin_with(account, told, Authorize::new(&[Gives::User(SIRI)]), Some(snapshot))
    }

    /// The same page after a reload, with what it kept of the element.
    pub fn reloaded_with(self, draft: impl FnOnce(&Self) -> String) -> Self {
        let mut told = self.told.clone();
        told["draft"] = draft(&self).into();
        Self::begin(self.account, told, Authorize::new(&[Gives::User(SIRI)]))
    }

    /// A card on the same account.
    pub fn seen_by_a_card(self, contract: u64) -> Self {
        let mut told = self.told;
        told["card"] = true.into();
        told["contractId"] = contract.to_string().into();
        Self::begin(self.account, told, Authorize::new(&[Gives::User(SIRI)]))
    }

    /// A server with a ledger of idempotency keys stands before Oneflow from now on.
    pub fn server_honours_keys(&mut self) {
        *self.wire.ledger.borrow_mut() = Some(BTreeMap::new());
        self.hears(Message::Refreshed);
    }

    /// Something on the way sends the next create request twice; a fault may meet the second.
    pub fn is_sent_twice(&mut self, second: Option<FaultKind>) {
        *self.wire.repeats.borrow_mut() = Some(Second(second));
    }

    /// The next create request gets an answer that was changed on the way.
    pub fn is_answered_with(&mut self, change: fn(&mut Value)) {
        *self.wire.falsifies.borrow_mut() = Some(change);
    }

    /// Some seconds pass in which nothing happens.
    pub fn seconds_pass(&mut self, seconds: i64) {
        self.now.0 += seconds;
        self.account.advance(time::Duration::seconds(seconds));
    }

    /// Whether it waits for anything by itself.
    pub fn is_waiting(&self) -> bool {
        !self.waits.is_empty()
    }

    /// From now on something goes wrong once.
    pub fn goes_wrong(&mut self, on: &str, kind: FaultKind) {
        self.goes_wrong_times(1, on, kind);
    }

    pub fn goes_wrong_times(&mut self, times: u32, on: &str, kind: FaultKind) {
        self.account.arm(oneflow_sandbox::Fault { on: on.to_owned(), kind, times });
    }

    /// Requests stay out from now on.
    pub fn nothing_answers(&mut self) {
        self.pace = Pace::Holding;
    }

    /// The oldest call that is out is answered; what follows from it stays out.
    pub fn one_call_is_answered(&mut self) {
        let (id, call) = self.asked.pop_front().expect("is out");
        let message = self.answer(id, call);
        self.hears(message);
    }

    /// How many calls are out.
    pub fn calls_out(&self) -> usize {
        self.asked.len()
    }

    /// The latest call that is out is answered before the others.
    pub fn the_latest_call_is_answered(&mut self) {
        let latest = self.asked.pop_back().expect("is out");
        self.asked.push_front(latest);
        self.one_call_is_answered();
    }

    /// The contract that is being read comes back as this one.
    pub fn answers_the_read_with(&mut self, contract: Contract) {
        let (id, _) = self.asked.pop_front().expect("is out");
        let response = ApiResponse::Contract(Ok(contract));
        self.hears(Message::ApiAnswered { id, at: self.now, announced: Some(Announced::default()), response });
    }

    /// Requests are answered, but time stands still from now on.
    pub fn time_stands_still(&mut self) {
        self.pace = Pace::WithoutWaiting;
    }

    /// What is out is answered, and time goes on by itself.
    pub fn everything_goes_on(&mut self) {
        self.pace = Pace::ToTheEnd;
        self.settle();
    }

    /// One wait passes; what follows from it is answered.
    pub fn one_wait_passes(&mut self) {
        assert!(self.wait(), "nothing waits in {}", self.step());
        self.settle();
    }

    /// The host forbids what it is asked next, and may say why.
    pub fn host_vetoes(&mut self, reason: Option<&'static str>) {
        self.vetoes.push_back(reason);
    }

    /// The host changes an attribute or a property.
    pub fn host_sets(&mut self, name: &str, value: impl Into<Value>) {
        self.told[name] = value.into();
        self.hears(Message::Configured(Box::new(settings(&self.told))));
    }

    /// The host changes two of them at once.
    pub fn host_sets_both(&mut self, name: &str, value: &str, other: &str, other_value: &str) {
        self.told[name] = value.into();
        self.host_sets(other, other_value);
    }
}

/// What the user does.
impl Story {
    pub fn searches(&mut self, text: &str) {
        self.hears(Message::Searched(text.into()));
    }

    pub fn chooses(&mut self, template: &str) {
        let choice = self.choice(|choice| choice.template.name.as_deref() == Some(template));
        self.hears(Message::TemplateChosen(choice));
    }

    pub fn chooses_in(&mut self, workspace: &str, template: &str) {
        let there = |choice: &Choice| &*choice.workspace_name == workspace;
        let choice = self.choice(|choice| there(choice) && choice.template.name.as_deref() == Some(template));
        self.hears(Message::TemplateChosen(choice));
    }

    /// The first row on show that fits.
    pub fn choice(&self, fits: impl Fn(&Choice) -> bool) -> Choice {
        let choosing = self.choosing();
        let mut rows = choosing.hits.iter().filter_map(|hit| choosing.catalogue.choice(*hit));
        rows.find(fits).unwrap_or_else(|| panic!("no such row among {:?}", self.list()))
    }

    pub fn names_it(&mut self, text: &str) {
        self.hears(Message::NameEdited(text.into()));
    }

    pub fn types(&mut self, field: &str, text: &str) {
        self.hears(Message::FieldEdited { field: field.into(), text: text.into() });
    }

    pub fn adds(&mut self, kind: PartyKind) -> PartyKey {
        self.hears(Message::Party(PartyMessage::Added(kind)));
        self.flow.edits.parties(&self.flow.settings.prefill).last().expect("was added").key
    }

    pub fn adds_person(&mut self, party: PartyKey) -> PersonKey {
        self.hears(Message::Party(PartyMessage::PersonAdded(party)));
        let parties = self.flow.edits.parties(&self.flow.settings.prefill);
        parties.iter().find(|other| other.key == party).and_then(|it| it.people.last()).expect("was added").key
    }

    pub fn writes(&mut self, party: PartyKey, input: PartyInput, text: &str) {
        self.hears(Message::Party(PartyMessage::Edited(party, input, text.into())));
    }

    pub fn writes_person(&mut self, party: PartyKey, person: PersonKey, input: PersonInput, text: &str) {
        self.hears(Message::Party(PartyMessage::PersonEdited(party, person, input, text.into())));
    }

    /// A company with one person whom email reaches.
    pub fn adds_company(&mut self, name: &str, person: &str, email: &str) -> PartyKey {
        let party = self.adds(PartyKind::Company);
        self.writes(party, PartyInput::Name, name);
        self.writes_person(party, FIRST, PersonInput::Name, person);
        self.writes_person(party, FIRST, PersonInput::Email, email);
        party
    }

    /// A supply agreement with Acme AB, ready to be created.
    pub fn fills_in_a_supply_agreement(&mut self) {
        self.chooses_in("Sales Nordics", "Supply agreement");
        self.names_it("Supply agreement, Acme");
        self.types("order_no", "A-17");
        self.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
    }

    pub fn presses_review(&mut self) {
        self.hears(Message::Submitted);
    }

    /// Reviews what is filled in and creates it, if there is nothing to correct.
    pub fn presses_create(&mut self) {
        self.presses_review();
        self.hears(Message::Confirmed(None));
    }

    pub fn presses_create_and_send(&mut self) {
        self.presses_review();
        self.hears(Message::Confirmed(Some(invitation())));
    }

    pub fn presses_send(&mut self) {
        self.hears(Message::PublishRequested(invitation()));
    }

    pub fn says_this_is_it(&mut self, id: ContractId) {
        self.hears(Message::CandidateAccepted(id));
    }

    pub fn says_none_of_these(&mut self) {
        self.hears(Message::CandidatesDismissed);
    }
}

pub fn invitation() -> Rc<Invitation> {
    Rc::new(Invitation { subject: "Supply 2027".into(), message: "Please read and sign.".into() })
}

/// What there is to see.
impl Story {
    pub fn step(&self) -> &'static str {
        self.flow.step.name()
    }

    pub fn choosing(&self) -> &Choosing {
        let Step::Choosing(choosing) = &self.flow.step else { panic!("is {}", self.step()) };
        choosing
    }

    pub fn filling(&self) -> &Filling {
        let Step::Filling(filling) = &self.flow.step else { panic!("is {}", self.step()) };
        filling
    }

    pub fn creating(&self) -> &Creating {
        let Step::Creating(creating) = &self.flow.step else { panic!("is {}", self.step()) };
        creating
    }

    pub fn card(&self) -> &Card {
        let Step::Card(card) = &self.flow.step else { panic!("is {}", self.step()) };
        card
    }

    pub fn listing(&self) -> &Listing {
        let Step::Listing(listing) = &self.flow.step else { panic!("is {}", self.step()) };
        listing
    }

    pub fn reviewing(&self) -> &Reviewing {
        let Step::Reviewing(reviewing) = &self.flow.step else { panic!("is {}", self.step()) };
        reviewing
    }

    pub fn unconfirmed(&self) -> &Unconfirmed {
        let Step::Unconfirmed(unconfirmed) = &self.flow.step else { panic!("is {}", self.step()) };
        unconfirmed
    }

    pub fn created(&self) -> &Created {
        let Step::Created(created) = &self.flow.step else { panic!("is {}", self.step()) };
        created
    }

    /// Why it cannot start, and the failure that showed it.
    pub fn unavailable(&self) -> (&Reason, Option<&Failure>) {
        let Step::Unavailable(unavailable) = &self.flow.step else { panic!("is {}", self.step()) };
        (&unavailable.reason, unavailable.failure.as_ref())
    }

    pub fn notice(&self) -> Option<&Notice> {
        match &self.flow.step {
            Step::Choosing(choosing) => choosing.notice.as_ref(),
            Step::Filling(filling) => filling.notice.as_ref(),
            Step::Reviewing(reviewing) => reviewing.notice.as_ref(),
            _ => None,
        }
    }

    /// The rows on show: workspace and template.
    pub fn list(&self) -> Vec<(String, String)> {
        let choosing = self.choosing();
        let rows = choosing.hits.iter().filter_map(|hit| choosing.catalogue.choice(*hit));
        let name = |choice: &Choice| choice.template.name.as_deref().unwrap_or_default().to_owned();
        rows.map(|choice| (choice.workspace_name.to_string(), name(&choice))).collect()
    }

    pub fn shows(&self, template: &str) -> bool {
        self.list().iter().any(|(_, name)| name == template)
    }

    /// What a data field shows, and where that comes from.
    pub fn value(&self, field: &str) -> Sourced {
        let fields = &self.filling().fields;
        let field = fields.iter().find(|other| &*other.custom_id == field).expect("is a field of the form");
        self.flow.edits.value_of(field, &self.flow.settings.prefill)
    }

    /// What the template has no field for: ids, with what was typed.
    pub fn unused(&self) -> Vec<String> {
        let unused = self.filling().unused(&self.flow.settings.prefill, &self.flow.edits);
        unused
            .map(|(name, value)| if value.is_empty() { name.to_string() } else { format!("{name}: {value}") })
            .collect()
    }

    pub fn problems(&self) -> Vec<(FieldId, ErrorKind)> {
        self.filling().errors.iter().map(|error| (error.field, error.kind.clone())).collect()
    }

    pub fn candidates(&self) -> Vec<u64> {
        self.unconfirmed().candidates.iter().map(|contract| contract.id.0).collect()
    }

    pub fn publish_failed(&self) -> &PublishFailed {
        let Step::PublishFailed(failed) = &self.flow.step else { panic!("is {}", self.step()) };
        failed
    }

    pub fn published(&self) -> &Created {
        let Step::Published(created) = &self.flow.step else { panic!("is {}", self.step()) };
        created
    }

    /// The contracts that the host was told are sent.
    pub fn told_published(&self) -> Vec<u64> {
        let id = |event: &Event| if let Event::Published { contract, .. } = event { Some(contract.0) } else { None };
        self.events.iter().filter_map(id).collect()
    }

    /// The kinds of errors that the host was told.
    pub fn errors(&self) -> Vec<&'static str> {
        let kind = |event: &Event| if let Event::Error { kind, .. } = event { Some(*kind) } else { None };
        self.events.iter().filter_map(kind).collect()
    }

    /// The steps that the host was told.
    pub fn steps(&self) -> Vec<&'static str> {
        let to = |event: &Event| if let Event::StateChange { to, .. } = event { Some(*to) } else { None };
        self.events.iter().filter_map(to).collect()
    }

    /// The contracts that the host was told.
    pub fn told_created(&self) -> Vec<u64> {
        let id = |event: &Event| if let Event::Created { contract, .. } = event { Some(contract.0) } else { None };
        self.events.iter().filter_map(id).collect()
    }

    /// The requests so far.
    pub fn sent(&self) -> Vec<Sent> {
        self.wire.sent.borrow().clone()
    }

    /// The paths asked for so far, without queries.
    pub fn paths(&self) -> Vec<String> {
        self.sent().iter().map(|sent| sent.path.split('?').next().unwrap_or_default().to_owned()).collect()
    }

    /// How many create requests were sent.
    pub fn creations(&self) -> usize {
        self.sent().iter().filter(|sent| sent.path == "/contracts/create").count()
    }

    /// The contracts that exist at Oneflow.
    pub fn made(&self) -> Vec<u64> {
        let contracts = self.account.contracts();
        contracts.as_array().unwrap().iter().map(|contract| contract["id"].as_u64().unwrap()).collect()
    }

    /// Somebody else sends the contract.
    pub fn oneflow_publishes(&self, id: u64) {
        let body = r#"{"subject": "Sign", "message": "Please."}"#;
        self.runtime.block_on(self.wire.post(&format!("/contracts/{id}/publish"), body, &self.credentials));
    }

    /// Somebody else deletes the contract.
    pub fn oneflow_deletes(&self, id: u64) {
        self.runtime.block_on(self.wire.delete(&format!("/contracts/{id}"), &self.credentials));
    }

    /// Somebody else makes a contract.
    pub fn oneflow_creates(&self, body: &Value) {
        self.runtime.block_on(self.wire.post("/contracts/create", &body.to_string(), &self.credentials));
    }

    /// `GET /v1/contracts/{id}`.
    pub fn oneflow_shows(&self, id: u64) -> Value {
        self.runtime.block_on(self.wire.get(&format!("/contracts/{id}"), &self.credentials))
    }
}

/// Files.
impl Story {
    /// Files are chosen or dropped: each with the number of its content and its size.
    pub fn offers(&mut self, files: &[(&str, u64, u64)]) {
        let offered =
            files.iter().map(|(name, blob, size)| Offered { name: (*name).into(), content: Some((*blob, *size)) });
        self.hears(Message::Files(FileMessage::Offered(offered.collect())));
    }

    pub fn removes_file(&mut self, name: &str) {
        self.hears(Message::Files(FileMessage::Removed(name.into())));
    }

    pub fn makes_document_of(&mut self, name: &str) {
        self.hears(Message::Files(FileMessage::KindChosen(name.into(), FileKind::Document)));
    }

    pub fn decides(&mut self, decision: Decision) {
        self.hears(Message::UploadDecided(decision));
    }

    /// The files of the form, and what they become.
    pub fn files(&self) -> Vec<(String, FileKind)> {
        let arranged = self.filling().arrange(&self.flow.edits, &self.flow.settings.prefill);
        arranged.files.iter().map(|(file, _)| (file.name.to_string(), file.kind)).collect()
    }

    /// What was offered last and not taken.
    pub fn refused_files(&self) -> Vec<(String, FileError)> {
        self.filling().file_remarks.refused.iter().map(|(name, error)| (name.to_string(), *error)).collect()
    }

    /// The files that Oneflow has, besides the contract's own.
    pub fn oneflow_has(&self, contract: u64) -> Vec<(String, String)> {
        let path = format!("/contracts/{contract}/files");
        let listed = self.runtime.block_on(self.wire.get(&path, &self.credentials));
        let files = listed["data"].as_array().expect("is a list").iter().skip(1);
        let text = |value: &Value| value.as_str().expect("is text").to_owned();
        files.map(|file| (text(&file["name"]), text(&file["type"]))).collect()
    }

    /// How often a file was uploaded, by name.
    pub fn uploads(&self) -> Vec<String> {
        self.sent().iter().filter_map(|sent| sent.file.as_ref()).map(|file| file.name.to_string()).collect()
    }
}
