//! What a step draws, as a browser would read it: roles, names, and which text belongs to which input.

use std::collections::BTreeSet;
use std::rc::Rc;

use oneflow_contract_picker::flow::Flow;
use oneflow_contract_picker::text::Phrases;
use oneflow_contract_picker::text::languages::{EN, Language};
use oneflow_contract_picker::view::{ViewContext, screen};
use scraper::{ElementRef, Html, Selector};
use tokio::task::LocalSet;
use yew::{Callback, Component, Context, LocalServerRenderer, Properties};

/// Attributes that name other elements by their ids.
const REFERENCES: [&str; 5] = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-activedescendant", "for"];
/// What assistive technology announces by name.
const NAMED: &str = "button, a, input, select, textarea, [role=listbox], [role=group], [role=option], [role=combobox]";

/// A step, rendered to HTML.
pub struct Drawn(Html);

impl Drawn {
    /// What the element draws, in English.
    pub fn of(flow: &Flow) -> Self {
        Self::in_language(flow, &EN)
    }

    /// What the element draws in a language.
    pub fn in_language(flow: &Flow, language: &Language) -> Self {
        // Phrases stay as long as an instance; a test ends soon.
        let phrases: &'static Phrases = Box::leak(Box::new(Phrases::from(language)));
        let countries = || vec![("SE".into(), "Sweden".into()), ("NO".into(), "Norway".into())];
        let context = Rc::new(ViewContext::new(phrases, Callback::noop(), countries));
        let props = Shown { flow: Rc::new(flow.clone()), context };
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("starts");
        let html = LocalSet::new().block_on(&runtime, async {
            LocalServerRenderer::<Screen>::with_props(props).hydratable(false).render().await
        });
        Self(Html::parse_fragment(&html))
    }

    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.0.select(&Selector::parse(selector).expect("is a selector")).collect()
    }

    /// The one element that the selector finds.
    pub fn one(&self, selector: &str) -> ElementRef<'_> {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector} in {}", self.0.html());
        found[0]
    }

    fn by_id(&self, id: &str) -> Option<ElementRef<'_>> {
        self.all("[id]").into_iter().find(|element| element.attr("id") == Some(id))
    }

    /// The name that assistive technology announces: a label of its own, the elements that label it, or its text.
    pub fn name(&self, element: ElementRef) -> String {
        if let Some(label) = element.attr("aria-label") {
            return label.to_owned();
        }
        if let Some(ids) = element.attr("aria-labelledby") {
            return ids.split_whitespace().filter_map(|id| self.by_id(id)).map(text).collect::<Vec<_>>().join(" ");
        }
        let is_input = matches!(element.value().name(), "input" | "select" | "textarea");
        if !is_input {
            return text(element);
        }
        let id = element.attr("id").unwrap_or_default();
        let tied = |label: &ElementRef| label.attr("for") == Some(id);
        let around = element.ancestors().filter_map(ElementRef::wrap).find(|outer| outer.value().name() == "label");
        self.all("label[for]").into_iter().find(tied).or(around).map(text).unwrap_or_default()
    }

    /// The control with this role or element name that has this name.
    pub fn control(&self, selector: &str, name: &str) -> ElementRef<'_> {
        let all = self.all(selector);
        let names: Vec<String> = all.iter().map(|element| self.name(*element)).collect();
        let at = names.iter().position(|other| other == name);
        all[at.unwrap_or_else(|| panic!("no {selector} is called {name:?}, only {names:?}"))]
    }

    /// What describes an element: the texts of all elements that `aria-describedby` names.
    pub fn description(&self, element: ElementRef) -> String {
        let ids = element.attr("aria-describedby").unwrap_or_default();
        ids.split_whitespace().filter_map(|id| self.by_id(id)).map(text).collect::<Vec<_>>().join(" ")
    }

    pub fn text(&self) -> String {
        text(self.0.root_element())
    }

    /// The rules that every step keeps.
    pub fn keeps_the_rules(&self, step: &str) {
        let region = self.one("section");
        assert_eq!(region.attr("aria-labelledby"), Some("heading"), "{step}");
        assert!(!text(self.one("h2#heading")).is_empty(), "{step} has no heading");
        let ids: Vec<&str> = self.all("[id]").iter().filter_map(|element| element.attr("id")).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{step} has an id twice: {ids:?}");
        for element in self.all("*") {
            for id in REFERENCES.iter().filter_map(|key| element.attr(key)).flat_map(str::split_whitespace) {
                assert!(unique.contains(id), "{step}: nothing is called {id}: {}", element.html());
            }
        }
        for element in self.all(NAMED) {
            assert!(!self.name(element).trim().is_empty(), "{step}: this has no name: {}", element.html());
        }
        let text = self.text();
        assert!(!text.contains("{0}") && !text.contains("{1}"), "{step} has a placeholder without a value: {text}");
    }
}

/// The text of an element, with single spaces between its pieces.
pub fn text(element: ElementRef) -> String {
    let pieces: Vec<&str> = element.text().flat_map(str::split_whitespace).collect();
    pieces.join(" ")
}

#[derive(Clone, Properties)]
struct Shown {
    flow: Rc<Flow>,
    context: Rc<ViewContext>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.flow, &other.flow) && Rc::ptr_eq(&self.context, &other.context)
    }
}

struct Screen;

impl Component for Screen {
    type Message = ();
    type Properties = Shown;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> yew::Html {
        screen(&ctx.props().flow, &ctx.props().context)
    }
}
