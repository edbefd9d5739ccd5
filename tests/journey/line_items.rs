//! Line items: the template's rows, the page's, the user's, and what is sent of them.

use oneflow_contract_picker::flow::effect::{Focus, Warning};
use oneflow_contract_picker::flow::form::field::{ErrorKind, FieldId};
use oneflow_contract_picker::flow::form::items::item::{AMOUNT, Item, ItemInput, ItemKey, Nth, PERCENT};
use oneflow_contract_picker::flow::form::items::table::{Source, TableEdit};
use oneflow_contract_picker::flow::form::items::written::{Notation, Written};
use oneflow_contract_picker::flow::item_message::{ItemMessage, Toward};
use oneflow_contract_picker::flow::message::Message;
use oneflow_sandbox::FaultKind::{Cut, Problems, Status};
use serde_json::{Value, json};

use super::drawn::{Drawn, text};
use super::stage::{CREATE, Stage};
use super::story::Story;
use super::wire::Sent;

const TEMPLATE: &str = "GET /templates/{}";
const SWEDISH: Notation = Notation { decimal: ',', grouping: '\u{a0}' };

fn items() -> Value {
    json!([
        {"name": "Licence", "description": "Per year", "quantity": "12", "unitPrice": "1200.50",
         "discount": {"percent": "10"}, "customId": "li-1"},
        {"name": "Hours", "quantity": "2.5", "unitPrice": "950", "discount": {"amount": "50.00"}},
        {"name": "Goodwill", "unitPrice": "0", "discount": {"amount": "100"}}
    ])
}

fn quotation(stage: Stage) -> Story {
    let mut user = stage.opens();
    user.chooses("Quotation");
    user
}

fn with_items() -> Story {
    quotation(Stage::new().has("prefill", json!({"items": items()})))
}

impl Story {
    fn rows(&self, number: usize) -> (Vec<Item>, Source) {
        let table = &self.filling().tables()[number];
        let rows = table.rows(&self.flow.edits.tables, &self.flow.settings.prefill.items);
        (rows.items.into_owned(), rows.source)
    }

    fn row_names(&self, number: usize) -> Vec<String> {
        self.rows(number).0.iter().map(|item| item.name.to_string()).collect()
    }

    fn key(&self, number: usize, name: &str) -> ItemKey {
        let (rows, _) = self.rows(number);
        rows.iter().find(|item| &*item.name == name).unwrap_or_else(|| panic!("no {name} among {rows:?}")).key
    }

    fn item(&mut self, message: ItemMessage) {
        self.hears(Message::Item(message));
    }

    fn writes_item(&mut self, key: ItemKey, input: ItemInput, text: &str) {
        self.item(ItemMessage::Edited(key, input, Written { text: text.into(), notation: SWEDISH }));
    }

    fn created_products(&self, table: usize) -> Vec<Value> {
        let contract = self.oneflow_shows(self.created().contract.id.0);
        contract["product_groups"][table]["products"].as_array().expect("has rows").clone()
    }

    fn sent_products(&self) -> Value {
        let sent = self.sent();
        let created = sent.iter().rev().find(|sent| sent.path == "/contracts/create").expect("was sent");
        created.body.as_ref().expect("has a body")["product_groups"].clone()
    }
}

#[test]
fn rows_that_nobody_has_given_or_touched_are_shown_and_not_sent() {
    let mut user = quotation(Stage::new());
    let (rows, source) = user.rows(0);
    assert_eq!((user.row_names(0), source), (vec!["Installation".to_owned(), "Freight".to_owned()], Source::Template));
    assert_eq!(&*rows[0].price.base.text, "4500.00");
    user.presses_create();
    assert_eq!(user.sent_products(), Value::Null);
    assert_eq!(user.created_products(0).len(), 2, "the template's rows stay");
    let drawn = Drawn::of(&user.flow).text();
    assert!(drawn.contains("5,390.00 SEK"), "{drawn}");
    assert!(!drawn.contains("about"), "Oneflow has answered: {drawn}");
}

