//! Product tables that are read, and not typed.

use std::slice;

use crate::api::price::Price;
use crate::api::product::Product;
use crate::api::product_group::{ColumnKind, ProductGroup};
use crate::flow::form::items::sums::total;
use crate::text::compose::{listed, non_empty};
use crate::text::interpolate;
use crate::view::vdom::builder::{VdomBuilder, el};

/// A table with its rows and sums. `about` says that Oneflow has not computed them yet.
pub fn product_table(dom: &mut VdomBuilder, group: &ProductGroup, products: &[Product], about: bool) {
    el!(dom, "div; class=card wide" {
        if let Some(name) = &group.name {
            el!(dom, "b; dir=auto" { dom.text(name) });
        }
        for product in products {
            row(dom, group, product, about);
        }
        let said = sums(dom, group, products, about);
        if !group.hides_sums && !said.is_empty() {
            el!(dom, "div; class=sold" {
                el!(dom, "span" { dom.text(dom.phrases.row_sum()) });
                el!(dom, "span; class=total; dir=auto" { dom.text(&said) });
            });
        }
    });
}

fn row(dom: &mut VdomBuilder, group: &ProductGroup, product: &Product, about: bool) {
    el!(dom, "div; class=sold" {
        el!(dom, "div; class=t" { cells(dom, group, product) });
        let said = sums(dom, group, slice::from_ref(product), about);
        el!(dom, "span; class=total; dir=auto" { dom.text(&said) });
    });
}

/// What a row says, in the order of its columns: prices and quantity together, where the first of them stands.
fn cells(dom: &mut VdomBuilder, group: &ProductGroup, product: &Product) {
    let mut terms = Some(dom.phrases.product_terms(group, product));
    for column in group.row_columns() {
        match column {
            ColumnKind::Name => el!(dom, "b; dir=auto" { dom.text(&product.name) }),
            ColumnKind::Description => small(dom, non_empty(&product.description)),
            ColumnKind::Price | ColumnKind::SecondPrice | ColumnKind::Quantity => small(dom, terms.take().as_deref()),
        }
    }
    small(dom, terms.as_deref());
}

fn small(dom: &mut VdomBuilder, text: Option<&str>) {
    if let Some(text) = text {
        el!(dom, "small; dir=auto" { dom.text(text) });
    }
}

/// Whether its sum depends on how Oneflow rounds, which its answer does not tell.
fn is_rounded(group: &ProductGroup, product: &Product) -> bool {
    let exact = |price: &Price| price.amount.times(product.quantity.amount);
    let prices = [&product.price, &product.second_price].into_iter().flatten();
    prices.map(exact).any(|sum| sum.is_none_or(|sum| sum.decimals() > group.price_decimals))
}

/// What rows cost by the prices that the table shows, in its order.
fn sums(dom: &VdomBuilder, group: &ProductGroup, products: &[Product], about: bool) -> String {
    let about = about || products.iter().any(|product| is_rounded(group, product));
    let mut said = Vec::new();
    for column in &group.columns {
        let sum = |product: &Product| product.sum(column.kind.price(product), group.price_decimals);
        if let Some(sum) = total(products.iter().map(sum)) {
            let text = dom.phrases.price_text(group, sum);
            said.push(if about { interpolate(dom.phrases.about(), &[&text]) } else { text });
        }
    }
    listed(&said)
}
