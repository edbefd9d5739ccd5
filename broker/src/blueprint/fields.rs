//! The data fields of a template type: what differs, and the set that is sent, because Oneflow replaces the whole set.

use serde::Serialize;

use super::account::FoundField;
use super::difference::{Change, Difference, Edit, Handling, Note, Surplus};
use super::parts::DataField;

/// A data field in a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    custom_id: String,
    name: String,
    description: String,
    placeholder: String,
    value: String,
    /// Sent only to switch a field on.
    #[serde(skip_serializing_if = "Option::is_none")]
    active: Option<bool>,
}

/// What differs, and what is worth knowing.
pub fn compare(wanted: &[DataField], found: &[FoundField], surplus: Surplus) -> (Vec<Difference>, Vec<Note>) {
    let mut differences = Vec::new();
    for field in wanted {
        if let Some(there) = in_account(found, field) {
            differences.extend(compare_one(field, there));
        } else {
            let added = Change::FieldAdded(field.custom_id.clone(), field.name.clone());
            differences.push(Difference::written(added));
        }
    }
    let mut notes = Vec::new();
    for field in found.iter().filter(|field| in_file(wanted, field).is_none()) {
        let custom_id = field.custom_id.clone();
        match (field.active, field.is_system) {
            (false, _) => notes.push(Note::SwitchedOff(custom_id)),
            (true, true) => differences.push(Difference::of_extension(Change::FieldRemoved(custom_id))),
            (true, false) => differences.push(Difference::surplus(Change::FieldRemoved(custom_id), surplus)),
        }
    }
    (differences, notes)
}

fn compare_one(wanted: &DataField, found: &FoundField) -> Vec<Difference> {
    let custom_id = || wanted.custom_id.clone();
    let mut differences = Vec::new();
    if !found.active {
        let handling = if found.is_system { Handling::OfAdministrator } else { Handling::Written };
        differences.push(Difference { change: Change::FieldSwitchedOn(custom_id()), handling });
    }
    let edits: Vec<Edit> = [
        Edit::of("name", &found.name, &wanted.name),
        Edit::of("description", &found.description, &wanted.description),
        Edit::of("placeholder", &found.placeholder, &wanted.placeholder),
        Edit::of("value", &found.value, &wanted.value),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !edits.is_empty() {
        let handling = if found.is_system { Handling::OfExtension } else { Handling::Written };
        differences.push(Difference { change: Change::FieldChanged(custom_id(), edits), handling });
    }
    differences
}

/// The set to send: what the file says, then what stays. A system field is never in it.
pub fn rows(wanted: &[DataField], found: &[FoundField], surplus: Surplus) -> Vec<Row> {
    let from_file = wanted.iter().filter_map(|field| match in_account(found, field) {
        Some(there) if there.is_system => None,
        there => Some(Row::of_file(field, there.is_some_and(|there| !there.active).then_some(true))),
    });
    // A field that is switched off is as good as removed; removing it would tell nobody anything.
    let stays = |field: &&FoundField| !field.active || surplus == Surplus::Kept;
    let others = found.iter().filter(|field| !field.is_system && in_file(wanted, field).is_none());
    from_file.chain(others.filter(stays).map(Row::of_account)).collect()
}

fn in_account<'a>(found: &'a [FoundField], field: &DataField) -> Option<&'a FoundField> {
    found.iter().find(|there| there.custom_id == field.custom_id)
}

fn in_file<'a>(wanted: &'a [DataField], field: &FoundField) -> Option<&'a DataField> {
    wanted.iter().find(|one| one.custom_id == field.custom_id)
}

impl Row {
    fn of_file(field: &DataField, active: Option<bool>) -> Self {
        let DataField { custom_id, name, description, placeholder, value } = field.clone();
        Self { custom_id, name, description, placeholder, value, active }
    }

    fn of_account(field: &FoundField) -> Self {
        let FoundField { custom_id, name, description, placeholder, value, .. } = field.clone();
        Self { custom_id, name, description, placeholder, value, active: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(custom_id: &str) -> DataField {
        let text = String::new;
        DataField {
            custom_id: custom_id.into(),
            name: "N".into(),
            description: text(),
            placeholder: text(),
            value: text(),
        }
    }

    fn found(custom_id: &str) -> FoundField {
        FoundField { custom_id: custom_id.into(), name: "N".into(), active: true, ..FoundField::default() }
    }

    fn system(custom_id: &str) -> FoundField {
        FoundField { is_system: true, ..found(custom_id) }
    }

    fn off(field: FoundField) -> FoundField {
        FoundField { active: false, ..field }
    }

    fn ids(rows: &[Row]) -> Vec<(&str, Option<bool>)> {
        rows.iter().map(|row| (row.custom_id.as_str(), row.active)).collect()
    }

    #[test]
    fn equal_fields_make_no_difference() {
        assert_eq!(compare(&[wanted("a")], &[found("a")], Surplus::Pruned), (vec![], vec![]));
        assert_eq!(compare(&[wanted("a")], &[system("a")], Surplus::Pruned), (vec![], vec![]));
    }

    #[test]
    fn what_the_file_lacks_stays_without_prune_and_is_sent_along_so_that_it_does() {
        let there = [found("a"), found("b")];
        let (differences, _) = compare(&[wanted("a")], &there, Surplus::Kept);
        let removed = Change::FieldRemoved("b".into());
        assert_eq!(differences, [Difference { change: removed.clone(), handling: Handling::OnlyWithPrune }]);
        assert_eq!(ids(&rows(&[wanted("a")], &there, Surplus::Kept)), [("a", None), ("b", None)]);
        assert_eq!(compare(&[wanted("a")], &there, Surplus::Pruned).0, [Difference::written(removed)]);
        assert_eq!(ids(&rows(&[wanted("a")], &there, Surplus::Pruned)), [("a", None)]);
    }

    #[test]
    fn a_system_field_is_compared_and_never_sent() {
        let there = [off(FoundField { name: "Other".into(), ..system("a") }), system("b"), off(system("c"))];
        for surplus in [Surplus::Kept, Surplus::Pruned] {
            let (differences, notes) = compare(&[wanted("a"), wanted("d")], &there, surplus);
            let edit = Edit { attribute: "name", from: "Other".into(), to: "N".into() };
            let shown = [
                Difference { change: Change::FieldSwitchedOn("a".into()), handling: Handling::OfAdministrator },
                Difference::of_extension(Change::FieldChanged("a".into(), vec![edit])),
                Difference::written(Change::FieldAdded("d".into(), "N".into())),
                Difference::of_extension(Change::FieldRemoved("b".into())),
            ];
            assert_eq!(differences, shown);
            assert_eq!(notes, [Note::SwitchedOff("c".into())]);
            assert_eq!(ids(&rows(&[wanted("a"), wanted("d")], &there, surplus)), [("d", None)]);
        }
    }

    #[test]
    fn a_user_field_that_is_switched_off_is_switched_on_if_the_file_has_it_and_left_alone_otherwise() {
        let there = [off(found("a")), off(found("b"))];
        let (differences, notes) = compare(&[wanted("a")], &there, Surplus::Pruned);
        assert_eq!(differences, [Difference::written(Change::FieldSwitchedOn("a".into()))]);
        assert_eq!(notes, [Note::SwitchedOff("b".into())]);
        assert_eq!(ids(&rows(&[wanted("a")], &there, Surplus::Pruned)), [("a", Some(true)), ("b", None)]);
    }
}