#[test]
fn what_the_page_gives_takes_the_place_of_the_templates_rows() {
    let mut user = with_items();
    assert_eq!(user.rows(0).1, Source::Page);
    user.presses_review();
    let drawn = Drawn::of(&user.flow).text();
    for said in ["These rows take the place", "12 × 1,200.50 SEK − 10 %", "about 12,965.40 SEK", "about 15,115.40 SEK"]
    {
        assert!(drawn.contains(said), "{said} in {drawn}");
    }
    user.hears(Message::Confirmed(None));
    let table = user.created().filling.as_ref().expect("has a form").tables()[0].group.id.0;
    assert_eq!(
        user.sent_products(),
        json!([{"id": table, "products": [
            {"name": "Licence", "description": "Per year", "quantity": {"type": "quantity", "amount": 12},
             "price_1": {"base_amount": {"amount": "1200.50"}, "discount_percent": "10"}, "price_2": null,
             "_private_ownerside": {"custom_id": "li-1"}},
            {"name": "Hours", "description": "", "quantity": {"type": "quantity", "amount": 2.5},
             "price_1": {"base_amount": {"amount": "950.00"}, "discount_amount": {"amount": "50.00"}}, "price_2": null},
            {"name": "Goodwill", "description": "", "quantity": {"type": "quantity", "amount": 1},
             "price_1": {"base_amount": {"amount": "0.00"}, "discount_amount": {"amount": "100.00"}}, "price_2": null}
        ]}])
    );
    let products = user.created_products(0);
    let final_price = |row: &Value| row["price_1"]["amount"]["amount"].clone();
    assert_eq!(products.iter().map(final_price).collect::<Vec<_>>(), ["1080.45", "900.00", "-100.00"]);
    assert!(Drawn::of(&user.flow).text().contains("15,115.40 SEK"), "the same sum as Oneflow's prices give");
}

#[test]
fn a_changed_prefill_shows_by_itself_and_never_overwrites_what_was_typed() {
    let mut user = with_items();
    user.host_sets("prefill", json!({"items": [{"name": "Training"}]}));
    assert_eq!(user.row_names(0), ["Training"]);
    let key = user.key(0, "Training");
    user.writes_item(key, ItemInput::Price(Nth::First), "1\u{a0}500,25");
    user.host_sets("prefill", json!({"items": items()}));
    assert_eq!(user.row_names(0), ["Training"]);
    assert!(Drawn::of(&user.flow).text().contains("The products on this page have changed."));
    user.item(ItemMessage::PageRestored(0));
    assert_eq!(user.row_names(0), ["Licence", "Hours", "Goodwill"]);
    user.item(ItemMessage::Undone);
    assert_eq!((user.row_names(0), user.rows(0).1), (vec!["Training".to_owned()], Source::User));
    user.item(ItemMessage::TemplateRestored(0));
    assert_eq!(user.rows(0).1, Source::Template);
    user.presses_create();
    assert_eq!(user.sent_products(), Value::Null, "the template's rows stay although the page has given others");
}

#[test]
fn rows_are_added_moved_removed_and_put_back_and_the_focus_goes_along() {
    let mut user = quotation(Stage::new());
    user.item(ItemMessage::Added(0));
    let fresh = user.rows(0).0[2].key;
    assert_eq!(user.focus.last(), Some(&Focus::Input(FieldId::Item(fresh, ItemInput::Name))));
    user.writes_item(fresh, ItemInput::Name, "Training");
    user.item(ItemMessage::MovedUp(fresh));
    user.item(ItemMessage::MovedUp(fresh));
    assert_eq!(user.row_names(0), ["Training", "Installation", "Freight"]);
    assert_eq!(user.focus.last(), Some(&Focus::Input(FieldId::Item(fresh, ItemInput::MoveDown))));
    let gone = user.key(0, "Installation");
    user.item(ItemMessage::Removed(gone));
    let next = FieldId::Item(user.key(0, "Freight"), ItemInput::Name);
    assert_eq!(user.focus.last(), Some(&Focus::Input(next)));
    assert!(Drawn::of(&user.flow).text().contains("Removed: Installation. Undo"));
    user.writes_item(fresh, ItemInput::Name, "Courses");
    user.item(ItemMessage::Undone);
    assert_eq!(user.row_names(0), ["Courses", "Installation", "Freight"], "nothing typed since is lost");
    user.item(ItemMessage::MovedDown(user.key(0, "Freight")));
    assert_eq!(user.row_names(0), ["Courses", "Installation", "Freight"], "the last row stays the last");
}

