//! A contract as a PDF: one page with what the contract holds.

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};
use serde_json::Value;

use crate::json::{list, text, text_at};
use crate::model::Contract;
use crate::model::contract::participants;

/// A4, in points.
const PAGE: Rect = Rect { x1: 0.0, y1: 0.0, x2: 595.0, y2: 842.0 };
const FONT: Name = Name(b"F1");
const LINE_HEIGHT: f32 = 18.0;

/// The contract's name, state and id, its data fields, everybody in it, and the names of its products and files.
pub fn pdf(contract: &Contract) -> Vec<u8> {
    let [catalog, pages, page, font, content] = [1, 2, 3, 4, 5].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut written = pdf.page(page);
    written.media_box(PAGE).parent(pages).contents(content);
    written.resources().fonts().pair(FONT, font);
    written.finish();
    pdf.type1_font(font).base_font(Name(b"Helvetica")).encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.stream(content, &lines_as_content(&lines(contract)));
    pdf.finish()
}

fn lines(contract: &Contract) -> Vec<String> {
    let name = contract.body.pointer("/_private/name").and_then(Value::as_str).unwrap_or_default();
    let mut lines = vec![name.to_owned(), format!("{}, {}", contract.id, contract.state()), String::new()];
    lines.extend(contract.data_fields.iter().map(|field| format!("{}: {}", text(field, "name"), text(field, "value"))));
    for party in &contract.parties {
        lines.extend([String::new(), text(party, "name").to_owned()]);
        lines.extend(participants(party).map(|person| format!("{}, {}", text(person, "name"), text(person, "email"))));
    }
    for table in contract.product_tables() {
        lines.extend([String::new(), text_at(table, "/configuration/name/label").to_owned()]);
        lines.extend(list(table, "products").iter().map(|product| text(product, "name").to_owned()));
    }
    lines.push(String::new());
    lines.extend(contract.files.iter().map(|file| file.name.clone()));
    lines
}

fn lines_as_content(lines: &[String]) -> Vec<u8> {
    let mut content = Content::new();
    content.begin_text().set_font(FONT, 12.0).next_line(50.0, PAGE.y2 - 60.0);
    for line in lines {
        content.show(Str(&in_latin_1(line))).next_line(0.0, -LINE_HEIGHT);
    }
    content.end_text();
    content.finish().to_vec()
}

/// The font has Western European letters only.
fn in_latin_1(line: &str) -> Vec<u8> {
    line.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect()
}
