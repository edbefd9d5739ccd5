//! The work of a key is counted: nodes of the virtual DOM that are drawn for it, which are the same on every machine.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use yew::virtual_dom::VNode;
use yew::{Callback, Html};

use super::{Piece, VdomBuilder, ViewContext};
use crate::api::available_options::AvailableOptions;
use crate::api::data_field::{DataField, DataFields};
use crate::api::ids::{TemplateId, TemplateTypeId, WorkspaceId};
use crate::api::moment::Moment;
use crate::api::template::{Template, TemplateType, Workspace};
use crate::flow::effect::{Effect, RequestId};
use crate::flow::message::Message;
use crate::flow::response::ApiResponse;
use crate::flow::settings::Settings;
use crate::flow::{Flow, Step};
use crate::json::Json;
use crate::text::Phrases;
use crate::text::languages::EN;
use crate::view::screen;

/// The nodes of a form of 500 fields outside its pieces, each of which counts as one.
const AROUND: usize = 104;
/// The nodes of a block of ten fields, each of which counts as one.
const BLOCK: usize = 11;

thread_local! {
    /// The pieces that were added to what is drawn, with their keys.
    static PIECES: RefCell<Vec<(String, Rc<dyn Piece>)>> = const { RefCell::new(Vec::new()) };
}

/// A piece is added to what is drawn.
pub(super) fn drawn(key: &str, piece: &Rc<dyn Piece>) {
    PIECES.with_borrow_mut(|pieces| pieces.push((key.to_owned(), piece.clone())));
}

/// A piece of the screen that is drawn, and the pieces inside it.
struct Drawn {
    key: String,
    piece: Rc<dyn Piece>,
    inside: Vec<Rc<Drawn>>,
}

impl Drawn {
    fn has_kind_of(&self, piece: &dyn Piece) -> bool {
        (&*self.piece as &dyn Any).type_id() == (piece as &dyn Any).type_id()
    }
}

/// An element on a page.
struct Screen {
    flow: Flow,
    context: Rc<ViewContext>,
    asked: Option<RequestId>,
    drawn: Vec<Rc<Drawn>>,
}

impl Screen {
    /// Shows the list of so many templates, each of which has so many fields.
    fn choosing(templates: u64) -> Self {
        let phrases: &'static Phrases = Box::leak(Box::new(Phrases::from(&EN)));
        let context = Rc::new(ViewContext::new(phrases, Callback::noop(), Vec::new));
        let mut screen = Self { flow: Flow::default(), context, asked: None, drawn: Vec::new() };
        let text = r#"{"apiBase": "https://a.example/v1", "authorizes": true, "templateTypeId": "1"}"#;
        let settings = Json::parse(text).and_then(|json| Settings::from_json(&json));
        screen.hears(Message::Configured(Box::new(settings.unwrap_or_default())));
        let (id, at) = (screen.asked.unwrap_or(RequestId(0)), Moment(0));
        screen.hears(Message::HostAnswered { id, at, result: Ok("".into()) });
        let templates = (1..=templates).map(|id| Rc::new(template(id))).collect();
        let workspace = Workspace { id: WorkspaceId(1), name: "Sales".into(), may_publish: true, templates };
        screen.is_answered(ApiResponse::Catalogue(Ok(vec![workspace])));
        screen
    }

    /// Shows a form of so many data fields.
    fn filling(fields: usize) -> Self {
        let mut screen = Self::choosing(2);
        if let Step::Choosing(choosing) = &screen.flow.step
            && let Some(choice) = choosing.catalogue.choice(0)
        {
            screen.hears(Message::TemplateChosen(choice));
        }
        screen.is_answered(ApiResponse::DataFields(Ok(DataFields((0..fields).map(field).collect()))));
        screen
    }

    fn hears(&mut self, message: Message) {
        let (flow, effects) = std::mem::take(&mut self.flow).update(message);
        self.flow = flow;
        for effect in effects {
            if let Effect::CallHost(id, _) | Effect::CallApi(id, _) = effect {
                self.asked = Some(id);
            }
        }
    }

