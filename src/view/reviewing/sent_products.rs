//! The products as they will be sent, which stay as they are while the invitation is typed.

use std::rc::Rc;

use crate::flow::form::validate::ValidContract;
use crate::view::parts::notice;
use crate::view::parts::products::product_table;
use crate::view::parts::section::section;
use crate::view::vdom::builder::{VdomBuilder, el};
use crate::view::vdom::memo::{Draw, Shared};

/// The products of a contract to be created.
#[derive(PartialEq)]
pub struct SentProducts(Shared<ValidContract>);

impl SentProducts {
    /// What is drawn of a contract.
    pub fn of(contract: &Rc<ValidContract>) -> Self {
        Self(Shared::of(contract))
    }
}

impl Draw for SentProducts {
    fn draw(&self, dom: &mut VdomBuilder) {
        let (phrases, groups) = (dom.phrases, &self.0.contract().product_groups);
        section(dom, "sect-products", phrases.products(), None, |dom| {
            let whose = if groups.is_empty() { phrases.products_stay() } else { phrases.products_replace() };
            notice::hint(dom, None, whose);
            el!(dom, "div; class=stack" {
                for group in &**groups {
                    product_table(dom, &group.table, &group.products, true);
                }
            });
        });
    }
}
