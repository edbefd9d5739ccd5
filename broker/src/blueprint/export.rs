//! From what was made by hand in an account to the blueprint that a partner sends to Oneflow.

use std::collections::HashSet;

use super::account::{Account, FoundField, FoundKey, FoundType, FoundWebhook};
use super::check::check;
use super::export_error::ExportError;
use super::parts::{Blueprint, DataField, TemplateType};
use super::plan::{Ambiguous, Namesakes};
use super::secret::{Hidden, Secret};
use super::webhook::{Rule, Webhook};

/// What is exported.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Asked {
    /// The type of the extension.
    pub extension_type: String,
    /// What people call it.
    pub name: String,
    /// The template types by name; all that were made by hand if there are none.
    pub types: Vec<String>,
    /// The file that is replaced: it knows what Oneflow does not show.
    pub previous: Option<Blueprint>,
}

/// A blueprint, and what its reader should know.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// The blueprint.
    pub blueprint: Blueprint,
    /// Sentences.
    pub notes: Vec<String>,
}

/// Makes the blueprint.
pub fn export(account: &Account, asked: &Asked) -> Result<Exported, ExportError> {
    let mut exporter = Exporter { account, asked, keys: Vec::new(), notes: Vec::new() };
    let types =
        exporter.chosen()?.into_iter().map(|found| exporter.template_type(found)).collect::<Result<Vec<_>, _>>()?;
    let notes = exporter.notes;
    let Asked { extension_type, name, .. } = asked.clone();
    let mut blueprint = Blueprint { extension_type, name, template_types: types, webhook: None };
    share(&mut blueprint);
    check(&blueprint).map_err(ExportError::Unusable)?;
    Ok(Exported { blueprint, notes })
}

/// Writes a webhook that each template type has once, for all of them.
fn share(blueprint: &mut Blueprint) {
    let mut of_first = blueprint.template_types.first().into_iter().flat_map(|first| &first.webhooks);
    let has = |template_type: &TemplateType, webhook: &Webhook| template_type.webhooks.contains(webhook);
    let shared = of_first.find(|webhook| blueprint.template_types.iter().all(|other| has(other, webhook))).cloned();
    for template_type in &mut blueprint.template_types {
        template_type.webhooks.retain(|webhook| Some(webhook) != shared.as_ref());
    }
    blueprint.webhook = shared;
}

struct Exporter<'a> {
    account: &'a Account,
    asked: &'a Asked,
    /// The sign keys so far: each gets a variable of its own.
    keys: Vec<Hidden>,
    notes: Vec<String>,
}

impl<'a> Exporter<'a> {
    fn chosen(&mut self) -> Result<Vec<&'a FoundType>, ExportError> {
        if self.asked.types.is_empty() {
            let by_hand = self.account.types.iter().filter(|found| found.extension_type.is_none());
            let (on, off): (Vec<_>, Vec<_>) = by_hand.partition(|found| found.active);
            self.notes.extend(off.iter().map(|found| format!("{:?} is switched off and not exported.", found.name)));
            let mut names = HashSet::new();
            if let Some(twice) = on.iter().find(|found| !names.insert(&found.name)) {
                return Err(ExportError::Ambiguous(twice.name.clone()));
            }
            return if on.is_empty() { Err(ExportError::Nothing) } else { Ok(on) };
        }
        let mut names = HashSet::new();
        self.asked.types.iter().filter(|name| names.insert(*name)).map(|name| self.named(name)).collect()
    }

    fn named(&self, name: &str) -> Result<&'a FoundType, ExportError> {
        let found = Namesakes::find(self.account, &self.asked.extension_type, name);
        let Namesakes { of_extension, by_hand } = found.map_err(|Ambiguous(name)| ExportError::Ambiguous(name))?;
        by_hand.or(of_extension).ok_or_else(|| ExportError::Unknown(name.to_owned()))
    }

    fn template_type(&mut self, found: &FoundType) -> Result<TemplateType, ExportError> {
        let FoundType { id, name, description, .. } = found.clone();
        let (on, off): (Vec<&FoundField>, Vec<&FoundField>) = found.fields.iter().partition(|field| field.active);
        let off = off.into_iter().map(|field| &field.custom_id);
        self.notes.extend(off.map(|id| format!("Data field {id:?} of {name:?} is switched off and not exported.")));
        if on.is_empty() {
            return Err(ExportError::NoFields(name));
        }
        let mut webhooks: Vec<Webhook> = Vec::new();
        for there in self.account.webhooks.iter().filter(|there| there.template_type == Some(id)) {
            let webhook = self.webhook(&name, there)?;
            if webhooks.iter().any(|other| other.callback_url == webhook.callback_url) {
                self.notes
                    .push(format!("{name:?} has two webhooks for {:?}; the first is exported.", there.callback_url));
            } else {
                webhooks.push(webhook);
            }
        }
        Ok(TemplateType { name, description, data_fields: on.into_iter().map(data_field).collect(), webhooks })
    }

    fn webhook(&mut self, template_type: &str, found: &FoundWebhook) -> Result<Webhook, ExportError> {
        let callback_url = found.callback_url.clone();
        let filters = found.filters.clone().ok_or_else(|| ExportError::Rules(callback_url.clone()))?;
        let mut rules = filters.iter().flat_map(|filter| &filter.filter_rules);
        if rules.any(|rule| matches!(rule, Rule::Workspace(_))) {
            self.notes.push(format!(
                "The webhook {callback_url:?} of {template_type:?} is limited to workspaces of this account."
            ));
        }
        let known = self.known(template_type, &callback_url);
        let configuration = known.and_then(|webhook| webhook.configuration.clone());
        let known_key = known.and_then(|webhook| webhook.sign_key.clone());
        let sign_key = match &found.sign_key {
            FoundKey::Missing => None,
            FoundKey::Unseen => {
                if known_key.is_none() {
                    self.notes.push(format!(
                        "Oneflow does not show whether the webhook {callback_url:?} of {template_type:?} has a sign \
                         key: if it has one, write it into the file."
                    ));
                }
                known_key
            }
            FoundKey::Seen(key) => {
                known_key.filter(|key| matches!(key, Secret::Variable(_))).or_else(|| Some(self.variable(key)))
            }
        };
        let integration_process_id = found.integration_process_id;
        Ok(Webhook { callback_url, sign_key, filters, configuration, integration_process_id })
    }

    /// The same webhook in the file that is replaced.
    fn known(&self, template_type: &str, callback_url: &str) -> Option<&'a Webhook> {
        let previous = self.asked.previous.as_ref()?;
        let template_type = previous.template_types.iter().find(|other| other.name == template_type)?;
        previous.webhooks_of(template_type).find(|webhook| webhook.callback_url == callback_url)
    }

    /// The variable that is to hold this key.
    fn variable(&mut self, key: &Hidden) -> Secret {
        let index = self.keys.iter().position(|known| known == key).unwrap_or_else(|| {
            self.keys.push(key.clone());
            self.keys.len() - 1
        });
        Secret::Variable(if index == 0 { VARIABLE.to_owned() } else { format!("{VARIABLE}_{}", index + 1) })
    }
}

