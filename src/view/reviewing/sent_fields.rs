//! The data fields as they will be sent, formatted as the language writes them, the first few in sight.

use std::rc::Rc;

use super::pairs::pairs;
use crate::api::Text;
use crate::api::data_field::DataField;
use crate::api::moment::Moment;
use crate::flow::Flow;
use crate::flow::form::validate::ValidContract;
use crate::view::parts::notice;
use crate::view::parts::section::section;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::memo::{Draw, Shared};

/// As many fields are in sight at once; the others are folded.
const UNFOLDED: usize = 5;

/// The data fields, which stay as they are while the invitation is typed.
#[derive(PartialEq)]
pub struct SentFields {
    fields: Shared<[Rc<DataField>]>,
    contract: Shared<ValidContract>,
    /// The fields that the host has typed as numbers or dates, with how.
    inputs: Vec<(usize, Text)>,
}

impl SentFields {
    /// What is drawn of a contract.
    pub fn of(flow: &Flow, fields: &Rc<[Rc<DataField>]>, contract: &Rc<ValidContract>) -> Self {
        let typed = |(index, field): (usize, &Rc<DataField>)| {
            let input = flow.settings.prefill.input_of(&field.custom_id);
            matches!(input, "number" | "date").then(|| (index, input.into()))
        };
        let inputs = fields.iter().enumerate().filter_map(typed).collect();
        Self { fields: Shared::of(fields), contract: Shared::of(contract), inputs }
    }

    /// A value as the language writes it, if the host says what it is.
    fn formatted(&self, dom: &VdomBuilder, index: usize, value: &str) -> String {
        let input = self.inputs.iter().find(|(typed, _)| *typed == index).map(|(_, input)| &**input);
        match input {
            Some("number") => dom.phrases.amount(value),
            Some(_) => Moment::of_day(value).map_or_else(|| value.to_owned(), |day| dom.day(day)),
            None => value.to_owned(),
        }
    }
}

impl Draw for SentFields {
    fn draw(&self, dom: &mut VdomBuilder) {
        let phrases = dom.phrases;
        // What is sent is in the order of the form, without what is empty.
        let mut sent = self.contract.contract().data_fields.iter().peekable();
        let mut shown = Vec::with_capacity(self.fields.len());
        for (index, field) in self.fields.iter().enumerate() {
            let value = sent.next_if(|value| value.custom_id == field.custom_id);
            let value = value.map_or_else(String::new, |value| self.formatted(dom, index, &value.value));
            shown.push((&*field.name, value));
        }
        let (first, folded) = shown.split_at(shown.len().min(UNFOLDED));
        section(dom, "sect-fields", phrases.data_fields(), None, |dom| {
            if shown.is_empty() {
                notice::hint(dom, None, phrases.no_fields());
            }
            pairs(dom, first);
            if !folded.is_empty() {
                el!(dom, "details" {
                    el!(dom, "summary" { dom.text(&phrases.count(phrases.more_fields(), folded.len())) });
                    pairs(dom, folded);
                });
            }
        });
    }
}
