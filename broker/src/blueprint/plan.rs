//! What an account has against what a file says.

use super::account::{Account, FoundType, FoundWebhook};
use super::difference::{Change, Difference, Edit, Handling, Note, Surplus, Unseen};
use super::fields::{self, Row};
use super::hooks::Comparison;
use super::parts::{Blueprint, TemplateType};
use super::secret::Variables;
use super::webhook::Webhook;

/// What happens to what cannot be decided by comparing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Choices {
    /// What the file lacks.
    pub surplus: Surplus,
    /// What Oneflow does not show.
    pub unseen: Unseen,
}

/// The differences between a file and an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// By template type, in the order of the file.
    pub types: Vec<TypePlan>,
}

/// The differences of one template type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypePlan {
    /// Its name.
    pub name: String,
    /// Its description in the file.
    pub description: String,
    /// Who made it, as far as it exists.
    pub maker: Maker,
    /// What differs.
    pub differences: Vec<Difference>,
    /// What is worth knowing.
    pub notes: Vec<Note>,
    /// The data fields to send, if any of them differs.
    pub rows: Option<Vec<Row>>,
}

/// Who made a template type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Maker {
    /// Nobody yet.
    Nobody,
    /// Somebody by hand; its id.
    Hand(i64),
    /// The extension of the blueprint; its id.
    Extension(i64),
}

/// Why there is no plan: several template types that were made by hand have this name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ambiguous(pub String);

impl Plan {
    /// Compares. Template types that the file does not name play no part.
    pub fn of(
        blueprint: &Blueprint,
        account: &Account,
        choices: Choices,
        variables: Variables<'_>,
    ) -> Result<Self, Ambiguous> {
        let Choices { surplus, unseen } = choices;
        let comparison = Comparison { surplus, unseen, variables };
        let types = blueprint.template_types.iter().map(|template_type| {
            let webhooks: Vec<&Webhook> = blueprint.webhooks_of(template_type).collect();
            let namesakes = Namesakes::find(account, &blueprint.extension_type, &template_type.name)?;
            Ok(compare(template_type, &webhooks, namesakes, account, comparison))
        });
        Ok(Self { types: types.collect::<Result<_, _>>()? })
    }

    /// Whether the account is as the file says.
    pub fn is_empty(&self) -> bool {
        self.differences().next().is_none()
    }

    /// How many differences are written.
    pub fn written(&self) -> usize {
        self.differences().filter(|difference| difference.is_written()).count()
    }

    fn differences(&self) -> impl Iterator<Item = &Difference> {
        self.types.iter().flat_map(|planned| &planned.differences)
    }
}

/// The template types of one name, at most one of each maker. Other extensions' play no part.
#[derive(Clone, Copy)]
pub struct Namesakes<'a> {
    /// Made by the blueprint's extension.
    pub of_extension: Option<&'a FoundType>,
    /// Made by hand.
    pub by_hand: Option<&'a FoundType>,
}

impl<'a> Namesakes<'a> {
    /// Finds them.
    pub fn find(account: &'a Account, extension_type: &str, name: &str) -> Result<Self, Ambiguous> {
        let named = || account.types.iter().filter(|found| found.name == name);
        let of_extension = named().find(|found| found.extension_type.as_deref() == Some(extension_type));
        let mut by_hand = named().filter(|found| found.extension_type.is_none());
        let first = by_hand.next();
        // In an account that has the extension, what was made by hand before is left over, and may be there twice.
        if of_extension.is_none() && by_hand.next().is_some() {
            return Err(Ambiguous(name.to_owned()));
        }
        Ok(Self { of_extension, by_hand: first })
    }
}

fn compare(
    wanted: &TemplateType,
    webhooks: &[&Webhook],
    namesakes: Namesakes<'_>,
    account: &Account,
    comparison: Comparison<'_>,
) -> TypePlan {
    let (name, description) = (wanted.name.clone(), wanted.description.clone());
    let (found, maker) = match (namesakes.of_extension, namesakes.by_hand) {
        (Some(found), _) => (Some(found), Maker::Extension(found.id)),
        (None, Some(found)) => (Some(found), Maker::Hand(found.id)),
        (None, None) => (None, Maker::Nobody),
    };
    let found_fields = found.map_or(&[][..], |found| &found.fields);
    let is_its_own = |webhook: &&FoundWebhook| found.is_some_and(|found| webhook.template_type == Some(found.id));
    let found_webhooks: Vec<&FoundWebhook> = account.webhooks.iter().filter(is_its_own).collect();

    let mut differences =
        found.map_or_else(|| vec![Difference::written(Change::TypeCreated)], |found| of_type(wanted, found));
    let (of_fields, mut notes) = fields::compare(&wanted.data_fields, found_fields, comparison.surplus);
    let (of_webhooks, more) = comparison.compare(webhooks, &found_webhooks);
    let sends_fields = of_fields.iter().any(Difference::is_written);
    differences.extend(of_fields.into_iter().chain(of_webhooks));
    notes.extend(more);
    if let Maker::Extension(_) = maker {
        differences = left_to_extension(differences, &mut notes);
        notes.extend(namesakes.by_hand.map(|found| Note::AlsoByHand(found.id)));
    }
    let sends_fields = sends_fields && !matches!(maker, Maker::Extension(_));
    let rows = sends_fields.then(|| fields::rows(&wanted.data_fields, found_fields, comparison.surplus));
    TypePlan { name, description, maker, differences, notes, rows }
}

fn of_type(wanted: &TemplateType, found: &FoundType) -> Vec<Difference> {
    let switched_on = (!found.active).then_some(Change::TypeSwitchedOn);
    let described = Edit::of("description", &found.description, &wanted.description).map(Change::TypeDescribed);
    switched_on.into_iter().chain(described).map(Difference::written).collect()
}