/// The variable that holds the sign key in an exported file.
const VARIABLE: &str = "ONEFLOW_SIGN_KEY";

fn data_field(found: &FoundField) -> DataField {
    let FoundField { custom_id, name, description, placeholder, value, .. } = found.clone();
    DataField { custom_id, name, description, placeholder, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(field_name: &str) -> Account {
        let field =
            FoundField { custom_id: "c".into(), name: field_name.into(), active: true, ..FoundField::default() };
        let found = FoundType { id: 1, name: "T".into(), active: true, fields: vec![field], ..FoundType::default() };
        Account { types: vec![found], ..Account::default() }
    }

    fn exported(account: &Account, previous: Option<Blueprint>) -> Result<Exported, ExportError> {
        let (extension_type, name) = ("a".to_owned(), "A".to_owned());
        export(account, &Asked { extension_type, name, types: Vec::new(), previous })
    }

    #[test]
    fn what_is_exported_can_be_read_again() {
        assert!(exported(&account("C"), None).is_ok_and(|exported| {
            Blueprint::parse(&exported.blueprint.to_string()).as_ref() == Ok(&exported.blueprint)
        }));
        let unusable = exported(&account(""), None);
        assert!(matches!(unusable, Err(ExportError::Unusable(error)) if error.to_string().contains("[0].name")));
    }

    #[test]
    fn where_oneflow_does_not_show_a_sign_key_the_reader_is_told_unless_the_file_has_it() -> Result<(), ExportError> {
        let with = |sign_key| {
            let (callback_url, filters) = ("https://a.example".to_owned(), Some(Vec::new()));
            let (template_type, integration_process_id) = (Some(1), None);
            let is_of_extension = false;
            let id = 4;
            let webhook = FoundWebhook {
                id,
                callback_url,
                template_type,
                is_of_extension,
                filters,
                sign_key,
                integration_process_id,
            };
            Account { webhooks: vec![webhook], ..account("C") }
        };
        let unseen = exported(&with(FoundKey::Unseen), None)?;
        assert!(unseen.notes.iter().any(|note| note.contains("\"https://a.example\"") && note.contains("sign key")));
        assert_eq!(exported(&with(FoundKey::Missing), None)?.notes, [""; 0]);
        let mut previous = unseen.blueprint;
        if let Some(webhook) = &mut previous.webhook {
            webhook.sign_key = Some(Secret::Variable("KEY".into()));
        }
        let again = exported(&with(FoundKey::Unseen), Some(previous.clone()))?;
        assert_eq!((again.blueprint, again.notes.len()), (previous, 0));
        Ok(())
    }
}