#[test]
fn keys_move_between_the_rows_of_a_column_and_enter_adds_one_after_the_last() {
    let mut user = quotation(Stage::new());
    let (first, last) = (user.key(0, "Installation"), user.key(0, "Freight"));
    let lands = |user: &mut Story, key, input, toward| {
        let before = user.focus.len();
        user.item(ItemMessage::FocusMoved(key, input, toward));
        user.focus.get(before).cloned()
    };
    let at = |key, input| Some(Focus::Input(FieldId::Item(key, input)));
    let price = ItemInput::Price(Nth::First);
    assert_eq!(lands(&mut user, first, price, Toward::Below), at(last, price));
    assert_eq!(lands(&mut user, last, price, Toward::Above), at(first, price));
    assert_eq!(lands(&mut user, first, ItemInput::Quantity, Toward::Next), at(last, ItemInput::Chosen), "it is ticked");
    assert_eq!(lands(&mut user, first, price, Toward::Above), None);
    assert_eq!(lands(&mut user, last, price, Toward::Below), None);
    assert_eq!(user.rows(0).1, Source::Template, "looking around changes nothing");
    assert!(matches!(lands(&mut user, last, price, Toward::Next), Some(Focus::Input(FieldId::Item(..)))));
    assert_eq!(user.rows(0).0.len(), 3);
}

