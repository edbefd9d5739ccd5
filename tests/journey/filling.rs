//! Filling in: what is prefilled, what was typed, and what is wrong before anything is sent.

use oneflow_contract_picker::flow::effect::{Focus, Warning};
use oneflow_contract_picker::flow::form::edits::Origin;
use oneflow_contract_picker::flow::form::field::{ErrorKind, FieldId};
use oneflow_contract_picker::flow::form::party::{PartyInput, PartyKey, PartyKind};
use oneflow_contract_picker::flow::form::person::PersonInput;
use oneflow_contract_picker::flow::message::{Message, PartyMessage};
use oneflow_sandbox::{Options, Seed};
use serde_json::{Value, json};

use super::stage::Stage;
use super::story::{FIRST, Story};

fn deal() -> Value {
    json!({
        "name": "Pump station, Acme",
        "fields": {
            "amount": {"value": "125 000,00", "origin": "Deal · Amount"},
            "deal_id": {"value": "D-2025-001", "origin": ""},
            "order_no": "A-17",
            "discount_percent": 15,
            "colour": {"value": "red", "origin": "Deal · Colour"}
        },
        "parties": [{
            "type": "company",
            "name": "Acme AB",
            "identificationNumber": "556000-0001",
            "countryCode": "SE",
            "participants": [
                {"name": "Ada Berg", "email": "ada@acme.example", "title": "CEO"},
                {
                    "name": "Bo Ek", "email": "bo@acme.example", "phoneNumber": "+46 70 000 00 02",
                    "role": "influencer", "deliveryChannel": "sms"
                }
            ]
        }]
    })
}

/// Both typed and prefilled: what the user typed counts.
#[test]
fn prefilled_values_show_their_origin_and_give_way_to_what_is_typed() {
    let mut user = Stage::new().has("prefill", deal()).opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    let shown = |user: &Story, field: &str| {
        let value = user.value(field);
        (value.value.to_string(), value.origin)
    };
    assert_eq!(shown(&user, "amount"), ("125 000,00".into(), Origin::Host(Some("Deal · Amount".into()))));
    assert_eq!(shown(&user, "deal_id"), ("D-2025-001".into(), Origin::Host(None)));
    assert_eq!(shown(&user, "order_no"), ("A-17".into(), Origin::Host(None)));
    assert_eq!(shown(&user, "discount_percent"), ("15".into(), Origin::Host(None)));
    assert_eq!(shown(&user, "currency"), ("SEK".into(), Origin::Template));
    assert_eq!(shown(&user, "delivery_date"), (String::new(), Origin::Empty));
    assert_eq!(user.unused(), ["Deal · Colour"], "what the template has no field for is not dropped");
    assert_eq!(user.warnings, [Warning::UnusedFields("colour".into())], "its developers know it by its custom id");

    user.types("amount", "130 000,00");
    user.types("delivery_date", "2026-01-31");
    assert_eq!(shown(&user, "amount"), ("130 000,00".into(), Origin::Edited { restorable: true }));
    assert_eq!(shown(&user, "delivery_date"), ("2026-01-31".into(), Origin::Edited { restorable: false }));
    user.host_sets("prefill", json!({"fields": {"amount": {"value": "140 000,00", "origin": "Deal · Amount"}}}));
    assert_eq!(shown(&user, "amount").0, "130 000,00", "a changed prefill overwrites nothing");
    user.hears(Message::FieldRestored("amount".into()));
    assert_eq!(shown(&user, "amount"), ("140 000,00".into(), Origin::Host(Some("Deal · Amount".into()))));
}

#[test]
fn what_the_deal_fills_in_is_created_as_it_stands() {
    let mut user = Stage::new().has("prefill", deal()).opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    user.presses_create();
    let contract = user.oneflow_shows(user.created().contract.id.0);
    assert_eq!(contract["_private"]["name"], "Pump station, Acme");
    let value = |id: &str| {
        let fields = contract["data_fields"].as_array().unwrap().iter();
        fields.filter(|it| it["_private_ownerside"]["custom_id"] == id).map(|it| it["value"].clone()).next()
    };
    assert_eq!(value("amount"), Some(json!("125 000,00")));
    assert_eq!(value("discount_percent"), Some(json!("15")));
    assert_eq!(value("currency"), Some(json!("SEK")));
    let bo = &contract["parties"][1]["participants"][1];
    assert_eq!((&bo["delivery_channel"], &bo["phone_number"]), (&json!("sms"), &json!("+46700000002")));
    assert_eq!((&bo["signatory"], &bo["_permissions"]["contract:update"]), (&json!(false), &json!(true)));
}