/// Nothing in a template type of the extension is written. What the account has added to it is no difference.
fn left_to_extension(differences: Vec<Difference>, notes: &mut Vec<Note>) -> Vec<Difference> {
    let mut left = Vec::new();
    for Difference { change, handling } in differences {
        let is_writable = matches!(handling, Handling::Written | Handling::OnlyWithPrune);
        match change {
            Change::FieldRemoved(custom_id) if is_writable => notes.push(Note::FieldByHand(custom_id)),
            Change::WebhookRemoved(_, url) if is_writable => notes.push(Note::WebhookByHand(url)),
            change => {
                let handling = if is_writable { Handling::OfExtension } else { handling };
                left.push(Difference { change, handling });
            }
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blueprint::account::{FoundField, FoundKey};

    const KEEPING: Choices = Choices { surplus: Surplus::Kept, unseen: Unseen::Kept };
    const PRUNING: Choices = Choices { surplus: Surplus::Pruned, ..KEEPING };

    fn blueprint() -> Blueprint {
        let text = "extension_type = \"acme\"\nname = \"Acme\"\n[webhook]\ncallback_url = \"https://a.example\"\n\
                    [[template_types]]\nname = \"T\"\ndescription = \"D\"\n\
                    data_fields = [{ custom_id = \"c\", name = \"C\" }]";
        Blueprint::parse(text).unwrap_or_else(|error| unreachable!("{error}"))
    }

    fn found(id: i64, extension: Option<&str>) -> FoundType {
        let field = FoundField { custom_id: "c".into(), name: "C".into(), active: true, ..FoundField::default() };
        let extension_type = extension.map(str::to_owned);
        let fields = vec![FoundField { is_system: extension.is_some(), ..field }];
        FoundType { id, name: "T".into(), description: "D".into(), extension_type, active: true, fields }
    }

    fn webhook(id: i64, template_type: i64) -> FoundWebhook {
        FoundWebhook {
            id,
            callback_url: "https://a.example".into(),
            template_type: Some(template_type),
            is_of_extension: false,
            filters: Some(Vec::new()),
            sign_key: FoundKey::Missing,
            integration_process_id: None,
        }
    }

    fn plan(types: Vec<FoundType>, webhooks: Vec<FoundWebhook>, choices: Choices) -> Plan {
        let account = Account { name: "A".into(), types, webhooks };
        Plan::of(&blueprint(), &account, choices, &|_| None).unwrap_or_else(|error| unreachable!("{error:?}"))
    }

    #[test]
    fn an_account_that_is_as_the_file_says_has_no_differences() {
        let plan = plan(vec![found(1, None), found(2, Some("other"))], vec![webhook(4, 1)], PRUNING);
        assert!(plan.is_empty() && plan.written() == 0);
        assert_eq!(plan.types.first().map(|planned| (&planned.maker, &planned.rows)), Some((&Maker::Hand(1), &None)));
    }

    #[test]
    fn what_is_missing_is_made() {
        let plan = plan(vec![found(2, Some("other"))], vec![webhook(4, 2)], PRUNING);
        let planned: Vec<&TypePlan> = plan.types.iter().collect();
        let [planned] = planned[..] else { unreachable!("one template type") };
        assert!(matches!(
            planned.differences[..],
            [
                Difference { change: Change::TypeCreated, .. },
                Difference { change: Change::FieldAdded(..), .. },
                Difference { change: Change::WebhookAdded(_), .. },
            ]
        ));
        assert_eq!((&planned.maker, planned.rows.as_ref().map(Vec::len), plan.written()), (&Maker::Nobody, Some(1), 3));
    }

    #[test]
    fn a_template_type_of_the_extension_is_compared_and_nothing_of_it_is_written() {
        let there =
            FoundType { description: "Other".into(), active: false, fields: Vec::new(), ..found(1, Some("acme")) };
        let plan = plan(vec![there, found(2, None), found(3, None)], vec![webhook(4, 1), webhook(5, 1)], PRUNING);
        assert!(!plan.is_empty() && plan.written() == 0);
        let planned = plan.types.first().map(|planned| (&planned.maker, &planned.rows, &planned.notes[..]));
        let notes = [Note::WebhookByHand("https://a.example".into()), Note::AlsoByHand(2)];
        assert_eq!(planned, Some((&Maker::Extension(1), &None, &notes[..])));
    }

    #[test]
    fn a_template_type_that_the_file_does_not_name_plays_no_part() {
        let other = FoundType { name: "U".into(), ..found(2, None) };
        let plan = plan(vec![found(1, None), other], vec![webhook(4, 1), webhook(5, 2)], PRUNING);
        assert!(plan.is_empty());
    }

    #[test]
    fn a_template_type_that_was_made_by_hand_is_described_and_switched_on() {
        let there = FoundType { description: "Other".into(), active: false, ..found(1, None) };
        let plan = plan(vec![there], vec![webhook(4, 1)], KEEPING);
        let changes: Vec<&Change> = plan.differences().map(|difference| &difference.change).collect();
        let described = Edit { attribute: "description", from: "Other".into(), to: "D".into() };
        assert_eq!(changes, [&Change::TypeSwitchedOn, &Change::TypeDescribed(described)]);
        assert_eq!(plan.written(), 2);
    }

    #[test]
    fn two_template_types_of_one_name_that_were_made_by_hand_are_told_apart_by_nobody() {
        let account = Account { types: vec![found(1, None), found(2, None)], ..Account::default() };
        assert_eq!(Plan::of(&blueprint(), &account, KEEPING, &|_| None), Err(Ambiguous("T".into())));
    }
}