/// What is typed, and the error that it is at which input.
type Case<'a> = (&'a [(ItemInput, &'a str)], ItemInput, ErrorKind);

#[test]
fn each_rule_of_oneflow_is_an_error_at_the_input_that_breaks_it_and_in_the_summary() {
    let mut user = quotation(Stage::new());
    let key = user.key(0, "Installation");
    let (price, discount) = (ItemInput::Price(Nth::First), ItemInput::Discount(Nth::First));
    let kind = ItemInput::DiscountKind(Nth::First);
    let cases: &[Case] = &[
        (&[(ItemInput::Name, " ")], ItemInput::Name, ErrorKind::Needed),
        (&[(ItemInput::Name, &"å".repeat(81))], ItemInput::Name, ErrorKind::TooLong { length: 81, limit: 80 }),
        (
            &[(ItemInput::Description, &"å".repeat(3_001))],
            ItemInput::Description,
            ErrorKind::TooLong { length: 3_001, limit: 3_000 },
        ),
        (&[(price, "gratis")], price, ErrorKind::NotANumber),
        (&[(price, "-5")], price, ErrorKind::Negative),
        (&[(price, "1,005")], price, ErrorKind::TooPrecise { limit: 2 }),
        (&[(price, ""), (discount, "5")], price, ErrorKind::Needed),
        (&[(price, "5"), (discount, "5")], discount, ErrorKind::DiscountTooHigh),
        (&[(price, "0"), (discount, "-5")], discount, ErrorKind::Negative),
        (&[(discount, "100,5"), (kind, PERCENT)], discount, ErrorKind::NotAPercentage),
        (&[(discount, "1,23456"), (kind, PERCENT)], discount, ErrorKind::TooPrecise { limit: 4 }),
        (&[(ItemInput::Quantity, "")], ItemInput::Quantity, ErrorKind::Needed),
        (&[(ItemInput::Quantity, "-1")], ItemInput::Quantity, ErrorKind::Negative),
        (&[(ItemInput::Quantity, "0,125")], ItemInput::Quantity, ErrorKind::TooPrecise { limit: 2 }),
    ];
    for (typed, input, error) in cases {
        user.item(ItemMessage::TemplateRestored(0));
        for (input, text) in *typed {
            user.writes_item(key, *input, text);
        }
        user.presses_review();
        assert_eq!(user.problems(), [(FieldId::Item(key, *input), error.clone())], "{typed:?}");
        let drawn = Drawn::of(&user.flow);
        drawn.keeps_the_rules("filling");
        assert!(drawn.all("[aria-invalid=true]").len() == 1, "{typed:?}");
        assert!(drawn.text().contains(", row 1: "), "the summary names the row: {}", drawn.text());
    }
    for (text, word) in [("100", PERCENT), ("0", AMOUNT), ("4499,99", AMOUNT)] {
        user.item(ItemMessage::TemplateRestored(0));
        user.writes_item(key, discount, text);
        user.writes_item(key, kind, word);
        user.presses_review();
        assert_eq!(user.step(), "reviewing", "{text} {word}");
        user.hears(Message::WentBack);
    }
}

#[test]
fn a_third_is_taken_off_with_four_decimals_as_oneflow_takes_it() {
    let third = json!({"items": [{"name": "Hours", "unitPrice": "90", "discount": {"percent": "33.3333"}}]});
    let mut user = quotation(Stage::new().has("prefill", third));
    user.presses_create();
    assert_eq!(user.sent_products()[0]["products"][0]["price_1"]["discount_percent"], "33.3333");
    assert_eq!(user.created_products(0)[0]["price_1"]["amount"]["amount"], "60.00");
}

#[test]
fn a_table_that_does_not_say_how_precise_quantities_are_takes_as_many_decimals_as_any() {
    let hours = |quantity: &str| json!({"items": [{"name": "Hours", "quantity": quantity, "unitPrice": "950"}]});
    for (quantity, step) in [("2.1234", "reviewing"), ("2.12345", "filling")] {
        let mut user = Stage::new().has("prefill", hours(quantity)).opens();
        *user.wire.mutates.borrow_mut() = Some(("/templates/8116", |text| {
            let mut answer: Value = serde_json::from_str(text).expect("is JSON");
            answer["product_groups"][0]["configuration"]["quantity_precision"].take();
            (200, answer.to_string())
        }));
        user.chooses("Quotation");
        user.presses_review();
        assert_eq!(user.step(), step, "{quantity}");
    }
}

#[test]
fn what_is_wrong_in_a_column_that_the_template_hides_has_an_input_until_the_row_is_gone() {
    let rows = json!({"items": [{"name": "Hours", "unitPrice": "950", "secondPrice": "1.005"}, {"name": "Freight"}]});
    let mut user = quotation(Stage::new().has("prefill", rows));
    let key = user.key(0, "Hours");
    let second = ItemInput::Price(Nth::Second);
    let inputs = |user: &Story| {
        let drawn = Drawn::of(&user.flow);
        drawn.keeps_the_rules("filling");
        drawn.all("[aria-label='Second price, row 1']").len()
    };
    assert_eq!(inputs(&user), 0);
    user.presses_review();
    assert_eq!(user.problems(), [(FieldId::Item(key, second), ErrorKind::TooPrecise { limit: 2 })]);
    assert_eq!(inputs(&user), 1);
    user.writes_item(key, second, "1,01");
    assert_eq!((user.problems(), inputs(&user)), (vec![], 1), "it stays while somebody types");
    user.presses_review();
    assert_eq!(user.step(), "reviewing");
    user.hears(Message::WentBack);
    user.item(ItemMessage::Removed(key));
    user.item(ItemMessage::Undone);
    assert_eq!(inputs(&user), 0);
}

#[test]
fn a_custom_id_names_one_row_of_the_contract() {
    let twice = json!({"items": [{"name": "A", "customId": "x"}, {"name": "B", "customId": "x"}]});
    let mut user = quotation(Stage::new().has("prefill", twice));
    user.presses_review();
    let place = FieldId::Item(user.key(0, "B"), ItemInput::Name);
    assert_eq!(user.problems(), [(place, ErrorKind::SameId("x".into()))]);
}

#[test]
fn of_rows_that_exclude_each_other_exactly_one_is_chosen() {
    let mut user = Stage::new().opens();
    user.chooses("Support plan");
    let plans = ["Basic", "Standard", "Premium"].map(|name| user.key(0, name));
    user.writes_item(plans[2], ItemInput::Chosen, "1");
    let chosen: Vec<bool> = user.rows(0).0.iter().map(Item::is_chosen).collect();
    assert_eq!(chosen, [false, false, true], "the others are no longer");
    user.writes_item(plans[2], ItemInput::Chosen, "0");
    user.presses_review();
    assert_eq!(user.problems(), [(FieldId::Item(plans[0], ItemInput::Chosen), ErrorKind::NotOneChosen)]);
    user.writes_item(plans[1], ItemInput::Chosen, "1");
    assert_eq!(user.problems(), []);
    user.presses_create();
    let amounts: Vec<Value> = user.created_products(0).iter().map(|row| row["quantity"].clone()).collect();
    assert_eq!(amounts[1], json!({"type": "single_choice", "amount": 1}));
    assert_eq!(user.sent_products().as_array().map(Vec::len), Some(1), "only the table that was edited is sent");
    assert_eq!(user.created_products(1).len(), 2);
}

#[test]
fn of_several_tables_a_row_names_its_own_and_one_that_fits_none_is_told_without_its_values() {
    let group = |user: &Story, number: usize| user.filling().tables()[number].group.id.0;
    let mut user = Stage::new().opens();
    user.chooses("Support plan");
    let second = group(&user, 1);
    let mut user = Stage::new()
        .has(
            "prefill",
            json!({"items": [{"name": "Visits", "group": second}, {"name": "Lost"}, {"name": "Gone", "group": 7}]}),
        )
        .opens();
    user.chooses("Support plan");
    assert_eq!((user.rows(0).1, user.row_names(1)), (Source::Template, vec!["Visits".to_owned()]));
    let told =
        |index| Warning::Property(format!("prefill.items[{index}].group: the template has no such table").into());
    assert_eq!(user.warnings, [told(1), told(2)]);
    assert!(Drawn::of(&user.flow).text().contains("No table of this template takes: Lost, Gone."));
}

#[test]
fn a_template_without_tables_takes_no_line_items_and_the_console_says_so() {
    let mut user = Stage::new().has("prefill", json!({"items": items()})).opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    assert_eq!(user.warnings, [Warning::Property("prefill.items: the template takes no products".into())]);
    user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
    user.presses_create();
    assert_eq!(user.sent_products(), Value::Null);
}

#[test]
fn without_the_tables_the_creation_goes_on_and_the_templates_rows_stay() {
    let stage = Stage::new().has("prefill", json!({"items": items()})).once(TEMPLATE, Status(403));
    let mut user = quotation(stage);
    assert!(user.filling().lacks_tables());
    assert!(Drawn::of(&user.flow).text().contains("The template’s products could not be read."));
    user.presses_review();
    assert!(Drawn::of(&user.flow).text().contains("The template’s rows stay as they are."));
    let warned = Drawn::of(&user.flow).one("p.alert.warn").text().collect::<String>();
    assert!(warned.contains("could not be read"), "{warned}");
    user.hears(Message::WentBack);
    user.hears(Message::RetryRequested);
    assert_eq!(user.row_names(0), ["Licence", "Hours", "Goodwill"]);
}

#[test]
fn items_for_a_template_whose_tables_are_none_are_named_in_the_form_and_in_the_console() {
    let stage = Stage::new().has("prefill", json!({"items": items()}));
    let mut user = stage.opens();
    *user.wire.mutates.borrow_mut() = Some(("/templates/8116", |text| {
        let mut answer: Value = serde_json::from_str(text).expect("is JSON");
        answer["product_groups"] = json!([]);
        (200, answer.to_string())
    }));
    user.chooses("Quotation");
    assert!(Drawn::of(&user.flow).text().contains("Licence, Hours, Goodwill"));
    assert_eq!(user.warnings.iter().filter(|it| matches!(it, Warning::Property(_))).count(), 3, "{:?}", user.warnings);
}

#[test]
fn a_user_who_does_not_wait_for_the_tables_finds_them_when_they_are_back() {
    let mut user = Stage::new().opens();
    let choice = user.choice(|choice| choice.template.name.as_deref() == Some("Quotation"));
    user.nothing_answers();
    user.hears(Message::TemplateChosen(choice));
    user.one_call_is_answered();
    assert!(Drawn::of(&user.flow).text().contains("Reading the template’s products…"));
    user.presses_review();
    assert_eq!(user.step(), "reviewing");
    user.hears(Message::WentBack);
    user.everything_goes_on();
    assert_eq!(user.rows(0).0.len(), 2);
}

#[test]
fn what_oneflow_does_not_accept_is_marked_at_the_row_that_its_path_names() {
    let mut user = with_items();
    let (first, second) = (user.key(0, "Licence"), user.key(0, "Hours"));
    let at = FieldId::Item;
    let cases = [
        ("product_groups[0].products[1].name", at(second, ItemInput::Name)),
        ("product_groups.0.products.0.description", at(first, ItemInput::Description)),
        ("product_groups[0].products[1].price_1.base_amount.amount", at(second, ItemInput::Price(Nth::First))),
        ("product_groups[0].products[1].price_1.discount_percent", at(second, ItemInput::Discount(Nth::First))),
        ("product_groups[0].products[1].price_2", at(second, ItemInput::Price(Nth::Second))),
        ("product_groups[0].products[0].quantity.amount", at(first, ItemInput::Quantity)),
        ("product_groups[0].products[0]._private_ownerside.custom_id", at(first, ItemInput::Name)),
        ("product_groups[0].products", FieldId::Table(0)),
        ("product_groups", FieldId::Table(0)),
        ("product_groups[0].products[9].name", FieldId::Table(0)),
        ("product_groups[4].id", FieldId::Table(0)),
    ];
    for (path, field) in cases {
        user.goes_wrong(CREATE, Problems([(path.to_owned(), vec!["No.".to_owned()])].into()));
        user.presses_create();
        assert_eq!(user.problems(), [(field, ErrorKind::Refused("No.".into()))], "{path}");
        let drawn = Drawn::of(&user.flow);
        drawn.keeps_the_rules("filling");
        let marked = drawn.all("[aria-invalid=true]").len();
        assert_eq!(marked, usize::from(matches!(field, FieldId::Item(..))), "{path}");
    }
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn more_rows_than_oneflow_usually_takes_are_warned_about_and_not_refused() {
    let rows: Vec<Value> = (0..151).map(|row| json!({"name": format!("Row {row}")})).collect();
    let mut user = quotation(Stage::new().has("prefill", json!({"items": rows})));
    let drawn = Drawn::of(&user.flow);
    assert!(drawn.text().contains("More than 150 rows"));
    assert_eq!(drawn.all(".item.skip").len(), 151, "the browser need not lay them all out");
    assert!(Drawn::of(&with_items().flow).all(".item.skip").is_empty());
    user.presses_create();
    assert_eq!(user.creations(), 1, "Oneflow's support may have raised the limit");
    assert_eq!(user.problems().first().map(|(field, _)| *field), Some(FieldId::Table(0)));
}

#[test]
fn two_thousand_rows_of_the_page_are_its_rows_and_with_one_more_it_counts_as_empty() {
    let given = |count: usize| {
        let rows: Vec<Value> = (0..count).map(|row| json!({"name": format!("Row {row}")})).collect();
        quotation(Stage::new().has("prefill", json!({"items": rows})))
    };
    let user = given(2_000);
    assert_eq!((user.rows(0).0.len(), user.rows(0).1), (2_000, Source::Page));
    let user = given(2_001);
    assert_eq!(user.rows(0).1, Source::Template);
    assert!(user.warnings.contains(&Warning::Property("prefill.items: expected fewer items".into())));
}

#[test]
fn a_table_takes_no_more_rows_than_a_draft_can_hold() {
    let rows: Vec<Value> = (0..2_000).map(|row| json!({"name": format!("Row {row}")})).collect();
    let mut user = quotation(Stage::new().has("prefill", json!({"items": rows})));
    user.item(ItemMessage::Added(0));
    assert_eq!(user.rows(0).0.len(), 2_000);
    user.item(ItemMessage::Removed(user.key(0, "Row 7")));
    user.item(ItemMessage::Added(0));
    user.item(ItemMessage::Undone);
    assert_eq!(user.rows(0).0.len(), 2_000);
    user.item(ItemMessage::Removed(user.key(0, "Row 8")));
    user.item(ItemMessage::Undone);
    assert!(user.row_names(0).contains(&"Row 8".to_owned()));
}

#[test]
fn locked_items_are_shown_and_not_to_be_changed() {
    let mut user = quotation(Stage::new().has("prefill", json!({"items": items()})).has("lock", "items"));
    user.item(ItemMessage::Removed(user.key(0, "Hours")));
    user.writes_item(user.key(0, "Hours"), ItemInput::Name, "Days");
    assert_eq!(user.row_names(0), ["Licence", "Hours", "Goodwill"]);
    let drawn = Drawn::of(&user.flow);
    assert!(drawn.all(".item input:not([readonly])").is_empty() && drawn.all(".item button").is_empty());
    let (licence, hours) = (user.key(0, "Licence"), user.key(0, "Hours"));
    user.item(ItemMessage::FocusMoved(licence, ItemInput::Name, Toward::Below));
    assert_eq!(user.focus.last(), Some(&Focus::Input(FieldId::Item(hours, ItemInput::Name))));
    user.presses_create();
    assert_eq!(user.created_products(0).len(), 3);
}

#[test]
fn what_was_typed_into_rows_survives_a_stop_and_a_reload() {
    let mut user = with_items();
    assert!(!user.flow.edits.is_dirty());
    user.writes_item(user.key(0, "Hours"), ItemInput::Price(Nth::First), "1\u{a0}050,50");
    assert!(user.flow.edits.is_dirty());
    let again = user.after_a_stop();
    let price = |user: &Story| user.rows(0).0[1].price.base.value().map(|price| price.to_string());
    assert_eq!((price(&again), again.rows(0).1), (Some("1050.5".to_owned()), Source::User));
    let TableEdit { base, .. } = &again.flow.edits.tables[0];
    assert_eq!(base.len(), 3, "a page that gives the same again has changed nothing");
    assert!(!Drawn::of(&again.flow).text().contains("have changed"));
}

#[test]
fn a_creation_that_stopped_is_found_again_and_repeated_with_its_rows() {
    let mut user = with_items();
    user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
    user.goes_wrong(CREATE, Cut { after: true });
    user.presses_create();
    assert_eq!((user.step(), user.candidates().len()), ("unconfirmed", 1));
    let mut again = user.after_a_stop();
    assert_eq!(again.candidates().len(), 1, "rows speak neither for nor against a draft");
    again.says_none_of_these();
    assert_eq!(again.step(), "created");
    assert_eq!(again.created_products(0).len(), 3);
}

#[test]
fn a_creation_whose_tables_cannot_be_read_again_is_reviewed_before_it_is_repeated() {
    let mut user = with_items();
    user.goes_wrong(CREATE, Cut { after: true });
    user.presses_create();
    user.goes_wrong(TEMPLATE, Status(403));
    let mut again = user.after_a_stop();
    assert_eq!(again.step(), "unconfirmed");
    again.says_none_of_these();
    assert_eq!(again.step(), "reviewing");
    assert!(Drawn::of(&again.flow).text().contains("The template’s rows stay as they are."));
}

#[test]
fn a_contract_that_was_sent_shows_its_rows_with_the_amounts_that_oneflow_has_computed() {
    fn without_rows(answer: &mut Value) {
        answer.as_object_mut().expect("is an object").remove("product_groups").expect("was there");
    }
    for tells in [true, false] {
        let mut user = with_items();
        user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
        if !tells {
            *user.wire.mutates.borrow_mut() = Some(("/publish", |text| answered(text, without_rows)));
        }
        user.presses_create_and_send();
        assert_eq!(user.step(), "published");
        let drawn = Drawn::of(&user.flow);
        drawn.keeps_the_rules("published");
        let shown = drawn.text();
        for said in ["Licence", "12 × 1,200.50 SEK − 10 %", "12,965.40 SEK", "15,115.40 SEK"] {
            assert!(shown.contains(said) && !shown.contains("about"), "{said} in {shown}");
        }
        let is_read = |sent: &Sent| sent.method == "GET" && sent.path.starts_with("/contracts/");
        assert!(!user.sent().iter().any(is_read), "nothing is asked for it");
    }
}

#[test]
fn rows_that_were_edited_under_another_template_are_named_and_kept_for_the_way_back() {
    let mut user = quotation(Stage::new());
    let key = user.key(0, "Freight");
    user.writes_item(key, ItemInput::Name, "Delivery");
    let said = "No table of this template takes: Installation, Delivery.";
    assert!(!Drawn::of(&user.flow).text().contains(said));
    for (workspace, template) in [("Partners", "Support plan"), ("Sales Nordics", "Supply agreement")] {
        user.hears(Message::WentBack);
        user.chooses_in(workspace, template);
        let drawn = Drawn::of(&user.flow);
        drawn.keeps_the_rules("filling");
        assert_eq!(text(drawn.one("[aria-labelledby=sect-products] .warn")), said);
    }
    user.hears(Message::WentBack);
    user.chooses("Quotation");
    assert_eq!(user.row_names(0), ["Installation", "Delivery"]);
    assert!(!Drawn::of(&user.flow).text().contains(said));
}

#[test]
fn a_price_is_heard_with_what_stands_around_it() {
    let mut user = quotation(Stage::new());
    let about = |user: &Story, name: &str| {
        let drawn = Drawn::of(&user.flow);
        drawn.keeps_the_rules("filling");
        drawn.description(drawn.control("input", name))
    };
    assert_eq!(about(&user, "Price, row 1"), "SEK");
    assert_eq!(about(&user, "Quantity, row 1"), "");
    let key = user.key(0, "Installation");
    user.writes_item(key, ItemInput::Price(Nth::First), "gratis");
    user.presses_review();
    assert_eq!(about(&user, "Price, row 1"), "This is not a number. SEK");
    user.hears(Message::WentBack);
    user.chooses("Support plan");
    assert_eq!(about(&user, "Once, row 2"), "€");
}

/// The columns of every table in an answer.
fn set_columns(answer: &mut Value, columns: &Value) {
    for table in answer["product_groups"].as_array_mut().expect("has tables") {
        table["configuration"]["columns"] = columns.clone();
    }
}

fn name_in_the_middle(answer: &mut Value) {
    set_columns(
        answer,
        &json!([
            {"key": "count", "enabled": true, "label": "Number"}, {"key": "price_2", "enabled": true, "label": "Once"},
            {"key": "name", "enabled": true, "label": "Item"}, {"key": "price_1", "enabled": true, "label": "Monthly"},
            {"key": "price_2", "enabled": true, "label": "Again"}, {"key": "description", "enabled": true}
        ]),
    );
}

fn no_name_but_tax(answer: &mut Value) {
    set_columns(
        answer,
        &json!([
            {"key": "count", "enabled": true, "label": ""}, {"key": "tax_1", "enabled": true, "label": "VAT"},
            {"key": "price_1", "enabled": true, "label": ""}
        ]),
    );
}

/// A quotation whose template has these columns.
fn with_columns(stage: Stage, mutate: fn(&str) -> (u16, String)) -> Story {
    let mut user = stage.opens();
    *user.wire.mutates.borrow_mut() = Some(("/templates/8116", mutate));
    user.chooses("Quotation");
    user
}

fn answered(text: &str, change: fn(&mut Value)) -> (u16, String) {
    let mut answer = serde_json::from_str(text).expect("is JSON");
    change(&mut answer);
    (200, answer.to_string())
}

#[test]
fn columns_stand_in_the_order_of_the_table_in_the_form_the_review_and_the_contract() {
    let licence = json!({"items": [{"name": "Licence", "description": "For all", "quantity": "12", "unitPrice": "10.00",
        "secondPrice": "5.00"}]});
    let mut user = with_columns(Stage::new().has("prefill", licence), |text| answered(text, name_in_the_middle));
    let drawn = Drawn::of(&user.flow);
    drawn.keeps_the_rules("filling");
    let names: Vec<String> = drawn.all(".item input, .item textarea").iter().map(|it| drawn.name(*it)).collect();
    let (once, monthly) = ("Once · Discount, row 1", "Monthly · Discount, row 1");
    let others = ["Item, row 1", "Monthly, row 1", monthly, "Description, row 1"];
    assert_eq!(names, [&["Number, row 1", "Once, row 1", once][..], &others].concat());
    let heads: Vec<String> = drawn.all(".heads span").into_iter().map(text).collect();
    assert_eq!(heads, ["Number", "Once", "Once · Discount", "Item", "Monthly", "Monthly · Discount", "Sum"]);
    user.presses_review();
    let rows = |user: &Story| text(Drawn::of(&user.flow).all(".sold")[0]);
    assert_eq!(rows(&user), "12 × 5.00 SEK · 10.00 SEK Licence For all about 60.00 SEK · about 120.00 SEK",);
    user.is_answered_with(name_in_the_middle);
    user.hears(Message::Confirmed(None));
    assert_eq!(rows(&user), "12 × 5.00 SEK · 10.00 SEK Licence For all 60.00 SEK · 120.00 SEK");
}

#[test]
fn a_table_without_names_begins_with_them_and_one_with_tax_says_that_rows_of_others_have_none() {
    let hint = "Rows that replace the template’s are sent without a value for it.";
    assert!(!Drawn::of(&quotation(Stage::new()).flow).text().contains(hint));
    let mut user = with_columns(Stage::new(), |text| answered(text, no_name_but_tax));
    let drawn = Drawn::of(&user.flow);
    let names: Vec<String> = drawn.all(".item input").iter().map(|it| drawn.name(*it)).collect();
    assert_eq!(names[..3], ["Product, row 1", "Quantity, row 1", "Price, row 1"]);
    assert_eq!(drawn.text().matches(hint).count(), 1);
    user.presses_review();
    assert!(!Drawn::of(&user.flow).text().contains(hint));
}

#[test]
fn inputs_say_their_column_and_row() {
    let user = with_items();
    let drawn = Drawn::of(&user.flow);
    drawn.keeps_the_rules("filling");
    for name in ["Product, row 1", "Price, row 2", "Discount, row 2", "Quantity, row 3", "Description, row 3"] {
        assert_eq!(drawn.all(".item [aria-label]").iter().filter(|it| drawn.name(**it) == name).count(), 1, "{name}");
    }
    let unseen: Vec<String> = drawn.all(".sum .unseen").into_iter().map(text).collect();
    assert_eq!(unseen, ["Sum, row 1", "Sum, row 2", "Sum, row 3"], "a sum has a name where no label is seen beside it");
    drawn.control("button", "Move down: Row 1");
    drawn.control("button", "Remove Row 3");
    drawn.control("button", "Add row · Goods and services");
}