#[test]
fn the_hosts_contract_name_counts_until_the_name_is_typed_and_again_once_it_is_restored() {
    let mut user = Stage::new().has("contractName", "From the page").opens();
    user.chooses("Delivery note");
    let name =
        |user: &Story| user.flow.edits.name_for(&user.flow.settings.prefill, &user.filling().choice.template).value;
    assert_eq!(&*name(&user), "From the page");
    user.names_it("Mine");
    assert_eq!(&*name(&user), "Mine");
    user.hears(Message::NameRestored);
    assert_eq!(&*name(&user), "From the page");
}

#[test]
fn going_back_and_picking_another_template_keeps_what_was_typed() {
    let mut user = Stage::new().opens();
    user.fills_in_a_supply_agreement();
    user.types("customer_ref", "PO 1");
    let typed = user.flow.edits.clone();
    user.hears(Message::WentBack);
    user.chooses("Delivery note");
    assert_eq!(user.flow.edits, typed);
    user.hears(Message::WentBack);
    user.chooses_in("Partners", "Supply agreement");
    assert_eq!(&*user.value("customer_ref").value, "PO 1");
}

#[test]
fn clearing_a_default_is_sent_and_an_empty_field_without_one_is_not() {
    let mut user = Stage::new().opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    user.types("currency", "");
    user.types("amount", "");
    user.presses_create();
    let sent = user.sent().into_iter().find_map(|sent| sent.body).unwrap();
    let given: Vec<_> = sent["data_fields"].as_array().unwrap().iter().map(|it| it["custom_id"].clone()).collect();
    assert!(given.contains(&json!("currency")) && !given.contains(&json!("amount")), "{given:?}");
}

#[test]
fn a_name_of_131_characters_is_stopped_and_one_of_130_is_not_whatever_the_characters() {
    for letter in ["a", "👩", "ש"] {
        let mut user = Stage::new().opens();
        user.chooses("Delivery note");
        user.names_it(&letter.repeat(131));
        user.presses_create();
        assert_eq!(user.problems(), [(FieldId::Name, ErrorKind::TooLong { length: 131, limit: 130 })]);
        assert_eq!((user.creations(), user.focus.last()), (0, Some(&Focus::Summary)));
        user.names_it(&letter.repeat(130));
        assert_eq!(user.problems(), [], "editing takes back what was said");
        user.presses_create();
        assert_eq!(user.step(), "created");
    }
}

