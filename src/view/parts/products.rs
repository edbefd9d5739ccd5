//! Product tables that are read, and not typed.

use crate::api::decimal::Decimal;
use crate::api::price::Price;
use crate::api::product::Product;
use crate::api::product_group::{ColumnKind, ProductGroup};
use crate::flow::form::items::sums::total;
use crate::text::compose::{joined, non_empty};
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
        let all = |of: fn(&Product) -> Option<&Price>| {
            total(products.iter().map(|product| product.sum(of(product), group.price_decimals)))
        };
        let first = all(|product| product.price.as_ref());
        let about = about || products.iter().any(|product| is_rounded(group, product));
        let said = sums(dom, group, [first, all(|product| product.second_price.as_ref())], about);
        if !group.hides_sums && !said.is_empty() {
            el!(dom, "div; class=sold" {
                el!(dom, "span" { dom.text(dom.phrases.row_sum()) });
                el!(dom, "span; class=total; dir=auto" { dom.text(&said) });
            });
        }
    });
}

fn row(dom: &mut VdomBuilder, group: &ProductGroup, product: &Product, about: bool) {
    let terms = dom.phrases.product_terms(group, product);
    let description = non_empty(&product.description).filter(|_| group.shows(ColumnKind::Description));
    el!(dom, "div; class=sold" {
        el!(dom, "div; class=t" {
            el!(dom, "b; dir=auto" { dom.text(&product.name) });
            for text in [Some(&*terms), description].into_iter().flatten() {
                el!(dom, "small; dir=auto" { dom.text(text) });
            }
        });
        let sum = |price: &Option<Price>| product.sum(price.as_ref(), group.price_decimals);
        let about = about || is_rounded(group, product);
        let said = sums(dom, group, [sum(&product.price), sum(&product.second_price)], about);
        el!(dom, "span; class=total; dir=auto" { dom.text(&said) });
    });
}

/// Whether its sum depends on how Oneflow rounds, which its answer does not tell.
fn is_rounded(group: &ProductGroup, product: &Product) -> bool {
    let exact = |price: &Price| price.amount.times(product.quantity.amount);
    let prices = [&product.price, &product.second_price].into_iter().flatten();
    prices.map(exact).any(|sum| sum.is_none_or(|sum| sum.decimals() > group.price_decimals))
}

/// Sums by the prices that the table shows.
fn sums(dom: &VdomBuilder, group: &ProductGroup, [first, second]: [Option<Decimal>; 2], about: bool) -> String {
    let phrases = dom.phrases;
    let said = |kind, sum: Option<Decimal>| {
        let text = phrases.price_text(group, sum.filter(|_| group.shows(kind))?);
        Some(if about { interpolate(phrases.about(), &[&text]) } else { text })
    };
    let (first, second) = (said(ColumnKind::Price, first), said(ColumnKind::SecondPrice, second));
    joined(&[first.as_deref(), second.as_deref()])
}