    fn is_answered(&mut self, response: ApiResponse) {
        let id = self.asked.unwrap_or(RequestId(0));
        self.hears(Message::ApiAnswered { id, at: Moment(0), announced: None, response });
    }

    /// The nodes that are drawn for what has changed.
    fn work(&mut self) -> usize {
        let (drawn, work) = self.draw(&self.drawn, &screen(&self.flow, &self.context));
        self.drawn = drawn;
        work
    }

    /// The nodes that are drawn for each message.
    fn work_of(&mut self, messages: impl IntoIterator<Item = Message>) -> Vec<usize> {
        self.work();
        let work = |message| {
            self.hears(message);
            self.work()
        };
        messages.into_iter().map(work).collect()
    }

    /// Does what Yew does with components: one that is there and has equal properties is left alone.
    fn draw(&self, before: &[Rc<Drawn>], html: &Html) -> (Vec<Rc<Drawn>>, usize) {
        let (mut now, mut work) = (Vec::new(), nodes(html));
        for (key, piece) in PIECES.take() {
            let known = before.iter().find(|known| known.key == key && known.has_kind_of(&*piece));
            if let Some(same) = known.filter(|known| known.piece.is_same(&*piece)) {
                now.push(same.clone());
                continue;
            }
            let mut dom = VdomBuilder::new(self.context.clone(), Callback::noop());
            piece.draw_piece(&mut dom);
            let (inside, more) = self.draw(known.map_or(&[], |known| &known.inside), &dom.finish());
            work += more;
            now.push(Rc::new(Drawn { key, piece, inside }));
        }
        (now, work)
    }
}

/// The nodes of a tree. A component is one: what is inside it counts where it is drawn.
fn nodes(node: &VNode) -> usize {
    match node {
        VNode::VList(list) => list.iter().map(nodes).sum(),
        VNode::VTag(tag) => 1 + tag.children().map_or(0, nodes),
        _ => 1,
    }
}

fn template(id: u64) -> Template {
    let kind = TemplateType { id: TemplateTypeId(1), name: "Agreements".into() };
    let name = Some(format!("Template {id}").into());
    Template { id: TemplateId(id), name, kind: Some(kind), creator_signs: None, options: AvailableOptions::default() }
}

fn field(index: usize) -> Rc<DataField> {
    Rc::new(DataField {
        custom_id: format!("field_{index}").into(),
        name: format!("Field {index}").into(),
        description: None,
        placeholder: None,
        default: "".into(),
        active: true,
    })
}

#[test]
fn a_key_in_the_search_box_draws_one_screenful_however_many_templates_there_are() {
    let work = |templates| {
        let searched = ["t", "te", "tem", "tem 1"].map(|text| Message::Searched(text.into()));
        Screen::choosing(templates).work_of(searched)
    };
    assert_eq!(work(5_000), [238, 238, 178, 234]);
    assert_eq!(work(500), work(5_000));
}

#[test]
fn a_key_in_a_field_draws_this_field_its_block_and_what_is_around_the_blocks() {
    let work = |fields| {
        let typed = |text: &str| Message::FieldEdited { field: "field_25".into(), text: text.into() };
        Screen::filling(fields).work_of(["t", "te", "tex"].map(typed))
    };
    assert_eq!(work(500), [AROUND + BLOCK + 6; 3]);
    let more: Vec<usize> = work(500).into_iter().zip(work(2_000)).map(|(less, more)| more - less).collect();
    assert_eq!(more, [150, 150, 150], "a node for each further block of ten");
}

#[test]
fn a_key_in_the_contract_s_name_draws_no_data_field() {
    let mut screen = Screen::filling(500);
    let first = screen.work();
    assert!(first > 2_500, "all is drawn first: {first}");
    assert_eq!(screen.work_of(["N", "Na"].map(|text| Message::NameEdited(text.into()))), [AROUND + 9; 2]);
}

#[test]
fn what_changes_nothing_draws_no_piece_again() {
    let mut screen = Screen::filling(500);
    assert_eq!(screen.work_of([Message::ConnectivityChanged(true), Message::VisibilityChanged(true)]), [AROUND; 2]);
}