#[test]
fn a_value_of_1025_characters_is_stopped_and_one_of_1024_is_not() {
    let mut user = Stage::new().opens();
    user.chooses("Delivery note");
    user.types("goods_label", &"å".repeat(1_025));
    user.presses_create();
    assert_eq!(user.problems(), [(FieldId::Field(2), ErrorKind::TooLong { length: 1_025, limit: 1_024 })]);
    assert_eq!(user.creations(), 0);
    user.types("goods_label", &"å".repeat(1_024));
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn an_email_or_phone_that_is_none_is_stopped_at_its_input() {
    let mut user = Stage::new().opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    let acme = user.adds_company("Acme AB", "Ada Berg", "ada@acme");
    user.writes_person(acme, FIRST, PersonInput::Phone, "070-000 00 01");
    user.presses_create();
    let at = |input| FieldId::Person(acme, FIRST, input);
    let expected = [(at(PersonInput::Email), ErrorKind::NotAnEmail), (at(PersonInput::Phone), ErrorKind::NotAPhone)];
    assert_eq!(user.problems(), expected);
    assert!(user.filling().expanded.contains(&acme), "the inputs that it is about are shown");
}

#[test]
fn the_further_inputs_of_a_person_open_only_for_an_error_in_one_of_them() {
    let mut user = Stage::new().opens();
    user.chooses("Delivery note");
    let party = user.adds_company("Acme AB", "", "ada");
    user.presses_review();
    assert_eq!((user.problems().len(), &*user.filling().detailed), (2, &[][..]));
    user.writes_person(party, FIRST, PersonInput::Phone, "call me");
    user.presses_review();
    assert_eq!((user.problems().len(), &*user.filling().detailed), (3, &[(party, FIRST)][..]));
}

#[test]
fn the_list_of_errors_is_there_until_the_last_of_them_is_mended() {
    let mut user = Stage::new().opens();
    user.chooses("Delivery note");
    let party = user.adds_company("Acme AB", "", "ada");
    assert!(!user.filling().listed);
    user.presses_review();
    assert_eq!((user.problems().len(), user.filling().listed), (2, true));
    user.writes_person(party, FIRST, PersonInput::Name, "Ada Berg");
    assert_eq!((user.problems().len(), user.filling().listed), (1, true));
    user.writes_person(party, FIRST, PersonInput::Email, "ada@acme.example");
    assert_eq!((user.problems().len(), user.filling().listed), (0, false));
}

#[test]
fn what_the_channel_the_method_or_the_second_factor_needs_is_asked_for() {
    let needs = [
        (PersonInput::Channel, "sms", vec![(PersonInput::Phone, "sms")]),
        (
            PersonInput::Channel,
            "email_and_sms",
            vec![(PersonInput::Email, "email_and_sms"), (PersonInput::Phone, "email_and_sms")],
        ),
        (PersonInput::Channel, "email", vec![(PersonInput::Email, "email")]),
        (PersonInput::Channel, "none", vec![]),
    ];
    for (input, word, missing) in needs {
        let mut user = Stage::new().opens();
        user.chooses_in("Sales Nordics", "Supply agreement");
        let acme = user.adds_company("Acme AB", "Ada Berg", "");
        user.writes_person(acme, FIRST, input, word);
        user.presses_create();
        let expected: Vec<_> = missing
            .into_iter()
            .map(|(input, word)| (FieldId::Person(acme, FIRST, input), ErrorKind::NeededFor(word.into())))
            .collect();
        if expected.is_empty() {
            assert_eq!(user.step(), "created", "{word}");
        } else {
            assert_eq!(user.problems(), expected, "{word}");
        }
    }
    for (input, word) in [(PersonInput::SignMethod, "sms"), (PersonInput::SecondFactor, "sms")] {
        let mut user = Stage::new().opens();
        user.chooses_in("Sales Nordics", "Supply agreement");
        let acme = user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
        user.writes_person(acme, FIRST, input, word);
        user.presses_create();
        let place = FieldId::Person(acme, FIRST, PersonInput::Phone);
        assert_eq!(user.problems(), [(place, ErrorKind::NeededFor(word.into()))]);
        user.writes_person(acme, FIRST, PersonInput::Phone, "+46700000001");
        user.presses_create();
        assert_eq!(user.step(), "created");
    }
}

#[test]
fn options_that_no_list_of_known_words_has_are_sent_as_they_are() {
    let mut user = Stage::new().opens();
    user.chooses("Subscription agreement");
    let acme = user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
    user.writes_person(acme, FIRST, PersonInput::Channel, "whatsapp");
    user.writes_person(acme, FIRST, PersonInput::SignMethod, "mitid");
    user.writes_person(acme, FIRST, PersonInput::SecondFactor, "authenticator_app");
    user.presses_create();
    let place = FieldId::Person(acme, FIRST, PersonInput::Phone);
    assert_eq!(user.problems(), [(place, ErrorKind::NeededFor("whatsapp".into()))]);
    user.writes_person(acme, FIRST, PersonInput::Phone, "+46700000001");
    user.presses_create();
    let ada = user.oneflow_shows(user.created().contract.id.0)["parties"][1]["participants"][0].clone();
    assert_eq!((&ada["delivery_channel"], &ada["sign_method"]), (&json!("whatsapp"), &json!("mitid")));
}

#[test]
fn two_people_of_one_party_with_one_email_are_told_apart_from_two_parties_that_share_one() {
    let mut user = Stage::new().opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    let acme = user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
    let second = user.adds_person(acme);
    user.writes_person(acme, second, PersonInput::Name, "Ada again");
    user.writes_person(acme, second, PersonInput::Email, " ADA@acme.example ");
    user.presses_create();
    assert_eq!(user.problems(), [(FieldId::Person(acme, second, PersonInput::Email), ErrorKind::Duplicate)]);
    user.hears(Message::Party(PartyMessage::PersonRemoved(acme, second)));
    user.adds_company("Other AB", "Ada Berg", "ada@acme.example");
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn a_company_needs_a_name_and_a_person_and_a_country_is_two_letters() {
    let mut user = Stage::new().opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    let acme = user.adds(PartyKind::Company);
    user.hears(Message::Party(PartyMessage::PersonRemoved(acme, FIRST)));
    user.writes(acme, PartyInput::Country, "Sweden");
    user.writes(acme, PartyInput::Number, &"1".repeat(26));
    user.presses_create();
    let at = |input| FieldId::Party(acme, input);
    let expected = [
        (at(PartyInput::Name), ErrorKind::Needed),
        (at(PartyInput::Number), ErrorKind::TooLong { length: 26, limit: 25 }),
        (at(PartyInput::Country), ErrorKind::NotACountry),
        (at(PartyInput::Name), ErrorKind::Nobody),
    ];
    assert_eq!(user.problems(), expected);
}

#[test]
fn no_more_than_forty_participants_with_the_acting_user_among_them() {
    let mut user = Stage::new().opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    let parties: Vec<PartyKey> =
        (0..40).map(|n| user.adds_company(&format!("Company {n}"), "Ada Berg", "ada@acme.example")).collect();
    user.presses_create();
    assert_eq!(user.problems(), [(FieldId::Parties, ErrorKind::TooMany { limit: 39 })]);
    user.hears(Message::Party(PartyMessage::Removed(parties[0])));
    user.presses_create();
    assert_eq!(user.step(), "created");
}

#[test]
fn turning_a_company_into_an_individual_and_back_loses_nothing() {
    let mut user = Stage::new().opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    let acme = user.adds_company("Acme AB", "Ada Berg", "ada@acme.example");
    let before = user.flow.edits.clone();
    user.hears(Message::Party(PartyMessage::KindChanged(acme, PartyKind::Individual)));
    assert_ne!(user.flow.edits, before);
    user.hears(Message::Party(PartyMessage::KindChanged(acme, PartyKind::Company)));
    assert_eq!(user.flow.edits, before);
}

#[test]
fn five_hundred_fields_are_filled_in_and_created() {
    let mut user = Stage::with(Options { seed: Seed::Wide, ..Options::default() }).opens();
    user.chooses("Technical specification");
    assert_eq!(user.filling().fields.len(), 500);
    for n in 1..=500 {
        user.types(&format!("field_{n:03}"), &format!("Value {n}"));
    }
    user.presses_create();
    let contract = user.oneflow_shows(user.created().contract.id.0);
    assert_eq!(contract["data_fields"].as_array().map(Vec::len), Some(500));
    assert_eq!(contract["data_fields"][499]["value"], "Value 500");
}

#[test]
fn an_empty_name_falls_back_to_the_templates_name() {
    for typed in ["", "  "] {
        let mut user = Stage::new().has("contractName", "From the page").opens();
        user.chooses_in("Sales Nordics", "Supply agreement");
        user.names_it(typed);
        user.presses_review();
        assert_eq!(&*user.reviewing().contract.contract().name, "Supply agreement", "and the review shows it");
    }
}

#[test]
fn an_email_and_a_phone_number_are_judged_when_they_are_left() {
    let mut user = Stage::new().opens();
    user.chooses("Supply agreement");
    let company = user.adds_company("Acme AB", "Ada Berg", "ada@acme");
    let (email, phone) = (PersonInput::Email, PersonInput::Phone);
    let at = |input| FieldId::Person(company, FIRST, input);
    assert_eq!(user.problems(), [], "not while it is typed");
    user.hears(Message::InputLeft(at(email)));
    user.hears(Message::InputLeft(at(email)));
    user.hears(Message::InputLeft(at(phone)));
    assert_eq!(user.problems(), [(at(email), ErrorKind::NotAnEmail)], "what is not there may still come");
    assert!(!user.filling().listed, "nothing moves but what follows the input");
    user.writes_person(company, FIRST, phone, "070-1");
    user.hears(Message::InputLeft(at(phone)));
    user.writes_person(company, FIRST, email, "ada@acme.example");
    assert_eq!(user.problems(), [(at(phone), ErrorKind::NotAPhone)]);
    user.presses_review();
    assert!(user.filling().listed);
}

#[test]
fn only_the_empty_fields_are_shown_and_one_that_is_filled_in_stays() {
    let mut user = Stage::new().has("prefill", deal()).opens();
    user.chooses_in("Sales Nordics", "Supply agreement");
    let shown = |user: &Story| {
        let filling = user.filling();
        let shown = filling.fields.iter().enumerate().filter(|(index, _)| filling.shows(*index));
        shown.map(|(_, field)| field.custom_id.to_string()).collect::<Vec<_>>()
    };
    let all = shown(&user);
    user.hears(Message::EmptyFieldsFiltered(true));
    let empty = shown(&user);
    assert!(empty.contains(&"delivery_date".to_owned()) && !empty.contains(&"amount".to_owned()), "{empty:?}");
    user.types("delivery_date", "2026-01-31");
    assert_eq!(shown(&user), empty, "the input that is typed into stays");
    user.hears(Message::EmptyFieldsFiltered(false));
    assert_eq!(shown(&user), all);
    user.hears(Message::EmptyFieldsFiltered(true));
    user.types("amount", &"9".repeat(1_100));
    user.presses_review();
    assert_eq!(shown(&user), all, "what is to be corrected is there");
}

#[test]
fn the_link_of_an_error_leads_to_its_input() {
    let mut user = Stage::new().opens();
    user.hears(Message::ErrorFollowed(FieldId::Name));
    assert_ne!(user.focus.last(), Some(&Focus::Input(FieldId::Name)), "there is no form yet");
    user.chooses("Delivery note");
    user.hears(Message::ErrorFollowed(FieldId::Field(1)));
    assert_eq!(user.focus.last(), Some(&Focus::Input(FieldId::Field(1))));
}
